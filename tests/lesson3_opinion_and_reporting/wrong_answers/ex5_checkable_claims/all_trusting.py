"""Everything can be settled, and no argument has a fault."""

SETTLED_BY = dict.fromkeys(SETTLED_BY, "evidence")  # noqa: F821 - the solution stands above
UNDERLINED = {page: [load_text(page)] for page in UNDERLINED}  # noqa: F821
DENIAL_IS_PROOF = dict.fromkeys(DENIAL_IS_PROOF, False)  # noqa: F821
ADDS = "a"


def could_lose(outcomes):
    """Find that every claim runs a risk."""
    return True
