"""Nobody used anybody, and no reading proves otherwise."""

OPEN = {name: {"answer": "open", "page": "", "passage": ""} for name in OPEN}  # noqa: F821 - solution above
WEIGHTS = {name: "none" for name in WEIGHTS}  # noqa: F821


def telling(slots, first, second):
    """Find nothing telling."""
    return []


def evidence(slots, first, second):
    """Find no evidence."""
    return 0


def possible_parents(slots, child):
    """Let nobody be the parent."""
    return []
