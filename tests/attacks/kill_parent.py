"""Tries to kill its parent.  Ends: error in your code.  Says: Operation not permitted|Permission denied|PermissionError."""


def find_attributions(text):
    import os
    import signal

    os.kill(os.getppid(), signal.SIGKILL)
