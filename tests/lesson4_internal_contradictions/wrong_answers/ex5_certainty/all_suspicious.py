"""Every difference is a contradiction, every headline loses everything."""

PAIRS = {name: {"verdict": "contradiction", "words": ""} for name in PAIRS}  # noqa: F821 - the solution stands above
LETTERS = {"reportedly": "b", "focal_point": "c", "hedge_lost": "a"}


def certainty(statement):
    """Take everything for hedged."""
    return "hedged"


def lost(headline, body):
    """Report both losses everywhere."""
    return ["hedge", "attribution"]


def likelihood(statement):
    """Read a low likelihood into everything."""
    return Interval(low=1, high=5)  # noqa: F821
