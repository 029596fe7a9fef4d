"""Moodle's offline grading worksheet: a class list that goes back with grades and comments filled in.

Moodle finds a line by `Identifier` and compares `Last modified (grade)` with what it has.  So the file goes
back as it came, byte for byte, but for the cells that are filled: its bytes are cut at the edges of the
cells, and never written anew from what was read.
"""

from __future__ import annotations

import codecs
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from html import escape
from pathlib import Path

from secondsource import catalogue
from secondsource.course import DEFAULT
from secondsource.grading.classes.directory import Directory
from secondsource.grading.classes.people import IntakeError, Student, shown
from secondsource.grading.classes.rosters import student_of
from secondsource.grading.classes.spreadsheets import refuse_workbook
from secondsource.grading.gradebook import ClassMarks, StudentMark
from secondsource.grading.policy.final import rounded
from secondsource.grading.tables import harmless
from secondsource.grading.worksheet_owners import NOBODY, Whose, owners

FILE = "moodle_worksheet.csv"
WRITTEN = {FILE, "gradebook.csv", "canvas.csv", "moodle.csv", "mapping.csv"}
"""Tables that grading writes: none of them is what came from Moodle."""
IDENTIFIER, GRADE, MOST = "Identifier", "Grade", "Maximum Grade"
NEEDED = {IDENTIFIER, GRADE, MOST, "Last modified (grade)"}
COMMENT, MAY_CHANGE = "Feedback comments", "Grade can be changed"
NO_WORKSHEET = (
    "no grading worksheet of Moodle’s: its columns Identifier, Grade, Maximum Grade and Last modified (grade) are not "
    "all there. Set Moodle to English, and download it again from the assignment."
)
OURS = "{} is a file that grading writes anew. Save Moodle’s worksheet elsewhere, or under another name."
LOCKED = "Moodle has locked the grade"
NO_POINTS = "its maximum grade, “{}”, is no number of points"
TOO_SHORT = "the line ends before its grade"
NOT_FILLED = "Not filled in " + FILE + ": {}: {}"
NO_LINE = "No line of the worksheet was found for {}: their grades are not in " + FILE + "."
HIDDEN = "If your assignment hides names, name the worksheet as the class list: --roster."
NAMED = 8
"""Lines or people named; of more, only their number is given."""
SEPARATORS = ",;\t"
ENCODINGS = (
    (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"", "utf-8"), (b"", "latin-1"),
)  # fmt: skip
"""Marks at the beginning of a file, and what they mean; the last one reads every file and gives its bytes back."""


@dataclass
class Cell:
    """A cell as it stands in the file."""

    raw: str
    """Its text with its quotation marks."""
    end: str
    """What ends it: a separator, the end of the line, or nothing."""

    @property
    def text(self) -> str:
        """What it says."""
        if not self.raw.startswith('"'):
            return self.raw
        inside, _, after = self.raw[1:].rpartition('"')
        return inside.replace('""', '"') + after

    def fill(self, text: str) -> None:
        """Write something else into it, in quotation marks where there were some or it needs them."""
        quoted = self.raw.startswith('"') or re.search(r'[,;"\t\r\n]|^\s|\s$', text)
        self.raw = '"' + text.replace('"', '""') + '"' if quoted else text


@dataclass
class Sheet:
    """A worksheet with the grades in it."""

    data: bytes
    filled: int
    """Lines that got a grade."""
    lines: int
    """Lines there are."""
    notices: list[str] = field(default_factory=list)
    """Which lines stayed empty though somebody handed in, and why; which students have no line."""


def is_worksheet(path: Path) -> bool:
    """Return whether a class list is such a worksheet, by its columns."""
    return _Worksheet(path.read_bytes()).head is not None


def demand_worksheet(path: Path, out: Path) -> None:
    """Raise IntakeError where a file is not there, is no worksheet of Moodle's, or is one that grading writes in `out`."""
    if not path.is_file():
        raise IntakeError(f"There is no file {path}.")
    if path.name in WRITTEN and path.resolve().parent == out.resolve():
        raise IntakeError(OURS.format(path))
    refuse_workbook(path, path.read_bytes())
    if not is_worksheet(path):
        raise IntakeError(f"{path.name}: {NO_WORKSHEET}")


def filled(path: Path, marks: ClassMarks, *, is_class_list: bool = True) -> Sheet:
    """Return a worksheet with the final marks and comments of a class in it.

    If it is not the class list, its numbers name nobody: students are found by address, or else by a name that
    only one has.  A line stays as it was where there is no mark, Moodle has locked the grade, or the assignment is
    not graded with points.
    """
    sheet = _Worksheet(path.read_bytes())
    rows = [sheet.row(line) for line in sheet.lines]
    whose = _owners(rows, marks, is_class_list=is_class_list)
    why = [_why_not(sheet.cells(line), one, marks) for line, one in zip(sheet.lines, whose, strict=True)]
    done = 0
    for line, one, lacking in zip(sheet.lines, whose, why, strict=True):
        mark = _mark(one, marks)
        if mark and not lacking:
            _fill(sheet.cells(line), mark, marks)
            done += 1
    return Sheet(sheet.data, done, len(rows), [*_not_filled(rows, why), *_without_line(whose, marks)])


def _owners(rows: list[dict[str, str]], marks: ClassMarks, *, is_class_list: bool) -> list[Whose]:
    named = [_who(row) for row in rows]
    if is_class_list:
        return [Whose(one) for one in named]
    known = [line.student for line in marks if line.brought.standing != "unmatched"]
    return owners(named, Directory(known))


def _who(row: dict[str, str]) -> Student:
    try:
        return student_of(row, 0)
    except IntakeError:  # it names nobody
        return Student(id="", name="")


def _mark(whose: Whose, marks: ClassMarks) -> StudentMark | None:
    """Return the mark that a line's owner has, if any."""
    found = marks.by_id.get(whose.student.id) if whose.student else None
    return found if found and found.mark is not None else None


def _why_not(cells: dict[str, Cell], whose: Whose, marks: ClassMarks) -> str:
    """Return why a line gets no grade; nothing where it gets one, or where there is none to give."""
    if whose.student and not _mark(whose, marks):
        return ""
    if not whose.student:
        return whose.why
    may_change, most = (cells[name].text if name in cells else "" for name in (MAY_CHANGE, MOST))
    if may_change.strip().casefold() == "no":
        return LOCKED
    if not _number(most):
        return NO_POINTS.format(shown(most))
    return "" if GRADE in cells else TOO_SHORT


def _not_filled(rows: list[dict[str, str]], why: list[str]) -> Iterator[str]:
    """Give a notice a reason, with the lines it holds for."""
    by_reason: dict[str, list[str]] = defaultdict(list)
    for row, reason in zip(rows, why, strict=True):
        by_reason[reason].append(_called(row))
    for reason, lines in by_reason.items():
        if reason:
            yield f"{NOT_FILLED.format(_some(lines), reason)}."
    if rows and all(one == NOBODY for one in why):
        yield HIDDEN


def _without_line(whose: list[Whose], marks: ClassMarks) -> Iterator[str]:
    """Give a notice of those with a mark that no line is for."""
    have = {one.student.id for one in whose if one.student}
    lacking = [one.student.name for one in marks if one.importable and one.mark is not None and one.student.id not in have]  # fmt: skip
    if lacking:
        yield NO_LINE.format(_some(lacking))


def _called(row: dict[str, str]) -> str:
    """Return what tells a line from others, as a person looks for it."""
    name, identifier = _who(row).name, shown(row[IDENTIFIER]) or "a line without an Identifier"
    return identifier if name in identifier else f"{identifier} ({name})"


def _some(names: list[str]) -> str:
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return f"{', '.join(names[:NAMED])}{more}"


def _fill(cells: dict[str, Cell], mark: StudentMark, marks: ClassMarks) -> None:
    share = Fraction(mark.mark or 0) / mark.out_of if mark.out_of else Fraction()
    grade = share * (_number(cells[MOST].text) or 0)
    cells[GRADE].fill(str(rounded(grade, 2)))  # with a point: Moodle takes that in every language
    before = cells.get(COMMENT)
    if before and (not before.text or before.text.startswith(_ours())):
        before.fill(_plain(f"{catalogue.settings().name}: {marks.in_words(mark)}"))


def _ours() -> tuple[str, ...]:
    """Return what comments of ours begin with: they may be replaced, and what a person wrote stays."""
    return tuple(_plain(f"{name}: ") for name in (catalogue.settings().name, DEFAULT.name))


def _plain(comment: str) -> str:
    return harmless(escape(comment, quote=False))


def _number(text: str) -> Fraction | None:
    """Return a number as Moodle writes it, with a point or a comma; None for a scale's words."""
    try:
        return Fraction(text.strip().replace(",", "."))
    except (ValueError, ZeroDivisionError):
        return None


class _Worksheet:
    """The cells of a file, and the bytes they came from."""

    def __init__(self, data: bytes) -> None:
        self._bom, self._encoding, text = _decoded(data)
        self._records: list[list[Cell]] = []
        self.head: list[str] | None = None
        """The headings; None where there is no line with those of a worksheet."""
        self.lines: list[list[Cell]] = []
        """The lines below them that are not empty."""
        for separator in SEPARATORS:
            if self.head is None:
                self._read(list(_records(text, separator)))

    def _read(self, records: list[list[Cell]]) -> None:
        self._records = records
        place = next((n for n, one in enumerate(records) if {cell.text for cell in one} >= NEEDED), None)
        if place is not None:
            self.head = [cell.text for cell in records[place]]
            self.lines = [one for one in records[place + 1 :] if any(cell.raw.strip() for cell in one)]

    @property
    def data(self) -> bytes:
        """The file as it is now."""
        said = "".join(cell.raw + cell.end for one in self._records for cell in one)
        return self._bom + said.encode(self._encoding, errors="xmlcharrefreplace")  # comments are HTML there

    def cells(self, line: list[Cell]) -> dict[str, Cell]:
        """Return the cells of a line by their headings; a cell the line lacks is not there."""
        return dict(zip(self.head or [], line, strict=False))

    def row(self, line: list[Cell]) -> dict[str, str]:
        """Return what a line says, by heading; blank where the line is too short."""
        return {
            **dict.fromkeys(self.head or [], ""),
            **{name: one.text for name, one in self.cells(line).items()},
        }


def _decoded(data: bytes) -> tuple[bytes, str, str]:
    """Return a file's mark, its encoding and its text, which encoded so is the same file again."""
    for bom, encoding in ENCODINGS[:-1]:
        try:
            text = data[len(bom) :].decode(encoding) if data.startswith(bom) else ""
        except UnicodeDecodeError:
            continue
        if text:
            return bom, encoding, text
    bom, encoding = ENCODINGS[-1]
    return bom, encoding, data.decode(encoding)


def _records(text: str, separator: str) -> Iterator[list[Cell]]:
    """Give the cells of a CSV, line by line; put together again they are the text."""
    cell = re.compile(
        rf'("[^"]*(?:""[^"]*)*"[^{separator}\r\n]*|[^{separator}\r\n]*)({separator}|\r\n|\r|\n|\Z)'
    )
    place, record = 0, list[Cell]()
    while found := cell.match(text, place):
        record.append(Cell(found[1], found[2]))
        place = found.end()
        if found[2] != separator:
            yield record
            record = []
        if not found[2]:
            return
