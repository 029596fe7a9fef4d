"""Tries to return text that cannot be encoded.  Ends: error in your code.  Says: not Unicode|plain data."""


def find_attributions(text):
    return "\ud800"
