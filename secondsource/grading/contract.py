"""What an exercise asks for: the `Answer` protocol at the top of its visible checks.

Values come back through JSON and are rebuilt as the protocol's types, in this process as in
any other, so that a grader never holds an object that a student's code made.
"""

from __future__ import annotations

import inspect
import json
import runpy
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, get_type_hints

from pydantic import BaseModel, TypeAdapter, ValidationError


class WrongType(ValueError):
    """A value of another type than the one asked for, told in a beginner's words."""


@dataclass(frozen=True)
class Contract:
    """The functions and constants an exercise asks for."""

    functions: dict[str, Callable[..., Any]]
    constants: dict[str, Any]
    _types: dict[str, TypeAdapter[Any]] = field(default_factory=dict, compare=False)
    """Made once: a class is thousands of calls, and making one takes as long as a call."""
    _parameters: dict[str, list[str]] = field(default_factory=dict, compare=False)

    def type_of(self, name: str) -> TypeAdapter[Any]:
        """Return the type of a constant, or of what a function gives back."""
        if name not in self._types:
            known = self.constants.get(name) or get_type_hints(self.functions[name])["return"]
            self._types[name] = TypeAdapter(known)
        return self._types[name]

    def parameters(self, name: str) -> list[str]:
        """Return the names of a function's parameters, without `self`."""
        if name not in self._parameters:
            self._parameters[name] = list(inspect.signature(self.functions[name]).parameters)[1:]
        return self._parameters[name]


def read_contract(protocol: type) -> Contract:
    """Return the contract a protocol class writes down."""
    functions = {name: item for name, item in vars(protocol).items() if _is_asked(name, item)}
    return Contract(functions, get_type_hints(protocol, include_extras=True))


def _is_asked(name: str, item: object) -> bool:
    return inspect.isfunction(item) and not name.startswith("_")


@cache
def contract_in(visible: Path) -> Contract:
    """Return the contract at the top of a file of visible checks.

    Raises KeyError when the file has no class `Answer`.
    """
    return read_contract(runpy.run_path(str(visible))["Answer"])


def carry(value: Any) -> bytes:
    """Return a value as JSON.  Raises WrongType where it holds something that is not plain data."""
    try:
        return json.dumps(value, default=_as_plain, allow_nan=False).encode()
    except WrongType:
        raise
    except (TypeError, ValueError, RecursionError) as error:
        raise WrongType(f"it holds something that is not plain data ({error})") from None


def _as_plain(value: Any) -> Any:
    """Return what JSON can hold in place of a record or a set; an iterator may never end."""
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json")
    if isinstance(value, set | frozenset):
        return list(value)
    if isinstance(value, Iterator):
        raise WrongType(f"a {type(value).__name__} gives its items only when asked; put list( ) around it")
    raise WrongType(f"it holds a {type(value).__name__}, which is not plain data")


def rebuild(data: bytes, wanted: TypeAdapter[Any]) -> Any:
    """Return the value in this JSON as the type asked for.  Raises WrongType in plain words."""
    try:
        return wanted.validate_json(data, strict=True)
    except ValidationError as error:
        raise WrongType(_first_problem(error)) from None


def _first_problem(error: ValidationError) -> str:
    problem = error.errors(include_url=False)[0]
    steps = [f"item {step}" if isinstance(step, int) else str(step) for step in problem["loc"]]
    place = f"at {', '.join(steps)}: " if steps else ""
    text = problem["msg"][0].lower() + problem["msg"][1:]
    return f"{place}{text}, not {short(problem['input'], 60)}"


def short(value: object, longest: int = 120) -> str:
    """Return how a value looks in Python, cut in the middle where it is long."""
    try:
        text = _in_order(value) if isinstance(value, set | frozenset) and value else repr(value)
    except Exception as error:  # a student's own __repr__ may fail; the report must not
        text = f"<{type(value).__name__} that cannot be shown: {error}>"
    half = (longest - 3) // 2
    return text if len(text) <= longest else f"{text[:half]} … {text[-half:]}"


def _in_order(items: set[Any] | frozenset[Any]) -> str:
    """Return how a set looks with its items in order: the same set looks the same every time."""
    inside = "{" + ", ".join(sorted(map(repr, items))) + "}"
    return f"frozenset({inside})" if isinstance(items, frozenset) else inside
