"""Every text is opinion, whatever it calls itself."""

TYPES = {
    page: {"declared": "OpinionNewsArticle", "inferred": "OpinionNewsArticle", "passage": "the"}
    for page in TYPES  # noqa: F821 - the solution stands above
}


def judge(counts):
    """See an argument in every text."""
    return Judgement(kind="opinion", relied_on=["evaluative"])  # noqa: F821 - the solution stands above


def compare(declared, inferred):
    """See a false label everywhere."""
    return "different"
