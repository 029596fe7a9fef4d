"""Tries to read the grader's next questions instead of the grader's process.  Ends: timed out|stopped.  Says: ended."""


def find_attributions(text):
    import os

    return os.read(0, 100_000).decode()
