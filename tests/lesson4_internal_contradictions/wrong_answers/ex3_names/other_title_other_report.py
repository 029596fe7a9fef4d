"""Earns: different_is_contradiction.  Two titles are taken for two reports."""

PLACES = {**PLACES, "report_meant": {"answer": "conflict", "needs": "page"}}  # noqa: F821 - solution above
