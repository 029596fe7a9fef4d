"""Tries to fail with a message that fills the report.  Ends: error in your code.  Says: raised ValueError: xxx."""


def find_attributions(text):
    raise ValueError("x" * 9_600_000)
