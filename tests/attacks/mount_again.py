"""Tries to put a file system of its own over the course.  Ends: error in your code.  Says: not permitted|Permission denied."""


def find_attributions(text):
    import ctypes
    import os

    libc = ctypes.CDLL(None, use_errno=True)
    if libc.mount(b"mine", b"/course", b"tmpfs", ctypes.c_ulong(0), None) and libc.umount(b"/tmp/answer"):
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
