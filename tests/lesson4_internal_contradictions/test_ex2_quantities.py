"""Exercise 2, visible checks: wordings as intervals, and figures that only seem to differ."""

from typing import Literal, Protocol

from secondsource.forms import Figure, Interval, Letter
from secondsource.grading import award, expect, hints, points, wrong

Comparison = Literal["compatible", "conflict", "cannot tell"]


class Answer(Protocol):
    """What the exercise asks for."""

    PAIRS: dict[str, Comparison | None]
    WHAT_FOLLOWS: Letter | None

    def interval(self, phrase: str) -> Interval: ...
    def can_both_hold(self, first: Interval, second: Interval) -> bool: ...
    def compare(self, first: Figure, second: Figure) -> Comparison: ...


ITEMS = 10


WORDINGS = [
    ("30 fighters", 30, 30, "Which numbers does a plain number allow?"),
    ("Over 30 fighters", 31, None, "Is 30 itself over 30, and where does it end?"),
    ("at least 4 people", 4, None, "Is 4 itself at least 4?"),
    ("fewer than 40", 0, 39, "Which whole number is the greatest below 40?"),
    ("up to 60 men", 0, 60, "Is 60 itself allowed?"),
    ("around 30", 25, 35, "What does half_step(30) give?"),
    ("about 1,200", 1150, 1250, "What does half_step(1200) give?"),
    ("between 40 and 60 men", 40, 60, "How many numbers stand in the phrase?"),
    ("several men", None, None, "Which numbers does “several” rule out?"),
]


def shown(low, high):
    """An interval in words."""
    ends = ["open" if end is None else f"{end:g}" for end in (low, high)]
    return " to ".join(ends)


@points(3)
@hints(
    "Take the number first: numbers_in(phrase)[0]. Then ask which words stand beside it.",
    "One line of the table at a time, each with its own if and return; “just n” comes last.",
    "phrase.lower() makes “Over” and “over” the same; between n and m has two numbers.",
)
def test_wordings_become_intervals(answer: Answer):
    """Turn a wording into the numbers it allows."""
    missed = []
    for phrase, low, high, ask in WORDINGS:
        came = answer.interval(phrase)
        if (came.low, came.high) != (low, high):
            missed.append((f"“{phrase}” came back as {shown(came.low, came.high)}.", ask))
    says, ask = missed[0] if missed else ("", "")
    award(
        1 - len(missed) / len(WORDINGS),
        f"{says} {len(missed)} of {len(WORDINGS)} wordings are read otherwise.",
        ask=ask,
    )


@points(2)
@hints(
    "Ask where they would miss each other: the one must end before the other begins.",
    "An open end never ends before anything.",
)
def test_both_can_hold_where_intervals_meet(answer: Answer):
    """Say whether two intervals share a number."""
    thirty, over = Interval(low=30, high=30), Interval(low=31, high=None)
    around, anything = Interval(low=25, high=35), Interval(low=None, high=None)
    for first, second, right in [
        (thirty, over, False), (over, thirty, False), (around, over, True), (around, thirty, True),
        (anything, thirty, True), (over, over, True), (Interval(low=0, high=30), thirty, True),
    ]:  # fmt: skip
        came = answer.can_both_hold(first, second)
        expect(came == right, f"{shown(first.low, first.high)} and {shown(second.low, second.high)} came back as {came}.",
               ask="Is there a number that lies in both?",
               belief="different_is_contradiction" if right else None)  # fmt: skip


def figure(phrase, of="dead", when=None):
    return Figure(phrase=phrase, of=of, when=when)


FIGURES = [
    (figure("40", when="noon"), figure("60", when="noon"), "conflict", "Can both be right at noon?"),
    (
        figure("4", when="09:10"),
        figure("7", when="11:30"),
        "compatible",
        "What lies between the two counts?",
    ),
    (figure("23", when="14:05"), figure("21", when="18:45"), "compatible", "May a count go down?"),
    (figure("2"), figure("14", of="injured"), "compatible", "Are the same people counted?"),
    (
        figure("over 30", when="March"),
        figure("around 30", when="March"),
        "compatible",
        "Which number lies in both?",
    ),
    (
        figure("40"),
        figure("60", when="noon"),
        "cannot tell",
        "Do you know that both hold for one moment?",
    ),
    (figure("40"), figure("60"), "cannot tell", "Do you know that both hold for one moment?"),
    (figure("40"), figure("up to 60", when="noon"), "compatible", "Can both hold whatever the moment?"),
]
"""Two figures, what holds of them, and what to ask."""


@points(3)
@hints(
    "Go down the table: the first line that fits gives the answer.",
    "Something else counted: first.of != second.of.",
    "A missing moment is None; ask for it before you compare the moments.",
)
def test_figures_are_compared(answer: Answer):
    """Compare two figures: thing, numbers, moment."""
    for first, second, right, ask in FIGURES:
        came = answer.compare(first, second)
        expect(came == right, f"“{first.phrase}” {first.of} ({first.when}) against “{second.phrase}” {second.of} "
               f"({second.when}) came back as {came!r}.", ask=ask,
               belief="different_is_contradiction" if came == "conflict" else None)  # fmt: skip


@points(2)
@hints("Read each pair where it stands.", "Ask in this order: same thing? can both hold? same moment?")
def test_every_pair_is_judged(answer: Answer):
    """Judge all ten pairs."""
    done = [one for one in answer.PAIRS.values() if one]
    award(
        len(done) / ITEMS,
        f"{len(done)} of {ITEMS} pairs are judged.",
        ask="Which pair have you not read yet?",
    )


@points(2)
@hints(
    "Begin with what the page says about the moment and the thing counted.",
    "Add up the figures of quarry_homes.",
)
def test_plain_pairs(answer: Answer):
    """Tell a real conflict of figures from one that only looks like it."""
    plain = ("quarry_homes", "gate", "ferry_injured", "fire_people")
    still_open = [name for name in plain if not answer.PAIRS[name]]
    expect(
        not still_open,
        f"Still open: {', '.join(still_open)}.",
        ask="Is there any way for both figures to be right?",
    )
    for name in plain[:2]:
        came = answer.PAIRS[name]
        expect(came == "conflict", f"You gave {name} the verdict {came!r}.",
               ask="Which numbers would make both right?", belief="smooth_page_agrees")  # fmt: skip
    for name in plain[2:]:
        came = answer.PAIRS[name]
        expect(came == "compatible", f"You gave {name} the verdict {came!r}.",
               ask="What does the page say about the moment, and how exact are the words?",
               belief="different_is_contradiction")  # fmt: skip


@points(2)
@hints(
    "How many independent counts are there?",
    "Which statements on the pages does the number touch, and which not?",
)
def test_what_follows(answer: Answer):
    """Say what follows from three figures for one attack."""
    given = (answer.WHAT_FOLLOWS or "").strip(" .*").lower()
    if given == "a":
        wrong("You took three figures as a sign that nothing happened.", belief="contradiction_disproves")
    if given == "b":
        wrong("You let the pages vote.", belief="majority_wins")
    if given == "c":
        wrong("You threw out all three pages for one figure.", belief="everything_is_suspect")
    expect(
        given == "d",
        "That letter is not one of the four.",
        ask="Which of the sentences says no more than you know?",
    )
