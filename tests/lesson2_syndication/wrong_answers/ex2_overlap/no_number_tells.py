"""Earns: everything_is_suspect.  No number is good for anything."""

FOLLOWS = {**FOLLOWS, "nearly_all": "does not follow"}  # noqa: F821 - the solution stands above
