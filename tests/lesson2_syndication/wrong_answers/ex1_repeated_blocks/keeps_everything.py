"""Earns: repeats_are_evidence.  Nothing is dropped, so everything counts as often as it stands."""


def without_repeats(paragraphs):
    """Keep the page as it is."""
    return list(paragraphs)
