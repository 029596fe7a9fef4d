"""Tries to reach out through a link.  Ends: error in your code.  Says: Operation not permitted|Permission denied|PermissionError|No such file or directory."""
# ruff: noqa: PTH123, PTH211


def find_attributions(text):
    import os

    os.symlink("__KEY__", "key")
    return open("key").read()
