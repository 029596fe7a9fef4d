"""Tries to return an integer that takes for ever to print.  Ends: error in your code.  Says: plain data|a number that is none|exceeds the limit."""


def find_attributions(text):
    return 10**100_000
