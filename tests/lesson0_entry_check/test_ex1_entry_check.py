"""Entry check, visible checks: whether the form is complete."""

from typing import Protocol

from secondsource.forms import SetAnswer
from secondsource.grading import award, hints, points
from secondsource.grading.matched import unanswered


class Answer(Protocol):
    """What the exercise asks for."""

    ANSWERS: dict[str, SetAnswer]


SETS = [f"set_{number}" for number in range(1, 9)]
SENTENCES = 5


@points(2)
@hints("Read one set, then write the number that comes to you. There is no trick in the form.")
def test_every_set_has_a_confidence(answer: Answer):
    """Say for every set how sure you are."""
    left = unanswered(answer.ANSWERS, SETS, "confidence", 6)
    award(
        1 - len(left) / len(SETS),
        f"No confidence yet: {', '.join(left)}.",
        ask="How sure are you, from 1 to 6?",
    )


@points(2)
@hints("The sentences of a set are numbered from 1 to 5.")
def test_every_set_has_a_sentence(answer: Answer):
    """Name for every set the sentence that decided."""
    left = unanswered(answer.ANSWERS, SETS, "sentence", SENTENCES)
    award(
        1 - len(left) / len(SETS),
        f"No sentence of the set yet: {', '.join(left)}.",
        ask="Which words decided it?",
    )
