"""Tries to return an integer that takes for ever to print.  Ends: error in your code.  Says: plain data|a number that is not finite|exceeds the limit."""


def find_attributions(text):
    return 10**100_000
