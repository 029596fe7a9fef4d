"""Everybody who tells it is a source."""

NEW_VOICES = {name: "adds" for name in NEW_VOICES}  # noqa: F821 - the solution stands above
POINTS_TO = {name: "the" for name in POINTS_TO}  # noqa: F821


def origins(arrows, name):
    """Take everybody for an origin."""
    return [name]


def count_origins(arrows, carriers, may_be_same):
    """Count everybody."""
    return OriginCount(at_least=len(carriers), at_most=len(carriers))  # noqa: F821


def adds(arrows, carriers, newcomer):
    """Let everybody add something."""
    return [newcomer]
