"""No page rests on unnamed sources."""

WHAT_FOLLOWS = "b"


def share_by_type(claims):
    """Give everything to named people."""
    return {SourceType.NAMED_INDIVIDUAL: 1.0}  # noqa: F821 - the solution stands above


def rests_on_unnamed_alone(claims):
    """Say no to every page."""
    return False


def story_shares(stories):
    """Count no story."""
    return StoryShares(citing=0, solely=0)  # noqa: F821
