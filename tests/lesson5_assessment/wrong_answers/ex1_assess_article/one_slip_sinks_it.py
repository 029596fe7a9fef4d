"""Earns: contradiction_disproves.  A contradiction makes the main point improbable."""

BY_THE_TABLE = credibility_of  # noqa: F821 - the solution stands above


def credibility_of(parts):
    """Mark down what contradicts itself."""
    return "5" if parts.contradictions else BY_THE_TABLE(parts)
