"""Earns: everything_is_fine.  What does not argue is taken for a report."""

by_the_table = judge  # noqa: F821 - the solution stands above


def judge(counts):
    """Call a report whatever is not opinion, save where there is a sign of argument."""
    came = by_the_table(counts)
    if came.kind == "cannot tell" and not counts.deontic and not counts.evaluative:
        return Judgement(kind="report", relied_on=["attributions"])  # noqa: F821
    return came
