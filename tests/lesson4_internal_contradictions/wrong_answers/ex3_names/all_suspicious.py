"""Whatever is not the same letter for letter conflicts."""

PLACES = {name: {"answer": "conflict", "needs": "page"} for name in PLACES}  # noqa: F821 - the solution stands above


def fold(name):
    """Change nothing."""
    return name


def abbreviates(short, long):
    """Know no abbreviation."""
    return False


def compare_names(first, second, known):
    """See a conflict everywhere."""
    return "conflict"
