"""Exit check, visible checks: whether the form is complete."""

from typing import Protocol

from secondsource.forms import SetAnswer
from secondsource.grading import award, hints, points


class Answer(Protocol):
    """What the exercise asks for."""

    ANSWERS: dict[str, SetAnswer]


SETS = [f"set_{number}" for number in range(1, 9)]
SENTENCES = 5


def missing(answer, field, highest):
    """The sets that have no such number, or one that does not exist."""
    given = {name: getattr(answer.ANSWERS.get(name), field, None) for name in SETS}
    return [name for name, number in given.items() if number is None or not 1 <= number <= highest]


@points(2)
@hints("Read one set, then write the number that comes to you. There is no trick in the form.")
def test_every_set_has_a_confidence(answer: Answer):
    """Say for every set how sure you are."""
    left = missing(answer, "confidence", 6)
    award(
        1 - len(left) / len(SETS),
        f"No confidence yet: {', '.join(left)}.",
        ask="How sure are you, from 1 to 6?",
    )


@points(2)
@hints("The sentences of a set are numbered from 1 to 5.")
def test_every_set_has_a_sentence(answer: Answer):
    """Name for every set the sentence that decided."""
    left = missing(answer, "sentence", SENTENCES)
    award(
        1 - len(left) / len(SETS),
        f"No sentence of the set yet: {', '.join(left)}.",
        ask="Which words decided it?",
    )
