"""What the page needs to show a constant of judgements as a form: its shape, and what each entry is about.

The shape comes from the contract at the top of the visible checks, the words from the exercise's own prose;
nothing is written a second time, and nothing comes from where the answers are.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import markdown

from secondsource.catalogue import Exercise
from secondsource.grading.contract import contract_in
from secondsource.site import pack
from secondsource.site.cells import Cell, cells, prose_text
from secondsource.site.shapes import Shape, five_pages, shape_of
from secondsource.stubs import PROMPT

PLACE = re.compile(r"`(\w+)`((?:,? \d+)*)")
POINT_ENDS = r"(?=\n\*|\n\n|\Z)"
MANY_LINES = re.MULTILINE | re.DOTALL
About = tuple[list[tuple[str, str]], str]
"""What an entry is about, each part with what stands over it; and the points its answers are listed in."""


def forms(exercise: Exercise) -> list[Shape]:
    """Return what the page needs for each constant of an exercise that a form can be made of, in its order."""
    asked = contract_in(exercise.visible).constants
    found = []
    parts = cells(exercise.handed_out.read_text(encoding="utf-8"))
    for cell in parts:
        for name, keys in _constants(cell):
            shape = shape_of(asked[name]) if name in asked else None
            if shape and (keys or shape["kind"] != "entries"):
                said = _prose_above(parts[: cell.number])
                found.append({"name": name, "cell": cell.number, **_described(shape, keys, said)})
    return found


def _prose_above(parts: list[Cell]) -> list[str]:
    """Return the prose that belongs to a constant, the nearest first: back to the last function to write."""
    tasks = [cell.number for cell in parts if PROMPT in cell.source]
    return [prose_text(one) for one in reversed(parts[max(tasks, default=0) :]) if one.is_prose]


def _constants(cell: Cell) -> Iterator[tuple[str, list[str]]]:
    """Give the annotated constants of a cell, with the keys of those that are dictionaries."""
    for node in [] if cell.is_prose else ast.parse(cell.source).body:
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            keys = node.value.keys if isinstance(node.value, ast.Dict) else []
            yield node.target.id, [str(key.value) for key in keys if isinstance(key, ast.Constant)]


def _described(shape: Shape, keys: list[str], said: list[str]) -> Shape:
    """Return a shape with its words; `said` is the prose above the constant, the nearest first."""
    for one in _choices(shape):
        one["words"] = _words(one["options"], said)
    slugs = {Path(name).stem for name in pack.texts()}
    items = {}
    if shape["kind"] == "entries":
        items = {key: _item(key, shape["each"].get("options", []), said, slugs) for key in keys}
    named = [slug for slug in re.findall(r"[`\"](\w+)[`\"]", " ".join(said[:1])) if slug in slugs]
    return {"shape": shape, "items": items, "pages": list(dict.fromkeys(named)) or five_pages()}


def _choices(shape: Shape) -> Iterator[Shape]:
    if shape["kind"] == "choice":
        yield shape
    for inner in (*shape.get("fields", {}).values(), *([shape["each"]] if "each" in shape else [])):
        yield from _choices(inner)


def _item(key: str, options: list[Any], said: list[str], slugs: set[str]) -> Shape:
    """Return what the prose says of one entry: the cells of its row, its point of a list, or its section."""
    about, answers = _row(key, said) or _point(key, said) or ([], "")
    places = [place for _, text in about for place in _places(text, slugs)] or _named_by(key, slugs)
    parts = [[head, _html(text), _only_places(text, slugs)] for head, text in about]
    item: Shape = {"about": parts, "places": places, "section": _section(key, said)}
    return {**item, "words": _words(options, [answers])} if answers else item


def _tables(text: str) -> Iterator[tuple[list[str], list[list[str]]]]:
    """Give the tables of a text: what stands over the columns, and the rows."""
    for block in re.findall(r"(?:^\|.*\n?)+", text, re.MULTILINE):
        head, _, *rows = [
            [part.strip() for part in line.strip().strip("|").split("|")] for line in block.splitlines()
        ]
        yield head, rows


def _row(key: str, said: list[str]) -> About | None:
    every = (table for text in said for table in _tables(text))
    found = ((head, row) for head, rows in every for row in rows if row[0] == f"`{key}`")
    return next(((list(zip(head[1:], row[1:], strict=False)), "") for head, row in found), None)


def _point(key: str, said: list[str]) -> About | None:
    """Return what is said after `key`: in a point of a list, or in bold before points of its own."""
    for text in said:
        if found := re.search(rf"^\* `{key}`: (.+?)[;.]?{POINT_ENDS}", text, MANY_LINES):
            return [("", found[1])], ""
        if found := re.search(rf"^\*\*`{key}`\*\* (.+?)\n\n(.+?)(?=\n\n\*\*|\n\n#|\Z)", text, MANY_LINES):
            return [("", found[1])], found[2]
    return None


def _section(key: str, said: list[str]) -> str:
    """Return the heading that says the same as the key: `Set 1` for `set_1`."""
    headings = [found for text in said for found in re.findall(r"^#+ (.+)$", text, re.MULTILINE)]
    return next((one for one in headings if one.lower().replace(" ", "_") == key), "")


def _places(text: str, slugs: set[str]) -> Iterator[list[Any]]:
    """Give the places a text names: a page, and the number of the paragraph where there is one."""
    for slug, numbers in PLACE.findall(text):
        if slug in slugs:
            yield from ([slug, int(number)] for number in numbers.replace(",", "").split() or [0])


def _only_places(text: str, slugs: set[str]) -> list[list[Any]]:
    """Return the places where a text is nothing but the names of places."""
    return list(_places(text, slugs)) if not re.sub(rf"{PLACE.pattern}(, )?", "", text) else []


def _named_by(key: str, slugs: set[str]) -> list[list[Any]]:
    """Return the place that an entry's own name gives: `theprint`, or `theprint_13`."""
    slug, _, number = key.rpartition("_")
    if key in slugs:
        return [[key, 0]]
    return [[slug, int(number)]] if slug in slugs and number.isdigit() else []


def _words(options: list[Any], said: list[str]) -> dict[str, str]:
    """Return what the prose says that the values mean, as far as it does."""
    found = {}
    for option in options:
        meanings = (meaning for text in said for meaning in _meanings(str(option), text))
        if meaning := next(meanings, ""):
            found[str(option)] = re.sub(r"[*`]", "", " ".join(meaning.split())).rstrip(" ,")
    return found


def _meanings(option: str, text: str) -> Iterator[str]:
    """Give what is said beside a value: in a table of two columns, under a number, in a list or a sentence."""
    for head, rows in _tables(text):
        pairs = [row for row in rows if len(row) == 2]
        written = (f"`{option}`", f'`"{option}"`')
        yield from (row[1 - at] for row in pairs for at in (0, 1) if row[at] in written)
        if rows and head[0].isdigit():
            yield from (under for number, under in zip(head, rows[0], strict=False) if number == option)
    value = re.escape(option)
    for pattern in (
        rf"^\* \*\*{value}\*\* (.+?){POINT_ENDS}",
        rf'^\* `"{value}"`: (.+?)[;.]?{POINT_ENDS}',
        rf'`"{value}"`, ((?:where|if) [^;.`]+)',
    ):
        yield from re.findall(pattern, text, MANY_LINES)


def _html(text: str) -> str:
    html: str = markdown.markdown(text)
    return html.removeprefix("<p>").removesuffix("</p>")
