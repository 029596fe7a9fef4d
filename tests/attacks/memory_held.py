"""Tries to hold as much memory as it may, for as long as it may.  Ends: error in your code.  Says: gave back None."""

HELD = []


def find_attributions(text):
    if not HELD:
        HELD.append(bytearray(800_000_000))
