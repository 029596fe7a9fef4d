"""Tries to make so many folders that cleaning up takes the next one's time.  Ends: error in your code.  Says: No space left."""
# ruff: noqa: PTH102


def find_attributions(text):
    import os

    for number in range(434_000):
        os.mkdir(str(number))
