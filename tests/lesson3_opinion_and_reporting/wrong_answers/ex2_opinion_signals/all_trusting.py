"""No text holds a sign of anything."""


def outside_quotes(text):
    """Leave nothing in."""
    return ""


def count_signals(text):
    """Count nothing."""
    return SignalCounts(words=0)  # noqa: F821 - the solution stands above


def per_hundred(counts):
    """Find every text empty."""
    return dict.fromkeys(
        ["questions", "first_person", "deontic", "certainty", "evaluative", "attributions"], 0.0
    )
