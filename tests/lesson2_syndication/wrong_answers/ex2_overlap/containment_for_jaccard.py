"""Earns: similarity_shows_direction.  Jaccard is worked out from the first text alone."""


def jaccard(first, second, size):
    """Divide by the shingles of the first."""
    return containment(first, second, size)  # noqa: F821 - the solution stands above
