"""Tries to return infinity.  Ends: error in your code.  Says: plain data."""


def find_attributions(text):
    return [float("inf")]
