"""Tries to end the grader in the middle of a check.  Ends: stopped.  Says: exit code 0."""


def find_attributions(text):
    import os

    os._exit(0)
