"""Scores the entry and exit checks: matched sets of reports, judged for independent confirmation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

from secondsource.forms import SetAnswer
from secondsource.grading.detection import Detection, detect

SetKind = Literal["true consensus", "false consensus", "single report", "sound anonymous report"]
CONFIRMED: set[SetKind] = {"true consensus", "sound anonymous report"}
"""The kinds in which the claim is confirmed independently."""
YES = 4
"""From this confidence on, of 6, somebody says yes."""


def unanswered(
    given: Mapping[str, SetAnswer],
    sets: Iterable[str],
    field: Literal["confidence", "sentence"],
    highest: int,
) -> list[str]:
    """Return the names of the sets that have no such number, or one outside 1 to `highest`."""
    numbers = {name: getattr(given.get(name), field, None) for name in sets}
    return [name for name, number in numbers.items() if number is None or not 1 <= number <= highest]


def told_apart(confidence: Mapping[str, int], kinds: Mapping[str, SetKind]) -> Detection:
    """Return how well somebody tells confirmed claims from unconfirmed ones.

    Raises ValueError where the sets are all of one sort.
    """
    yes = {name: given >= YES for name, given in confidence.items()}
    return detect(yes, {name: kind in CONFIRMED for name, kind in kinds.items()})


def share_of_yes(confidence: Mapping[str, int], kinds: Mapping[str, SetKind], kind: SetKind) -> float:
    """Return the share of the sets of one kind for which somebody says yes, 0 to 1.

    Raises ZeroDivisionError where there is no set of that kind.
    """
    names = [name for name, its_kind in kinds.items() if its_kind == kind]
    return sum(confidence.get(name, 0) >= YES for name in names) / len(names)


def belief_shown(confidence: Mapping[str, int], kinds: Mapping[str, SetKind]) -> str | None:
    """Return the slug of the misconception that these judgements show, or None where they show none."""
    came = told_apart(confidence, kinds)
    if came.hits + came.false_alarms == 0:
        return "everything_is_suspect"
    if came.hits + came.false_alarms == len(kinds):
        return "everything_is_fine"
    if share_of_yes(confidence, kinds, "false consensus") > 0.5:
        return "agreement_is_corroboration"
    if share_of_yes(confidence, kinds, "sound anonymous report") < 0.5:
        return "unnamed_means_false"
    return "everything_is_suspect" if share_of_yes(confidence, kinds, "true consensus") < 0.5 else None
