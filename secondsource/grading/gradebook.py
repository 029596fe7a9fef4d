"""The marks of a class: what each student earned, what it comes to under the policy, and why.

Made in one reading of the results, and small enough to keep: every table is made from it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from secondsource.grading.classes import Student
from secondsource.grading.classes.people import Standing
from secondsource.grading.graded import Graded
from secondsource.grading.policy.fields import TOTAL, Policy
from secondsource.grading.policy.final import Earned, Final, final_mark, plain, scale
from secondsource.grading.policy.lateness import in_zone

WHY = {
    "absent": "handed in nothing",
    "unclear": "no mark yet: something was handed in that may be theirs",
    "unmatched": "on no class list",
}

NOT_KNOWN = "No hand-in is known to be yours."
"""What is said to a student where a hand-in may be theirs."""


@dataclass(frozen=True)
class Brought:
    """What one student brought: a result without its checks."""

    student: Student
    standing: Standing
    points: Mapping[str, int]
    """Exercise id to points, where something was marked."""
    worth: Mapping[str, int]
    """Exercise id to the points there are in it."""
    titles: Mapping[str, str]
    faults: list[str]
    """Ids of exercises at which the grader failed."""
    times: Mapping[str, datetime | None]
    """Exercise id to when its file came, for every file; None where nobody knows."""
    level: str
    notes: list[str]
    edited: list[str]
    """Ids of exercises whose marks stand in a result that somebody changed."""

    @classmethod
    def of(cls, graded: Graded) -> Brought:
        """Return what a result says."""
        nothing = graded.unread or (not graded.exercises and graded.standing == "handed in")
        marked = [] if graded.unread else graded.exercises
        found = {sys.intern(f"{one.lesson}/{one.exercise}"): one for one in marked}  # once for a class
        return cls(
            student=graded.student,
            standing="absent" if nothing and graded.standing == "handed in" else graded.standing,
            points={name: one.points for name, one in found.items()},
            worth={name: one.out_of for name, one in found.items()},
            titles={name: sys.intern(one.title) for name, one in found.items()},
            faults=graded.faults,
            times={sys.intern(name): graded.times.get(name, graded.handed_in) for name in graded.files},
            level=graded.level,
            notes=graded.notes,
            edited=graded.edited,
        )


@dataclass(frozen=True)
class StudentMark:
    """One line of the gradebook."""

    brought: Brought
    earned: int | None
    """Points earned in what counts; None where nothing was handed in or the grader failed."""
    earned_out_of: int
    mark: Decimal | None
    """The final mark; None for a blank."""
    out_of: Fraction
    """What the final mark is out of."""
    why: list[str]
    """Why the final mark is not what was earned, or is none."""
    counts: list[str]
    """Lessons and exercises that count; all when empty."""

    @property
    def student(self) -> Student:
        """Whose line it is."""
        return self.brought.student

    @property
    def differs(self) -> bool:
        """Whether the final mark is another than the points earned, or out of something else."""
        return self.mark != self.earned or self.out_of != self.earned_out_of

    @property
    def importable(self) -> bool:
        """Whether import files have a line for it: not where nobody knows who it is, or the grader failed."""
        failed = bool(self.brought.faults) and self.mark is None
        return self.brought.standing != "unmatched" and not failed

    @property
    def said(self) -> str:
        """The final mark in words, with why; nothing where it is what was earned, and nothing is to be said of it."""
        if self.mark is None or not (self.differs or self.why):
            return ""
        why = f" ({'; '.join(self.why)})" if self.why else ""
        return f"Final mark: {plain(self.mark)} of {plain(self.out_of)}{why}."


@dataclass
class ClassMarks:
    """All lines, and what the class was graded on."""

    policy: Policy
    worth: Mapping[str, int]
    """Exercise id to the points there are in it, in the order of the course."""
    lines: list[StudentMark]

    def __iter__(self) -> Iterator[StudentMark]:
        """Give every line, in the order of the class."""
        return iter(self.lines)

    @property
    def out_of(self) -> Fraction:
        """What a final mark is out of."""
        return scale(self.worth, self.policy)

    @cached_property
    def by_id(self) -> dict[str, StudentMark]:
        """A student's id to their line."""
        return {line.student.id: line for line in self.lines}

    @property
    def strangers(self) -> list[str]:
        """Ids that the policy names and the class does not have."""
        return sorted(self.policy.students.keys() - self.by_id.keys())

    @property
    def zoneless(self) -> bool:
        """Whether a file's time named no zone."""
        return any(
            when is not None and when.tzinfo is None
            for line in self.lines for when in line.brought.times.values()
        )  # fmt: skip

    def handed_in(self, line: StudentMark) -> str:
        """Return when the last file of a student came, as people write it."""
        times = [in_zone(one, self.policy) for one in line.brought.times.values() if one]
        if not times:
            return ""
        last = max(times, key=lambda one: one.astimezone(UTC))
        zone = self.policy.time_zone or ("" if self.zoneless else "UTC")
        return f"{last:%Y-%m-%d %H:%M:%S} {zone}".strip()

    def in_words(self, line: StudentMark) -> str:
        """Return a student's points, exercise by exercise, and the final mark, as one line of text."""
        brought = line.brought
        said = "; ".join(
            f"{brought.titles[name]}: {points} of {brought.worth[name]}"
            f"{'' if self.policy.counted(name) else ' (does not count)'}"
            for name, points in brought.points.items()
        )
        said = said or (NOT_KNOWN if brought.standing == "unclear" else "Handed in nothing.")
        return f"{said.removesuffix('.')}. {line.said}" if line.said else said


def class_marks(book: Iterable[Graded], policy: Policy | None = None) -> ClassMarks:
    """Return the marks of a class; without a policy, the final mark is what was earned.  `book` is read once."""
    policy, brought = policy or Policy(), [Brought.of(graded) for graded in book]
    worth: dict[str, int] = {}
    for one in brought:
        for name, most in one.worth.items():  # a fault says nothing of what there is to earn
            worth[name] = max(0 if name in one.faults else most, worth.get(name, 0))
    worth = dict(sorted(worth.items()))
    return ClassMarks(policy, worth, [_line(one, worth, policy) for one in brought])


def _line(brought: Brought, worth: Mapping[str, int], policy: Policy) -> StudentMark:
    counted = [name for name in worth if policy.counted(name)]
    final = _final(brought, worth, policy)
    failed = any(name in brought.faults for name in counted)
    earned = sum(brought.points.get(name, 0) for name in counted)
    return StudentMark(
        brought=brought,
        earned=None if failed or not brought.points else earned,
        earned_out_of=sum(worth[name] for name in counted),
        mark=final.mark,
        out_of=scale(worth, policy),
        why=final.why,
        counts=policy.counts,
    )


def _final(brought: Brought, worth: Mapping[str, int], policy: Policy) -> Final:
    """Return the final mark, as the student's standing allows: what a person set always stands."""
    by_hand, standing = policy.rules(brought.student.id).marks, brought.standing
    why = [WHY[standing]] if standing in WHY else []
    if standing == "absent" and not by_hand:
        return Final(Decimal(0) if policy.absent == "zero" else None, why)
    if standing == "unclear" and TOTAL not in by_hand:
        return Final(None, why)
    faults = frozenset(brought.faults)
    final = final_mark(Earned(brought.student.id, brought.points, faults, brought.times), worth, policy)
    return Final(final.mark, why + final.why)
