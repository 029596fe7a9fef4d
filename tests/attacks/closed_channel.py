"""Tries to close every descriptor.  Ends: stopped.  Says: ended the process|closed."""


def find_attributions(text):
    import os

    os.closerange(0, 64)
