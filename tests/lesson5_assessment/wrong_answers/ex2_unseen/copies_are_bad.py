"""Earns: everything_is_suspect.  Whatever is derived is unsound, credited or not."""

BY_ALL = findings  # noqa: F821 - the solution stands above


def findings(parts):
    """Mark down every copy."""
    came = BY_ALL(parts)
    return came.model_copy(update={"sound": came.sound and not came.derived})
