"""The page is as it was written."""

ADDS = {name: {"adds": "something", "passage": "the"} for name in ADDS}  # noqa: F821 - the solution stands above


def normalised(paragraph):
    """Change nothing."""
    return paragraph


def without_repeats(paragraphs):
    """Drop nothing."""
    return list(paragraphs)


def longest_block(paragraphs):
    """See no block anywhere."""
    return None


def mentions(paragraphs, word):
    """Count what stands there."""
    found = count_word(paragraphs, word)  # noqa: F821
    return Mentions(as_captured=found, once=found)  # noqa: F821
