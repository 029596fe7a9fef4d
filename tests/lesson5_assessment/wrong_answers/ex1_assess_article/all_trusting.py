"""Every page is a report, every claim confirmed, nothing unknown."""

WHAT_IT_SAYS = "b"


def bare_share(parts):
    """See nobody missing."""
    return 0.0


def article_type(parts):
    """Call it reporting."""
    return ArticleType.REPORTAGE  # noqa: F821 - the solution stands above


def credibility_of(parts):
    """Believe everything."""
    return "1"


def not_known(parts):
    """Ask nothing."""
    return []
