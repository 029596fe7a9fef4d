"""Grades a class: takes in, marks what changed, keeps every result as soon as it is there."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Literal

from pydantic import Field

from secondsource import catalogue
from secondsource.catalogue import Exercise
from secondsource.files import write_atomically
from secondsource.grading.intake import Student, Submission, take_in
from secondsource.grading.marking import Job, Marked
from secondsource.grading.outputs import Outputs, sealed
from secondsource.grading.policy import seed_of
from secondsource.grading.results import ExerciseResult, State
from secondsource.grading.roster import joined, read_roster
from secondsource.grading.sandbox import Level, NoIsolation, missing
from secondsource.grading.workers import mark_class
from secondsource.models import Record

UNSAFE = re.compile(r"[^A-Za-z0-9.@-]+")


Standing = Literal["handed in", "absent", "unclear", "unmatched"]
"""How a student stands to what was handed in.

"absent": on the class list, and every hand-in belongs to somebody else.  "unclear": on the class list, and
a hand-in whose owner is not known may be theirs.  "unmatched": such a hand-in.
"""


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
    def faults(self) -> list[str]:
        """Ids of exercises in which the grader failed: their marks are no marks yet."""
        return [f"{one.lesson}/{one.exercise}" for one in self.exercises if _is_faulty(one)]


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


@dataclass
class Outcome:
    """What one run did."""

    book: Book
    marked: int = 0
    """Exercises marked in this run."""
    kept: int = 0
    """Exercises whose mark was kept, since nothing changed."""
    changes: list[Change] = field(default_factory=list)
    stopped: bool = False
    """Whether Ctrl-C ended it; what was marked until then is kept."""
    to_go: int = 0
    """Students not marked because of that."""
    edited: list[str] = field(default_factory=list)
    """Names of outputs that somebody had changed; they are kept aside."""


@dataclass(frozen=True)
class Options:
    """How to grade."""

    level: Level = "sandbox"
    jobs: int = 0
    """Worker processes; 0 for one a processor."""
    regrade: bool = False
    roster: Path | None = None
    exercises: tuple[str, ...] = ()
    """Ids of the exercises to grade; all when empty."""
    scheduler: str = ""
    """Address of a Dask scheduler to mark on; this machine when empty."""
    secret: bytes = b""
    """What fresh texts are made from, with the student's id; from the id alone when empty."""


OnProgress = Callable[[int, int, Student], None]
OnTakenIn = Callable[[list[Submission]], None]


def grade_class(
    place: Path, out: Path, options: Options, on_progress: OnProgress, at_end: OnTakenIn = lambda _: None
) -> Outcome:
    """Grade every submission in a folder or zip; results go to `out/results` as they come.

    `at_end` is given what was taken in, while it is there; not after Ctrl-C.
    Raises IntakeError for what cannot be taken in, NoIsolation where the level cannot be given,
    ClusterError where a scheduler is named and cannot be used.
    """
    if not options.scheduler and (lacking := missing(options.level)):
        raise NoIsolation(lacking)  # before anything is taken in; a worker says what only trying shows
    with tempfile.TemporaryDirectory(prefix="secondsource_class_") as stage:
        submissions, absent = _taken_in(place, Path(stage), options)
        run = _Run(submissions, options, Book(out / "results"))
        for student in absent:
            run.book.keep(Graded(student=student, level=options.level, notes=["Handed in nothing."]))
        run.mark(on_progress)
        if not run.outcome.stopped:
            at_end(submissions)
        names = [slug(one.student) for one in submissions] + [slug(one) for one in absent]
    run.outcome.book.names = sorted(names, key=str.casefold)
    return run.outcome


def _taken_in(place: Path, stage: Path, options: Options) -> tuple[list[Submission], list[Student]]:
    submissions = take_in(place, stage)
    return joined(submissions, read_roster(options.roster)) if options.roster else (submissions, [])


class _Run:
    """One run over a class."""

    def __init__(self, submissions: list[Submission], options: Options, book: Book) -> None:
        self.options, self.book, self.outcome = options, book, Outcome(book)
        self.submissions = {slug(one.student): one for one in submissions}
        chosen = options.exercises or tuple(one.id for one in catalogue.exercises())
        self.exercises = [one for one in catalogue.exercises() if one.id in chosen]
        grader = hash_of(course_files())
        self._shared = {one: (hash_of(check_files(one)), grader) for one in self.exercises}

    def mark(self, on_progress: OnProgress) -> None:
        """Mark what changed, keeping each student as soon as they are through."""
        jobs = [job for name in self.submissions if (job := self._job(name))]
        done = 0

        def keep(marked: Marked) -> None:
            nonlocal done
            done += 1
            student = self._keep(marked)
            on_progress(done, len(jobs), student)

        try:
            self._marked(jobs, keep)
        except KeyboardInterrupt:
            self.outcome.stopped, self.outcome.to_go = True, len(jobs) - done

    def _marked(self, jobs: list[Job], keep: Callable[[Marked], None]) -> None:
        if self.options.scheduler:
            from secondsource.grading.cluster import mark_on_cluster

            mark_on_cluster(jobs, self.options.level, self.options.scheduler, keep)
        else:
            mark_class(jobs, self.options.level, self.options.jobs or os.cpu_count() or 1, keep)

    def _job(self, name: str) -> Job | None:
        """Return what is to be marked of a student; keep the result at once where that is nothing."""
        submission, before = self.submissions[name], self.book.get(name)
        keys = self._keys(submission)
        old = before.keys if before and not self.options.regrade else {}
        edited = before.edited if before else []
        stale = [name for name, key in keys.items() if old.get(name) != key or name in edited]
        self.outcome.kept += len(keys) - len(stale)
        if not stale:
            self._keep(Marked(student=name, level=self.options.level, exercises=[], seconds={}))
            return None
        seed = seed_of(self.options.secret, submission.student.id)
        return Job(student=name, answers=str(submission.folder), exercises=stale, seed=seed)

    def _keys(self, submission: Submission) -> dict[str, Key]:
        """Return the keys of all marks; made twice rather than kept, for a large class has many."""
        return {one.id: self._key(one, submission) for one in self.exercises}

    def _key(self, exercise: Exercise, submission: Submission) -> Key:
        path = submission.folder / exercise.lesson / f"{exercise.name}.py"
        checks, grader = self._shared[exercise]
        answer = hash_of([path, path.with_suffix(".ipynb")], submission.student.id)
        return Key(answer=answer, checks=checks, grader=grader, level=self.options.level)

    def _keep(self, marked: Marked) -> Student:
        submission, before = self.submissions[marked.student], self.book.get(marked.student)
        keys = self._keys(submission)
        old = {f"{one.lesson}/{one.exercise}": one for one in before.exercises} if before else {}
        new = {f"{one.lesson}/{one.exercise}": one for one in marked.exercises}
        if before:
            self._compare(before, old, new, keys)
        every = [(old | new)[one.id] for one in catalogue.exercises() if one.id in old | new]
        faulty = {f"{one.lesson}/{one.exercise}" for one in every if _is_faulty(one)}
        self.outcome.marked += len(new)
        graded = Graded(
            student=submission.student, exercises=every, level=marked.level, notes=submission.notes,
            files=submission.files, handed_in=submission.handed_in, times=_times(submission, keys, before),
            edited=[one for one in before.edited if one not in new] if before else [],
            keys={**(before.keys if before else {}), **{k: v for k, v in keys.items() if k not in faulty}},
            seconds={**(before.seconds if before else {}), **marked.seconds},
        )  # fmt: skip
        self.book.keep(graded)
        return submission.student

    def _compare(
        self,
        before: Graded,
        old: dict[str, ExerciseResult],
        new: dict[str, ExerciseResult],
        keys: dict[str, Key],
    ) -> None:
        for name, result in new.items():
            if name in old and old[name].points != result.points:
                edited = name in before.edited
                why = EDITED if edited else reason(before.keys.get(name), keys[name])
                change = Change(before.student, name, old[name].points, result.points, why)
                self.outcome.changes.append(change)


def _times(submission: Submission, keys: dict[str, Key], before: Graded | None) -> dict[str, datetime]:
    """Return when each answer first came: handing the same answer in again makes nobody late."""
    times = dict(before.times) if before else {}
    for name, when in submission.times.items():
        same = (
            before
            and before.keys.get(name)
            and name in keys
            and before.keys[name].answer == keys[name].answer
        )
        times[name] = times.get(name, when) if same else when
    return times


def reason(before: Key | None, after: Key) -> str:
    """Return in words why an exercise was marked anew."""
    if before is None:
        return "the grader had failed before"
    differs = [REASONS[part] for part in REASONS if getattr(before, part) != getattr(after, part)]
    return ", ".join(differs) or "regraded"


def slug(student: Student) -> str:
    """Return a file name for a student: readable, safe, and no two alike."""
    readable = UNSAFE.sub("_", student.id).strip(".")[:60]
    if readable and readable == student.id:
        return readable
    return f"{readable or 'student'}_{hashlib.sha256(student.id.encode()).hexdigest()[:8]}"


def check_files(exercise: Exercise) -> list[Path]:
    """Return all files an exercise's checks are made of."""
    folder = exercise.visible.parent
    return [exercise.visible, exercise.held_out, *folder.glob("**/conftest.py")]


def course_files() -> list[Path]:
    """Return the course's records and its code, without checks."""
    package = Path(__file__).resolve().parent.parent
    records = [path for path in catalogue.seeds().rglob("*") if path.suffix in {".md", ".yaml"}]
    code = [*package.glob("*.py"), *(package / "grading").glob("*.py")]
    return sorted(records + code)


def hash_of(files: list[Path], salt: str = "") -> str:
    """Return one fingerprint for the contents of files, those that are missing included."""
    total = hashlib.sha256(salt.encode())
    for path in files:
        data = path.read_bytes() if path.is_file() else b""
        total.update(path.name.encode() + b"\0" + hashlib.sha256(data).digest())
    return total.hexdigest()


def _is_faulty(result: ExerciseResult) -> bool:
    return any(check.state is State.GRADER_FAULT for check in result.checks)
