"""The tables of a class as CSV: the gradebook, and what Canvas and Moodle import."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from secondsource.grading.classes import IntakeError
from secondsource.grading.classes.rosters import student_of, table_of
from secondsource.grading.gradebook import ClassMarks, StudentMark
from secondsource.grading.policy.final import rounded

SOFT = r"""(?:[^\S\t\r\n]|["“”„«»‘’\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u00ad\u200b-\u200f\u2060\ufeff])*"""
"""What a spreadsheet may leave out before it reads a cell: blanks, quotation marks, marks nobody sees."""
FORMULA = re.compile(rf"(^|[;\t\r\n])(?={SOFT}[=+\-@＝＋－﹣−＠﹢﹦﹫])")
"""Where a cell begins with a sign of a formula, also after a `;` or a tab, which may part cells elsewhere."""
NOTHING = {"-", "–"}
"""How platforms write that there is nothing."""
BOM = "\ufeff"
"""Tells Excel that a file is UTF-8."""
ID_NUMBER = "id number"
PROCESS_WARNING = (
    "Graded without the sandbox: an answer may have read the solutions. Do not rely on these marks alone."
)


def harmless(text: object) -> str:
    """Return a cell that no spreadsheet takes for a formula, whatever it takes for the end of a cell."""
    cell = str(text)
    return cell if cell in NOTHING else FORMULA.sub(r"\1'", cell)


def table(rows: Iterable[Iterable[object]]) -> str:
    """Return rows as CSV, numbers bare, None blank, and every text harmless."""
    said = io.StringIO()
    writer = csv.writer(said, lineterminator="\n")
    for row in rows:
        writer.writerow([cell if isinstance(cell, int | float) else harmless(_text(cell)) for cell in row])
    return said.getvalue()


def _text(cell: object) -> object:
    return "" if cell is None else cell


def number(mark: Decimal | Fraction | int | None) -> int | float | None:
    """Return a mark as a cell: whole numbers without a point, none as a blank."""
    if mark is None:
        return None
    exact = rounded(Fraction(mark), 4)
    return int(exact) if exact == exact.to_integral_value() else float(exact)


def gradebook(marks: ClassMarks) -> str:
    """Return one line a student, one column an exercise; a mark the grader failed at is left empty.

    What does not count, as the entry and exit checks, comes after the final mark.
    """
    counted = [name for name in marks.worth if marks.policy.counted(name)]
    others = [name for name in marks.worth if name not in counted]
    head = ["id", "name", "email", "section", *counted, "earned", "out of", "final", "final out of", "why"]
    lines = (_line(marks, line, counted, others) for line in marks)
    return BOM + table([[*head, *others, "isolation", "handed in", "remarks"], *lines])


def _line(marks: ClassMarks, line: StudentMark, counted: list[str], others: list[str]) -> list[object]:
    student, brought = line.student, line.brought
    points = {name: None if name in brought.faults else one for name, one in brought.points.items()}
    return [
        student.id, student.name, student.email, student.section, *map(points.get, counted),
        line.earned, line.earned_out_of, number(line.mark), number(line.out_of), "; ".join(line.why),
        *map(points.get, others), brought.level, marks.handed_in(line), " ".join(_remarks(line)),
    ]  # fmt: skip


def _remarks(line: StudentMark) -> list[str]:
    brought = line.brought
    said = [f"The grader failed at {name}: no mark yet." for name in brought.faults]
    if brought.edited:
        names = ", ".join(brought.edited)
        said.append(f"The file of results was changed by hand; not the grader's marks: {names}.")
    return said + ([PROCESS_WARNING] if brought.level == "process" else []) + brought.notes


def canvas(marks: ClassMarks, assignment: str) -> str:
    """Return Canvas's gradebook import; `assignment` as Canvas shows it, `Name (id)`, or it makes a new one."""
    head = ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", assignment]
    possible = ["    Points Possible", "", "", "", "", number(marks.out_of)]
    return table([head, possible, *(_canvas_line(line) for line in marks if line.importable)])


def _canvas_line(line: StudentMark) -> list[object]:
    who = line.student
    return [who.name, who.id, who.sis, who.login, who.section, number(line.mark)]


def moodle(marks: ClassMarks, assignment: str, numbers: Mapping[str, str]) -> str:
    """Return Moodle's grade import, to be mapped by e-mail address or ID number, with the feedback.

    `numbers` is a student's id to their ID number, where the class list has one.
    """
    head = ["ID number", "Full name", "Email address", assignment, f"{assignment} (feedback)"]
    return table([head, *(_moodle_line(marks, line, numbers) for line in marks if line.importable)])


def _moodle_line(marks: ClassMarks, line: StudentMark, numbers: Mapping[str, str]) -> list[object]:
    who = line.student
    return [numbers.get(who.id, ""), who.name, who.email, number(line.mark), marks.in_words(line)]


def id_numbers(roster: Path | None) -> dict[str, str]:
    """Return a student's id to their ID number, as a class list has it under that very heading; else nothing.

    The number by which Moodle names a participant of one assignment is another one.
    """
    found: dict[str, str] = {}
    for line, row in enumerate(table_of(roster)[1] if roster else [], 2):
        number = next((row[key] for key in row if key and key.strip().casefold() == ID_NUMBER), "")
        try:
            found[student_of(row, line).id] = number.strip()
        except IntakeError:  # a line of the list that names nobody
            continue
    return {student: number for student, number in found.items() if number}
