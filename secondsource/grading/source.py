"""Finds a student's file and reads it, whatever an editor made of it.

Finding looks at names and bytes only, so it is safe anywhere.  Reading runs where answers run: a decoder
or a parser, too, can be attacked.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from secondsource.catalogue import Exercise
from secondsource.grading.notebooks import NotebookError, place_of, read_notebook
from secondsource.grading.results import State

LARGEST_FILE = 20_000_000
"""Bytes any file may have: a notebook holds what its cells put out, which is left behind in reading."""
LARGEST_TEXT = 1_000_000
"""Bytes a Python file may have, and the text and code of a notebook."""
MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb\xbf": "utf-8-sig"}
NAMES_ENCODING = re.compile(rb"(?:[^\n]*\n)?[ \t\f]*#[^\n]*?coding[:=][ \t]*([-\w.]+)")
"""How the first or second line of a Python file names its encoding."""


class AnswerFault(Exception):
    """Why an answer gave nothing that could be judged: a state, words, and the student's line."""

    def __init__(
        self,
        state: State,
        says: str,
        *,
        ask: str = "",
        line: int | None = None,
        code: str = "",
        cell: int | None = None,
        reported: bool = False,
    ) -> None:
        """Keep what the report shows; in a notebook the line is one of its cell.

        `reported` says that all of it came from a process an answer ran in, which may write anything.
        """
        super().__init__(says)
        self.state, self.says, self.ask, self.line, self.code = state, says, ask, line, code
        self.cell, self.reported = cell, reported


@dataclass(frozen=True)
class Place:
    """A line of a student's own file; in a notebook, of one of its cells.  Both count from 1."""

    line: int | None = None
    code: str = ""
    cell: int | None = None

    def __str__(self) -> str:
        """Return it in words."""
        return f"line {self.line}" if self.cell is None else f"line {self.line} of cell {self.cell}"


@dataclass(frozen=True)
class Found:
    """A student's file as it lies there: bytes that nobody has looked into."""

    path: Path
    data: bytes
    notes: tuple[str, ...] = ()


@dataclass
class AnswerFile:
    """A student's file as read: its text and what was noticed on the way."""

    path: Path
    text: str
    notes: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    """Of a notebook, where its cells begin in the text."""

    def place(self, line: int | None) -> Place:
        """Return where a line of the text stands in the student's file; nowhere for a line that is not theirs."""
        lines = lines_of(self.text)
        if not line or not 0 < line <= len(lines):
            return Place()
        if not self.starts:
            return Place(line, lines[line - 1])
        cell, inside = place_of(line, self.starts)
        return Place(inside, lines[line - 1], cell)


def lines_of(text: str) -> list[str]:
    """Return the lines of Python text as Python counts them.

    `splitlines` also splits at form feeds and at a handful of characters that are none of Python's line ends.
    """
    return text.split("\n")


# --- finding ----------------------------------------------------------------------------------


def find(path: Path) -> Found:
    """Return the file that holds an answer, the notebook of the same name where that is what was worked in.

    Reads a bounded number of bytes and looks into none.  Raises AnswerFault where there is none, or it is far too large.
    """
    notebook = path.with_suffix(".ipynb")
    if not path.is_file() and not notebook.is_file():
        raise AnswerFault(
            State.NOT_ANSWERED,
            f"There is no {path.name} in {path.parent.name}.",
            ask="Did the file get another name, or land in another folder?",
        )
    if not path.is_file():
        return Found(notebook, _bytes(notebook))
    data = _bytes(path)
    if not notebook.is_file():
        return Found(path, data)
    if _as_handed_out(path, data):
        worked_in = _bytes(notebook)
        if _as_handed_out(notebook, worked_in):  # a fresh kit: nobody has chosen yet
            return Found(path, data)
        return Found(notebook, worked_in, (f"{path.name} is as it was handed out.",))
    if notebook.stat().st_mtime > path.stat().st_mtime:
        says = (
            f"{notebook.name} is newer, and was not read. To use it: jupytext --to py:percent {notebook.name}"
        )
        return Found(path, data, (says,))
    return Found(path, data)


def _bytes(path: Path) -> bytes:
    most = LARGEST_FILE if path.suffix == ".ipynb" else LARGEST_TEXT
    try:
        with path.open("rb") as file:
            data = file.read(most + 1)
    except OSError as error:
        raise AnswerFault(State.ERROR, f"{path.name} cannot be opened ({error.strerror}).") from None
    if len(data) <= most:
        return data
    raise AnswerFault(
        State.ERROR,
        f"{path.name} is larger than {most // 1_000_000} MB, and was not read.",
        ask=CLEAR if path.suffix == ".ipynb" else "What in it is not your answer?",
    )


CLEAR = "Can you clear all outputs (in Jupyter's menu Edit: Clear Outputs of All Cells), save, and hand it in again?"


def _as_handed_out(path: Path, data: bytes) -> bool:
    """Return whether nobody wrote in this copy; the course's own file is never compared with itself."""
    handed_out = Exercise(path.parent.name, path.stem).original.with_suffix(path.suffix)
    if not handed_out.is_file() or handed_out.samefile(path):
        return False
    return data.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n") == handed_out.read_bytes()


# --- reading ----------------------------------------------------------------------------------


def read(found: Found) -> AnswerFile:
    """Return what a file holds as Python text.  Raises AnswerFault for whatever cannot be read, and nothing else."""
    try:
        answer = _from_notebook(found) if found.path.suffix == ".ipynb" else _from_python(found)
        answer.text = answer.text.encode(
            errors="replace"
        ).decode()  # halves of characters: no file can hold them
        return answer
    except (RecursionError, MemoryError):
        raise AnswerFault(
            State.ERROR, f"{found.path.name} is too large or nested too deep to be read."
        ) from None


def _from_notebook(found: Found) -> AnswerFile:
    name = found.path.name
    try:
        book = read_notebook(_decoded(found.data)[0])
    except NotebookError as error:
        raise AnswerFault(
            State.ERROR,
            f"{name} is not a notebook that can be read: {error}.",
            ask="Can you open it in Jupyter, save it there, and hand it in again?",
        ) from None
    if len(book.text) > LARGEST_TEXT:
        says = f"{name} holds more than {LARGEST_TEXT // 1_000_000} MB of text and code, and was not read."
        raise AnswerFault(State.ERROR, says, ask="What in it is not your answer?")
    notes = [f"Read from the notebook {name}.", *found.notes, *book.notes]
    return AnswerFile(found.path, book.text, notes, book.starts)


def _from_python(found: Found) -> AnswerFile:
    path = found.path
    text, notes = _decoded(found.data)
    if _is_notebook(text):
        raise AnswerFault(
            State.ERROR,
            f"{path.name} holds a notebook under the name of a Python file.",
            ask=f"Can you rename it to {path.stem}.ipynb? Checks read notebooks too.",
        )
    if "\n\t" in text:
        notes.append("Some lines are indented with tabs. Four spaces are safer: the two must never mix.")
    return AnswerFile(path, re.sub("\r\n?", "\n", text), [*notes, *found.notes])


def _decoded(data: bytes) -> tuple[str, list[str]]:
    """Return the text of a file, and notes on what did no harm.  Raises AnswerFault."""
    encoding = next((name for mark, name in MARKS.items() if data.startswith(mark)), "utf-8")
    notes = []
    if encoding != "utf-8":
        notes.append(f"The file begins with a byte order mark ({encoding}). It was read all the same.")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        text, named = _as_it_says(data, line)
        notes.append(f"The file was read as {named}, as it says at its top. UTF-8 is safer.")
    if "\0" in text:
        raise AnswerFault(State.ERROR, "The file is not Python text: it holds a null byte.")
    if "\r\n" in text:
        notes.append("The file has Windows line ends. They were read as usual.")
    return text, notes


def _as_it_says(data: bytes, line: int) -> tuple[str, str]:
    """Return the text of a file that is not UTF-8 in the encoding it names, and that name."""
    named = NAMES_ENCODING.match(data)
    try:
        encoding = named[1].decode() if named else "none"
        return data.decode(encoding), encoding
    except (ValueError, LookupError):  # no such encoding, or one that does not fit
        raise AnswerFault(
            State.ERROR,
            f"Line {line} holds a character that is not UTF-8 text.",
            ask="Can your editor save the file again with the encoding UTF-8?",
            line=line,
        ) from None


def _is_notebook(text: str) -> bool:
    if not text.lstrip().startswith("{"):
        return False
    try:
        read_notebook(text)
    except NotebookError:
        return False
    return True
