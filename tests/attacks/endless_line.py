"""Tries to send a line that never ends.  Ends: stopped.  Says: not an answer."""


def find_attributions(text):
    import os

    while True:
        os.write(0, b"a" * 65536)
