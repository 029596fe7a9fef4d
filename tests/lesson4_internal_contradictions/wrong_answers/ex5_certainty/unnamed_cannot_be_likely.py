"""Earns: everything_is_suspect.  What unnamed people call likely is thrown out."""

LETTERS = {**LETTERS, "focal_point": "c"}  # noqa: F821 - the solution stands above
