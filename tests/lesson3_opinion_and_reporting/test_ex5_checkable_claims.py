"""Exercise 5, visible checks: what evidence could settle."""

from typing import Literal, Protocol

from secondsource.forms import Passage
from secondsource.grading import award, expect, hints, points, wrong
from secondsource.seeds import load_text


class Answer(Protocol):
    """What the exercise asks for."""

    ADDS: Literal["a", "b", "c", "d"]
    DENIAL_IS_PROOF: dict[str, bool | None]
    SETTLED_BY: dict[str, Literal["evidence", "judgement"] | None]
    UNDERLINED: dict[str, list[Passage]]

    def could_lose(self, outcomes: dict[str, str]) -> bool: ...


STATEMENTS, EACH = 10, 3
TEXTS = ["brighter_kashmir", "honest_editorial", "cold_argument"]


@points(1)
@hints("Ask of each: could there be evidence that settles it, one way or the other?")
def test_every_statement_is_sorted(answer: Answer):
    """Sort all ten statements."""
    done = sum(one is not None for one in answer.SETTLED_BY.values())
    award(
        done / STATEMENTS,
        f"{done} of {STATEMENTS} statements are sorted.",
        ask="Which one made you hesitate, and why?",
    )


@points(2)
@hints(
    "Leave aside whether it is true. What would you have to look at to find out?",
    "And leave aside whether you could get at it. Could anybody, in principle?",
)
def test_false_is_not_opinion(answer: Answer):
    """Keep what is false or unproven apart from what is opinion."""
    for name, what in (("boiling", "a false statement"), ("dossier", "a statement about a secret paper")):
        came = answer.SETTLED_BY.get(name)
        expect(came, f"{name} is not sorted yet.")
        expect(came == "evidence", f"You called {name}, {what}, a {came}.", belief="opinion_is_unproven")


@points(2)
@hints(
    "One of the two is about what somebody said.", "Could a recording settle it? Could it settle the other?"
)
def test_saying_it_and_its_being_so(answer: Answer):
    """Keep “she called it cruel” apart from “it was cruel”."""
    called, was = answer.SETTLED_BY.get("called_cruel"), answer.SETTLED_BY.get("cruel")
    expect(called and was, "One of the two is not sorted yet.")
    expect(called != was, f"You called both “{called}”.", ask="What would a recording of the doctor settle?")


@points(3)
@hints(
    "Copy from print(load_text('honest_editorial')); three words are the least, thirty the most.",
    "Begin with figures, dates and names: what is said of them?",
)
def test_three_in_each_text(answer: Answer):
    """Underline three passages in each of the three texts."""
    good = 0
    for page in TEXTS:
        passages = answer.UNDERLINED.get(page)
        if not passages:
            wrong(f"In {page} you underlined nothing.", belief="opinion_has_no_facts")
        standing = {one for one in passages if one in load_text(page) and 3 <= len(one.split()) <= 30}
        good += min(EACH, len(standing))
    award(good / (3 * EACH), f"{good} of {3 * EACH} passages stand in their text and have 3 to 30 words.",
          ask="Did a mark or a blank change in copying?")  # fmt: skip


@points(2)
@hints(
    "Ask of each: what if they had said the opposite? Would the author then have dropped the claim?",
    "A signature, a bank statement, a witness set against a denial is evidence. What is set against it here?",
)
def test_weighing_is_not_the_same(answer: Answer):
    """Tell weighing a denial from taking it for proof."""
    came = answer.DENIAL_IS_PROOF.get("camps")
    expect(came is not None, "camps is not judged yet.")
    expect(
        came,
        "You found nothing amiss in what is made of the words about the camps.",
        belief="denial_is_proof",
    )
    came = answer.DENIAL_IS_PROOF.get("shift_book")
    expect(came is not None, "shift_book is not judged yet.")
    expect(
        not came, "You found that shift_book takes the denial itself for proof.", belief="denial_is_disproof"
    )


@points(2)
@hints(
    "Look at the values of the dictionary: is “against” among them?",
    "An empty dictionary names nothing that could count.",
)
def test_a_claim_that_can_lose(answer: Answer):
    """Ask what would have counted against it."""
    came = answer.could_lose({"denies": "for", "admits": "for"})
    expect(not came, "Denial and admission both count for the claim, and your function says that it could lose.",
           belief="denial_is_proof")  # fmt: skip
    came = answer.could_lose({"book shows him": "for", "book shows another": "against"})
    expect(came, "One outcome counts against the claim, and your function says that it could not lose.",
           ask="What would you accept as a fair test?")  # fmt: skip
    expect(not answer.could_lose({"denies": "neither"}), "The only outcome counts neither way, and yet it could lose.",
           ask="Is an outcome that counts neither way a risk?")  # fmt: skip


@points(2)
@hints("Has the author seen, heard or been told anything of the alliance that the other pages lack?",
       "And is there nothing in it that you could look up?")  # fmt: skip
def test_what_the_column_adds(answer: Answer):
    """Say what the column adds as evidence."""
    chosen = answer.ADDS
    if chosen == "a":
        wrong("You counted the column as a source for the alliance.", belief="column_is_a_source")
    if chosen == "b":
        wrong("You put the whole column aside.", belief="opinion_has_no_facts")
    if chosen == "c":
        wrong("You went from a weak argument to a false conclusion.",
              ask="If somebody argues badly for a claim, what do you then know of the claim?",
              belief="everything_is_suspect")  # fmt: skip
