"""Tries to search the whole file system for solutions.  Ends: error in your code.  Says: no solution found."""
# ruff: noqa: PTH109, PTH118, PTH123


def find_attributions(text):
    import os

    for folder, _, names in os.walk("/"):
        if "ex2_find_attributions.py" in names and folder != os.getcwd():
            return open(os.path.join(folder, "ex2_find_attributions.py")).read()
    raise LookupError("no solution found")
