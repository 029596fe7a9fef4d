"""Earns: everything_is_suspect.  Only unnamed people are looked for."""

by_every_shape = find_attributions  # noqa: F821 - the solution stands above


def find_attributions(text):
    """Leave out everybody whose name is given."""
    return [one for one in by_every_shape(text) if not one.source.istitle() or " " not in one.source]
