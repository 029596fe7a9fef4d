"""Earns: dispute_is_contradiction.  Two people who disagree make a contradiction of the page."""

by_table = judge  # noqa: F821 - the solution stands above


def judge(first, second):
    """Leave out who speaks."""
    return by_table(first, second.model_copy(update={"speaker": first.speaker}))
