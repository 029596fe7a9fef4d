"""Earns: different_is_contradiction.  A month that has begun counts as over."""

by_span = audit  # noqa: F821 - the solution stands above


def order(first, second):
    """Compare last days only."""
    one, other = days_of(first).last, days_of(second).last  # noqa: F821
    return "before" if one < other else "after" if one > other else "cannot tell"
