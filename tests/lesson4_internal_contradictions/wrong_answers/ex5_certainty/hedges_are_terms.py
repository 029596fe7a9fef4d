"""Earns: hedge_is_likelihood.  A news hedge gets a place on the scale."""

on_the_scale = likelihood  # noqa: F821 - the solution stands above


def likelihood(statement):
    """Give hedged statements the range of likely."""
    if certainty(statement) == "hedged":  # noqa: F821
        return Interval(low=55, high=80)  # noqa: F821
    return on_the_scale(statement)
