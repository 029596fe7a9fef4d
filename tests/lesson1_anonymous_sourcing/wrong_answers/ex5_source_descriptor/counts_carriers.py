"""Earns: agreement_is_corroboration.  Every carrier counts."""


def credibility(reports, fit):
    """Call a claim confirmed as soon as two texts carry it."""
    return "1" if len(reports) >= 2 else "6"
