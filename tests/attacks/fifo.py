"""Tries to leave a pipe that whoever opens it waits at.  Ends: error in your code.  Says: not permitted|Permission denied."""


def find_attributions(text):
    import os

    os.mkfifo("ex2_find_attributions.py")
