"""Tries to read who it is through /proc/self.  Ends: error in your code.  Says: No such file or directory."""
# ruff: noqa: PTH123


def find_attributions(text):
    return open("/proc/self/maps").read()
