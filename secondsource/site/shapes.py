"""Which kind of field fits an answer: read off the type that the exercise's contract gives it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import Enum
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from secondsource import seeds
from secondsource.field_words import words_below
from secondsource.forms import PageName, Passage

Shape = dict[str, Any]
"""JSON: `kind` is entries, record, rows, several, choice, number, passage or text; the rest depends on it."""

PASSAGE, PAGE = get_args(Passage)[1], get_args(PageName)[1]
MEANS_NONE = re.compile(r"\bNone where (.+?)\.?$")
FEW = 6


def shape_of(kind: Any, marks: Iterable[Any] = ()) -> Shape | None:
    """Return how to show a type; None where there is no form for it, so that the editor stays."""
    kind, marks, empty = _bare(kind, list(marks))
    plain = isinstance(kind, type) and not get_args(kind)
    shape = _of_class(kind, marks) if plain else _of_generic(get_origin(kind), get_args(kind))
    if shape and empty and PAGE in marks:
        shape["options"].append("")
    return shape and ({**shape, "empty": True} if empty else shape)


def five_pages() -> list[str]:
    """Return the short names of the five pages."""
    return [one.slug for one in seeds.load_articles()]


def _bare(kind: Any, marks: list[Any]) -> tuple[Any, list[Any], bool]:
    """Return a type without what is said about it, what is said, and whether None is allowed beside it."""
    if get_origin(kind) is Annotated:
        kind, *more = get_args(kind)
        return _bare(kind, [*marks, *more])
    others = [one for one in get_args(kind) if one is not NoneType]
    if get_origin(kind) in (Union, UnionType) and len(others) == 1:
        kind, marks, _ = _bare(others[0], marks)
        return kind, marks, True
    return kind, marks, False


def _of_class(kind: type, marks: list[Any]) -> Shape | None:
    offered = next((mark for mark in marks if isinstance(mark, tuple)), None)
    if issubclass(kind, BaseModel):
        return _record(kind)
    if issubclass(kind, Enum):
        names = {f"{kind.__name__}.{one.name}": one.value for one in kind}
        return {"kind": "choice", "options": list(names.values()), "names": names}
    if issubclass(kind, bool):
        return {"kind": "choice", "options": [True, False]}
    if issubclass(kind, int):
        return _number(marks)
    if offered:
        return {"kind": "choice", "options": list(offered)}
    if PAGE in marks:
        return {"kind": "choice", "options": five_pages()}
    return {"kind": "passage" if PASSAGE in marks else "text"} if issubclass(kind, str) else None


def _number(marks: list[Any]) -> Shape:
    """Return a few numbers as a choice, otherwise as a number with its limits."""
    said = [part for mark in marks for part in (mark.metadata if isinstance(mark, FieldInfo) else [mark])]
    least, most = (
        next((getattr(part, name) for part in said if hasattr(part, name)), None) for name in ("ge", "le")
    )
    if least is not None and most is not None and most - least < FEW:
        return {"kind": "choice", "options": list(range(least, most + 1))}
    return {"kind": "number", "least": least, "most": most}


def _of_generic(origin: Any, inside: tuple[Any, ...]) -> Shape | None:
    if origin is Literal:
        return {"kind": "choice", "options": list(inside)}
    each = shape_of(inside[-1]) if origin in (dict, list) else None
    if not each or (origin is dict and inside[0] is not str):
        return None
    if origin is dict:
        return {"kind": "entries", "each": each}
    return {"kind": "several" if each["kind"] == "choice" else "rows", "each": each}


def _record(kind: type[BaseModel]) -> Shape | None:
    fields, words = {}, words_below(kind)
    for name, field in kind.model_fields.items():
        shape = shape_of(field.annotation, field.metadata)
        if not shape:
            return None
        fields[name] = {**shape, "about": words.get(name, "")}
        if shape.get("empty") and (meaning := MEANS_NONE.search(fields[name]["about"])):
            fields[name]["none"] = meaning[1]
    return {"kind": "record", "fields": fields}
