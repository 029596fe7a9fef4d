"""Nobody is ever a source."""


def source_type(phrase):
    """See nobody behind any phrase."""
    return SourceType.NONE  # noqa: F821 - the solution stands above


def rung(phrase):
    """Put everybody on the lowest step."""
    return 0
