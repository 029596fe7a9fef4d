"""Grades what one student handed in, by itself: what a platform does that starts us once a submission.

The folder is the student's: it may hold links, devices, files nobody may read, a whole environment.  Only
plain files are looked at, and they are copied before anything else is done with them.
"""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from secondsource import catalogue
from secondsource.grading import scratch
from secondsource.grading.classes import Student, meant
from secondsource.grading.classes.people import shown
from secondsource.grading.classroom import Options, grade_class
from secondsource.grading.graded import Graded, slug
from secondsource.grading.policy.secret import NAME as SECRET
from secondsource.grading.sandbox import Level

NO_ANSWER = "There is no file with an exercise's name in what was handed in."
MOST_FILES = 1_000
LARGEST_FILE = 50_000_000
MOST_BYTES = 200_000_000
"""What is copied of one student's work: more than is ever read of it, and never the whole of a disk."""
NAMED = 8
"""Files named in notes; of more, only their number is given."""
NEVER_HANDED_IN = {"__pycache__", "__MACOSX", "node_modules", "handed_out"}
"""The last is in a kit: every exercise as its owner got it."""


def grade_alone(place: Path, student: Student, level: Level, handed_in: datetime | None) -> Graded:
    """Return the result of one student's folder, whatever else lies in it.

    Fresh texts depend on the student's id, and on the secret where the package holds one: the same submission
    gets the same mark again.
    Raises NoIsolation where the level cannot be given.
    """
    with scratch.folder("secondsource_one_") as stage:
        inside = Path(stage, "class", slug(student), "exercises")
        notes = copied(place, inside)
        if is_empty := not inside.is_dir():  # an exercise as handed out stands in for what is not there
            first = catalogue.exercises()[0]
            (inside / first.lesson).mkdir(parents=True)
            shutil.copy(first.handed_out, inside / first.lesson)
        options = Options(level=level, jobs=1, secret=_secret())
        outcome = grade_class(Path(stage, "class"), Path(stage, "out"), options, lambda *_: None)
        graded = next(iter(outcome.book))
    found = [] if is_empty else graded.notes
    found = found if graded.files and not is_empty else [NO_ANSWER, *found]
    return graded.model_copy(update={"student": student, "handed_in": handed_in, "notes": [*notes, *found]})


def _secret() -> bytes:
    """Return what the package was given to make fresh texts with; nothing where it is public."""
    path = catalogue.root() / SECRET
    return path.read_bytes() if path.is_file() else b""


def copied(place: Path, inside: Path) -> list[str]:
    """Copy a student's plain files; return what was noticed about the others, in words for the student.

    Files that may answer an exercise come first: only so many files and bytes are copied.
    """
    found = sorted(_files(place), key=lambda path: (not _may_answer(path.relative_to(place)), path))
    notes, left = [], MOST_BYTES
    for path in found[:MOST_FILES]:
        inner = path.relative_to(place)
        try:
            left -= _copy(path, inside / inner, left)
        except OSError as error:
            scratch.raise_exhausted(error)  # then nobody is marked, least of all with 0
            if _may_answer(inner):
                notes.append(f"{shown(str(inner))} was not read: {error.strerror or error}.")
    if len(notes) > NAMED:
        notes[NAMED:] = [f"{len(notes) - NAMED} more files were not read."]
    return notes


def _files(place: Path) -> Iterator[Path]:
    """Give every file, links too, but nothing hidden and no environment that packages were installed into."""
    for folder, names, files in os.walk(place):
        names[:] = [name for name in names if _is_looked_into(Path(folder, name))]
        linked = [name for name in names if Path(folder, name).is_symlink()]
        yield from (Path(folder, name) for name in [*files, *linked] if not name.startswith("."))


def _is_looked_into(folder: Path) -> bool:
    if folder.name.startswith(".") or folder.name in NEVER_HANDED_IN:
        return False
    return not (folder / "pyvenv.cfg").exists()


def _may_answer(path: Path) -> bool:
    return meant(path.parts) is not None or path.suffix.lower() == ".zip"


def _copy(source: Path, target: Path, most: int) -> int:
    """Copy the start of a plain file, as much as is ever read; return its bytes.  Raises OSError for anything else."""
    about = source.lstat()
    if not stat.S_ISREG(about.st_mode):
        raise OSError(None, "it is a link or a device, not a file")
    with source.open("rb") as file:
        data = file.read(min(LARGEST_FILE, most) + 1)
    if len(data) > most:
        raise OSError(None, f"it is beyond the {MOST_BYTES // 1_000_000} MB that one student may hand in")
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(data)
    with suppress(OverflowError):
        os.utime(target, ns=(about.st_atime_ns, about.st_mtime_ns))
    return len(data)
