"""Earns: contains_opinion_is_opinion.  What a speaker says is counted as the author's."""


def count_signals(text):
    """Count in the whole text, quotation marks or not."""
    return SignalCounts(  # noqa: F821 - the solution stands above
        words=len(text.split()),
        questions=text.count("?"),
        first_person=times(FIRST_PERSON + CAPITALISED, text, flags=0),  # noqa: F821
        deontic=times(DEONTIC, text),  # noqa: F821
        certainty=times(CERTAINTY, text),  # noqa: F821
        evaluative=times(EVALUATIVE, text),  # noqa: F821
        attributions=times(CUES, text),  # noqa: F821
    )
