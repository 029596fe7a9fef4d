"""Mends what notebooks do to a file: cells that are missing, doubled, or in another order.

Runs where answers run: a parser, too, can be attacked.  Every mend is named in a note.  A file that needs none is left exactly as it is.
"""

from __future__ import annotations

import ast
from collections import Counter
from dataclasses import dataclass


@dataclass(frozen=True)
class Piece:
    """A top-level statement: the names it makes, its source, and whether it imports them."""

    names: tuple[str, ...]
    text: str
    imports: bool


def mended(text: str, handed_out: str) -> tuple[str, list[str]]:
    """Return an answer's text as it can be run, and what was done to it, in words for the student."""
    return mended_after(text, model_of(handed_out))


def model_of(handed_out: str) -> list[Piece]:
    """Return the statements of an exercise as handed out; none where it cannot be read."""
    try:
        return pieces_of(handed_out)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return []


def mended_after(text: str, model: list[Piece]) -> tuple[str, list[str]]:
    """Return the same as `mended`, for an exercise that was read before."""
    try:
        pieces = pieces_of(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):  # told elsewhere, with its line
        return text, []
    there = Counter(name for piece in pieces for name in piece.names)
    missing = _missing(text, there, model)
    ordered = _in_order(pieces + missing, model)
    notes = _doubled(there, model)
    if _in_order(pieces, model) != pieces:
        notes.append(
            "The cells stand in another order than they were handed out in. They were read in that order."
        )
    if missing:
        names = ", ".join(name for piece in missing for name in piece.names if not there[name])
        notes.append(f"Not in your file, and put back as it was handed out: {names}.")
    return (text if ordered == pieces else "\n".join(piece.text for piece in ordered) + "\n"), notes


def pieces_of(text: str) -> list[Piece]:
    """Return the top-level statements, each with the comments above it.  Raises SyntaxError, ValueError."""
    lines, pieces, end = text.splitlines(), [], 0
    for node in ast.parse(text).body:
        last = node.end_lineno or node.lineno
        pieces.append(
            Piece(_names(node), "\n".join(lines[end:last]), isinstance(node, ast.Import | ast.ImportFrom))
        )
        end = last
    return pieces


def _names(node: ast.stmt) -> tuple[str, ...]:
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return (node.name,)
    if isinstance(node, ast.Import | ast.ImportFrom):
        return tuple(alias.asname or alias.name.partition(".")[0] for alias in node.names)
    targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
    return tuple(one.id for one in targets if isinstance(one, ast.Name))


def _doubled(there: Counter[str], model: list[Piece]) -> list[str]:
    asked = [name for piece in model if not piece.imports for name in piece.names]
    twice = [name for name in asked if there[name] > 1]
    return [f"More than once in your file, and the last one counts: {', '.join(twice)}."] if twice else []


def _in_order(pieces: list[Piece], model: list[Piece]) -> list[Piece]:
    """Return the statements in the order of the exercise; what is the student's own stays behind its neighbour."""
    place = {name: number for number, piece in enumerate(model) for name in piece.names}
    keys, last = [], -1
    for piece in pieces:
        known = [place[name] for name in piece.names if name in place]
        last = -1 if piece.imports else min(known) if known else last
        keys.append(last)
    asked = [key for key, piece in zip(keys, pieces, strict=True) if set(piece.names) & place.keys()]
    if asked == sorted(asked):
        return pieces
    return [pieces[number] for number in sorted(range(len(pieces)), key=lambda number: keys[number])]


def _missing(text: str, there: Counter[str], model: list[Piece]) -> list[Piece]:
    """Return the statements of the exercise that are gone; an import only where its name is used."""
    gone = [piece for piece in model if not all(there[name] for name in piece.names)]
    if not gone:
        return []
    put_back = [piece.text for piece in gone if not piece.imports]
    used = _used("\n".join([text, *put_back]))
    return [
        piece for piece in gone if not piece.imports or {one for one in piece.names if not there[one]} & used
    ]


def _used(text: str) -> set[str]:
    return {node.id for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Name)}
