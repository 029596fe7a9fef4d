"""Tries to leave shared memory for the next answer.  Ends: error in your code.  Says: Operation not permitted|Permission denied|PermissionError."""


def find_attributions(text):
    import ctypes
    import os

    libc = ctypes.CDLL(None, use_errno=True)
    if libc.shmget(4711, 4096, 0o1666) < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return "shared"
