"""Earns: plural_means_two.  The greatest number of origins decides."""


def credibility_of(parts):
    """Count every wording as an origin."""
    return "1" if parts.origins.at_most >= 2 else "6"
