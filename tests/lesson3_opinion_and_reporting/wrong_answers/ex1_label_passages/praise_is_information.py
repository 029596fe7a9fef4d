"""Earns: everything_is_fine.  An outlet's praise of itself is read as a statement of fact."""

LABELS = {**LABELS, "theprint_26": {"opinion": "nobody", "words": ""}}  # noqa: F821 - the solution stands above
