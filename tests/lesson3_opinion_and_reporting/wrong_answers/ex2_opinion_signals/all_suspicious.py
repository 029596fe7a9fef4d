"""Every text is full of argument."""


def outside_quotes(text):
    """Leave everything in."""
    return text


def count_signals(text):
    """Find five of everything the author could be blamed for."""
    return SignalCounts(words=1, questions=5, first_person=5, deontic=5, certainty=5, evaluative=5)  # noqa: F821


def per_hundred(counts):
    """Find every text crowded."""
    return dict.fromkeys(
        ["questions", "first_person", "deontic", "certainty", "evaluative", "attributions"], 100.0
    )
