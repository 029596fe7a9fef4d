"""Earns: agreement_is_corroboration.  A rewrite is taken for something new."""


def adds(arrows, carriers, newcomer):
    """Count whatever stands behind the newcomer."""
    return origins(arrows, newcomer)  # noqa: F821 - the solution stands above
