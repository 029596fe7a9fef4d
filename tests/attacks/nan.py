"""Tries to return not-a-number, which no comparison refutes.  Ends: error in your code.  Says: plain data."""


def find_attributions(text):
    return float("nan")
