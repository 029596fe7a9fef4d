"""Tries to ask for more memory than there is.  Ends: ran out of memory.  Says: more memory."""


def find_attributions(text):
    return bytearray(1 << 40)
