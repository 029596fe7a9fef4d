"""Tries to use up all inodes with empty files and links.  Ends: error in your code.  Says: No space left."""


def find_attributions(text):
    from pathlib import Path

    for number in range(100_000):
        Path(f"link{number}").touch()
