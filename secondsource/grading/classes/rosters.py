"""Reads a class list, whichever platform or spreadsheet wrote it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from secondsource.grading.classes.people import IntakeError, Student, shown
from secondsource.grading.classes.person_names import key
from secondsource.grading.classes.spreadsheets import Row, read_table

COLUMNS = {
    "id": ("id", "userid", "user id", "student id", "student number", "orgdefinedid", "sid", "id number", "username",
           "id-nummer", "matrikelnummer", "matrikelnr.", "numéro d'étudiant", "numéro d’étudiant", "numéro étudiant"),
    "name": ("name", "student", "full name", "student name", "display name", "estudiante", "alumno", "étudiant", "aluno", "studente",
             "vollständiger name", "nom complet"),
    "first": ("first name", "first_name", "firstname", "given name", "vorname", "nombre", "prénom"),
    "last": ("last name", "surname", "last_name", "lastname", "family name", "nachname", "apellido(s)", "apellidos", "nom"),
    "email": ("email", "email address", "e-mail", "e-mail-adresse", "correo electrónico", "mail",
              "adresse e-mail", "adresse de courriel", "courriel"),
    "section": ("section", "sections", "group", "groups"),
    "login": ("sis login id", "login", "login id", "username", "user name"),
    "sis": ("sis user id",),
    "participant": ("identifier",),
}  # fmt: skip
"""Headings as platforms and people write them, in small letters: Moodle, Canvas, Blackboard, Brightspace, Gradescope,
Classroom 50, and spreadsheets of schools."""
HEADINGS = frozenset(name for names in COLUMNS.values() for name in names)
IDS = {*COLUMNS["id"], *COLUMNS["sis"], *COLUMNS["participant"]}
NO_IDS = "{}: no heading says which column holds ids. Not used: {}. If ids stand there, call that column id."
CANVAS = (
    {"student", "estudiante", "étudiant", "aluno", "studente"},
    {"sis user id", "sis login id", "root account", "section"},
)
"""A list with one of each is Canvas's: there, whoever has no id is no student."""
PARTICIPANT = re.compile(r"\D+(\d{1,19})")
"""Moodle's “Participant 17”, in any language."""
TEST_STUDENT = re.compile(r"[0-9a-f]{40}")
"""The login of Canvas's test student, in any language: a fingerprint."""


@dataclass(frozen=True)
class ClassList:
    """A class, in the order of its list."""

    students: list[Student]
    remarks: list[str] = field(default_factory=list)
    """What a person should look at."""


def class_list(path: Path) -> ClassList:
    """Return the students of a class list.  Raises IntakeError naming the file, the line and the mend."""
    table = read_table(path, HEADINGS)
    canvas = all(names & {_plain(name) for name in table.head} for names in CANVAS)
    lines: dict[str, int] = {}
    students = []
    for row in table.rows:
        if canvas and _is_furniture(row):
            continue
        try:
            _refuse_broken(row)
            student = student_of(row, row.line)
        except IntakeError as error:
            raise IntakeError(f"{path.name}, {error}") from None
        first = lines.setdefault(key(student.id), row.line)
        if first != row.line:
            raise IntakeError(
                f"{path.name}: two lines have the id {student.id}, line {first} and line {row.line}. "
                "Give each student one line and an id of their own."
            )
        students.append(student)
    if not students:
        raise IntakeError(
            f"{path.name}: no students. It needs a line of headings (id, name, e-mail) and a line each."
        )
    return ClassList(students, [one for one in (table.remark, _without_ids(path, table.head)) if one])


def _without_ids(path: Path, head: list[str]) -> str:
    """Return what to look at where names or addresses stand for ids, though a column may hold them."""
    unused = [shown(name) for name in head if name and _plain(name) not in HEADINGS]
    if not unused or any(_plain(name) in IDS for name in head):
        return ""
    return NO_IDS.format(path.name, ", ".join(f"“{name}”" for name in unused))


def read_roster(path: Path) -> list[Student]:
    """Return the students of a class list.  Raises IntakeError naming the file, the line and the mend."""
    return class_list(path).students


def table_of(path: Path) -> tuple[list[str], list[Row]]:
    """Return the headings and the lines of a class list.  Raises IntakeError for what cannot be read."""
    table = read_table(path, HEADINGS)
    return table.head, table.rows


def _is_furniture(row: Row) -> bool:
    """Return whether a line of Canvas's list is none of a student: points, how grades are posted, the test student."""
    said = _said(row)
    known = any(said.get(name) for field in ("id", "sis", "login") for name in COLUMNS[field])
    return not known or any(TEST_STUDENT.fullmatch(said.get(name, "")) for name in COLUMNS["login"])


def _refuse_broken(row: Row) -> None:
    """Raise IntakeError where a cell goes over lines: a quotation mark too many hides the students after it."""
    broken = next((name for name, cell in row.items() if _plain(name) in HEADINGS and "\n" in cell), "")
    if broken:
        raise IntakeError(
            f"line {row.line}: the cell under “{broken}” goes over several lines. Is a quotation mark missing?"
        )


def student_of(row: dict[str, str], line: int) -> Student:
    """Return whom a line of a class list names.  Raises IntakeError where that is nobody."""
    said = _said(row)
    found = {
        field: shown(next((said[one] for one in names if said.get(one)), ""))
        for field, names in COLUMNS.items()
    }
    first, last, identifier = found.pop("first"), found.pop("last"), found.pop("participant")
    participant = PARTICIPANT.fullmatch(identifier)
    number = participant[1] if participant else ""
    student_id = found.pop("id").removeprefix("#") or number or identifier  # Brightspace: “#1234”
    name = found.pop("name") or f"{first} {last}".strip() or student_id
    known = student_id or found["sis"] or found["email"] or name
    if not known:
        raise IntakeError(f"line {line} names nobody: it needs an id, a name or an e-mail address.")
    return Student(id=known, name=name or known, participant=number, **found)


def _said(row: dict[str, str]) -> dict[str, str]:
    return {_plain(name): row[name].strip() for name in row if name}


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()
