"""Tries to become another program.  Ends: error in your code.  Says: Operation not permitted|Permission denied|PermissionError|No such file or directory."""
# ruff: noqa: S606


def find_attributions(text):
    import os
    import sys

    os.execv(sys.executable, [sys.executable, "-c", "print(1)"])
