"""Earns: said_is_the_only_cue.  Nobody is heard but who “said”."""

by_every_cue = find_attributions  # noqa: F821 - the solution stands above


def find_attributions(text):
    """Keep what has the cue said."""
    return [one for one in by_every_cue(text) if one.cue == "said"]
