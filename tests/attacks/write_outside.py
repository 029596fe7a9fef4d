"""Tries to write outside its folder.  Ends: error in your code.  Says: No such file or directory|Read-only|Permission denied."""
# ruff: noqa: PTH123


def find_attributions(text):
    with open("__CANARY__", "w") as file:
        file.write("passed")
