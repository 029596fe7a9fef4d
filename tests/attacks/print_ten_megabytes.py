"""Tries to print so much that the grader chokes.  Ends: error in your code.  Says: gave back None."""
# ruff: noqa: T201


def find_attributions(text):
    print("3 passed" * 1_250_000)
