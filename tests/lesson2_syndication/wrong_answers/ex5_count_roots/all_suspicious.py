"""It is all one rumour, and nothing adds anything."""

NEW_VOICES = {name: "adds nothing" for name in NEW_VOICES}  # noqa: F821 - the solution stands above
POINTS_TO = {name: "" for name in POINTS_TO}  # noqa: F821


def origins(arrows, name):
    """Find no origin anywhere."""
    return []


def count_origins(arrows, carriers, may_be_same):
    """Find one at the most."""
    return OriginCount(at_least=1, at_most=1)  # noqa: F821


def adds(arrows, carriers, newcomer):
    """Find nothing new, ever."""
    return []
