"""Earns: alike_is_repeat.  Figures are taken out before comparing, so updates vanish."""


def normalised(paragraph):
    """Keep letters only."""
    return " ".join(re.sub(r"[^a-z ]", "", paragraph.lower()).split())  # noqa: F821 - the solution stands above
