"""What counts: points in the lessons.  The entry and exit checks measure learning, and count for nothing."""

from __future__ import annotations

from collections.abc import Iterable

from secondsource.grading.results import ExerciseResult

MEASURING = frozenset({"lesson0", "lesson6"})


def counts(name: str) -> bool:
    """Return whether the points of a lesson or exercise with this id count."""
    return name.partition("_")[0] not in MEASURING


def points(results: Iterable[ExerciseResult]) -> int:
    """Return the points earned where they count."""
    return sum(one.points for one in results if counts(one.lesson))


def out_of(results: Iterable[ExerciseResult]) -> int:
    """Return the points to earn where they count."""
    return sum(one.out_of for one in results if counts(one.lesson))
