"""Tries to fill the disk.  Ends: error in your code.  Says: File too large|No space left."""
# ruff: noqa: PTH123


def find_attributions(text):
    for number in range(100_000):
        with open(f"fill{number}", "wb") as file:
            file.write(b"x" * 4_000_000)
