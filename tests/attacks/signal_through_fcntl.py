"""Tries to have the kernel signal the parent, through fcntl.  Ends: error in your code.  Says: Operation not permitted|Permission denied|PermissionError."""


def find_attributions(text):
    import fcntl
    import os

    fcntl.fcntl(0, fcntl.F_SETOWN, os.getppid())
