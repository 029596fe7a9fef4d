"""Every page is opinion, every source bad, every claim improbable, everything unknown."""

WHAT_IT_SAYS = "d"


def bare_share(parts):
    """Count nobody."""
    return 1.0


def article_type(parts):
    """Call it opinion."""
    return ArticleType.OPINION  # noqa: F821 - the solution stands above


def credibility_of(parts):
    """Believe nothing."""
    return "5"


def not_known(parts):
    """Ask everything."""
    return ["who speaks", "who says it", "how many origins", "track record", "how it fits", "which is right"]
