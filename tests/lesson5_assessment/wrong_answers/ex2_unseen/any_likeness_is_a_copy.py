"""Earns: wording_shows_independence.  Sharing anything at all makes a page derived."""

BY_ALL = findings  # noqa: F821 - the solution stands above


def findings(parts):
    """Take every shared reading for a copy."""
    return BY_ALL(parts).model_copy(update={"derived": parts.shared > 0})
