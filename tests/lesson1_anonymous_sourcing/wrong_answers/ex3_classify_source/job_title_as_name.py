"""Earns: unnamed_is_named_by_job.  A rank passes for a name."""

by_the_book = source_type  # noqa: F821 - the solution stands above


def source_type(phrase):
    """Call everybody with a rank a named person."""
    return SourceType.NAMED_INDIVIDUAL if "senior" in phrase else by_the_book(phrase)  # noqa: F821
