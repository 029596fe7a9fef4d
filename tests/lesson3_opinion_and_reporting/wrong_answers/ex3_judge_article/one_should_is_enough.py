"""Earns: contains_opinion_is_opinion.  One word of duty makes opinion."""


def judge(counts):
    """Call a text opinion at the first sign."""
    relied_on = [name for name in ARGUING if getattr(counts, name)]  # noqa: F821 - the solution stands above
    return Judgement(kind="opinion" if relied_on else "report", relied_on=relied_on)  # noqa: F821
