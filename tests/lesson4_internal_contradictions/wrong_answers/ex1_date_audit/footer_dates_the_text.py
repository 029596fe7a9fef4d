"""Earns: furniture_dates_text.  A footer counts like a stamp."""

by_kind = audit  # noqa: F821 - the solution stands above


def audit(dates):
    """Report every late date as an impossible order."""
    return [
        one.model_copy(update={"kind": "order"}) if one.kind == "frame" else one for one in by_kind(dates)
    ]
