"""No pair ever contradicts itself."""

FOUND = {
    "night_train": [
        {"first": "without a stop", "second": "train stops", "verdict": "look_alike", "needs": "page"},
    ],
    "warehouse_fire": [],
    "theprint": [],
    "brighter_kashmir": [],
}


def both_hold(first, second):
    """Let everything hold together."""
    return True


def judge(first, second):
    """See agreement everywhere."""
    return "agree"


def find_contradictions(claims):
    """Report nothing."""
    return []
