"""Tries to leave full folders that nobody may list.  Ends: error in your code.  Says: No space left."""
# ruff: noqa: PTH102, PTH123


def find_attributions(text):
    import os

    for number in range(100):
        os.mkdir(f"locked{number}", 0o300)
        with open(f"locked{number}/full", "wb") as file:
            file.write(b"x" * 4_000_000)
