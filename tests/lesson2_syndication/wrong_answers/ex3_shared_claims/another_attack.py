"""Earns: alike_is_repeat.  The dead of another attack are taken for those of March."""

FOUND = {**FOUND, "killed_column": "31 Pakistani security personnel"}  # noqa: F821 - the solution stands above
