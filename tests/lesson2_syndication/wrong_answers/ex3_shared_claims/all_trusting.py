"""Each tells its own story."""

FOUND = {name: "" for name in FOUND}  # noqa: F821 - the solution stands above
WHAT_IT_SHOWS = "c"


def matrix(said):
    """Give every claim to one page."""
    return {claim: [page] for page, claims in said.items() for claim in claims}


def only_on(said, page):
    """Take all for its own."""
    return sorted(said[page])


def share_covered(said, part, whole):
    """Find nothing in common."""
    return 0.0
