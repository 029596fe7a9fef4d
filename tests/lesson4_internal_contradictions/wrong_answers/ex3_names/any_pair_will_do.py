"""Earns: smooth_page_agrees.  A pair that is not the column's passes unnoticed."""

PLACES = {**PLACES, "column_pair": {"answer": "same", "needs": "page"}}  # noqa: F821 - solution above
