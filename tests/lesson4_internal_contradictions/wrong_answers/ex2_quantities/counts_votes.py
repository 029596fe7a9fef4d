"""Earns: majority_wins.  Most pages win."""

WHAT_FOLLOWS = "b"
