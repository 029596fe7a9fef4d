"""Earns: rank_is_evidence.  Being highly placed counts as knowing."""

by_the_ladder = rung  # noqa: F821 - the solution stands above


def rung(phrase):
    """Lift everybody who is called highly placed to the rung of those who say how they know."""
    return 4 if "highly placed" in phrase else by_the_ladder(phrase)
