"""Tries to dig so deep that cleaning up ends in a recursion.  Ends: error in your code.  Says: No space left."""
# ruff: noqa: PTH102


def find_attributions(text):
    import os

    for _ in range(5_000):
        os.mkdir("d")
        os.chdir("d")
