"""Reads a notebook as the Python file it stands for, and knows which line came from which cell.

A reader of our own rather than Jupytext, since it runs beside an answer, in the sandbox: Jupytext takes six times
as long to import as pydantic, brings a dozen packages with it, refuses older notebooks and those that miss a
field, and grants a notebook its wish for a hundred million blank lines.
"""

from __future__ import annotations

import gc
import json
import re
from bisect import bisect_left
from dataclasses import dataclass, field
from typing import Any

STRING = (
    r'"""(?:\\.|[^\\])*?(?:"""|\Z)' r"|'''(?:\\.|[^\\])*?(?:'''|\Z)"
    r'|"(?:\\.|[^"\\\n])*"?' r"|'(?:\\.|[^'\\\n])*'?"
)  # fmt: skip
"""A string in Python, closed or not."""
PIECE = re.compile(
    rf"(?P<end>\n)|(?P<opens>[(\[{{])|(?P<closes>[)\]}}])|\#[^\n]*|{STRING}|\\\n|[^\n()\[\]{{}}\#\"'\\]+|.",
    re.DOTALL,
)
COMMAND = re.compile(
    r"(?P<indent>[ \t]*)(?:%time[ \t]+(?P<timed>\w[^\n]*)|(?P<target>[\w ,.\[\]]{1,80}=)[ \t]*(?P<kind>[%!])(?P<given>[^\n]*)"
    r"|(?P<line>[%!?](?:[^\n\\]|\\.)*|[%\w.*]{1,200}\?{1,2}[ \t]*(?=\n|\Z)))",
    re.DOTALL,
)
"""What only Jupyter understands where a statement begins: %magic, !shell, ?help, help?, name = !shell."""
CELL_COMMAND = re.compile(r"\s*%%(\w*)[^\n]*")
RUNS_PYTHON = {"time", "capture", "prun"}
"""Commands over a whole cell that run it as Python, in the notebook itself."""
NOT_RUN = "Commands to Jupyter or to the shell (lines with %, ! or ?) are not run here."


class NotebookError(ValueError):
    """No notebook that can be read; the message says why."""


@dataclass
class Notebook:
    """A notebook as Python text."""

    text: str
    starts: list[int]
    """For every cell, from the top, the number of lines of the text that stand before its first one."""
    notes: list[str] = field(default_factory=list)
    """What was left out, in words for its author."""


@dataclass
class _Remarks:
    """What was left out."""

    cells: list[str] = field(default_factory=list)
    commands: bool = False

    def in_words(self) -> list[str]:
        notes = [f"Cells in another language were left out: {', '.join(self.cells)}."] if self.cells else []
        return notes + [NOT_RUN] * self.commands


def read_notebook(raw: str) -> Notebook:
    """Return a notebook of any format as text; what its cells put out is left behind.  Raises NotebookError."""
    made, starts, lines, remarks = [], [], 0, _Remarks()
    for number, cell in enumerate(_cells(_parsed(raw)), 1):
        head, body = _written(cell, number, remarks)
        starts.append(lines + 1)
        made.append(f"{head}\n{body}".rstrip() + "\n")
        lines += made[-1].count("\n") + 1
    return Notebook("\n".join(made), starts, remarks.in_words())


def place_of(line: int, starts: list[int]) -> tuple[int, int]:
    """Return the number of the cell that a line of the text stands in, and its line there, both from 1."""
    cell = max(1, bisect_left(starts, line))
    return cell, max(1, line - starts[cell - 1])


def _parsed(raw: str) -> Any:
    collects = gc.isenabled()
    gc.disable()  # millions of small values may come, and none can go: looking through them takes longer than reading
    try:
        return json.loads(raw, parse_int=float)  # an output may hold a number of any length
    except RecursionError:
        raise NotebookError("it is nested too deep") from None
    except ValueError as error:
        raise NotebookError(str(error)) from None
    finally:
        if collects:
            gc.enable()


def _cells(book: Any) -> list[Any]:
    """Return the cells; before format 4 they lay in worksheets."""
    sheets = book.get("worksheets", [book]) if isinstance(book, dict) else []
    sheets = sheets if isinstance(sheets, list) else []
    found = [sheet.get("cells") if isinstance(sheet, dict) else None for sheet in sheets]
    if not found or not all(isinstance(cells, list) for cells in found):
        raise NotebookError("it holds no list of cells")
    return [cell for cells in found for cell in cells or []]


def _written(cell: Any, number: int, remarks: _Remarks) -> tuple[str, str]:
    if not isinstance(cell, dict):
        raise NotebookError(f"cell {number} is no cell")
    source = _source(cell, number)
    if cell.get("cell_type", "code") == "code":
        return "# %%", _code(source, number, remarks)
    return "# %% [raw]" if cell.get("cell_type") == "raw" else "# %% [markdown]", _commented(source)


def _source(cell: dict[str, Any], number: int) -> str:
    given = cell.get("source", cell.get("input"))
    parts = given if isinstance(given, list) else [given or ""]
    if not all(isinstance(part, str) for part in parts):
        raise NotebookError(f"cell {number} holds something that is not text")
    return re.sub("\r\n?", "\n", "".join(parts))


def _commented(source: str) -> str:
    return "\n".join(f"# {line}".rstrip() for line in source.split("\n"))


def _code(source: str, number: int, remarks: _Remarks) -> str:
    command = CELL_COMMAND.match(source)
    if command and command[1] not in RUNS_PYTHON:
        remarks.cells.append(f"{number} (%%{command[1][:40]})")
        return f"# {_commented(source)}"  # two marks: one would look like the start of a cell
    head = f"# {_commented(command[0])}" if command else ""
    rest = source[command.end() :] if command else source
    plain = without_commands(rest)
    remarks.commands |= plain != rest
    return head + plain


def without_commands(source: str) -> str:
    """Return a cell's code with lines that do nothing in place of commands to Jupyter; every line stays where it is.

    Only where a statement begins: inside brackets and strings `%` and `!` are Python's own.
    """
    made, at, depth, begins = [], 0, 0, True
    while at < len(source):
        if begins and (command := COMMAND.match(source, at)):
            made.append(_without_effect(command))
            at, begins = command.end(), False
            continue
        piece = PIECE.match(source, at)
        assert piece is not None  # noqa: S101 - its last choice takes anything
        depth = max(0, depth + bool(piece["opens"]) - bool(piece["closes"]))
        begins = bool(piece["end"]) and not depth
        made.append(piece[0])
        at = piece.end()
    return "".join(made)


def _without_effect(command: re.Match[str]) -> str:
    indent = command["indent"]
    if command["timed"]:
        return f"{indent}{command['timed']}"
    if command["target"]:
        nothing = "[]" if command["kind"] == "!" else "None"
        return f"{indent}{command['target']} {nothing}  # {command['kind']}{command['given']}"
    inert = "pass  # " if indent else "# "
    return f"{indent}{inert}{command['line']}".replace("\n", "\n# ")
