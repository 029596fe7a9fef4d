"""Earns: contradiction_disproves.  Figures differ, so there was no attack."""

WHAT_FOLLOWS = "a"
