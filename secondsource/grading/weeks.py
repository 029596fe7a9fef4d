"""What becomes of earlier marks when a class is graded again: by the week, with a mended class list, in part.

Nothing that was marked goes away but with a line that says so.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from secondsource.grading.classes import Submission

if TYPE_CHECKING:
    from secondsource.grading.graded import Graded

BY_EXERCISE = ("files", "sources", "times", "keys", "seconds")
"""What a result keeps for each exercise, beside its checks."""


def standing(before: Graded | None, submission: Submission, wanted: Collection[str]) -> set[str]:
    """Return the exercises whose earlier mark stands: they were handed in before, and are not in this hand-in."""
    if before is None:
        return set()
    marked = {f"{one.lesson}/{one.exercise}" for one in before.exercises}
    return {one for one in marked & set(wanted) & set(before.files) if one not in submission.files}


def taken(graded: Graded, owner_of: Mapping[str, set[str]]) -> dict[str, list[str]]:
    """Return the exercises, by hand-in, that were marked from what is now known to be another's."""
    found: dict[str, list[str]] = {}
    for exercise, label in graded.sources.items():
        if label in owner_of and graded.student.id not in owner_of[label]:
            found.setdefault(label, []).append(exercise)
    return found


def gone(graded: Graded, taken: Mapping[str, list[str]]) -> set[str]:
    """Return the exercises whose marks go with what was taken away: all, where nothing else was handed in."""
    lost = {exercise for exercises in taken.values() for exercise in exercises}
    if graded.files.keys() - lost:
        return lost
    return {f"{one.lesson}/{one.exercise}" for one in graded.exercises}


def without(graded: Graded, exercises: Collection[str]) -> Graded:
    """Return a result without some exercises."""
    kept = [one for one in graded.exercises if f"{one.lesson}/{one.exercise}" not in exercises]
    rest = {
        name: {
            exercise: value for exercise, value in getattr(graded, name).items() if exercise not in exercises
        }
        for name in BY_EXERCISE
    }
    return graded.model_copy(update={"exercises": kept, **rest})


def joined(first: Graded, second: Graded) -> Graded:
    """Return the first result with those exercises of the second that it lacks."""
    had = {f"{one.lesson}/{one.exercise}" for one in first.exercises}
    more = without(second, had)
    every = sorted([*first.exercises, *more.exercises], key=lambda one: (one.lesson, one.exercise))
    rest = {name: {**getattr(more, name), **getattr(first, name)} for name in BY_EXERCISE}
    return first.model_copy(update={"exercises": every, **rest})


def by_lesson(exercises: Collection[str]) -> str:
    """Return exercises in words, a lesson at a time: `lesson2_syndication (ex1_repeated_blocks, ex2_overlap)`."""
    lessons: dict[str, list[str]] = {}
    for one in sorted(exercises):
        lesson, _, name = one.partition("/")
        lessons.setdefault(lesson, []).append(name)
    return "; ".join(f"{lesson} ({', '.join(names)})" for lesson, names in lessons.items())
