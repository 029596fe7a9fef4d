"""Tries to look enormous when it is shown.  Ends: error in your code.  Says: plain data."""


class Huge:
    def __repr__(self):
        return "x" * 300_000_000


def find_attributions(text):
    return [Huge()]
