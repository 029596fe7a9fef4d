"""Earns: spelling_is_contradiction.  Two abbreviations of one group are taken for two groups."""

PLACES = {**PLACES, "column_group": {"answer": "conflict", "needs": "page"}}  # noqa: F821 - solution above
