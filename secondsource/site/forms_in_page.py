"""What the page needs to show a constant of judgements as a form: its shape, and what each entry is about.

Shapes come from the contract at the top of the visible checks, words from the tables of the exercise's
prose; nothing is written a second time.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable
from typing import Any

from pydantic import TypeAdapter

from secondsource.catalogue import Exercise
from secondsource.grading.contract import contract_in
from secondsource.site.cells import cells, prose_text

PASSAGES = ("passage", "words")
"""Fields whose value is words of the page."""
Shape = dict[str, Any]


def forms(exercise: Exercise, slugs: Iterable[str]) -> dict[str, Shape]:
    """Return a form's description for each constant of an exercise that one can be made of, by its name."""
    text = exercise.handed_out.read_text(encoding="utf-8")
    pages = set(slugs)
    constants = contract_in(exercise.visible).constants
    found = {}
    for name, keys in _empty_constants(text).items():
        shape = shape_of(TypeAdapter(constants[name]).json_schema()) if name in constants else None
        if shape:
            about = _about(text, keys)
            found[name] = {
                "shape": shape,
                "about": about,
                "pages": _pages(name, text, keys, about, pages),
            }
    return found


def shape_of(schema: Shape, defs: Shape | None = None) -> Shape | None:
    """Return what to show for a JSON Schema: entries, record, choice, passage or text; None for no form."""
    defs = schema.get("$defs", {}) if defs is None else defs
    if "$ref" in schema:
        return shape_of(defs[schema["$ref"].rpartition("/")[2]], defs)
    if "anyOf" in schema:
        kinds = [one for one in schema["anyOf"] if one.get("type") != "null"]
        return shape_of(kinds[0], defs) if len(kinds) == 1 else None
    options = schema.get("enum", [schema["const"]] if "const" in schema else None)
    if options:
        return {"kind": "choice", "options": options}
    return _shape_by_type(schema, defs)


def _shape_by_type(schema: Shape, defs: Shape) -> Shape | None:
    kind = schema.get("type")
    if kind == "boolean":
        return {"kind": "choice", "options": [True, False]}
    if kind == "integer" and {"minimum", "maximum"} <= set(schema):
        return {"kind": "choice", "options": list(range(schema["minimum"], schema["maximum"] + 1))}
    if kind == "string":
        return {"kind": "text"}
    if kind == "object" and isinstance(schema.get("additionalProperties"), dict):
        each = shape_of(schema["additionalProperties"], defs)
        return each and {"kind": "entries", "each": each}
    if kind == "object" and "properties" in schema:
        return _record(schema["properties"], defs)
    return None


def _record(properties: Shape, defs: Shape) -> Shape | None:
    fields = {name: shape_of(schema, defs) for name, schema in properties.items()}
    for name, shape in fields.items():
        if shape == {"kind": "text"} and name in PASSAGES:
            fields[name] = {"kind": "passage"}
    return {"kind": "record", "fields": fields} if all(fields.values()) else None


def _empty_constants(text: str) -> dict[str, list[str]]:
    """Return the annotated constants of an exercise with the keys of those that are dictionaries."""
    nodes = [node for node in ast.parse(text).body if isinstance(node, ast.AnnAssign)]
    return {node.target.id: _keys(node.value) for node in nodes if isinstance(node.target, ast.Name)}


def _keys(value: ast.expr | None) -> list[str]:
    keys = value.keys if isinstance(value, ast.Dict) else []
    return [str(key.value) for key in keys if isinstance(key, ast.Constant)]


def _about(text: str, keys: list[str]) -> dict[str, list[str]]:
    """Return what the prose's tables say of each key: the other cells of its row."""
    rows = (
        [part.strip() for part in line.strip().strip("|").split("|")]
        for cell in cells(text)
        if cell.is_prose
        for line in prose_text(cell).splitlines()
        if line.strip().startswith("|")
    )
    return {row[0].strip("`"): row[1:] for row in rows if row[0].strip("`") in keys}


def _pages(
    name: str, text: str, keys: list[str], about: dict[str, list[str]], slugs: set[str]
) -> dict[str, list[Any]]:
    """Return the page each entry is about, with the paragraph where one is named; "" is for all others."""
    before = text[: text.index(f"\n{name}:")]
    named = [slug for slug in re.findall(r'load_text\("(\w+)"\)', before) if slug in slugs]
    found: dict[str, list[Any]] = {"": [named[-1], None]} if named else {}
    for key in keys:
        place = re.search(r"`(\w+)`,? ?(?:paragraph )?(\d+)?", " ".join(about.get(key, [])))
        if place and place[1] in slugs:
            found[key] = [place[1], int(place[2]) if place[2] else None]
        elif own := max((slug for slug in slugs if key.startswith(slug)), key=len, default=None):
            number = key.removeprefix(f"{own}_")
            found[key] = [own, int(number) if number.isdigit() else None]
    return found
