"""Earns: everything_is_suspect.  A named expert is put among the unnamed."""

LABELS = {**LABELS, "short_brief_a9": {"type": "unnamed_individual", "rung": 3}}  # noqa: F821 - solution above
