"""Lays out what a class handed in, student by student, for marking.

Every file ends up as `<stage>/<number>/<lesson>/<exercise>.py` (or .ipynb), a name of ours: nothing in
an archive decides where anything is written.
"""

from __future__ import annotations

import os
import sys
from collections import deque
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from secondsource import catalogue
from secondsource.catalogue import Exercise
from secondsource.grading.classes.answer_files import Meant, meant
from secondsource.grading.classes.archives import MOST_FILES, Budget, Entry
from secondsource.grading.classes.hand_ins import RECEIPT, Found, HandIn, found_in, opened, version
from secondsource.grading.classes.identity import By, Owned, by_itself, owned, unmatched
from secondsource.grading.classes.mapping import Mapping
from secondsource.grading.classes.people import IntakeError, Standing, Student, shown
from secondsource.grading.classes.unpacking import troubled, unpacked
from secondsource.grading.source import LARGEST_FILE

NAMED = 8
"""Unused files named in a note; of more, only their number is given."""
MOST_TROUBLES = 20
"""Notes on single files; of more, only their number is given."""
WHOLE_CLASS = "It looks like a platform's download of a whole class. Grade it by itself, into the same --out, and write none here."
TYPED = ("_text.html", "_link.html", "onlinetext.html")
"""What Canvas and Moodle make of text that a student typed into the platform."""


@dataclass
class Submission:
    """What one student handed in, laid out for marking."""

    student: Student
    folder: Path
    files: dict[str, str] = field(default_factory=dict)
    """Exercise id to the name it came under."""
    sources: dict[str, str] = field(default_factory=dict)
    """Exercise id to the hand-in it came in."""
    times: dict[str, datetime] = field(default_factory=dict)
    """Exercise id to when its file was handed in, where something says so; no zone where that names none."""
    notes: list[str] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    """Its hand-ins."""
    standing: Standing = "handed in"
    also: list[Student] = field(default_factory=list)
    """Who its owner is without the class list and the mapping: results may be kept under those names."""

    @property
    def handed_in(self) -> datetime | None:
        """When the newest of its files was handed in; a time that names no zone counts as UTC."""
        return max((one.replace(tzinfo=one.tzinfo or UTC) for one in self.times.values()), default=None)


@dataclass
class Intake:
    """A class: what was handed in, and what is open."""

    submissions: list[Submission]
    """In the order of their names; those whose owner is not known stand at the end."""
    missing: list[Student] = field(default_factory=list)
    """Who is on the class list, and no hand-in is known to be theirs."""
    unowned: list[Owned] = field(default_factory=list)
    """Hand-ins whose owner is not known."""
    loose: list[str] = field(default_factory=list)
    """Files that lie about and were not looked at."""
    left_out: list[Owned] = field(default_factory=list)
    """Hand-ins of nobody in this class, as the instructor says."""

    @property
    def owner_of(self) -> dict[str, set[str]]:
        """The ids of whose each hand-in is."""
        found: dict[str, set[str]] = {one.claim.key: set() for one in self.left_out}
        for one in self.submissions:
            for label in one.labels:
                found.setdefault(label, set()).add(one.student.id)
        return found


def take_in(place: Path, stage: Path) -> list[Submission]:
    """Lay out every submission in a folder or zip under `stage`; return them in the order of their names.

    Raises IntakeError where there is none.
    """
    return take_in_class(place, stage, None, Mapping()).submissions


def take_in_class(
    place: Path,
    stage: Path,
    roster: Sequence[Student] | None,
    mapping: Mapping,
    apart: Collection[Path] = (),
) -> Intake:
    """Lay out what a class handed in under `stage`, each under its owner by the class list and the mapping.

    `apart` are folders that lie among the hand-ins and are none.  Raises IntakeError where nothing was handed in.
    """
    exercises = catalogue.exercises()
    with opened(place, apart) as entries:
        found = found_in(place, entries, exercises, listed=roster is not None)
        if not found.hand_ins:
            raise IntakeError(f"{place.name} holds no submission: no folder and no zip a student.")
        return _laid_out_class(found, stage, roster, mapping, exercises)


@dataclass
class _Pile:
    """One student, and every hand-in of theirs."""

    student: Student
    standing: Standing
    hand_ins: list[HandIn] = field(default_factory=list)
    also: list[Student] = field(default_factory=list)


def _laid_out_class(
    found: Found,
    stage: Path,
    roster: Sequence[Student] | None,
    mapping: Mapping,
    exercises: Sequence[Exercise],
) -> Intake:
    said, piles = _whose(found, roster, mapping)
    submissions: list[Submission] = []
    while piles:  # what is laid out is let go of: a class's files are many
        submissions.append(_laid_out(piles.popleft(), stage / str(len(submissions) + 1), exercises))
    known = {one.student.id for one in submissions if one.standing == "handed in"}
    missing = [student for student in roster or [] if student.id not in known]
    unowned = [one for one in said if not one.students and not one.left_out]
    return Intake(submissions, missing, unowned, found.loose, [one for one in said if one.left_out])


def _whose(
    found: Found, roster: Sequence[Student] | None, mapping: Mapping
) -> tuple[list[Owned], deque[_Pile]]:
    """Return whose each claim is, and what each student handed in: only there the hand-ins are held from now on."""
    claims = [(claim, hand_in) for hand_in in found.hand_ins for claim in hand_in.claims]
    found.hand_ins.clear()
    every = [claim for claim, _ in claims]
    owners = owned(every, roster, mapping.of(every))
    said = [
        _or_a_class(one, hand_in, listed=roster is not None)
        for one, (_, hand_in) in zip(owners, claims, strict=True)
    ]
    return said, deque(_piles(zip(said, (hand_in for _, hand_in in claims), strict=True)))


def _piles(said: Iterable[tuple[Owned, HandIn]]) -> list[_Pile]:
    """Return what each student handed in, and each hand-in of nobody's, in the order of their names."""
    piles: dict[tuple[str, Standing], _Pile] = {}
    for one, hand_in in said:
        if one.left_out:
            continue
        for student in one.students or [unmatched(one.claim)]:
            standing: Standing = "handed in" if one.students else "unmatched"
            pile = piles.setdefault((student.id, standing), _Pile(student, standing))
            if hand_in not in pile.hand_ins:
                pile.hand_ins.append(hand_in)
            if one.students:
                pile.also += _other_names(one)
    return sorted(
        piles.values(), key=lambda pile: (pile.standing, pile.student.name.casefold(), pile.student.id)
    )


def _or_a_class(one: Owned, hand_in: HandIn, *, listed: bool) -> Owned:
    """Return whose a hand-in is: nobody's where it holds what several people handed in, and nothing says its owner."""
    sure = one.by is By.MAPPING or (listed and one.students)
    return one if sure or not hand_in.is_a_class else one.undecided([], WHOLE_CLASS)


def _other_names(one: Owned) -> list[Student]:
    """Return who its owner was before it was known: nobody, or what its own name says where that names somebody."""
    alone = by_itself(one.claim) if one.claim.platform or one.by is not By.MAPPING else None
    return [unmatched(one.claim), *([alone] if alone else [])]


# --- laying out one student -------------------------------------------------------------------


@dataclass(frozen=True)
class _Candidate:
    """A file that answers an exercise, already unpacked."""

    rank: tuple[int, int, float, float, tuple[str, ...]]
    """The higher, the newer: Teams' version, the number of the copy, handed in, packed, name."""
    path: Path
    entry: Entry
    said: Meant


def _laid_out(pile: _Pile, folder: Path, exercises: Sequence[Exercise]) -> Submission:
    """Lay out a student's hand-ins: the newest counts, and from older ones only what it lacks."""
    folder.mkdir(parents=True)
    submission = Submission(pile.student, folder, standing=pile.standing, also=pile.also)
    submission.labels += [one.key for one in pile.hand_ins]
    newest_first = sorted(pile.hand_ins, key=lambda one: (one.when, one.label), reverse=True)
    budget = Budget()
    for number, hand_in in enumerate(newest_first):
        before = set(submission.files)
        _HandInReader(submission, hand_in, budget, exercises).read()
        if number:
            added = sorted(set(submission.files) - before)
            taken = f"from it come only {', '.join(added)}" if added else "nothing in it is missing there"
            submission.notes.append(
                f"Handed in more than once: {newest_first[0].label} is the newest and counts. "
                f"{hand_in.label} is older; {taken}."
            )
    if not submission.files:
        submission.notes.append(
            "No file in it has an exercise's name, as ex1_label_sources.py has: nothing was read."
        )
    return submission


class _HandInReader:
    """Reads one hand-in into a submission."""

    def __init__(
        self, submission: Submission, hand_in: HandIn, budget: Budget, exercises: Sequence[Exercise]
    ) -> None:
        self.submission, self.hand_in, self.budget, self.exercises = submission, hand_in, budget, exercises
        self.key = hand_in.key
        self.chosen: dict[tuple[str, str], _Candidate] = {}
        self.others: dict[tuple[str, str], list[str]] = {}
        self.unused: list[str] = []
        self.troubles: list[str] = []
        self.seen = 0

    def read(self) -> None:
        """Unpack what answers an exercise that no newer hand-in answers, and note what is not read."""
        answered = set(self.submission.files)
        for entry in self.hand_in.entries:
            for inner in unpacked(entry, self.budget):
                self.seen += 1
                if self.seen <= MOST_FILES and (inner.trouble or not self.budget.spent):
                    self._look_at(inner, answered)
        for place in sorted(self.chosen):
            self._keep(self.chosen[place], self.others.get(place, []))
        self._tell()

    def _look_at(self, entry: Entry, answered: set[str]) -> None:
        name = _path(entry)
        said = meant(entry.parts, self.exercises)
        if entry.trouble:
            self.troubles.append(f"{name} {entry.trouble}.")
        elif entry.parts[-1].endswith(TYPED):
            self.troubles.append(
                f"{name} is text typed into the platform, which is not read. Hand in the exercise's file."
            )
        elif said is None and entry.parts != (RECEIPT,):
            self.unused.append(name)
        elif said and said.exercise.id not in answered:
            self._unpack(entry, said)

    def _unpack(self, entry: Entry, said: Meant) -> None:
        path = self.submission.folder / f"{self.seen}.part"
        try:
            with entry.open() as file:
                data = file.read(LARGEST_FILE + 1)  # whoever reads it says what is too large
            self.budget.take(len(data))
            path.write_bytes(data)
        except Exception as error:  # whatever a made-up archive raises is its own trouble, not the class's
            self.troubles.append(f"{_path(entry)} {troubled(entry, error).trouble}.")
            return
        rank = (version(entry.parts), said.copy, entry.when, entry.packed, entry.parts)
        self._rank(_Candidate(rank, path, entry, said))

    def _rank(self, one: _Candidate) -> None:
        """Keep the newest of the files that answer an exercise, and the others' names."""
        place = (one.said.exercise.id, one.said.kind)
        before = self.chosen.get(place)
        self.chosen[place] = max(one, before or one, key=lambda candidate: candidate.rank)
        if before:
            older = before if self.chosen[place] is one else one
            older.path.unlink()
            self.others.setdefault(place, []).append(_path(older.entry))

    def _keep(self, best: _Candidate, others: list[str]) -> None:
        exercise, name, when = best.said.exercise, _path(best.entry), best.entry.when
        target = self.submission.folder / exercise.lesson / f"{exercise.name}.{best.said.kind}"
        target.parent.mkdir(exist_ok=True)
        best.path.replace(target)
        if others:
            self.submission.notes.append(
                f"{exercise.id} was handed in more than once: read {name}, not {_few(sorted(others))}."
            )
        if when > 0:
            os.utime(target, (when, when))
            moment = datetime.fromtimestamp(when, UTC)
            self.submission.times[exercise.id] = moment if best.entry.zoned else moment.replace(tzinfo=None)
        self.submission.files[exercise.id] = sys.intern(name)  # most of a class call it the same
        self.submission.sources[exercise.id] = self.key

    def _tell(self) -> None:
        notes = self.submission.notes
        notes += self.troubles[:MOST_TROUBLES]
        if len(self.troubles) > MOST_TROUBLES:
            notes.append(f"{len(self.troubles) - MOST_TROUBLES} more files were not read.")
        if self.seen > MOST_FILES or self.hand_in.more:
            notes.append(f"More than {MOST_FILES} files: only the first were looked at.")
        if self.unused:
            notes.append(f"Not read, since no exercise of this course has that name: {_few(self.unused)}.")


def _few(names: Sequence[str]) -> str:
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return f"{', '.join(names[:NAMED])}{more}"


def _path(entry: Entry) -> str:
    return shown("/".join(entry.parts))


def unowned_in_words(unowned: Iterable[Owned]) -> list[str]:
    """Return a line for each hand-in whose owner is not known: what it is, why, and whose it may be."""
    return [
        f"{one.claim.label}: {one.why}"
        + (
            f" It may be {' or '.join(f'{who.name} ({who.id})' for who in one.candidates)}."
            if one.candidates
            else ""
        )
        for one in unowned
    ]
