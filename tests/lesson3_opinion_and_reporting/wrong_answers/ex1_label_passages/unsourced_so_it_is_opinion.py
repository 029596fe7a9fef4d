"""Earns: opinion_is_unproven.  A claim without a source is taken for a view."""

LABELS = {**LABELS, "newsup_11": {"opinion": "author", "words": "for new purposes"}}  # noqa: F821 - the solution stands above
