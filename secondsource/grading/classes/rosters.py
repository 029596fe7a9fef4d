"""Reads a class list, whichever platform wrote it, and finds who handed in nothing."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from pathlib import Path

from secondsource.grading.classes.intake import IntakeError, Student, Submission

COLUMNS = {
    "id": ("id", "userid", "user id", "student id", "identifier", "username", "id number"),
    "name": ("name", "student", "full name", "student name"),
    "first": ("first name", "first_name", "firstname"),
    "last": ("last name", "surname", "last_name", "lastname"),
    "email": ("email", "email address", "e-mail"),
    "section": ("section", "group"),
    "login": ("sis login id", "login", "username"),
}
"""Headers as Moodle, Canvas and Classroom 50 write them, in small letters."""


def read_roster(path: Path) -> list[Student]:
    """Return the students of a class list.  Raises IntakeError naming the line that is no use."""
    _, rows = table_of(path)
    students = [student_of(row, line) for line, row in enumerate(rows, 2) if not _is_furniture(row)]
    ids = [student.id for student in students]
    doubled = sorted({one for one in ids if ids.count(one) > 1})
    if doubled or not students:
        raise IntakeError(
            f"{path.name}: {'two lines have the id ' + doubled[0] if doubled else 'no students'}."
        )
    return students


def table_of(path: Path) -> tuple[list[str], list[dict[str, str]]]:
    """Return the headings and the lines of a CSV, whatever stands between its cells."""
    text = path.read_bytes().decode("utf-8-sig", errors="replace")
    reader = csv.DictReader(io.StringIO(text), dialect=_dialect(text), restkey="", restval="")
    return list(reader.fieldnames or []), list(reader)


def _dialect(text: str) -> type[csv.Dialect]:
    class Comma(csv.excel):
        delimiter = max(",;\t", key=text.partition("\n")[0].count)

    return Comma


def _is_furniture(row: dict[str, str]) -> bool:
    """Whether a row is Canvas's “Points Possible”, its test student, or empty."""
    first = next((value for value in row.values() if value), "")
    return not first or first.strip() in {"Points Possible", "Student, Test"}


def student_of(row: dict[str, str], line: int) -> Student:
    """Return whom a line of a class list names.  Raises IntakeError where that is nobody."""
    said = {_plain(key): row[key].strip() for key in row if key}
    found = {
        field: next((said[one] for one in names if said.get(one)), "") for field, names in COLUMNS.items()
    }
    name = found["name"] or f"{found['first']} {found['last']}".strip() or found["id"]
    known = re.sub(r"^\D+(?=\d+$)", "", found["id"]) or found["email"] or name  # Moodle: “Participant 17”
    if not known:
        raise IntakeError(
            f"line {line} of the roster names nobody: it needs an id, a name or an e-mail address."
        )
    return Student(id=known, name=name, email=found["email"], section=found["section"], login=found["login"])


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def joined(submissions: list[Submission], roster: list[Student]) -> tuple[list[Submission], list[Student]]:
    """Return the submissions with what the roster knows of their students, and who handed in nothing.

    A submission belongs to the roster line with its id; failing that, with its login, e-mail or name,
    if only one line has it.  One that belongs to no line is kept and gets a note.
    """
    left = {student.id: student for student in roster}
    for submission in submissions:
        line = _line_of(submission.student, list(left.values()))
        if line is None:
            submission.notes.append("Nobody on the roster has this id or name.")
        else:
            submission.student = line
            del left[line.id]
    return submissions, list(left.values())


def _line_of(student: Student, roster: list[Student]) -> Student | None:
    same_id = [one for one in roster if one.id == student.id]
    known = {_key(student.id), _key(student.name)}
    alike = [
        one
        for one in roster
        if known & {_key(one.login), _key(one.email), _key(one.name), _turned(one)} - {""}
    ]
    return same_id[0] if same_id else alike[0] if len(alike) == 1 else None


def _key(text: str) -> str:
    """Return a name as platforms squeeze it into file names: letters and digits, accents taken off."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(letter for letter in plain if letter.isalnum())


def _turned(student: Student) -> str:
    """Return “Ada Lovelace” and “Lovelace, Ada” as Canvas writes it: lovelaceada."""
    first, _, last = student.name.rpartition(" ")
    return _key(student.name) if "," in student.name else _key(last + first)
