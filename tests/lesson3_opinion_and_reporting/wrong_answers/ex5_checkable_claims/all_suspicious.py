"""Nothing can be settled, and every denial is a trick."""

SETTLED_BY = dict.fromkeys(SETTLED_BY, "judgement")  # noqa: F821 - the solution stands above
UNDERLINED = {page: [] for page in UNDERLINED}  # noqa: F821
DENIAL_IS_PROOF = dict.fromkeys(DENIAL_IS_PROOF, True)  # noqa: F821
ADDS = "c"


def could_lose(outcomes):
    """Find that no claim ever runs a risk."""
    return False
