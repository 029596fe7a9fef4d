"""Earns: tone_is_genre.  Evaluative words make opinion."""

by_the_table = judge  # noqa: F821 - the solution stands above


def judge(counts):
    """Call a text opinion as soon as it judges."""
    if counts.evaluative >= 3:
        return Judgement(kind="opinion", relied_on=["evaluative"])  # noqa: F821
    return by_the_table(counts)
