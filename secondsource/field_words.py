"""What stands below the fields of a record in its source: the words of its JSON Schema and of its form.

pydantic can read them by itself (`use_attribute_docstrings`), but does so for every class at every start,
which takes longer than all else a record needs there.  Only what is built for others asks for them.
"""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

from pydantic import BaseModel


def words_below(kind: type[BaseModel]) -> dict[str, str]:
    """Return the string below each field of a record, by field; fields without one are left out."""
    ours = [one for one in reversed(kind.__mro__) if one.__module__.startswith(f"{__package__}.")]
    return dict(told for one in ours for told in _told_in(inspect.getsource(one)))


def _told_in(source: str) -> Iterator[tuple[str, str]]:
    """Give each annotated name in the source of a class that has a string below it, with that string."""
    statements = ast.parse(source).body[0]
    for field, below in pairwise(getattr(statements, "body", [])):
        told = isinstance(below, ast.Expr) and isinstance(below.value, ast.Constant) and below.value.value
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name) and isinstance(told, str):
            yield field.target.id, inspect.cleandoc(told)


def describe(schema: dict[str, Any], kinds: Mapping[str, type[BaseModel]]) -> dict[str, Any]:
    """Return a JSON Schema in which every field of these records, by name, has the words below it."""
    for part in [schema, *schema.get("$defs", {}).values()]:
        kind = kinds.get(part.get("title", ""))
        for name, words in (words_below(kind) if kind else {}).items():
            part["properties"][name].setdefault("description", words)
    return schema
