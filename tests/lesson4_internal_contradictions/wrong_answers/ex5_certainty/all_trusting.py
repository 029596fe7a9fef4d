"""No difference matters, no headline loses anything."""

PAIRS = {name: {"verdict": "none", "words": ""} for name in PAIRS}  # noqa: F821 - the solution stands above
LETTERS = {"reportedly": "a", "focal_point": "a", "hedge_lost": "b"}


def certainty(statement):
    """Take everything for flat."""
    return "flat"


def lost(headline, body):
    """Report no loss."""
    return []


def likelihood(statement):
    """Find no term anywhere."""
    return None
