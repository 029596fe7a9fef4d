"""Everything is copied, and no number shows otherwise."""

FOLLOWS = {name: "does not follow" for name in FOLLOWS}  # noqa: F821 - the solution stands above
SHOWN = {name: "the harbour police" for name in SHOWN}  # noqa: F821


def jaccard(first, second, size):
    """Find all texts alike."""
    return 1.0


def containment(part, whole, size):
    """Find every text in every other."""
    return 1.0


def without_quotations(text):
    """Leave everything in."""
    return text
