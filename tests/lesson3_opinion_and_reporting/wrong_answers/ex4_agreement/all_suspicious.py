"""Nobody agrees with anybody."""

WHAT_FOLLOWS = "b"


def confusion(first, second):
    """See nothing but differences."""
    return {"opinion": {"fact": len(first)}, "fact": {"opinion": len(first)}}


def scores(key, found, label):
    """Find every program useless."""
    return Scores(precision=0.0, recall=0.0)  # noqa: F821 - the solution stands above


def kappa(first, second):
    """Find no agreement."""
    return 0.0
