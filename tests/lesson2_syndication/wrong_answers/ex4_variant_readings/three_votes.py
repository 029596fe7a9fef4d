"""Earns: majority_wins.  Three pages near thirty are counted as three votes."""

OPEN = {**OPEN, "thirty": {"answer": "supported", "page": "theprint", "passage": "around 30"}}  # noqa: F821
