"""Answers that nobody gave, made of an exercise's contract: every value has the type asked for, and no other merit.

With one the checks run to their end, through all that a student's answer would otherwise be the first to need.
"""

from __future__ import annotations

from typing import Any

from secondsource.grading.contract import Contract

Schema = dict[str, Any]
PLAIN = {"string": "word", "integer": 1, "number": 1.0, "boolean": True}
DAY = "2015-01-01"


def made_up(handed_out: str, contract: Contract) -> str:
    """Return a file as handed out in which every form is filled in and every function gives something back."""
    constants = [_filled_in(name, contract.type_of(name).json_schema()) for name in contract.constants]
    functions = [
        f"def {name}(*_, **__):\n    return {sample(contract.type_of(name).json_schema())!r}"
        for name in contract.functions
    ]
    return "\n\n".join([handed_out, *constants, *functions]) + "\n"


def _filled_in(name: str, schema: Schema) -> str:
    """Return the line that fills a form in; only the file itself knows the entries of one without fixed names."""
    if entry := schema.get("additionalProperties"):
        return f"{name} = dict.fromkeys({name}, {sample(entry, schema.get('$defs', {}))!r})"
    return f"{name} = {sample(schema)!r}"


def sample(schema: Schema, known: Schema | None = None) -> Any:
    """Return a value that JSON Schema allows; `known` are the schemas that this one names.

    It looks at types, choices and dates only, so a schema that sets other limits may not allow the value.
    """
    known = schema.get("$defs", known or {})
    if "$ref" in schema:
        return sample(known[schema["$ref"].rpartition("/")[2]], known)
    if choices := schema.get("anyOf") or schema.get("prefixItems"):
        values = [sample(one, known) for one in choices]
        return values if "prefixItems" in schema else values[0]
    if schema.get("type") == "object":
        return _entries(schema, known)
    if schema.get("type") == "array":
        return [sample(schema["items"], known)]
    return _single(schema)


def _entries(schema: Schema, known: Schema) -> Schema:
    if named := schema.get("properties"):
        return {name: sample(one, known) for name, one in named.items()}
    name = sample(schema.get("propertyNames", {"type": "string"}), known)
    return {name: sample(schema.get("additionalProperties", {}), known)}


def _single(schema: Schema) -> Any:
    if choices := [schema["const"]] if "const" in schema else schema.get("enum"):
        return choices[0]
    return DAY if schema.get("format") == "date" else PLAIN.get(schema.get("type", ""))
