"""Tries to send bytes that are no text.  Ends: stopped.  Says: not an answer."""


def find_attributions(text):
    import os

    os.write(0, bytes(range(128, 256)) * 100 + b"\n")
