"""Earns: unnamed_means_false.  Whatever rests on unnamed people is unsound."""

BY_ALL = findings  # noqa: F821 - the solution stands above


def findings(parts):
    """Ask for a name everywhere."""
    came = BY_ALL(parts)
    return came.model_copy(update={"sound": came.sound and not parts.unnamed_alone})
