"""Tries to change modes, which landlock does not cover.  Ends: error in your code.  Says: Operation not permitted|Permission denied|PermissionError."""
# ruff: noqa: PTH101, S103, S108


def find_attributions(text):
    import os

    os.chmod("/tmp", 0o777)
