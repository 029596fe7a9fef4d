"""Earns: different_is_contradiction.  An updated count contradicts the one before."""

by_table = judge  # noqa: F821 - the solution stands above


def judge(first, second):
    """Leave out the moment."""
    return by_table(first, second.model_copy(update={"when": first.when}))
