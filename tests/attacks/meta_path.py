"""Tries to catch every import.  Ends: error in your code.  Says: gave back None."""

import sys


class Catch:
    def find_spec(self, *_):
        sys.exit(0)


sys.meta_path.insert(0, Catch())


def find_attributions(text):
    return None
