"""An exercise as a lesson page shows it: its prose as text, its code as blocks that the page makes editors of.

Without JavaScript it reads as a notebook does, and the file can be downloaded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import markdown
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

from secondsource.catalogue import Exercise
from secondsource.site.templating import filled

CELL = re.compile(r"^# %%", re.MULTILINE)
PROSE = "# %% [markdown]"


@dataclass(frozen=True)
class Cell:
    """One cell of an exercise file."""

    number: int
    """Its place in the file, from 0."""
    source: str
    """Its text, marker line included."""

    @property
    def is_prose(self) -> bool:
        """Whether it holds prose."""
        return self.source.startswith(PROSE)

    @property
    def body(self) -> str:
        """The text after the marker line, without blank lines around it."""
        return (
            self.source.partition("\n")[2].strip("\n") if CELL.match(self.source) else self.source.strip("\n")
        )


def cells(text: str) -> list[Cell]:
    """Return the cells of a py:percent file; joined, their sources are the file again."""
    starts = [found.start() for found in CELL.finditer(text)]
    edges = sorted({0, *starts, len(text)})
    return [Cell(number, text[start:end]) for number, (start, end) in enumerate(pairwise(edges))]


def fragments(handed_out: dict[Exercise, str]) -> dict[Path, str]:
    """Return the HTML of exercises, given as they are handed out, by its path under docs/."""
    folder = Path("_generated/exercises")
    return {folder / f"{one.id}.html": fragment(one, text) for one, text in handed_out.items()}


def fragment(exercise: Exercise, text: str) -> str:
    """Return one exercise as HTML for its lesson's page."""
    return filled("exercise.html", exercise=exercise, parts=list(_shown(cells(text))))


def _shown(found: list[Cell]) -> Iterator[dict[str, Any]]:
    for cell in found:
        if cell.is_prose:
            yield {"number": cell.number, "prose": prose(cell)}
        elif cell.body:
            yield {"number": cell.number, "code": coloured(cell.body)}


def prose(cell: Cell) -> str:
    """Return a cell of prose as HTML, its headings two steps down and without the file's own title."""
    html = markdown.markdown(prose_text(cell), extensions=["tables", "fenced_code"])
    html = re.sub(r"<h1>.*?</h1>\n?", "", html)
    return re.sub(r"(</?)h([2-4])>", lambda tag: f"{tag[1]}h{int(tag[2]) + 2}>", html)


def prose_text(cell: Cell) -> str:
    """Return a cell of prose as Markdown."""
    return "\n".join(line.removeprefix("#").removeprefix(" ") for line in cell.body.splitlines())


def coloured(code: str) -> str:
    """Return code as HTML with its words marked by kind, as the theme colours them."""
    return str(highlight(code, PythonLexer(), HtmlFormatter(nowrap=True))).rstrip("\n")
