"""mapping.csv: the instructor's own word on whose a hand-in is.  Written half filled, read on the next run.

A filled line always holds.  A line that is not filled says nothing.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from secondsource.files import write_atomically
from secondsource.grading.classes.identity import Owned
from secondsource.grading.classes.people import IntakeError, Student, shown
from secondsource.grading.classes.person_names import key
from secondsource.grading.classes.platform_names import Claim
from secondsource.grading.classes.spreadsheets import Row, read_table

FILE = "mapping.csv"
LABEL, MARK, SAYS, MAY_BE, WHOSE = "handed in", "mark", "its name says", "may be", "student id"
HEAD = (LABEL, MARK, SAYS, MAY_BE, WHOSE)
FORMULAS = ("=", "+", "-", "@", "\t", "\r")
BETWEEN = ";"
"""Stands between the ids of a group."""


@dataclass
class Mapping:
    """What the instructor said so far."""

    owners: dict[str, list[Student]] = field(default_factory=dict)
    """By what was handed in."""
    lines: dict[str, list[str]] = field(default_factory=dict)
    """The filled lines, as they stand in the file."""

    def of(self, claims: Iterable[Claim]) -> dict[str, list[Student]]:
        """Return what was said of these hand-ins.

        A name like `answers (3).zip` is another student's next week: what was said of it holds while its files
        are the same.  A platform's name, which names somebody, may come again with other files.
        """
        return {
            claim.label: self.owners[claim.label]
            for claim in claims
            if claim.label in self.owners
            and (claim.platform or self.lines[claim.label][1] in {"", claim.mark})
        }

    def merged(self, other: Mapping) -> Mapping:
        """Return both; where both speak of a hand-in, the other's word counts."""
        return Mapping(self.owners | other.owners, self.lines | other.lines)


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
        raise IntakeError(
            f"{path.name}: it needs the columns “{LABEL}” and “{WHOSE}”. Delete the file to have it written anew."
        )
    found = Mapping()
    for row in table.rows:
        label, ids = shown(_bare(row[columns[LABEL]])), _ids(row[columns[WHOSE]])
        if not ids:
            continue
        if label in found.owners:
            raise IntakeError(
                f"{path.name}, line {row.line}: {label} has a line above. Put all its ids into one, with “;” between them."
            )
        found.owners[label] = _students(ids, roster, f"{path.name}, line {row.line}")
        found.lines[label] = [label, *(_cell(row, columns, name) for name in HEAD[1:])]
    return found


def _cell(row: Row, columns: dict[str, str], name: str) -> str:
    return _bare(row[columns[name]]) if name in columns else ""


def _ids(text: str) -> list[str]:
    return [found for part in text.split(BETWEEN) if (found := shown(_bare(part.strip())))]


def _students(ids: list[str], roster: Sequence[Student] | None, place: str) -> list[Student]:
    found = [_student(one, roster, place) for one in ids]
    doubled = next((one.id for one in found if found.count(one) > 1), "")
    if doubled:
        raise IntakeError(f"{place}: {doubled} stands there twice. Name each student once.")
    return found


def _student(wanted: str, roster: Sequence[Student] | None, place: str) -> Student:
    if roster is None:
        return Student(id=wanted, name=wanted)
    found = next((student for student in roster if key(student.id) == key(wanted)), None)
    if found is None:
        raise IntakeError(
            f"{place}: nobody on the class list has the id {wanted}. Write an id from the list, or leave it empty."
        )
    return found


def write_mapping(path: Path, unowned: Iterable[Owned], said: Mapping) -> bool:
    """Write a mapping with a line for each hand-in whose owner is not known, above the lines that were filled.

    Returns whether there was anything to write; without it, what stands there is left alone.
    """
    open_lines = {one.claim.label: _line(one) for one in unowned}
    filled = [line for label, line in said.lines.items() if label not in open_lines]
    if not open_lines:
        return False
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(HEAD)
    for line in (*open_lines.values(), *filled):
        writer.writerow([_harmless(cell) for cell in line])
    write_atomically(path, text.getvalue().encode("utf-8-sig"))  # the mark tells Excel that it is UTF-8
    return True


def _line(one: Owned) -> list[str]:
    may_be = f"{BETWEEN} ".join(f"{student.id}: {student.name}" for student in one.candidates)
    return [one.claim.label, one.claim.mark, one.claim.says, may_be, ""]


def _harmless(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula, nor for a number or a date that it would rewrite."""
    return f"'{cell}" if cell.startswith((*FORMULAS, "'")) else cell


def _bare(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:].startswith((*FORMULAS, "'")) else cell


def _small(text: str) -> str:
    return " ".join(text.split()).casefold()
