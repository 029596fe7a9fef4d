"""Reads the tables that spreadsheets write, in their encodings and dialects.  What is not sure is an error."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from secondsource.grading.classes.people import IntakeError, shown

MARKS = {b"\xef\xbb\xbf": "utf-8", b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
"""How a file may begin that says its own encoding."""
WESTERN = "cp1252"
"""What spreadsheets write in much of the world where they do not write UTF-8."""
OTHERS = "cp1250 cp1251 cp1253 cp1254 cp1255 cp1256 cp1257 cp932 cp949 big5 gb18030 euc_jp mac_roman cp437 cp850".split()
LETTERLIKE = "’‘“”–—ºª·\xa0"
FAR_ENOUGH = 0.05
"""By how much, of charset-normalizer's 0 to 1, one reading must be less of a mess than the next."""
SAVE_AS = "Save it as “CSV UTF-8” and name it again."
WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How the files begin that spreadsheets keep for themselves: xlsx and ods, and xls."""
HEADINGS_WITHIN = 20
"""Lines in which headings are looked for: above them there may be a title."""


class Row(dict[str, str]):
    """One line of a table, cells by their headings."""

    line: int = 0
    """Where it stands in the file."""
    cells: Sequence[str] = ()
    """All of it as it stands there, also what has no heading of its own."""


@dataclass(frozen=True)
class Table:
    """What a spreadsheet holds."""

    head: list[str]
    rows: list[Row]
    remark: str = ""
    """What a person should look at, empty where nothing had to be guessed."""


def read_table(path: Path, known: Collection[str] = ()) -> Table:
    """Return a CSV's headings and lines, blank lines left out.

    The headings are the first line that holds one of the `known` ones (in small letters), or else the first.
    Raises IntakeError, naming the file and the line, for what cannot be read for sure.
    """
    text, remark = decoded(path)
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    lines = [
        (line, cells) for line, cells in _lines(plain, path, known) if any(cell.strip() for cell in cells)
    ]
    starts = (number for number, (_, cells) in enumerate(lines[:HEADINGS_WITHIN]) if {_small(cell) for cell in cells} & set(known))  # fmt: skip
    start = next(starts, 0)
    if not lines:
        return Table([], [], remark)
    head = [cell.strip() for cell in lines[start][1]]
    return Table(head, [_row(head, cells, line) for line, cells in lines[start + 1 :]], remark)


def _row(head: list[str], cells: list[str], line: int) -> Row:
    """Return a line by its headings; where two are the same, the first that is filled counts."""
    row = Row((name, "") for name in head)
    for name, cell in zip(head, cells, strict=False):
        row[name] = row[name] or cell
    row.line, row.cells = line, cells
    return row


def _small(text: str) -> str:
    return " ".join(text.split()).casefold()


def _lines(text: str, path: Path, known: Collection[str]) -> list[tuple[int, list[str]]]:
    said = re.match(r"\s*\"?sep=(.)\"?[^\n]*\n", text, re.IGNORECASE)
    skipped = text[: said.end()].count("\n") if said else 0
    rest = text[said.end() :] if said else text
    delimiter = said[1] if said else _delimiter(rest, known)
    reader = csv.reader(io.StringIO(rest, newline="\n"), delimiter=delimiter, strict=True)
    found, line = [], skipped + 1
    try:
        for cells in reader:
            found.append((line, cells))
            line = reader.line_num + skipped + 1
    except csv.Error as error:
        raise IntakeError(f"{path.name}, line {line}: {error}. Look at that line, or save the file anew as CSV.") from None  # fmt: skip
    return found


def _delimiter(text: str, known: Collection[str]) -> str:
    """Return what stands between cells: what parts one of the first lines into most known headings, or most cells."""
    start = [line for line in text.split("\n") if line.strip()][:HEADINGS_WITHIN]

    def headings(delimiter: str) -> tuple[int, int]:
        rows = list(csv.reader(start, delimiter=delimiter))
        found = max((len({_small(cell) for cell in row} & set(known)) for row in rows), default=0)
        return found, max(map(len, rows), default=0)

    try:
        return max(",;\t|", key=headings)
    except csv.Error:  # reading it will say on which line
        return ","


# --- encodings --------------------------------------------------------------------------------


def decoded(path: Path) -> tuple[str, str]:
    """Return a file's text, and a remark where its encoding had to be guessed.

    Raises IntakeError where two readings are as likely, or none is, and for a workbook.
    """
    whole = path.read_bytes()
    refuse_workbook(path, whole)
    mark = next((mark for mark in MARKS if whole.startswith(mark)), b"")
    data = whole.removeprefix(mark)
    encoding = MARKS.get(mark) or _by_zeros(data) or "utf-8"
    try:
        return data.decode(encoding), ""
    except UnicodeDecodeError as error:
        if mark or encoding != "utf-8":
            raise IntakeError(
                f"{path.name}, {_place(data, error.start)}: this is no {encoding}. {SAVE_AS}"
            ) from None
        return _guessed(path, data, error.start)


def refuse_workbook(path: Path, data: bytes) -> None:
    """Raise IntakeError for a spreadsheet's own format, whatever the file is called."""
    if data.startswith(WORKBOOKS):
        raise IntakeError(
            f"{path.name} is a spreadsheet’s own file (xlsx, xls or ods), not a CSV. Open it there, and save it as “CSV UTF-8”."
        )


def _by_zeros(data: bytes) -> str:
    """Return which UTF-16 a file without a mark is: every other byte of plain letters is 0."""
    start = data[:400]
    if start.count(0) * 4 < len(start) or not start:
        return ""
    return "utf-16-le" if start[1::2].count(0) > start[::2].count(0) else "utf-16-be"


def _guessed(path: Path, data: bytes, first: int) -> tuple[str, str]:
    encoding = _likeliest(data)
    if not encoding:
        raise IntakeError(
            f"{path.name}, {_place(data, first)}: its letters can be read in more than one way. {SAVE_AS}"
        )
    text = data.decode(encoding)
    example = next(line for line in text.splitlines() if not line.isascii())
    called = encoding.replace("cp125", "Windows-125")
    return (
        text,
        f"{path.name} is not in UTF-8. It was read as {called}: is this right? {shown(example)}",
    )


def _likeliest(data: bytes) -> str:
    """Return the encoding that gives letters where others do not; western where that is among the likely ones."""
    western = _western(data)
    try:
        from charset_normalizer import from_bytes
    except ImportError:
        return WESTERN if western else ""
    found = [(one.chaos, str(one), one.encoding) for one in from_bytes(data, cp_isolation=[WESTERN, *OTHERS])]
    least = min((chaos for chaos, _, _ in found), default=0.0)
    likely = {text: name for chaos, text, name in found if chaos - least < FAR_ENOUGH}
    if western in likely:
        return WESTERN
    return next(iter(likely.values())) if len(likely) == 1 else ""


def _western(data: bytes) -> str:
    """Return a file read as western text; empty where that gives more than letters and typographic marks."""
    try:
        text = data.decode(WESTERN)
    except UnicodeDecodeError:
        return ""
    return text if all(sign.isascii() or sign.isalpha() or sign in LETTERLIKE for sign in text) else ""


def _place(data: bytes, start: int) -> str:
    before = data[:start]
    ends = max(before.count(end) for end in (b"\n", b"\r"))
    return f"line {ends + 1}"
