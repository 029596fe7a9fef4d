"""Earns: different_is_contradiction.  Updated figures conflict."""


def compare(first, second):
    """Leave the moment out."""
    both = can_both_hold(interval(first.phrase), interval(second.phrase))  # noqa: F821 - the solution stands above
    return "compatible" if first.of != second.of or both else "conflict"
