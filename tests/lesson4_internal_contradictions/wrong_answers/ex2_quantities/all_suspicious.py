"""Any two figures conflict."""

PAIRS = {name: "conflict" for name in PAIRS}  # noqa: F821 - the solution stands above
WHAT_FOLLOWS = "c"


def interval(phrase):
    """Take the first number as exact."""
    number = (numbers_in(phrase) or [0])[0]  # noqa: F821
    return Interval(low=number, high=number)  # noqa: F821


def can_both_hold(first, second):
    """Let nothing hold together."""
    return False


def compare(first, second):
    """See a conflict everywhere."""
    return "conflict"
