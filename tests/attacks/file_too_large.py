"""Tries to write one file that is too large.  Ends: error in your code.  Says: File too large."""
# ruff: noqa: PTH123


def find_attributions(text):
    with open("large", "wb") as file:
        for _ in range(1000):
            file.write(b"x" * 1_000_000)
