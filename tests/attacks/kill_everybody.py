"""Tries to kill every process it may.  Ends: error in your code.  Says: Operation not permitted|Permission denied|PermissionError."""


def find_attributions(text):
    import os
    import signal

    os.kill(-1, signal.SIGKILL)
