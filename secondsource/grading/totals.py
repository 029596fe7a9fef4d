"""What counts: points in the lessons.  The entry and exit checks measure learning, and count for nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from secondsource.grading.results import ExerciseResult

MEASURING = frozenset({"lesson0", "lesson6"})


def counts(name: str, chosen: Collection[str] = ()) -> bool:
    """Return whether the points of a lesson or exercise with this id count.

    `chosen` are the lessons and exercises that an instructor lets count, `lesson1` or `lesson2/ex4`; all
    of them when empty.  A lesson counts where one of its exercises does.
    """
    if name.partition("_")[0] in MEASURING:
        return False
    return not chosen or any(_covers(one, name) for one in chosen)


def _covers(chosen: str, name: str) -> bool:
    wanted, given = chosen.strip("/").split("/"), name.split("/")
    return all(has == want or has.startswith(f"{want}_") for want, has in zip(wanted, given, strict=False))


def points(results: Iterable[ExerciseResult], chosen: Collection[str] = ()) -> int:
    """Return the points earned where they count."""
    return sum(one.points for one in results if counts(f"{one.lesson}/{one.exercise}", chosen))


def out_of(results: Iterable[ExerciseResult], chosen: Collection[str] = ()) -> int:
    """Return the points to earn where they count."""
    return sum(one.out_of for one in results if counts(f"{one.lesson}/{one.exercise}", chosen))
