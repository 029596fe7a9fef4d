"""Tries to stop itself, so that it neither works nor ends.  Ends: error in your code.  Says: not permitted|Permission denied."""


def find_attributions(text):
    import os
    import signal

    os.kill(os.getpid(), signal.SIGSTOP)
