"""Tries to hang in a regular expression.  Ends: timed out.  Says: ended."""


def find_attributions(text):
    import re

    re.match(r"(a+)+$", "a" * 40 + "b")
