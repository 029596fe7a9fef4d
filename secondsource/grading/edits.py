"""What somebody changed in a table we wrote, and the lines of `policy.yaml` that make it last."""

from __future__ import annotations

import codecs
import csv
import io
import json
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from secondsource.grading.gradebook import ClassMarks
from secondsource.grading.policy.fields import TOTAL
from secondsource.grading.worksheet import SEPARATORS

TOTALS = ("final", "earned")
"""Columns of the gradebook that stand for the total; the first that was changed counts."""
NO_MARKS = {
    "id", "name", "email", "section", "out of", "final out of", "why", "isolation", "handed in", "remarks",
    "student", "sis user id", "sis login id", "id number", "full name", "email address",
}  # fmt: skip
"""Columns that hold no mark, in small letters."""
NAMES = {"id": "id", "email address": "email", "full name": "name"}
"""Columns by which a line is found again, in small letters and in this order, and what they hold."""

ByHand = dict[str, dict[str, tuple[Decimal, str]]]
"""A student's id to what a policy calls a mark, and to that mark and the file it was changed in."""


@dataclass(frozen=True)
class Change:
    """A cell that says something else than we wrote."""

    student: str
    """The student's id."""
    column: str
    before: str
    after: str


def changes(before: bytes, after: bytes, marks: ClassMarks) -> list[Change]:
    """Return what differs between a table as we wrote it and as it is now; numbers are compared as numbers.

    What a spreadsheet makes of encoding, separators, quotation marks and leading zeros is no change.
    """
    old, new = _lines(before, marks), _lines(after, marks)
    return [
        Change(student, column, old[student].get(column, ""), cell)
        for student, line in new.items()
        for column, cell in line.items()
        if student in old and not _same(cell, old[student].get(column, ""))
    ]


def by_hand(found: list[Change], marks: ClassMarks, file: str) -> ByHand:
    """Return the marks among these changes: student, and what `policy.yaml` calls it, to mark and file."""
    students: ByHand = {}
    order = sorted(found, key=lambda one: TOTALS.index(one.column) if one.column in TOTALS else 0)
    for one in order:
        part, mark = _part(one.column, marks), _number(one.after)
        if part and mark is not None and mark >= 0:
            students.setdefault(one.student, {}).setdefault(part, (mark, file))
    return students


def merged(several: list[ByHand]) -> ByHand:
    """Return all of them as one; where two set the same mark, the first stands."""
    students: ByHand = {}
    for one in several:
        for student, parts in one.items():
            students[student] = parts | students.get(student, {})
    return students


def policy_lines(students: ByHand, marks: ClassMarks) -> str:
    """Return the lines of `policy.yaml` that set these marks by hand."""
    lines = ["students:"]
    for student, parts in students.items():
        name = "".join(sign for sign in marks.by_id[student].student.name if sign.isprintable())
        quoted = json.dumps(student, ensure_ascii=not student.isprintable())  # a terminal shows it as it is
        lines += [f"  {quoted}:  # {name}", "    marks:"]
        lines += [
            f'      {part}: {{mark: {mark}, comment: "changed in {file}"}}'
            for part, (mark, file) in parts.items()
        ]
    return "\n".join(lines)


def _part(column: str, marks: ClassMarks) -> str:
    """Return what a policy calls a column; nothing for one that holds no mark that counts."""
    if column in marks.worth:
        return column if marks.policy.counted(column) else ""
    no_mark = column.casefold() in NO_MARKS or column.endswith("(feedback)")
    return "" if no_mark else TOTAL


def _lines(data: bytes, marks: ClassMarks) -> dict[str, dict[str, str]]:
    """Return a table's lines by the id of their student; a line of nobody in the class is left out."""
    text, known = _text(data), _names(marks)
    separator = max(SEPARATORS, key=text.partition("\n")[0].count)
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=separator, restval="")
    found: dict[str, dict[str, str]] = {}
    for row in rows:
        cells = {key: cell for key, cell in row.items() if key}
        said = {key.casefold(): cell.strip().lstrip("0") for key, cell in cells.items()}
        who = [known[name] for heading in NAMES if (name := (heading, said.get(heading, ""))) in known]
        if who:
            found[who[0]] = cells
    return found


def _names(marks: ClassMarks) -> dict[tuple[str, str], str]:
    """Return by what a student is found in a table, heading and cell, and who that is; only where it is one."""
    every = [
        ((heading, str(getattr(line.student, field)).lstrip("0")), line.student.id)
        for line in marks for heading, field in NAMES.items()
    ]  # fmt: skip
    often = Counter(name for name, _ in every)
    return {name: student for name, student in every if name[1] and often[name] == 1}


def _text(data: bytes) -> str:
    wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        return data.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _same(one: str, other: str) -> bool:
    first, second = _number(one), _number(other)
    if first is not None and second is not None:
        return first == second
    return " ".join(one.split()) == " ".join(other.split())


def _number(text: str) -> Decimal | None:
    """Return a number, with a point or a comma; None for anything else."""
    try:
        found = Decimal(text.strip().replace(",", "."))
    except InvalidOperation:
        return None
    return found if found.is_finite() else None
