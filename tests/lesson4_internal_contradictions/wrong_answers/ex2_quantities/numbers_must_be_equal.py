"""Earns: different_is_contradiction.  Two intervals hold together only if they are the same."""


def can_both_hold(first, second):
    """Ask for the same interval."""
    return first == second
