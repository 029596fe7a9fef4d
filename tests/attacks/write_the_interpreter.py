"""Tries to rewrite the standard library.  Ends: error in your code.  Says: Read-only|Permission denied."""
# ruff: noqa: PTH123


def find_attributions(text):
    import os

    with open(os.__file__, "a") as file:
        file.write("# mine now")
