"""Moodle's offline grading worksheet: a class list that goes back with grades and comments filled in.

Moodle finds a line by `Identifier` and compares `Last modified (grade)` with what it has: both, and
every other column, go back as they came.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from pathlib import Path

from secondsource.grading import totals
from secondsource.grading.classes.rosters import student_of, table_of
from secondsource.grading.classroom import Graded

IDENTIFIER, GRADE, MOST = "Identifier", "Grade", "Maximum Grade"
NEEDED = {IDENTIFIER, GRADE, MOST, "Last modified (grade)"}
COMMENT, MAY_CHANGE = "Feedback comments", "Grade can be changed"
OURS = "Second Source: "
"""A comment that begins so is ours, and may be replaced; what a person wrote stays."""


def is_worksheet(path: Path) -> bool:
    """Return whether a class list is such a worksheet, by its columns."""
    return set(table_of(path)[0]) >= NEEDED


def filled(path: Path, book: Iterable[Graded]) -> tuple[list[list[str]], int]:
    """Return a worksheet's lines, headings first, and how many of them got a grade.

    A line stays as it was where the grader failed, nothing was marked, Moodle has locked the grade, or
    the assignment is not graded with points.
    """
    head, lines = table_of(path)
    marks = {graded.student.id: _mark(graded) for graded in book if not graded.faults}
    done = 0
    for number, line in enumerate(lines, 2):
        mark, most = marks.get(student_of(line, number).id), _number(line[MOST])
        if mark and most is not None and line.get(MAY_CHANGE, "").strip() != "No":
            _fill(line, *mark, most)
            done += 1
    return [head, *([line[name] for name in head] for line in lines)], done


def _mark(graded: Graded) -> tuple[float, str]:
    """Return the share of the points a student earned, and the comment."""
    earned, most = totals.points(graded.exercises), totals.out_of(graded.exercises)
    return earned / most if most else 0.0, escape(OURS + in_words(graded), quote=False)


def in_words(graded: Graded) -> str:
    """Return a student's points, exercise by exercise, as one line of text."""
    said = [
        f"{one.title}: {one.points} of {one.out_of}{'' if totals.counts(one.lesson) else ' (does not count)'}"
        for one in graded.exercises
    ]
    return "; ".join(said) or "Handed in nothing."


def _fill(line: dict[str, str], share: float, comment: str, most: float) -> None:
    line[GRADE] = f"{share * most:.2f}"
    before = line.get(COMMENT, "")
    if not before or before.startswith(OURS):
        line[COMMENT] = comment


def _number(text: str) -> float | None:
    """Return a number as Moodle writes it, with a point or a comma; None for a scale's words."""
    try:
        return float(text.strip().replace(",", "."))
    except ValueError:
        return None
