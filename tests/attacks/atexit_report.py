"""Tries to write a report when everything is over.  Ends: error in your code.  Says: gave back None."""

import atexit
from pathlib import Path

atexit.register(lambda: Path("__CANARY__").write_text("passed"))


def find_attributions(text):
    return None
