"""Reads `policy.yaml`.  Every problem names the file, the line and the mend.

Every value is read as the text that stands there: YAML would make 15 of the id 017, and 1439 of 23:59.
"""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from secondsource.grading.policy.fields import ByHand, DropLowest, Grace, Late, Policy, StudentRules

NAME = "policy.yaml"
Location = tuple[int | str, ...]
Lines = dict[Location, int]
KINDS: dict[str, type[BaseModel]] = {
    "late": Late, "grace": Grace, "drop_lowest": DropLowest, "students": StudentRules, "marks": ByHand
}  # fmt: skip
NULLS = {"", "~", "null"}
"""How YAML writes that there is nothing, where no quotation marks stand around it."""
SAYS = {
    "int_parsing": "write a whole number, like 2",
    "int_from_float": "write a whole number, like 2",
    "decimal_parsing": "write a number, like 7 or 7.5",
    "model_type": "write its fields below it, indented",
    "model_attributes_type": "write its fields below it, indented",
    "dict_type": "write one entry a line below it, indented, like lesson2: …",
    "list_type": "write a list, like [lesson1, lesson2]",
    "string_type": "write one value here",
    "string_pattern_mismatch": "write “10 %” or “2 points”, with no more than nine digits",
    "string_too_short": "too short to be a secret; write at least 16 characters, at random",
}


class PolicyError(ValueError):
    """A policy that cannot be used; one line a problem."""


def read_policy(path: Path) -> Policy:
    """Return the policy in a file.  Raises PolicyError naming file, line and mend, OSError."""
    text = _text(path)
    try:
        node = yaml.compose(text, Loader=yaml.BaseLoader)
    except yaml.YAMLError as error:
        raise PolicyError(f"{path.name}: {_broken(error, text)}") from None
    except RecursionError:
        raise PolicyError(f"{path.name}: line {_deepest(text)}: too deep; no field lies so far in") from None
    lines: Lines = {(): 1}
    data = _built(node, (), lines, path.name) if node else {}
    if not isinstance(data, dict):
        raise PolicyError(f"{path.name}: line 1: write fields, like “absent: blank”, one a line")
    try:
        return Policy.model_validate(data)
    except ValidationError as error:
        problems = sorted((_line_of(one["loc"], lines), _words(one)) for one in error.errors())
        raise PolicyError("\n".join(f"{path.name}: line {line}: {says}" for line, says in problems)) from None


def _text(path: Path) -> str:
    data = path.read_bytes()
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        return data.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise PolicyError(f"{path.name}: line {line}: not UTF-8; save the file as UTF-8") from None


def _broken(error: yaml.YAMLError, text: str) -> str:
    """Return where a file is no YAML, and why."""
    if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark:
        mend = "; indent with spaces, write “name: value”, and put quotation marks around odd values"
        return f"line {error.problem_mark.line + 1}: not YAML: {error.problem or error.context}{mend}"
    line = text.count("\n", 0, getattr(error, "position", 0)) + 1
    return f"line {line}: a control character; delete it"


def _deepest(text: str) -> int:
    """Return the line on which most brackets open: there a file is too deep to be read."""
    lines = text.split("\n")
    return max(range(len(lines)), key=lambda number: lines[number].count("[") + lines[number].count("{")) + 1


def _value(node: yaml.ScalarNode, name: str) -> str:
    """Return the text of a node.  Raises PolicyError for half a letter, which an escape can write."""
    text = str(node.value)
    if not text.isascii() and text != text.encode("utf-8", "replace").decode():
        line = node.start_mark.line + 1
        raise PolicyError(f"{name}: line {line}: an escape that is no letter by itself; write the letter")
    return text


def _built(node: yaml.Node, place: Location, lines: Lines, name: str) -> Any:
    """Return what a node holds, all of it text, and note the line of each of its places."""
    if len(place) > 8:
        raise PolicyError(f"{name}: line {lines[place]}: too deep; no field lies so far in")
    if isinstance(node, yaml.ScalarNode):
        return None if node.value in NULLS and not node.style else _value(node, name)
    if isinstance(node, yaml.SequenceNode):
        for number, one in enumerate(node.value):
            lines[*place, number] = one.start_mark.line + 1
        return [_built(one, (*place, number), lines, name) for number, one in enumerate(node.value)]
    return _fields(node, place, lines, name)


def _fields(node: yaml.Node, place: Location, lines: Lines, name: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in node.value:
        line = key.start_mark.line + 1
        if not isinstance(key, yaml.ScalarNode):
            raise PolicyError(f"{name}: line {line}: not a name; write “name: value”")
        word = _value(key, name)
        if (*place, word) in lines:
            raise PolicyError(
                f"{name}: line {line}: {word} stands on line {lines[*place, word]} already; keep one of them"
            )
        lines[*place, word] = line
        found[word] = _built(value, (*place, word), lines, name)
    return found


def _line_of(place: Location, lines: Lines) -> int:
    """Return the line of a place, or of the nearest thing around it."""
    return next(lines[place[:size]] for size in range(len(place), -1, -1) if place[:size] in lines)


def _words(problem: ErrorDetails) -> str:
    place, kind = problem["loc"], problem["type"]
    where = ": ".join(str(step) for step in place if step != "[key]") or "the file"
    if kind == "extra_forbidden":
        return _unknown(place)
    if kind == "missing":
        return f"{where} is missing; add it"
    if problem["input"] is None:
        return f"{where} is empty; fill it in, or take it out"
    if kind == "value_error":
        return f"{where}: {problem['ctx']['error']!s}"
    if kind == "literal_error":
        return f"{where}: {problem['input']!r}; write {problem['ctx']['expected']}"
    return f"{where}: {SAYS.get(kind, problem['msg'])}"


def _unknown(place: Location) -> str:
    """Return that there is no such field, and which there are."""
    above = [KINDS[step] for step in place[:-1] if step in KINDS]
    known = list((above[-1] if above else Policy).model_fields)
    near = difflib.get_close_matches(str(place[-1]), known, 1)
    mend = f"did you mean {near[0]}?" if near else f"there are {', '.join(known)}"
    return f"{': '.join(map(str, place))}: no such field; {mend}"
