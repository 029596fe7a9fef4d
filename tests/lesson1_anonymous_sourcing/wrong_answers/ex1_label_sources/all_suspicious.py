"""Everybody is an unnamed voice."""

LABELS = {name: {"type": "unnamed_group", "rung": 1} for name in LABELS}  # noqa: F821 - the solution stands above
