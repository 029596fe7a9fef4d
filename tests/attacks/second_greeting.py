"""Tries to greet twice, as a new process does.  Ends: stopped.  Says: not an answer."""

import os

os.write(0, b"\n")


def find_attributions(text):
    return []
