"""Tries to fail while its value is shown.  Ends: error in your code|stopped.  Says: ."""

import os


class Hostile:
    def __repr__(self):
        os._exit(0)


def find_attributions(text):
    return Hostile()
