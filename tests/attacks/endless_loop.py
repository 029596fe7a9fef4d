"""Tries to never end.  Ends: timed out.  Says: had not ended."""


def find_attributions(text):
    while True:
        pass
