"""Tries to clear the terminal from the report.  Ends: error in your code.  Says: raised ValueError."""


def find_attributions(text):
    raise ValueError("\x1b[2J\x1b[H all passed \u202e dessap")
