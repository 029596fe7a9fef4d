"""Everything is a repeat of something."""

ADDS = {name: {"adds": "nothing", "passage": ""} for name in ADDS}  # noqa: F821 - the solution stands above


def normalised(paragraph):
    """Find all paragraphs alike."""
    return "paragraph"


def without_repeats(paragraphs):
    """Keep the first paragraph only."""
    return paragraphs[:1]


def longest_block(paragraphs):
    """See a block everywhere."""
    return RepeatedBlock(first=1, second=2, length=1)  # noqa: F821


def mentions(paragraphs, word):
    """Count the first paragraph."""
    return Mentions(as_captured=0, once=0)  # noqa: F821
