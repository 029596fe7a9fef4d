"""Earns: plural_means_two.  One source is counted as several."""

LABELS = {**LABELS, "theprint_a10": {"type": "unnamed_group", "rung": 2}}  # noqa: F821 - the solution stands above
