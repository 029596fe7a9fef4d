"""Exercise 1, held-out checks: fresh pages with repeats and with look-alikes, and the column."""

from secondsource import seeds
from secondsource.forms import RepeatedBlock
from secondsource.grading import award, expect, informedness, points

NEW = {"morning", "noon", "pistol", "reporters"}
SAME = {"column", "appeal", "headline", "statement"}


@points(4)
def test_fresh_pages(answer, repeating, unrepeating):
    """Clean fresh pages, and leave alone what only looks alike."""
    cleaned = answer.without_repeats.map(page.captured for page in repeating)
    left = answer.without_repeats.map(page.captured for page in unrepeating)
    hits = sum(came == page.once for came, page in zip(cleaned, repeating, strict=True))
    alarms = sum(came != page.once for came, page in zip(left, unrepeating, strict=True))
    award(
        informedness(hits, len(repeating), alarms, len(unrepeating)),
        f"Of {len(repeating)} pages that repeat themselves you cleaned {hits}; of {len(unrepeating)} that do not you "
        f"changed {alarms}.",
        ask="Which of the two mistakes do you make more often?",
    )


@points(4)
def test_fresh_blocks(answer, repeating, unrepeating):
    """Find the block on fresh pages, and none where there is none."""
    blocks = answer.longest_block.map(page.captured for page in repeating)
    no_blocks = answer.longest_block.map(page.captured for page in unrepeating)
    hits = sum(came == as_block(page) for came, page in zip(blocks, repeating, strict=True))
    alarms = sum(came is not None for came in no_blocks)
    award(
        informedness(hits, len(repeating), alarms, len(unrepeating)),
        f"Of {len(repeating)} blocks you found {hits}; on {len(unrepeating)} pages without one you saw {alarms}.",
        ask="Do your three numbers count from 1, and does the block end before it begins again?",
    )


def as_block(page):
    first, second, length = page.block
    return RepeatedBlock(first=first, second=second, length=length)


@points(3)
def test_the_column(answer):
    """Clean the column, and count on it."""
    paragraphs = seeds.load_article("brighter_kashmir").paragraphs
    once = list(dict.fromkeys(paragraphs))
    expect(
        len(answer.without_repeats(paragraphs)) == len(once),
        "Another number of paragraphs is left of the column.",
    )
    half = paragraphs.index(paragraphs[-2]) + 1  # the contact line ends the body both times
    expect(
        answer.longest_block(paragraphs) == RepeatedBlock(first=1, second=half + 1, length=half),
        "The block is not the column’s whole body.",
        ask="Which paragraph comes first in both copies, and which comes last?",
    )
    came = answer.mentions(paragraphs, "Rawalpindi")
    right = [sum(text.count("Rawalpindi") for text in texts) for texts in (paragraphs, once)]
    expect(
        [came.as_captured, came.once] == right,
        "A word of the column was counted otherwise.",
        belief="repeats_are_evidence",
    )


@points(4)
def test_what_adds_something(answer):
    """Tell the pairs that add something from those that do not."""
    hits = sum(answer.ADDS[name].adds == "something" for name in NEW)
    alarms = sum(answer.ADDS[name].adds == "something" for name in SAME)
    award(
        informedness(hits, len(NEW), alarms, len(SAME)),
        f"Of {len(NEW)} paragraphs that add something you saw {hits}; of {len(SAME)} that add nothing you took {alarms} "
        "for new.",
        ask="Which words of the second paragraph does the first not have?",
    )
