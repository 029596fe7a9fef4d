"""Exercise 4, visible checks: how far two readers agree."""

from typing import Literal, Protocol

import pytest

from secondsource.forms import Scores
from secondsource.grading import expect, hints, points, wrong


class Answer(Protocol):
    """What the exercise asks for."""

    WHAT_FOLLOWS: Literal["a", "b", "c", "d"]

    def confusion(self, first: list[str], second: list[str]) -> dict[str, dict[str, int]]: ...
    def scores(self, key: list[str], found: list[str], label: str) -> Scores: ...
    def kappa(self, first: list[str], second: list[str]) -> float | None: ...


def labels(text):
    """Labels from their first letters: o for opinion, f for fact, m for mixed."""
    return [{"o": "opinion", "f": "fact", "m": "mixed"}[letter] for letter in text]


@points(3)
@hints(
    "First an empty table: for every label a row, in every row a 0 for every label.",
    "zip(first, second) gives you the pairs. One pair adds one to one cell.",
    "sorted(set(first) | set(second)) holds every label that occurs.",
)
def test_the_matrix(answer: Answer):
    """Count which label meets which."""
    table = answer.confusion(labels("oofm"), labels("offf"))
    expect(table.get("opinion", {}).get("opinion") == 1, "Once both say opinion; your table counts it another way.",
           ask="Which pair of labels stands at the first place of both lists?")  # fmt: skip
    expect(table["opinion"].get("fact") == 1, "Once the first says opinion and the second fact; your table differs.",
           ask="Which reader's label picks the row, and which the column?")  # fmt: skip
    row = table.get("fact", {})
    expect(row.get("mixed") == 0, "The second reader never says mixed, so that column should hold 0 in every row.",
           ask="Does every label that occurs have a row and a column?")  # fmt: skip
    expect(answer.confusion([], []) == {}, "Two empty lists gave a table that is not empty.")


@points(3)
@hints(
    "Count three things: how often the key has the label, how often the program gave it, how often both.",
    "Precision divides by what was given, recall by what is in the key.",
)
def test_precision_and_recall(answer: Answer):
    """Tell how much is right from how much is found."""
    came = answer.scores(labels("ooooff"), labels("offfof"), "opinion")
    expect(came.precision == pytest.approx(0.5), f"Two were given the label, one of them rightly: precision {came.precision}.",
           ask="Of what is precision a share: of what was given, or of what there is?")  # fmt: skip
    expect(came.recall == pytest.approx(0.25), f"Four have the label in the key, one was found: recall {came.recall}.",
           ask="Of what is recall a share?")  # fmt: skip


@points(2)
@hints("What stands under the line of the fraction?", "Where that is 0, give back None.")
def test_no_basis_is_no_score(answer: Answer):
    """Say so when there is nothing to divide by."""
    came = answer.scores(labels("oof"), labels("fff"), "opinion")
    expect(came.precision is None, f"Nothing was given the label, and precision came back as {came.precision}.",
           ask="Is a program that stays silent precise, imprecise, or neither?")  # fmt: skip
    expect(came.recall == 0, f"Two have the label and none was found: recall came back as {came.recall}.",
           ask="Is there something to divide by this time?")  # fmt: skip
    came = answer.scores(labels("fff"), labels("off"), "opinion")
    expect(came.recall is None, f"Nothing has the label in the key, and recall came back as {came.recall}.",
           ask="How much of nothing was found?")  # fmt: skip


@points(3)
@hints(
    "Observed: the share of places where both lists hold the same label.",
    "Expected: for each label, its share in one list times its share in the other; then add these up.",
    "(observed - expected) / (1 - expected).",
)
def test_beyond_chance(answer: Answer):
    """Take off what chance alone would do."""
    came = answer.kappa(labels("ffffffffof"), labels("fffffffffo"))
    expect(came != pytest.approx(0.8), f"Your kappa is {came}: that is the share of equal labels.",
           belief="percent_is_agreement")  # fmt: skip
    expect(came == pytest.approx(-1 / 9), f"Where each says opinion once, never together, kappa came back as {came}.",
           ask="What do you get for observed, and what for expected?")  # fmt: skip
    came = answer.kappa(labels("ooffm"), labels("ooffm"))
    expect(came == pytest.approx(1), f"For full agreement on three labels kappa came back as {came}.",
           ask="Does your sum for expected run over every label?")  # fmt: skip
    came = answer.kappa(labels("oooo"), labels("oooo"))
    expect(came is None, f"Both say the same of everything, and kappa came back as {came}.", belief="percent_is_agreement",
           ask="How much room is left above what chance would do here?")  # fmt: skip


@points(2)
@hints(
    "What does a sentence lose when it is cut out of its article?",
    "Hard cases at the line: do they rub out both sides?",
)
def test_what_follows(answer: Answer):
    """Say what follows from experts who differ."""
    chosen = answer.WHAT_FOLLOWS
    if chosen == "a":
        wrong("You took the disagreement for a fault of the experts.",
              ask="You labelled passages yourself. Which ones could somebody defend another way?")  # fmt: skip
    if chosen == "b":
        wrong("You gave the distinction up.", belief="disagreement_means_worthless")
    if chosen == "c":
        wrong("You went by the percentage.", belief="percent_is_agreement")
