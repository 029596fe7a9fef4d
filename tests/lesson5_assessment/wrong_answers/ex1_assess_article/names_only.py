"""Earns: unnamed_means_false.  Without a name the claim is improbable."""

BY_THE_TABLE = credibility_of  # noqa: F821 - the solution stands above


def credibility_of(parts):
    """Mark down what has no name."""
    return "5" if parts.unnamed_alone else BY_THE_TABLE(parts)
