"""Grades a class: takes in, marks what changed, keeps every result as soon as it is there."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from secondsource import catalogue
from secondsource.catalogue import Exercise
from secondsource.grading import scratch, weeks
from secondsource.grading.classes import Intake, IntakeError, Student, Submission, take_in_class
from secondsource.grading.classes.directory import Directory
from secondsource.grading.classes.identity import unmatched
from secondsource.grading.classes.intake import unowned_in_words
from secondsource.grading.classes.mapping import FILE, Mapping, read_mapping, write_mapping
from secondsource.grading.classes.people import Standing, shown
from secondsource.grading.classes.rosters import ClassList, class_list
from secondsource.grading.fingerprint import check_files, course_files, hash_of
from secondsource.grading.graded import (
    ABSENT,
    AGAIN,
    EDITED,
    STRAY,
    UNCLEAR,
    Book,
    Change,
    Graded,
    Key,
    is_faulty,
    reason,
    slug,
)
from secondsource.grading.marking import Job, Marked
from secondsource.grading.outputs import NOTES, WRITTEN, Outputs
from secondsource.grading.policy import seed_of
from secondsource.grading.results import ExerciseResult
from secondsource.grading.sandbox import Level, NoIsolation, missing
from secondsource.grading.workers import mark_class

NAMED = 8
"""People named in a line; of more, only their number is given."""
OF_EACH = {"feedback": ".html", "gradescope": ".json", "classroom50": ".json"}
"""Folders with a file of each student, beside the results, and the ending of such a file."""
NOT_OURS = "It is not known whose this is: see mapping.csv."
LEFT_OUT = "mapping.csv says that it belongs to nobody in this class: left out."
KEPT = "Not in what was handed in this time, so the earlier mark stands: {}."
OF_A_RUN = (AGAIN, UNCLEAR, ABSENT, STRAY, KEPT.partition("{")[0])
"""How notes begin that speak of a run, and not of what was handed in."""
OWN_FOLDER = "{} holds marks, not a hand-in, and was not looked at."
TAKEN = "{} is another's hand-in, as is known now: its marks for {} were taken away."


MOVED = 3
"""People with another id than before from which on it is another class list, not a mended one."""
OTHER_IDS = (
    "This class list calls people by other ids than the marks in {} do: {} was {} and is {}. Their marks would be "
    "left behind. Name the class list of before, or another folder with --out."
)


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
    unowned: list[str] = field(default_factory=list)
    """Hand-ins whose owner is not known, each as a line that says why and whose it may be."""
    waiting: list[str] = field(default_factory=list)
    """Hand-ins of earlier runs whose owner is still not known, each as a line."""
    loose: list[str] = field(default_factory=list)
    """Files that lie about among the hand-ins and belong to nobody."""
    lines: list[str] = field(default_factory=list)
    """What a person should know: what had to be guessed, what stands from earlier, what went away."""


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
    mapping: Path | None = None
    """Whose the hand-ins are, in the instructor's own word; `mapping.csv` beside the results is read, too."""
    secret: bytes = b""
    """What fresh texts are made from, with the student's id; from the id alone when empty."""
    worksheet: Path | None = None
    """Moodle's grading worksheet to fill in, where it is not the roster."""


OnProgress = Callable[[int, int, Student], None]
OnTakenIn = Callable[[list[Submission]], None]


def grade_class(
    place: Path,
    out: Path,
    options: Options,
    on_progress: OnProgress,
    at_end: OnTakenIn = lambda _: None,
    outputs: Outputs | None = None,
) -> Outcome:
    """Grade every submission in a folder or zip; results go to `out/results` as they come.

    `at_end` is given what was taken in, while it is there; not after Ctrl-C.  `outputs` keep what somebody
    changed of a student who is no more.
    Raises IntakeError for what cannot be taken in, NoIsolation where the level cannot be given,
    ClusterError where a scheduler is named and cannot be used.
    """
    if not options.scheduler and (lacking := missing(options.level)):
        raise NoIsolation(lacking)  # before anything is taken in; a worker says what only trying shows
    with scratch.folder("secondsource_class_") as stage:
        run = _taken_in(place, out, options, stage, outputs or Outputs(out))
        run.book.renamed()
        run.mark(on_progress)
        run.settle()
        if not run.outcome.stopped:
            at_end(run.intake.submissions)
    return run.outcome


def _taken_in(place: Path, out: Path, options: Options, stage: Path, outputs: Outputs) -> _Run:
    """Return a run over what was handed in, laid out under `stage`; `mapping.csv` asks whose the rest is."""
    listed = class_list(options.roster) if options.roster else None
    said, apart = _mapping(out, options, listed), own_folders(place, out)
    intake = take_in_class(place, stage, listed.students if listed else None, said, apart)
    if listed:
        _refuse_other_ids(out, listed.students, intake)
    run = _Run(intake, options, Book(out / "results"), outputs, said.nobodys())
    write_mapping(out / FILE, intake.unowned, said, run.book.of_nobody())
    run.outcome.lines += listed.remarks if listed else []
    run.outcome.lines += [OWN_FOLDER.format(one.relative_to(place)) for one in apart]
    return run


def own_folders(place: Path, out: Path) -> list[Path]:
    """Return the folders for marks, of this run or an earlier one, that lie among the hand-ins."""
    if not place.is_dir():
        return []
    earlier = {path.parents[1] for path in place.glob(f"*/{NOTES}/{WRITTEN}")}
    inside, above = out.resolve(), place.resolve()
    this = {place / inside.relative_to(above)} if inside.is_relative_to(above) else set()
    return sorted(earlier | this)


def _mapping(out: Path, options: Options, listed: ClassList | None) -> Mapping:
    roster = listed.students if listed else None
    if options.mapping and not options.mapping.is_file():
        raise IntakeError(f"There is no {options.mapping}.")
    said = _kept_mapping(out, roster)
    return said.merged(read_mapping(options.mapping, roster)) if options.mapping else said


def _kept_mapping(out: Path, roster: list[Student] | None) -> Mapping:
    """Return what the mapping beside the results says, also of whoever has left the class list since."""
    try:
        return read_mapping(out / FILE, roster)
    except IntakeError:
        known = [one.student for one in Book.of(out) if one.standing != "unmatched"]
        return read_mapping(out / FILE, [*(roster or []), *known])


def _refuse_other_ids(out: Path, students: list[Student], intake: Intake) -> None:
    """Raise IntakeError where most of a class list have kept marks under other ids: they would be left behind."""
    now = {one.id for one in students} | {other.id for one in intake.submissions for other in one.also}
    directory = Directory(students)
    kept = (one.student for one in Book.of(out) if one.standing != "unmatched" and one.student.id not in now)
    moved = [(one, found) for one in kept if (found := directory.same_person(one))]
    if len(moved) >= MOVED and 2 * len(moved) >= len(students):
        before, after = moved[0]
        raise IntakeError(OTHER_IDS.format(shown(str(out)), shown(before.name), before.id, after.id))


class _Run:
    """One run over a class."""

    def __init__(
        self, intake: Intake, options: Options, book: Book, outputs: Outputs, nobodys: Collection[str]
    ) -> None:
        self.options, self.book, self.intake, self.outputs = options, book, intake, outputs
        self.left_out = {*nobodys, *(unmatched(one.claim).id for one in intake.left_out)}
        self.outcome = Outcome(book, unowned=unowned_in_words(intake.unowned), loose=intake.loose)
        self.submissions = {slug(one.student): one for one in intake.submissions}
        self.names = {*self.submissions, *map(slug, intake.missing)}
        self.owner_of = intake.owner_of
        chosen = options.exercises or tuple(one.id for one in catalogue.exercises())
        self.waiting: set[str] = set()
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
        submission, before = self.submissions[name], self._before(name)
        keys = self._keys(submission)
        old = before.keys if before and not self.options.regrade else {}
        stands = weeks.standing(before, submission, keys)
        edited = before.edited if before else []
        stale = [n for n, key in keys.items() if n not in stands and (old.get(n) != key or n in edited)]
        self.outcome.kept += len(keys) - len(stale)
        if not stale:
            self._keep(Marked(student=name, level=self.options.level, exercises=[], seconds={}))
            return None
        seed = seed_of(self.options.secret, submission.student.id)
        return Job(student=name, answers=str(submission.folder), exercises=stale, seed=seed)

    def _before(self, name: str, *, tell: bool = False) -> Graded | None:
        """Return what was marked earlier of who hands in now, under their name or as nobody's, if it is theirs."""
        found = self._earlier(name, tell=tell)
        for other in self._aliases(self.submissions[name]):
            found = weeks.joined(found, other) if found else other
        return found

    def _aliases(self, submission: Submission) -> list[Graded]:
        """Return the results kept for the same hand-in before it was known whose it is."""
        kept = {slug(one): one for one in submission.also if slug(one) not in self.names}
        found = [(one, self.book.get(name)) for name, one in kept.items()]
        return [graded for one, graded in found if graded and graded.student.name == one.name]

    def _keys(self, submission: Submission) -> dict[str, Key]:
        """Return the keys of all marks; made twice rather than kept, for a large class has many."""
        return {one.id: self._key(one, submission) for one in self.exercises}

    def _key(self, exercise: Exercise, submission: Submission) -> Key:
        path = submission.folder / exercise.lesson / f"{exercise.name}.py"
        checks, grader = self._shared[exercise]
        answer = hash_of([path, path.with_suffix(".ipynb")], submission.student.id)
        return Key(answer=answer, checks=checks, grader=grader, level=self.options.level)

    def _keep(self, marked: Marked) -> Student:
        submission, before = self.submissions[marked.student], self._before(marked.student, tell=True)
        keys = self._keys(submission)
        old = {f"{one.lesson}/{one.exercise}": one for one in before.exercises} if before else {}
        new = {f"{one.lesson}/{one.exercise}": one for one in marked.exercises}
        stands = weeks.standing(before, submission, keys)
        if before:
            self._compare(before, old, new, keys)
        every = [(old | new)[one.id] for one in catalogue.exercises() if one.id in old | new]
        open_still = stands | {f"{one.lesson}/{one.exercise}" for one in every if is_faulty(one)}
        self.outcome.marked += len(new)
        said = [KEPT.format(weeks.by_lesson(stands))] if stands else []
        graded = Graded(
            student=submission.student, exercises=every, level=marked.level, standing=submission.standing,
            notes=[*self._of_nobody(submission), *submission.notes, *said],
            files={**(before.files if before else {}), **_wanted(submission.files, keys)},
            sources={**(before.sources if before else {}), **_wanted(submission.sources, keys)},
            times=_times(submission, keys, before),
            edited=[one for one in before.edited if one not in new] if before else [],
            handed_in=submission.handed_in or (before.handed_in if before else None),
            keys={**(before.keys if before else {}), **{k: v for k, v in keys.items() if k not in open_still}},
            seconds={**(before.seconds if before else {}), **marked.seconds},
        )  # fmt: skip
        aliases = self._aliases(submission)
        self.book.keep(graded)
        for other in aliases:
            self._drop(
                other, f"What was kept as {shown(other.student.id)} is {submission.student.name}'s now."
            )
        return submission.student

    def _of_nobody(self, submission: Submission) -> list[str]:
        """Return why a hand-in is nobody's, and what to do."""
        if submission.standing != "unmatched":
            return []
        said = [one for one in self.intake.unowned if unmatched(one.claim).id == submission.student.id]
        return [*unowned_in_words(said[:1]), NOT_OURS]

    def _drop(self, graded: Graded, line: str) -> None:
        name = slug(graded.student)
        for folder, ending in OF_EACH.items():
            self.outputs.remove(f"{folder}/{name}{ending}")
        (self.book.folder / f"{name}.json").unlink()
        if line not in self.outcome.lines:
            self.outcome.lines.append(line)

    def settle(self) -> None:
        """Keep who handed in nothing this time, and who is known from earlier only; name everybody there is."""
        self.outcome.lines += [f"{unmatched(one.claim).name}: {LEFT_OUT}" for one in self.intake.left_out]
        strays = [name for name in self.book.all_names() if name not in self.names and self._keep_stray(name)]
        for student in self.intake.missing:
            self._keep_missing(student)
        self._tell_of_strays([name for name in strays if name not in self.waiting])
        self.book.names = sorted([*self.names, *strays], key=str.casefold)

    def _tell_of_strays(self, known: list[str]) -> None:
        if known:
            who = ", ".join(graded.student.name for graded in Book(self.book.folder, known[:NAMED]))
            more = f" and {len(known) - NAMED} more" if len(known) > NAMED else ""
            self.outcome.lines.append(
                f"Known from earlier only, and kept: {who}{more}. Another --out begins anew."
            )

    def _earlier(self, name: str, *, tell: bool) -> Graded | None:
        """Return what was marked earlier, without what is another's as is known now; `tell` says so in a line."""
        found = self.book.get(name)
        taken = weeks.taken(found, self.owner_of) if found else {}
        if found is None or not taken:
            return found
        for label, exercises in taken.items() if tell else ():
            line = TAKEN.format(label, weeks.by_lesson(exercises))
            self.outcome.lines.append(f"{found.student.name}: {line}")
        return weeks.without(found, weeks.gone(found, taken))

    def _keep_missing(self, student: Student) -> None:
        before = self._earlier(slug(student), tell=True)
        now: Standing = "unclear" if self.intake.unowned or self.waiting else "absent"
        said = [UNCLEAR] if now == "unclear" else []
        if before and before.exercises:
            standing: Standing = "unclear" if said else "handed in"
            kept = {
                "student": student,
                "standing": standing,
                "notes": [AGAIN, *said, *_of_hand_in(before.notes)],
            }
            self.book.keep(before.model_copy(update=kept))
            return
        self.book.keep(
            Graded(student=student, level=self.options.level, standing=now, notes=said or [ABSENT])
        )

    def _keep_stray(self, name: str) -> bool:
        """Keep who is neither on the list nor handed in now, if anything of theirs is left."""
        kept = self.book.get(name)
        if kept and kept.student.id in self.left_out:
            self._drop(kept, f"{kept.student.name}: {LEFT_OUT}")
            return False
        graded = self._earlier(name, tell=True)
        if graded is None or slug(graded.student) != name:
            return False
        if not graded.exercises:
            self._drop(
                graded, f"{graded.student.name} is no longer in the class, and nothing of theirs was marked."
            )
            return False
        if graded.notes[-1:] != [STRAY]:
            self.book.keep(graded.model_copy(update={"notes": [*graded.notes, STRAY]}))
        if graded.standing == "unmatched":
            self.waiting.add(name)
            self.outcome.waiting.append(graded.notes[0])
        return True

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


def _wanted(said: dict[str, Any], keys: Collection[str]) -> dict[str, Any]:
    """Return what is said of the exercises of this run: of others there is no mark from what came in now."""
    return {name: one for name, one in said.items() if name in keys}


def _of_hand_in(notes: list[str]) -> list[str]:
    """Return what was noticed about what was handed in: it holds as long as its marks stand."""
    return [note for note in notes if not note.startswith(OF_A_RUN)]


def _times(submission: Submission, keys: dict[str, Key], before: Graded | None) -> dict[str, datetime]:
    """Return when each answer first came: handing the same answer in again makes nobody late."""
    times = dict(before.times) if before else {}
    for name, when in _wanted(submission.times, keys).items():
        same = before and before.keys.get(name) and before.keys[name].answer == keys[name].answer
        times[name] = times.get(name, when) if same else when
    return times
