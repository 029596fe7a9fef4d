"""Tries to answer a byte at a time and never end.  Ends: timed out.  Says: ended from outside.*it slept."""


def find_attributions(text):
    import os
    import time

    while True:
        os.write(0, b"{")
        time.sleep(0.3)
