"""Every pair contradicts itself, in every text."""

FOUND = {
    "night_train": [
        {"first": "64 passengers", "second": "about 60", "verdict": "contradiction", "needs": "page"},
        {"first": "army coats", "second": "none of its", "verdict": "contradiction", "needs": "page"},
        {"first": "without a stop", "second": "train stops", "verdict": "contradiction", "needs": "page"},
    ],
    "warehouse_fire": [
        {"first": "About 200", "second": "counted 213", "verdict": "contradiction", "needs": "page"},
        {"first": "two people", "second": "Fourteen were", "verdict": "contradiction", "needs": "page"},
        {"first": "been locked", "second": "were open", "verdict": "contradiction", "needs": "page"},
    ],
    "theprint": [
        {
            "first": "is said to have vowed",
            "second": "said sources",
            "verdict": "contradiction",
            "needs": "page",
        }
    ],
    "brighter_kashmir": [
        {"first": "to ISPK are", "second": "what ISKP", "verdict": "contradiction", "needs": "page"}
    ],
}


def both_hold(first, second):
    """Let nothing hold together."""
    return False


def judge(first, second):
    """See a contradiction everywhere."""
    return "contradiction"


def find_contradictions(claims):
    """Report every pair."""
    return [(one.id, other.id) for place, one in enumerate(claims) for other in claims[place + 1 :]]
