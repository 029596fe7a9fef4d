"""Entry check, held-out checks: sensitivity and bias, and the sentences that decide."""

from secondsource.grading import agreement_above_chance, award, points
from secondsource.grading.matched import SetKind, belief_shown, told_apart

KINDS: dict[str, SetKind] = {
    "set_1": "false consensus",
    "set_2": "sound anonymous report",
    "set_3": "true consensus",
    "set_4": "single report",
    "set_5": "true consensus",
    "set_6": "false consensus",
    "set_7": "single report",
    "set_8": "sound anonymous report",
}
DECIDE = {
    "set_1": {3, 5},
    "set_2": {2, 4},
    "set_3": {1, 2, 4},
    "set_4": {4, 5},
    "set_5": {1, 2, 4},
    "set_6": {4, 5},
    "set_7": {3, 5},
    "set_8": {1, 3},
}


@points(8)
def test_told_apart(answer, measured):
    """Tell claims that are confirmed independently from claims that are not."""
    confidence = {name: one.confidence or 0 for name, one in answer.ANSWERS.items()}
    came = told_apart(confidence, KINDS)
    measured.update(came.model_dump())
    award(came.share, f"Of {came.positives} claims that are confirmed independently you saw {came.hits}; of {came.negatives} "
          f"that are not you took {came.false_alarms} for confirmed: {came}.",
          ask="Which two, in each set, do not have it from one another?", belief=belief_shown(confidence, KINDS))  # fmt: skip


@points(4)
def test_sentences_that_decide(answer):
    """Name sentences that decide it."""
    given = {name: str(one.sentence) for name, one in answer.ANSWERS.items()}
    right = {name: {str(number) for number in numbers} for name, numbers in DECIDE.items()}
    off = [name for name in right if given.get(name) not in right[name]]
    award(agreement_above_chance(given, right), f"In {len(off)} of {len(right)} sets another sentence decides.",
          ask="Which sentence tells you where somebody has it from?")  # fmt: skip
