"""Tries to kill the grader by its number.  Ends: error in your code.  Says: Operation not permitted|Permission denied|PermissionError."""
# ruff: noqa: F821


def find_attributions(text):
    import os
    import signal

    os.kill(__PID__, signal.SIGTERM)
