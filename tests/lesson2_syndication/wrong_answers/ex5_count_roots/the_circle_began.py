"""Earns: agreement_is_corroboration.  Two that cite each other are taken for an origin."""


def origins(arrows, name, seen=()):
    """Stop where the circle closes, and call that the beginning."""
    onward = [arrow.origin for arrow in arrows if arrow.derived == name]
    if name in seen or not onward:
        return [name]
    return sorted({end for origin in onward for end in origins(arrows, origin, (*seen, name))})
