"""Mends what notebooks do to a file: cells that are missing, doubled, or in another order.

Runs where answers run: a parser, too, can be attacked.  No line of the student's is moved or changed: statements
change places once they are parsed, and what is put back stands behind the last line.  Every mend is named in a note.
"""

from __future__ import annotations

import ast
import difflib
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from secondsource.catalogue import Exercise


@dataclass(frozen=True)
class Piece:
    """A top-level statement: the names it makes, its source, and whether it imports them."""

    names: tuple[str, ...]
    text: str
    imports: bool


@dataclass
class Mended:
    """A file as it can be run."""

    text: str
    """The student's lines as they are, and behind them what was put back."""
    body: list[ast.stmt]
    """The statements in the student's order, what was put back before them."""
    made: set[str]
    """Names the file makes at its top level."""
    notes: list[str] = field(default_factory=list)
    """What was done to it, in words for the student."""


TURNED = "The cells are in an order that does not run. They were read in an order that does."
_handed_out: dict[str, str] = {}
"""Exercises whose file here is the student's, by their id, as they were handed out."""


def keep_handed_out(exercise: Exercise, text: str | None = None) -> None:
    """Remember how an exercise was handed out, before a student's file takes its place, or in this text."""
    if text is None and exercise.id not in _handed_out and exercise.original.is_file():
        text = exercise.original.read_text(encoding="utf-8")
    if text is not None:
        _handed_out[exercise.id] = text


def model_for(path: Path) -> list[Piece]:
    """Return the statements of the exercise that a path names, as handed out; none where that is not known."""
    exercise = Exercise(path.parent.name, path.stem)
    original = exercise.original
    if exercise.id in _handed_out and original.is_file():
        return model_of(_handed_out[exercise.id])
    if not original.is_file() or path.parent.resolve() == original.parent.resolve():
        return []
    return model_of(original.read_text(encoding="utf-8"))


@cache
def model_of(handed_out: str) -> list[Piece]:
    """Return the statements of an exercise as handed out; none where it cannot be read."""
    try:
        body = ast.parse(handed_out).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return []
    lines = handed_out.split("\n")
    return [Piece(_names(node), _text(node, lines), _imports(node)) for node in body]


def _text(node: ast.stmt, lines: list[str]) -> str:
    return "\n".join(lines[first_line(node) - 1 : node.end_lineno])


def mended(text: str, model: list[Piece]) -> Mended:
    """Return an answer's text as it can be run.  Raises what `ast.parse` raises."""
    tree = ast.parse(text)
    there = Counter(name for node in tree.body for name in _names(node))
    missing = _missing(there, tree, model)
    put_back: list[ast.stmt] = []
    if missing:
        own = len(tree.body)
        text = "\n".join([text, *(piece.text for piece in missing)]) + "\n"
        tree = ast.parse(text)
        tree.body, put_back = tree.body[:own], tree.body[own:]
    made = {*there, *_all_names(missing)}
    body = _on_top(put_back, tree.body)
    return Mended(text, body, made, _notes(there, missing, model))


def turned(body: list[ast.stmt], line: int, name: str) -> list[ast.stmt]:
    """Return statements in another order: before the one at this line comes the next that makes the name it misses.

    The same list comes back where none does.  As often as there are statements is enough for any order that runs.
    """
    at = next(
        (n for n, node in enumerate(body) if first_line(node) <= line <= (node.end_lineno or 0)), len(body)
    )
    to = next((n for n in range(at + 1, len(body)) if name in _names(body[n])), None)
    return body if to is None else [*body[:at], body[to], *body[at:to], *body[to + 1 :]]


def first_line(node: ast.stmt) -> int:
    """Return the line a statement begins on, its decorators included."""
    decorators: list[ast.expr] = getattr(node, "decorator_list", [])
    return min([node.lineno, *(one.lineno for one in decorators)])


def _notes(there: Counter[str], missing: list[Piece], model: list[Piece]) -> list[str]:
    asked = [name for piece in model if not piece.imports for name in piece.names]
    notes = []
    if twice := [name for name in asked if there[name] > 1]:
        notes.append(f"More than once in your file, and the last one counts: {', '.join(twice)}.")
    if gone := [name for name in _all_names(missing) if not there[name]]:
        notes.append(f"Not in your file, and put back as it was handed out: {', '.join(gone)}.")
    return notes


def _all_names(pieces: list[Piece]) -> list[str]:
    return [name for piece in pieces for name in piece.names]


def _imports(node: ast.stmt) -> bool:
    return isinstance(node, ast.Import | ast.ImportFrom)


def _names(node: ast.stmt) -> tuple[str, ...]:
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return (node.name,)
    if isinstance(node, ast.Import | ast.ImportFrom):
        return tuple(alias.asname or alias.name.partition(".")[0] for alias in node.names)
    targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
    return tuple(one.id for one in targets if isinstance(one, ast.Name))


def _on_top(put_back: list[ast.stmt], body: list[ast.stmt]) -> list[ast.stmt]:
    """Return all statements; a docstring and what comes from the future stay on top, where Python wants them."""
    top = next((n for n, node in enumerate(body) if not _stays_on_top(node)), len(body))
    return [*body[:top], *put_back, *body[top:]]


def _stays_on_top(node: ast.stmt) -> bool:
    if isinstance(node, ast.ImportFrom):
        return node.module == "__future__"
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _missing(there: Counter[str], tree: ast.Module, model: list[Piece]) -> list[Piece]:
    """Return the statements of the exercise that are gone; an import only where its name is used."""
    gone = [
        piece
        for piece in model
        if not all(there[name] for name in piece.names) and not _renamed(piece, there)
    ]
    if not gone:
        return []
    needed = _used(tree).union(*(_used(ast.parse(piece.text)) for piece in gone if not piece.imports))
    return [
        piece
        for piece in gone
        if not piece.imports or {one for one in piece.names if not there[one]} & needed
    ]


def _renamed(piece: Piece, there: Counter[str]) -> bool:
    """Return whether a function to write only has another name: whoever asks for it is told of that one."""
    to_write = "raise NotImplementedError" in piece.text
    return to_write and any(difflib.get_close_matches(name, there, n=1, cutoff=0.8) for name in piece.names)


def _used(tree: ast.Module) -> set[str]:
    return {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
