"""Earns: no_credit_is_independent.  Only what is credited is derived."""

BY_ALL = findings  # noqa: F821 - the solution stands above


def findings(parts):
    """Look at the credit line alone."""
    return BY_ALL(parts).model_copy(update={"derived": parts.credited})
