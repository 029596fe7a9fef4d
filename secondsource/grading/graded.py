"""What grading keeps of a student: the result of every exercise, and what it depends on; on disk, one file a student."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from pydantic import Field

from secondsource.files import write_atomically
from secondsource.grading.classes.people import Standing, Student
from secondsource.grading.outputs import Outputs, sealed
from secondsource.grading.results import ExerciseResult, State
from secondsource.grading.sandbox import Level
from secondsource.models import Record

READABLE = re.compile(r"[a-z0-9](?:[a-z0-9.@-]{0,58}[a-z0-9])?")
"""Ids that are file names as they are, on every system: capitals are none where `Ada` and `ada` are one file."""
RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?")
"""Names that Windows keeps for itself."""
ABSENT = "Handed in nothing."
AGAIN = "Handed in nothing this time: what was marked earlier stands."
UNCLEAR = "There is a hand-in whose owner is not known: it may be theirs."
STRAY = "Not in this class list and not in what was handed in this time: what was marked earlier stands."


class Key(Record):
    """What a mark depends on: it is marked anew when one of these changes."""

    answer: str
    """The student's file."""
    checks: str
    """The exercise's checks, visible and held out."""
    grader: str
    """The course's records and its code."""
    level: Level
    """What kept the answer apart."""


EDITED = "the file of results was changed by hand"
REASONS = {
    "answer": "handed in anew",
    "checks": "the checks changed",
    "grader": "the course's records or its code changed",
    "level": "another isolation level",
}


class Graded(Record):
    """One student: all that every report and every export is made from."""

    student: Student
    exercises: list[ExerciseResult] = []
    """In the order of the course; empty where nothing was handed in."""
    level: Level
    standing: Standing = "handed in"
    notes: list[str] = []
    """What was noticed about what was handed in."""
    files: dict[str, str] = {}
    """Exercise id to the name of the file it came in."""
    handed_in: datetime | None = None
    sources: dict[str, str] = {}
    """Exercise id to the hand-in it came in."""
    times: dict[str, datetime] = {}
    """Exercise id to when the very answer that was marked first came; no zone where an archive gave it."""
    edited: list[str] = []
    """Ids of exercises whose marks stand here as somebody changed them in the file: no marks of the grader."""
    seal: str = Field(default="", exclude=True)
    """A digest of what stands above it in the file."""
    keys: dict[str, Key] = {}
    seconds: dict[str, float] = {}
    """What the answers of each exercise took."""

    @property
    def points(self) -> int:
        """Points earned."""
        return sum(one.points for one in self.exercises)

    @property
    def out_of(self) -> int:
        """Points to earn; 0 where nothing was handed in."""
        return sum(one.out_of for one in self.exercises)

    @property
    def unread(self) -> bool:
        """Whether somebody handed in, and no answer was found in it: an empty zip, a RAR archive, other files."""
        came = self.standing in {"handed in", "unclear"} and bool(self.exercises)
        return came and not self.files and not self.points

    @property
    def faults(self) -> list[str]:
        """Ids of exercises in which the grader failed: their marks are no marks yet."""
        return [f"{one.lesson}/{one.exercise}" for one in self.exercises if is_faulty(one)]


@dataclass(frozen=True)
class Change:
    """A mark that is another than last time, and why."""

    student: Student
    exercise: str
    before: int
    after: int
    why: str


@dataclass
class Book:
    """The results on disk, read one student at a time: a class of any size fits into memory."""

    folder: Path
    names: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, out: Path) -> Book:
        """Return all results that are kept in a folder for marks."""
        book = cls(out / "results")
        book.names = book.all_names()
        return book

    def __iter__(self) -> Iterator[Graded]:
        """Give every student, in the order of the class."""
        for name in self.names:
            found = self.get(name)
            if found:
                yield found

    def __len__(self) -> int:
        """Return how many students there are."""
        return len(self.names)

    def get(self, name: str) -> Graded | None:
        """Return a kept result; None where there is none, or one of another version of this program."""
        try:
            return Graded.model_validate_json((self.folder / f"{name}.json").read_bytes())
        except (OSError, ValueError):
            return None

    def all_names(self) -> list[str]:
        """Return the names of all results there are, of this run or an earlier one."""
        return sorted(path.stem for path in self.folder.glob("*.json"))

    def of_nobody(self) -> list[str]:
        """Return the ids under which hand-ins are kept whose owner is not known."""
        found = (self.get(name) for name in self.all_names() if name.startswith("unmatched"))
        return [one.student.id for one in found if one and one.standing == "unmatched"]

    def renamed(self) -> None:
        """Give results the names that this version gives them, where an earlier one gave others."""
        for name in self.all_names():
            found = self.get(name) if not READABLE.fullmatch(name) or RESERVED.fullmatch(name) else None
            target = self.folder / f"{slug(found.student)}.json" if found else None
            if target and not target.exists():
                (self.folder / f"{name}.json").rename(target)

    def keep(self, graded: Graded) -> None:
        """Write one student's result, whole or not at all."""
        path = self.folder / f"{slug(graded.student)}.json"
        write_atomically(path, sealed(graded.model_dump_json(indent=1)))

    def take_over_edits(self, outputs: Outputs) -> None:
        """Note in every result that somebody changed by hand that its marks are not the grader's.

        They stand until they are marked anew, which the next run does for all that is handed in.
        """
        for name in outputs.check_results(sorted(path.stem for path in self.folder.glob("*.json"))):
            graded = self.get(name)
            if graded:
                every = [f"{one.lesson}/{one.exercise}" for one in graded.exercises]
                self.keep(graded.model_copy(update={"edited": every}))


def reason(before: Key | None, after: Key) -> str:
    """Return in words why an exercise was marked anew."""
    if before is None:
        return "the grader had failed before"
    differs = [REASONS[part] for part in REASONS if getattr(before, part) != getattr(after, part)]
    return ", ".join(differs) or "regraded"


def slug(student: Student) -> str:
    """Return a file name for a student: readable, safe on every system, and no two alike.

    Only what is no plain name has an underscore, so no name can pass for another's.
    """
    if READABLE.fullmatch(student.id) and not RESERVED.fullmatch(student.id):
        return student.id
    readable = re.sub(r"[^a-z0-9.@-]+", "-", student.id.lower()).strip(".-")[:40]
    return f"{readable or 'student'}_{hashlib.sha256(student.id.encode()).hexdigest()[:16]}"


def is_faulty(result: ExerciseResult) -> bool:
    """Return whether the grader failed at one of an exercise's checks: its mark is none yet."""
    return any(check.state is State.GRADER_FAULT for check in result.checks)
