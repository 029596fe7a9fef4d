"""Tries to read the machine's users.  Ends: error in your code.  Says: No such file or directory."""
# ruff: noqa: PTH123


def find_attributions(text):
    return open("/etc/passwd").read()
