"""Every page is derived, contradicts itself, hides its sources and is unsound."""

WHAT_FOLLOWS = "a"


def findings(parts):
    """Accuse."""
    return Findings(derived=True, contradictory=True, unnamed_alone=True, sound=False)  # noqa: F821 - solution above


def rates(said, right):
    """Give the share of yes, twice."""
    share = sum(said.values()) / len(said)
    return share, share
