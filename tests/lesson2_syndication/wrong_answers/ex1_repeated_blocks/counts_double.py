"""Earns: repeats_are_evidence.  The word is counted on the captured page both times."""


def mentions(paragraphs, word):
    """Count once, and say it twice."""
    found = count_word(paragraphs, word)  # noqa: F821 - the solution stands above
    return Mentions(as_captured=found, once=found)  # noqa: F821
