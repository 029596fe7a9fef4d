"""Everybody is a named person."""

LABELS = {name: {"type": "named_individual", "rung": None} for name in LABELS}  # noqa: F821 - solution above
