"""Tries to get the rights back that its parent has.  Ends: error in your code.  Says: not permitted|Permission denied."""


def find_attributions(text):
    import ctypes
    import os
    import struct

    libc = ctypes.CDLL(None, use_errno=True)
    every = struct.pack("6I", *[0xFFFFFFFF] * 6)
    if libc.capset(struct.pack("II", 0x20080522, 0), every):
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
