"""Earns: no_credit_is_independent.  No credit line, so no use."""

OPEN = {**OPEN, "no_credit": {"answer": "supported", "page": "newsup", "passage": "Newsup News"}}  # noqa: F821
