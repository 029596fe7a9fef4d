"""Tries to trace its parent.  Ends: error in your code.  Says: Operation not permitted|Permission denied|PermissionError."""


def find_attributions(text):
    import ctypes
    import os

    libc = ctypes.CDLL(None, use_errno=True)
    if libc.ptrace(16, os.getppid(), 0, 0) < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return "traced"
