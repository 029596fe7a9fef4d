"""mapping.csv: the instructor's own word on whose a hand-in is.  Written half filled, read on the next run.

A filled line always holds.  A line that is not filled says nothing, and stays as long as its hand-in is nobody's.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from secondsource.files import write_atomically
from secondsource.grading.classes.directory import without_zeros
from secondsource.grading.classes.identity import PREFIX, Owned
from secondsource.grading.classes.people import IntakeError, Student, shown
from secondsource.grading.classes.person_names import key
from secondsource.grading.classes.platform_names import Claim
from secondsource.grading.classes.spreadsheets import Row, Table, read_table

FILE = "mapping.csv"
LABEL, MARK, SAYS, MAY_BE, WHOSE = "handed in", "mark", "its name says", "may be", "student id"
HEAD = (LABEL, MARK, SAYS, MAY_BE, WHOSE)
LACKS = (
    f"its headings “{LABEL}” and “{WHOSE}” are not both there. Give the columns these headings again: {', '.join(HEAD)}. "
    "What you filled in stays then. If nothing is filled in, delete the file to have it written anew."
)
FORMULAS = ("=", "+", "-", "@", "\t", "\r")
MONTH = r"(?:jan|feb|mar|mrz|apr|may|mai|jun|jul|aug|sep|oct|okt|nov|dec|dez)[a-z]{0,6}"
REWRITTEN = re.compile(
    rf"0\d+|\d{{12,}}|\d+e\d+|(?=.*\d)\d*[.,:/-][\d\s.,:/-]*|(?:\d{{1,4}}[\s.-]*)?{MONTH}[\s.-]*\d{{1,4}}|\d{{1,4}}[\s.-]*{MONTH}",
    re.IGNORECASE,
)
"""What spreadsheets take for a number or a date, and write otherwise: 007 as 7, 12e45678 as a power of ten, 3-11 as a day."""
BETWEEN = ";"
"""Stands between the ids of a group."""
NOBODY = "none"
"""Stands for an id where a hand-in belongs to nobody in this class."""


@dataclass
class Mapping:
    """What the instructor said so far."""

    owners: dict[str, list[Student]] = field(default_factory=dict)
    """By what was handed in, with its mark; an empty list where it belongs to nobody in this class."""
    lines: dict[str, list[str]] = field(default_factory=dict)
    """The filled lines, as they stand in the file."""
    waiting: dict[str, list[str]] = field(default_factory=dict)
    """The lines that are not filled."""
    more: list[str] = field(default_factory=list)
    """Headings of columns that the instructor added, blank for one without: their cells stand behind the others in each line."""

    def of(self, claims: Iterable[Claim]) -> dict[str, list[Student]]:
        """Return what was said of these hand-ins.

        A name like `answers (3).zip` is another student's next week: what was said of it holds while its files
        are the same.  A platform's name, which names somebody, may come again with other files.
        """
        found = {claim.label: self._said_of(claim) for claim in claims}
        return {label: self.owners[one] for label, one in found.items() if one}

    def _said_of(self, claim: Claim) -> str:
        """Return which line speaks of a hand-in: its own, one for any files, or a platform's last; empty for none."""
        sure = [one for one in (_key(claim.label, claim.mark), claim.label) if one in self.owners]
        last = [one for one, line in self.lines.items() if claim.platform and line[0] == claim.label]
        return next(iter(sure), last[-1] if last else "")

    def merged(self, other: Mapping) -> Mapping:
        """Return both; where both speak of a hand-in, the other's word counts."""
        kept = {name: line for name, line in self.lines.items() if line[0] not in other.owners}
        owners = {name: self.owners[name] for name in kept}
        return Mapping(
            owners | other.owners,
            kept | _plain(other.lines),
            self.waiting | _plain(other.waiting),
            self.more,
        )

    def nobodys(self) -> set[str]:
        """Return the ids under which results may be kept of what belongs to nobody in this class."""
        return {one for name, line in self.lines.items() if not self.owners[name] for one in _kept_as(line)}


def read_mapping(path: Path, roster: Sequence[Student] | None) -> Mapping:
    """Return what a mapping says; of a file that is not there, nothing.

    Raises IntakeError, naming the line, for an id that nobody on the class list has, and for one that is
    named twice for a hand-in.
    """
    if not path.is_file():
        return Mapping()
    table = read_table(path, HEAD)
    columns = {_small(name): name for name in table.head}
    if LABEL not in columns or WHOSE not in columns:
        raise IntakeError(f"{path.name}: {LACKS}")
    added = _added(table)
    found = Mapping(more=[name for _, name in added])
    for row in table.rows:
        more = [_bare(_at(row.cells, place)) for place, _ in added]
        line = [shown(_cell(row, columns, LABEL)), *(_cell(row, columns, name) for name in HEAD[1:]), *more]
        _take(found, line, roster, f"{path.name}, line {row.line}")
    for name in found.owners:  # a copy of the line may have stayed empty
        found.waiting.pop(name, None)
    return found


def _take(found: Mapping, line: list[str], roster: Sequence[Student] | None, place: str) -> None:
    """Take a line in.  Raises IntakeError where its ids are no use, or another line speaks of the same hand-in."""
    label, ids, name = line[0], _ids(line[HEAD.index(WHOSE)]), _key(*line[:2])
    if not ids:
        found.waiting[name] = line
        return
    if not label:
        raise IntakeError(
            f"{place}: the cell under “{LABEL}” is empty. Write the name of the hand-in there, or remove the line."
        )
    if name in found.owners:
        raise IntakeError(
            f"{place}: {label} has a line above. Put all its ids into one, with “{BETWEEN}” between them."
        )
    found.owners[name] = _students(ids, roster, place)
    found.lines[name] = line


def _added(table: Table) -> list[tuple[int, str]]:
    """Return the places and headings of the columns that somebody added; a spreadsheet's empty ones are none."""
    width = max([len(table.head), *(len(row.cells) for row in table.rows)])
    every = [(place, _at(table.head, place)) for place in range(width)]
    return [
        (place, name)
        for place, name in every
        if _small(name) not in HEAD and (name or any(_at(row.cells, place).strip() for row in table.rows))
    ]


def _at(cells: Sequence[str], place: int) -> str:
    return cells[place] if place < len(cells) else ""


def _plain(lines: dict[str, list[str]]) -> dict[str, list[str]]:
    """Return lines without the columns that somebody added to their file."""
    return {name: line[: len(HEAD)] for name, line in lines.items()}


def _key(label: str, mark: str) -> str:
    """Return what tells a line from every other: a name by hand comes again next week, with other files."""
    return f"{label} [{mark}]" if mark else label


def _cell(row: Row, columns: dict[str, str], name: str) -> str:
    return _bare(row[columns[name]].strip()) if name in columns else ""


def _ids(text: str) -> list[str]:
    return [found for part in text.split(BETWEEN) if (found := shown(_bare(part.strip())))]


def _kept_as(line: list[str]) -> set[str]:
    """Return the ids of who stands for the owner of a line's hand-in, whether its name is a platform's or not."""
    label, mark = line[:2]
    return {PREFIX + label, PREFIX + _key(label, mark)}


def _students(ids: list[str], roster: Sequence[Student] | None, place: str) -> list[Student]:
    """Return whom the ids name; nobody where that is what they say, and nobody is called so."""
    if [key(one) for one in ids] == [NOBODY] and not any(key(one.id) == NOBODY for one in roster or []):
        return []
    found = [_student(one, roster, place) for one in ids]
    doubled = next((one.id for one in found if found.count(one) > 1), "")
    if doubled:
        raise IntakeError(f"{place}: {doubled} stands there twice. Name each student once.")
    return found


def _student(wanted: str, roster: Sequence[Student] | None, place: str) -> Student:
    if roster is None:
        return Student(id=wanted, name=wanted)
    same = [student for student in roster if key(student.id) == key(wanted)]
    bare = [student for student in roster if without_zeros(key(student.id)) == without_zeros(key(wanted))]
    found = same or (bare if len(bare) == 1 else [])  # a spreadsheet takes 007 for 7
    if not found:
        raise IntakeError(
            f"{place}: nobody on the class list has the id {wanted}. Write an id from the list, or “{NOBODY}” for a hand-in of nobody in this class, or leave it empty."
        )
    return found[0]


def write_mapping(path: Path, unowned: Iterable[Owned], said: Mapping, earlier: Collection[str] = ()) -> bool:
    """Write a mapping with a line for each hand-in whose owner is not known, above the lines that were filled.

    `earlier` are the ids of who stands for the owners of earlier hand-ins: their lines stay as well.  Returns whether there was anything to write; without it, what stands there is left alone.
    """
    now = list(unowned)
    if not now:
        return False
    still_open = set(earlier) - {PREFIX + one.claim.key for one in now}
    open_lines = {_key(*line[:2]): line for line in map(_line, now)}
    kept = [line for line in said.waiting.values() if _kept_as(line) & still_open] + list(said.lines.values())
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([*HEAD, *map(_harmless, said.more)])
    blank = [""] * len(said.more)
    added = {name: line[len(HEAD) :] for name, line in said.waiting.items()}
    known = [[*line, *added.get(name, blank)] for name, line in open_lines.items()]
    for line in (*known, *(line for line in kept if _key(*line[:2]) not in open_lines)):
        writer.writerow([_harmless(cell) for cell in line])
    write_atomically(path, text.getvalue().encode("utf-8-sig"))  # the mark tells Excel that it is UTF-8
    return True


def _line(one: Owned) -> list[str]:
    may_be = f"{BETWEEN} ".join(f"{student.id}: {student.name}" for student in one.candidates)
    return [one.claim.label, one.claim.mark, one.claim.says, may_be, ""]


def _harmless(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula, nor for a number or a date that it would rewrite."""
    return f"'{cell}" if cell.startswith((*FORMULAS, "'")) or REWRITTEN.fullmatch(cell) else cell


def _bare(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and _harmless(cell[1:]) == cell else cell


def _small(text: str) -> str:
    return " ".join(text.split()).casefold()
