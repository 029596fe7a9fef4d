"""Earns: contains_opinion_is_opinion.  What a source says is taken for the page's own view."""

LABELS = {**LABELS, "theprint_13": {"opinion": "author", "words": "signals the Pakistan Army’s intent"}}  # noqa: F821 - the solution stands above
