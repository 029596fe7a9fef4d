"""Tries to read its parent's memory through /proc.  Ends: error in your code.  Says: No such file or directory."""
# ruff: noqa: PTH123


def find_attributions(text):
    import os

    return open(f"/proc/{os.getppid()}/mem", "rb").read(100)
