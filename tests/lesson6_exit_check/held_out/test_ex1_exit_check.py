"""Exit check, held-out checks: sensitivity and bias, and the sentences that decide."""

from secondsource.grading import agreement_above_chance, award, points
from secondsource.grading.matched import SetKind, belief_shown, told_apart

KINDS: dict[str, SetKind] = {
    "set_1": "sound anonymous report",
    "set_2": "false consensus",
    "set_3": "single report",
    "set_4": "true consensus",
    "set_5": "false consensus",
    "set_6": "single report",
    "set_7": "sound anonymous report",
    "set_8": "true consensus",
}
DECIDE = {
    "set_1": {1, 3},
    "set_2": {4, 5},
    "set_3": {4, 5},
    "set_4": {1, 2, 4},
    "set_5": {3, 5},
    "set_6": {3, 5},
    "set_7": {2, 4},
    "set_8": {1, 2, 4},
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
