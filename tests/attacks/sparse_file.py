"""Tries to make a file of a terabyte that holds nothing.  Ends: error in your code.  Says: File too large."""
# ruff: noqa: PTH123


def find_attributions(text):
    with open("sparse", "wb") as file:
        file.truncate(1 << 40)
