"""Earns: outlets_are_sources.  Only the first arrow is followed."""


def origins(arrows, name):
    """Go one step back."""
    return sorted({arrow.origin for arrow in arrows if arrow.derived == name}) or [name]
