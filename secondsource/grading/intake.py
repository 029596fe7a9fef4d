"""Takes in what platforms hand out: folders, zips, zips of zips.  Trusts no name, size or link in them.

Every file ends up as `<stage>/<number>/<lesson>/<exercise>.py` (or .ipynb), a name of ours: nothing in
an archive decides where anything is written.
"""

from __future__ import annotations

import io
import os
import re
import stat
import unicodedata
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from secondsource import catalogue
from secondsource.catalogue import Exercise
from secondsource.grading.source import LARGEST_FILE
from secondsource.models import Record

LARGEST_ZIP = 50_000_000
MOST_FILES = 1_000
"""Files one student may hand in; more are not looked at."""
DEEPEST = 3
"""Zips inside zips inside zips."""
NAMED = 8
"""Unused files named in a note; of more, only their number is given."""
MOODLE = re.compile(
    r"(?P<name>[^_]+)_(?P<id>\d+)_assignsubmission_(?:file|onlinetext)(?:_(?P<file>.*))?", re.S
)
CANVAS = re.compile(r"(?P<name>[^_]+)_(?:LATE_)?(?P<id>\d+)_(?P<submission>\d+)_(?P<file>.+)", re.S)
ANSWER = re.compile(
    r"(?P<name>ex\d+_\w+?)(?:[-_ ]?\((?P<copy>\d+)\)|-(?P<version>\d+)| ?- ?Copy)?\.(?P<kind>py|ipynb)", re.I
)
PLATFORM_JUNK = {"__MACOSX", ".DS_Store", "Thumbs.db", "__pycache__", ".ipynb_checkpoints"}


class IntakeError(ValueError):
    """What was handed over holds no submission, or two roster lines cannot be told apart."""


class Student(Record):
    """Who handed in."""

    id: str
    """Stable: the platform's number where it gives one, the name of the folder or zip otherwise."""
    name: str
    email: str = ""
    section: str = ""
    login: str = ""
    """What the platform calls them, where a roster says so."""


@dataclass
class Submission:
    """What one student handed in, laid out for marking."""

    student: Student
    folder: Path
    files: dict[str, str] = field(default_factory=dict)
    """Exercise id to the name it came under."""
    notes: list[str] = field(default_factory=list)
    handed_in: datetime | None = None
    times: dict[str, datetime] = field(default_factory=dict)
    """Exercise id to when its file came; without a zone where an archive gave it, for archives name none."""


@dataclass
class Entry:
    """A file somewhere in what was handed over."""

    parts: tuple[str, ...]
    read: Callable[[], bytes]
    when: float = 0.0
    trouble: str = ""
    """Why it is not read, where it is not."""
    zoned: bool = True
    """Whether `when` is a moment; otherwise what a clock of an unknown zone showed, read as UTC."""


def take_in(place: Path, stage: Path) -> list[Submission]:
    """Lay out every submission in a folder or zip under `stage`; return them in the order of their names.

    Raises IntakeError where there is none.
    """
    if not place.exists():
        raise IntakeError(f"There is no {place}.")
    found: dict[str, tuple[Student, list[Entry]]] = {}
    for entry in _unwrapped(list(_entries(place))):
        student, rest = whose(entry.parts)
        found.setdefault(student.id, (student, []))[1].append(_under(entry, rest))
    if not found:
        raise IntakeError(f"{place.name} holds no submission: no folder and no zip a student.")
    people = sorted(found.values(), key=lambda one: (one[0].name.casefold(), one[0].id))
    return [_laid_out(student, entries, stage / str(n)) for n, (student, entries) in enumerate(people, 1)]


def whose(parts: tuple[str, ...]) -> tuple[Student, tuple[str, ...]]:
    """Return the student a path belongs to, and the rest of it: Moodle's and Canvas's names are understood."""
    first, rest = unicodedata.normalize("NFC", parts[0]), parts[1:]
    for platform in (MOODLE, CANVAS):
        if said := platform.fullmatch(first):
            file = (said["file"],) if said["file"] else ()
            return Student(id=said["id"], name=said["name"]), file + rest
    if not rest:  # a file that lies about in the class's folder: its stem is all there is
        return Student(id=PurePosixPath(first).stem, name=PurePosixPath(first).stem), parts
    return Student(id=first, name=first), rest


def _under(entry: Entry, parts: tuple[str, ...]) -> Entry:
    return Entry(parts, entry.read, entry.when, entry.trouble, entry.zoned)


# --- walking ----------------------------------------------------------------------------------


def _entries(place: Path) -> Iterator[Entry]:
    if place.is_file():
        yield from _in_zip(place.read_bytes()[: LARGEST_ZIP * 20], (), 1)
        return
    for folder, names, files in os.walk(place):
        names.sort()
        inside = Path(folder).relative_to(place).parts
        for name in [*files, *(one for one in names if (Path(folder) / one).is_symlink())]:
            yield from _file(Path(folder) / name, (*inside, name))


def _file(path: Path, parts: tuple[str, ...]) -> Iterator[Entry]:
    about = path.lstat()
    if not stat.S_ISREG(about.st_mode):
        yield Entry(parts, bytes, trouble="is a link or a device, not a file")
    elif path.suffix.lower() == ".zip":
        if about.st_size > LARGEST_ZIP:
            yield Entry((*_stemmed(parts), path.name), bytes, trouble="is a zip that is too large")
        else:
            yield from _in_zip(path.read_bytes(), _stemmed(parts), 1)
    else:
        yield Entry(parts, lambda: _start_of(path), about.st_mtime)


def _start_of(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(LARGEST_FILE + 1)


def _in_zip(data: bytes, above: tuple[str, ...], depth: int) -> Iterator[Entry]:
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        yield Entry((*above, "the zip"), bytes, trouble=f"cannot be read: {error}")
        return
    for number, info in enumerate(archive.infolist()):
        if number >= MOST_FILES * (20 if not above else 1):
            yield Entry((*above, "the zip"), bytes, trouble=f"holds more than {MOST_FILES} files")
            return
        if not info.is_dir():
            yield from _member(archive, info, above, depth)


def _member(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, above: tuple[str, ...], depth: int
) -> Iterator[Entry]:
    inside = PurePosixPath(info.filename.replace("\\", "/"))
    parts = (*above, *(part for part in inside.parts if part not in {"/", "..", "."}))
    if trouble := _trouble_with(info, inside):
        yield Entry(parts, bytes, trouble=trouble)
    elif inside.suffix.lower() == ".zip":
        if depth >= DEEPEST:
            yield Entry(parts, bytes, trouble="is a zip inside too many zips")
        else:
            yield from _in_zip(_unpacked(archive, info, LARGEST_ZIP), _stemmed(parts), depth + 1)
    else:
        yield Entry(parts, lambda: _unpacked(archive, info, LARGEST_FILE), _time_of(info), zoned=False)


def _trouble_with(info: zipfile.ZipInfo, inside: PurePosixPath) -> str:
    mode = info.external_attr >> 16
    if ".." in inside.parts or inside.is_absolute():
        return "has a path that leads out of the zip"
    if mode and stat.S_IFMT(mode) not in {0, stat.S_IFREG}:
        return "is a link or a device, not a file"
    return "is locked with a password" if info.flag_bits & 1 else ""


def _unpacked(archive: zipfile.ZipFile, info: zipfile.ZipInfo, most: int) -> bytes:
    """Return the first bytes of a member, one more than allowed: what a zip says of sizes counts for nothing."""
    with archive.open(info) as file:
        return file.read(most + 1)


def _time_of(info: zipfile.ZipInfo) -> float:
    try:
        return datetime(*info.date_time, tzinfo=UTC).timestamp()
    except ValueError:
        return 0.0


def _stemmed(parts: tuple[str, ...]) -> tuple[str, ...]:
    """Return a zip's path as the folder it stands for.

    A zip that Moodle or Canvas named already says whose it is; its own name is then of no use.
    """
    return (*parts[:-1], parts[-1][: -len(".zip")])


def _unwrapped(entries: list[Entry]) -> list[Entry]:
    """Return the entries without a folder that all of them lie in, where that is no student's."""
    entries = [one for one in entries if not PLATFORM_JUNK & set(one.parts)]
    firsts = {one.parts[0] for one in entries}
    lessons = {one.lesson for one in catalogue.exercises()}
    while len(firsts) == 1 and all(_may_unwrap(one.parts, lessons) for one in entries):
        entries = [_under(one, one.parts[1:]) for one in entries]
        firsts = {one.parts[0] for one in entries}
    return entries


def _may_unwrap(parts: tuple[str, ...], lessons: set[str]) -> bool:
    known = MOODLE.fullmatch(parts[0]) or CANVAS.fullmatch(parts[0])
    below = parts[1] if len(parts) > 1 else ""
    flat = len(parts) == 2 and not (MOODLE.fullmatch(below) or CANVAS.fullmatch(below))
    return not (known or flat or below in lessons or below == "exercises" or not below)


# --- laying out -------------------------------------------------------------------------------


def _laid_out(student: Student, entries: list[Entry], folder: Path) -> Submission:
    submission = Submission(student, folder)
    folder.mkdir(parents=True)
    chosen: dict[tuple[Exercise, str], list[tuple[int, Entry]]] = {}
    unused = []
    if len(entries) > MOST_FILES + 1:
        submission.notes.append(f"More than {MOST_FILES} files: only the first were looked at.")
    for entry in entries[: MOST_FILES + 1]:
        name = "/".join(entry.parts)
        wanted = meant(entry.parts)
        if entry.trouble:
            submission.notes.append(f"{shown(name)} {entry.trouble}, and was not read.")
        elif wanted:
            chosen.setdefault(wanted[:2], []).append((wanted[2], entry))
        else:
            unused.append(shown(name))
    for (exercise, kind), candidates in sorted(chosen.items(), key=lambda one: (one[0][0].id, one[0][1])):
        _write(submission, exercise, kind, candidates)
    if unused:
        more = f" and {len(unused) - NAMED} more" if len(unused) > NAMED else ""
        submission.notes.append(
            f"Not read, since no exercise has that name: {', '.join(unused[:NAMED])}{more}."
        )
    return submission


def meant(parts: tuple[str, ...]) -> tuple[Exercise, str, int] | None:
    """Return the exercise a path answers, the kind of file and the number of the copy; None for none."""
    said = ANSWER.fullmatch(unicodedata.normalize("NFC", parts[-1]) if parts else "")
    if not said:
        return None
    named = [one for one in catalogue.exercises() if one.name == said["name"].lower()]
    exact = [one for one in named if one.lesson in parts]
    if not named:
        return None
    return (exact or named)[0], said["kind"].lower(), int(said["copy"] or said["version"] or 0)


def _write(submission: Submission, exercise: Exercise, kind: str, found: list[tuple[int, Entry]]) -> None:
    _, entry = max(found, key=lambda one: (one[0], one[1].when, one[1].parts))
    name = "/".join(entry.parts)
    if len(found) > 1:
        others = ", ".join(sorted(shown("/".join(one.parts)) for _, one in found if one is not entry))
        submission.notes.append(
            f"{exercise.id} was handed in more than once: read {shown(name)}, not {others}."
        )
    try:
        data = entry.read()
    except (OSError, zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, ValueError) as error:
        submission.notes.append(f"{shown(name)} cannot be unpacked ({error}), and was not read.")
        return
    path = submission.folder / exercise.lesson / f"{exercise.name}.{kind}"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data)
    if entry.when > 0:
        os.utime(path, (entry.when, entry.when))
        latest = max(entry.when, submission.handed_in.timestamp() if submission.handed_in else 0)
        submission.handed_in = datetime.fromtimestamp(latest, UTC)
        own = datetime.fromtimestamp(entry.when, UTC)
        submission.times[exercise.id] = own if entry.zoned else own.replace(tzinfo=None)
    submission.files[exercise.id] = name


def shown(name: str) -> str:
    """Return a name from outside as a report may show it."""
    from secondsource.grading.wire import clean

    return clean(name, 120)
