"""Tries to give back more items than a check can look through.  Ends: error in your code.  Says: more than."""


def find_attributions(text):
    return [1] * 50_000
