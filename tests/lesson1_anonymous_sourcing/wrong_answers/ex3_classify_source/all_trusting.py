"""Everybody counts as named."""


def source_type(phrase):
    """See a named person behind every phrase."""
    return SourceType.NAMED_INDIVIDUAL  # noqa: F821 - the solution stands above


def rung(phrase):
    """Leave everybody off the ladder."""
    return None
