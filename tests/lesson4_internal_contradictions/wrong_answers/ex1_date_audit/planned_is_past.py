"""Earns: different_is_contradiction.  Whatever lies after the stamp is a fault, planned or not."""

of_the_past = audit  # noqa: F821 - the solution stands above


def audit(dates):
    """Treat every date of the text as past."""
    return of_the_past(
        [one.model_copy(update={"told": "past"}) if one.place == "text" else one for one in dates]
    )
