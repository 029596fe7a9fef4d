"""Exercise 2, visible checks: shingles, two measures, and what they cannot tell."""

from typing import Literal, Protocol

import pytest

from secondsource.forms import Passage
from secondsource.grading import award, expect, hints, points
from secondsource.seeds import load_text


class Answer(Protocol):
    """What the exercise asks for."""

    SHOWN: dict[str, Passage | None]
    FOLLOWS: dict[str, Literal["follows", "does not follow"] | None]

    def shingles(self, text: str, size: int) -> set[str]: ...
    def jaccard(self, first: str, second: str, size: int) -> float: ...
    def containment(self, part: str, whole: str, size: int) -> float: ...
    def without_quotations(self, text: str) -> str: ...


SHOWN_ON = {
    "shared_not_copied": "statement_courier",
    "taken_over": "quiet_rewrite",
    "own_work": "statement_post",
}
SHORT = "The boat struck the pier and burned."
LONG = SHORT + " Two people were taken from the water alive, and one tank of four is damaged."


def body(slug):
    return load_text(slug).partition("\n\n")[2]


@points(3)
@hints(
    "words(text) gives you a list. Which slice of it is the first shingle?",
    "The slice from start to start + size; start runs from 0 to the last place where a whole shingle fits.",
    "How many shingles has a text of 6 words for size 4? range(len(found) - size + 1) runs that often.",
)
def test_shingles(answer: Answer):
    """Cut a text into runs of words."""
    came = answer.shingles("The boat’s two engines stopped.", 4)
    right = {"the boat s two", "boat s two engines", "s two engines stopped"}
    expect(
        came == right,
        f"For size 4 these came back: {sorted(came)}.",
        ask="How many runs of four are there in six words?",
    )
    expect(
        answer.shingles("Two engines.", 4) == set(),
        "A text of two words still got shingles of four.",
        ask="What if the text is shorter than a shingle?",
    )


@points(3)
@hints(
    "With sets, one & other is in both, one | other in either.",
    "Divide the number in both by the number in either.",
    "What if there is nothing in either?",
)
def test_jaccard(answer: Answer):
    """Compare two texts, the same from both ends."""
    there, back = answer.jaccard(SHORT, LONG, 3), answer.jaccard(LONG, SHORT, 3)
    expect(
        there == pytest.approx(back),
        f"Swapping the texts changed the number from {there:.2f} to {back:.2f}.",
        belief="similarity_shows_direction",
    )
    came = answer.jaccard("one two three four", "two three four five", 2)
    expect(
        came == pytest.approx(0.5),
        f"Two of four shingles are in both; {came} came back.",
        ask="How many shingles are in either text?",
    )
    expect(
        there < 0.5,
        f"A short text that stands whole in a long one came back as {there:.2f}.",
        belief="jaccard_is_share",
    )
    expect(answer.jaccard("", "one", 2) == 0, "Where neither text has a shingle the answer is 0.")


@points(3)
@hints("Whose shingles do you divide by?", "The part’s, and the part is the first argument.")
def test_containment(answer: Answer):
    """Say how much of a part stands in a whole."""
    came = answer.containment(SHORT, LONG, 3)
    expect(
        came == pytest.approx(1),
        f"The short text stands whole in the long one; {came:.2f} came back.",
        ask="What happens to the number if one text is half as long as the other, and by whose shingles do you divide?",
        belief="jaccard_is_share" if came == pytest.approx(0.25) else None,  # their Jaccard similarity
    )
    back = answer.containment(LONG, SHORT, 3)
    expect(
        0 < back < 0.5,
        f"Of the long text little stands in the short one; {back:.2f} came back.",
        ask="By whose shingles do you divide?",
    )
    expect(answer.containment("one", LONG, 3) == 0, "A part without shingles is contained in nothing: 0.")


@points(2)
@hints(
    "re.sub can put a space in place of everything a pattern finds.",
    "Between the marks: anything that is not the closing mark, [^”]*.",
)
def test_quotations_go(answer: Answer):
    """Take out what is quoted, and nothing else."""
    came = answer.without_quotations("He said “the pier burned” and “nobody knows” at seven.")
    expect(
        came.split() == ["He", "said", "and", "at", "seven."],
        f"{came!r} came back.",
        ask="Does one quotation end where the next begins?",
    )
    came = answer.without_quotations("She cried “stop. Then it was quiet.")
    expect("quiet" in came, f"A mark without a partner took the rest of the text with it: {came!r}.")


@points(3)
@hints(
    "Read the three reports side by side before you copy anything.",
    "For taken_over: which detail of the rewrite could its writer hardly have had, or have got wrong, alone?",
    "For own_work: who was asked, or what was seen, by the Post and by nobody else?",
)
def test_passages_are_copied_exactly(answer: Answer):
    """Show what is shared, what is taken over, what is own work."""
    found = [
        name
        for name, slug in SHOWN_ON.items()
        if len((answer.SHOWN.get(name) or "").split()) in range(2, 41) and answer.SHOWN[name] in body(slug)
    ]
    missing = sorted(set(SHOWN_ON) - set(found))
    award(
        len(found) / len(SHOWN_ON),
        f"No passage of 2 to 40 words that stands on its page: {', '.join(missing)}.",
        ask="Did you copy it from the right report, letter for letter?",
    )


@points(2)
@hints("Take the statements one by one; put numbers in where you can.")
def test_every_statement_is_judged(answer: Answer):
    """Judge all eight statements."""
    names = [
        "forty",
        "nearly_all",
        "direction",
        "low_jaccard",
        "nothing_shared",
        "no_close_copy",
        "statement",
        "only_quotes",
    ]
    still_open = [name for name in names if not answer.FOLLOWS.get(name)]
    award(
        1 - len(still_open) / len(names),
        f"Still open: {', '.join(still_open)}.",
        ask="What was measured, exactly?",
    )


@points(3)
@hints(
    "Think of a very short and a very long text.",
    "Swap the two texts in your mind: what changes?",
    "What would a careful rewriter leave of the wording?",
)
def test_what_a_number_cannot_tell(answer: Answer):
    """Know what no measure of overlap can tell."""
    for name, belief in (
        ("forty", "jaccard_is_share"),
        ("direction", "similarity_shows_direction"),
        ("nothing_shared", "wording_shows_independence"),
    ):
        expect(answer.FOLLOWS[name] == "does not follow", f"{name}: you said that it follows.", belief=belief)
    expect(
        answer.FOLLOWS["nearly_all"] == "follows",
        "nearly_all: you said that it does not follow.",
        ask="What does containment measure, if not this?",
        belief="everything_is_suspect",
    )
