"""Earns: earlier_is_origin.  The earlier date is taken for the origin."""

OPEN = {**OPEN, "a_day_later": {"answer": "supported", "page": "newsup", "passage": "October 8, 2025"}}  # noqa: F821
