"""The class as a table of points, and what such a table says of each check and of the whole."""

from __future__ import annotations

import math
import statistics
from array import array
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from secondsource.grading import totals
from secondsource.grading.classes import Student
from secondsource.grading.graded import Graded
from secondsource.grading.results import ExerciseResult, State

NONE = -1
"""Stands in a line for a check that gave no mark: not run, or the grader failed at it."""
FEW = 30
"""Below so many students, numbers about single checks are mostly chance."""
SURE = 1.96
"""Standard errors on each side that 95 of 100 intervals need."""


@dataclass(frozen=True)
class Column:
    """One check, as a column of the table."""

    exercise: int
    """Where its exercise stands in the table's list."""
    name: str
    title: str
    out_of: int
    held_out: bool


@dataclass
class Line:
    """One student, as a line of the table: a few bytes a check, so that a large class fits."""

    student: Student
    marks: array[int]
    attempted: set[int]
    """Exercises in which anything was written."""
    faulty: set[int]
    """Exercises the grader failed at."""
    handed_in: bool


@dataclass(frozen=True)
class Item:
    """What the class's marks say of one check."""

    column: Column
    number: int
    easy: float
    """Difficulty as it is usually given: the share of the points that was earned, 0 to 1."""
    attempted: float
    """Share of the students who wrote anything in the exercise."""
    apart: float | None
    """Corrected item-rest correlation: whether those who do well elsewhere do well here."""
    between: tuple[float, float] | None
    """Where that correlation may lie, 95 times in 100."""


@dataclass(frozen=True)
class Reliability:
    """How far the total would come out the same with other exercises of the kind."""

    alpha: float
    """Cronbach's alpha over exercises."""
    between: tuple[float, float]
    parts: int
    students: int
    error: float
    """Standard error of measurement, in points."""


@dataclass
class Table:
    """All marks of a class."""

    exercises: list[tuple[str, str]] = field(default_factory=list)
    """Id and title, in the order of the course."""
    columns: list[Column] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    chosen: Collection[str] = ()
    """Lessons and exercises that an instructor lets count; all when empty."""

    @property
    def counted(self) -> list[int]:
        """Places of the columns whose points count."""
        return [n for n, column in enumerate(self.columns) if self.counts(column.exercise)]

    @property
    def out_of(self) -> int:
        """Points to earn in all."""
        return sum(self.columns[n].out_of for n in self.counted)

    def counts(self, exercise: int) -> bool:
        """Return whether an exercise's points count."""
        return totals.counts(self.exercises[exercise][0], self.chosen)

    @property
    def present(self) -> list[Line]:
        """Whoever handed in anything."""
        return [line for line in self.lines if line.handed_in]

    @property
    def sound(self) -> list[Line]:
        """Whoever handed in and has a mark everywhere: statistics rest on these alone."""
        return [line for line in self.present if NONE not in line.marks]

    def total(self, line: Line) -> int:
        """Return a student's points."""
        return sum(line.marks[n] for n in self.counted if line.marks[n] != NONE)

    def share(self, line: Line, exercise: int) -> float | None:
        """Return the share of an exercise's points a student earned; None where there is no mark."""
        if not line.handed_in or exercise in line.faulty:
            return None
        every = (n for n, column in enumerate(self.columns) if column.exercise == exercise)
        found = [n for n in every if line.marks[n] != NONE]
        most = sum(self.columns[n].out_of for n in found)
        return sum(line.marks[n] for n in found) / most if most else None


def table_of(book: Iterable[Graded], chosen: Collection[str] = ()) -> Table:
    """Return the table of a class, read one student at a time; `chosen` are what counts, all when empty."""
    builder = _Builder()
    builder.table.chosen = chosen
    for graded in book:
        builder.add(graded)
    return builder.built()


class _Builder:
    def __init__(self) -> None:
        self.table = Table()
        self._exercises: dict[str, int] = {}
        self._columns: dict[tuple[int, str], int] = {}

    def add(self, graded: Graded) -> None:
        line = Line(graded.student, array("h", [NONE] * len(self._columns)), set(), set(), bool(graded.files))
        for result in graded.exercises:
            self._fill(line, result)
        self.table.lines.append(line)

    def built(self) -> Table:
        width = len(self._columns)
        for line in self.table.lines:  # a check may have come up first with a later student
            line.marks.extend([NONE] * (width - len(line.marks)))
        return self.table

    def _fill(self, line: Line, result: ExerciseResult) -> None:
        exercise = self._exercise(result)
        for check in result.checks:
            if check.state is State.GRADER_FAULT:
                line.faulty.add(exercise)
                continue
            if check.state is not State.NOT_ANSWERED:
                line.attempted.add(exercise)
            column = Column(exercise, check.check, check.title, check.out_of, check.held_out)
            place = self._place(column)
            line.marks.extend([NONE] * (place + 1 - len(line.marks)))
            line.marks[place] = check.points

    def _exercise(self, result: ExerciseResult) -> int:
        name = f"{result.lesson}/{result.exercise}"
        if name not in self._exercises:
            self._exercises[name] = len(self._exercises)
            self.table.exercises.append((name, result.title))
        return self._exercises[name]

    def _place(self, column: Column) -> int:
        key = (column.exercise, f"{column.held_out}{column.name}")
        if key not in self._columns:
            self._columns[key] = len(self._columns)
            self.table.columns.append(column)
        return self._columns[key]


def short(exercise: str) -> str:
    """Return an exercise's id as a heading: 2.4 for lesson2_…/ex4_…."""
    lesson, _, name = exercise.partition("/")
    first = lesson.partition("_")[0].removeprefix("lesson")
    return f"{first}.{name.partition('_')[0].removeprefix('ex')}"


def items(table: Table) -> list[Item]:
    """Return what the marks say of every check that somebody has a mark for."""
    sound = table.sound
    totals = [table.total(line) for line in sound]
    found: list[Item] = []
    for place in table.counted:
        column = table.columns[place]
        marks = [line.marks[place] for line in table.present if line.marks[place] != NONE]
        if marks and column.out_of:
            apart = correlation([line.marks[place] for line in sound], totals)
            found.append(_item(table, len(found) + 1, column, marks, apart, len(sound)))
    return found


def _item(
    table: Table, number: int, column: Column, marks: list[int], apart: float | None, students: int
) -> Item:
    tried = sum(column.exercise in line.attempted for line in table.present)
    return Item(
        column=column,
        number=number,
        easy=sum(marks) / (len(marks) * column.out_of),
        attempted=tried / len(table.present),
        apart=apart,
        between=interval(apart, students) if apart is not None else None,
    )


def correlation(marks: Sequence[int], totals: Sequence[int]) -> float | None:
    """Return how one check's marks go with the rest of the total; None where one of the two never varies.

    The check itself is taken out of the total first, or it would go with itself.
    """
    rest = [total - mark for mark, total in zip(marks, totals, strict=True)]
    if len(set(marks)) < 2 or len(set(rest)) < 2:
        return None
    return statistics.correlation(marks, rest)


def interval(found: float, students: int) -> tuple[float, float] | None:
    """Return where a correlation may lie (Fisher's z), 95 times in 100; None for fewer than 5 students."""
    if students < 5:
        return None
    middle = math.atanh(max(-0.999, min(0.999, found)))
    width = SURE / math.sqrt(students - 3)
    return math.tanh(middle - width), math.tanh(middle + width)


def reliability(table: Table) -> Reliability | None:
    """Return Cronbach's alpha over exercises; None for under 5 students, under 2 exercises, or equal totals.

    Over exercises, not checks: the checks of one exercise share a file, and one slip fails several.
    The interval is Bonett's, by the logarithm of 1 - alpha.
    """
    sound = table.sound
    columns = _by_exercise(table, sound)
    parts, students = len(columns), len(sound)
    totals = [table.total(line) for line in sound]
    if students < 5 or parts < 2 or len(set(totals)) < 2:
        return None
    spread = statistics.variance(totals)
    alpha = parts / (parts - 1) * (1 - sum(statistics.variance(column) for column in columns) / spread)
    alpha = min(alpha, 0.9999)  # parts that agree in everything leave no logarithm
    error = math.sqrt(spread * (1 - max(alpha, 0.0)))
    return Reliability(alpha, alpha_between(alpha, parts, students), parts, students, error)


def alpha_between(alpha: float, parts: int, students: int) -> tuple[float, float]:
    """Return where alpha may lie, 95 times in 100."""
    width = SURE * math.sqrt(2 * parts / ((parts - 1) * (students - 2)))
    return 1 - (1 - alpha) * math.exp(width), 1 - (1 - alpha) * math.exp(-width)


def _by_exercise(table: Table, lines: list[Line]) -> list[list[int]]:
    """Return the points in each exercise, student by student."""
    found = []
    for exercise in range(len(table.exercises)):
        places = [n for n in table.counted if table.columns[n].exercise == exercise]
        if places:
            found.append([sum(line.marks[n] for n in places) for line in lines])
    return found


def bins(table: Table, steps: int = 10) -> list[int]:
    """Return how many students earned up to each tenth of the points; a tenth's lower edge belongs to it."""
    counts = [0] * steps
    for line in table.present:
        share = table.total(line) / max(table.out_of, 1)
        counts[min(int(share * steps + 1e-9), steps - 1)] += 1
    return counts
