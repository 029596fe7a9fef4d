"""What crosses between the grader and a process that runs answers: JSON lines, small and checked.

Both sides import this module, so it holds nothing that an answer must not see.
"""

from __future__ import annotations

import json
from enum import Enum
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import from_json

from secondsource import forms, models
from secondsource.grading import bounds
from secondsource.grading.results import State
from secondsource.grading.results import clean as clean
from secondsource.grading.source import AnswerFault

LONGEST_LINE = 3 * bounds.BYTES
"""Bytes a message may have: quotation marks in a value take two more."""
CUT_OFF = 70
"""Exit code of a child whose channel was closed."""
NOT_CLOSED_IN = 71
"""Exit code of a child that could not be closed in: it never saw the answer."""
CLOSED_IN = b"\n"
"""What a child sends before all else, once it is closed in: nobody's code has run by then."""
MOST_NOTES = 10
TAGS = {"record", "tuple", "set", "pairs", "enum"}

Blamed = Literal[State.ERROR, State.NOT_ANSWERED, State.TIMED_OUT, State.OUT_OF_MEMORY, State.STOPPED]
"""The states an answer's process may report; whether a check passed is not for it to say."""


class Forged(ValueError):
    """Bytes from an answer's process that are no reply to what was asked."""


class Message(BaseModel):
    """A message as it crosses: nothing unknown in it, nothing converted."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Ask(Message):
    """One thing asked of an answer's process."""

    id: str
    """Random, and used once: a reply that names another one is a forgery."""
    ask: Literal["load", "read", "call"]
    name: str = ""
    arguments: Any = None
    named: Any = None
    parameters: list[str] = []


class Fault(Message):
    """Why the answer gave nothing that can be judged."""

    state: Blamed
    says: str
    ask: str = ""
    line: int | None = Field(None, ge=0, le=1_000_000)
    code: str = ""
    cell: int | None = Field(None, ge=0, le=1_000_000)

    @classmethod
    def of(cls, fault: AnswerFault) -> Fault:
        """Return what an answer's fault says, as it may cross."""
        state: Any = fault.state
        says, ask, code = clean(fault.says), clean(fault.ask), clean(fault.code, 200)
        return cls(state=state, says=says, ask=ask, line=fault.line, code=code, cell=fault.cell)

    def as_fault(self) -> AnswerFault:
        """Return the fault, its words fit for a report whoever sent them."""
        says, ask, code = clean(self.says), clean(self.ask), clean(self.code, 200)
        return AnswerFault(self.state, says, ask=ask, line=self.line, code=code, cell=self.cell)


class Told(Message):
    """The reply: a value as JSON text with its looks, or a fault."""

    id: str
    data: str = "null"
    shown: str = ""
    fault: Fault | None = None


def vet(data: bytes, name: str) -> None:
    """Raise AnswerFault where a value is too large to send, or no check could compare it."""
    ask = "What does the exercise say should come back?"
    if len(data) > bounds.BYTES:
        says = f"{name} came back with more than {bounds.BYTES // 1000} kB."
        raise AnswerFault(State.ERROR, says, ask=ask)
    try:
        from_json(data, allow_inf_nan=False)
        too_much = bounds.beyond(json.loads(data))
    except (ValueError, RecursionError):
        says = (
            f"{name} came back with something no check can read: a number that is none (nan, inf) "
            "or too long, lists too deep, or text that is no Unicode."
        )
        raise AnswerFault(State.ERROR, says, ask=ask) from None
    if too_much:
        raise AnswerFault(State.ERROR, f"{name} came back with {too_much}.", ask=ask)


def read_told(line: bytes, wanted: str) -> Told:
    """Return the reply in this line.  Raises Forged where it is none, or answers something else."""
    try:
        told = Told.model_validate_json(line)
        too_much = bounds.beyond(json.loads(told.data))  # what both parsers take, later steps can take too
        from_json(told.data, allow_inf_nan=False)
    except (ValidationError, ValueError, RecursionError) as error:
        raise Forged(f"it is not a message: {clean(str(error), 200)}") from None
    if too_much or len(told.data) > bounds.BYTES:
        raise Forged(f"it holds {too_much or 'too much'}")
    if told.id != wanted:
        raise Forged("it answers a question that was not asked")
    return told


def read_notes(data: bytes) -> list[str]:
    """Return what was noticed while a file was loaded; it ran by then, so this may be anything."""
    found = json.loads(data)
    notes = found if isinstance(found, list) else []
    return [clean(note, 500) for note in notes[:MOST_NOTES] if isinstance(note, str)]


# --- arguments --------------------------------------------------------------------------------


def pack(value: Any) -> Any:
    """Return an argument as JSON data; what JSON cannot tell apart is tagged.

    Raises TypeError for anything but plain data, enums and records of the course: a mistake in a check.
    """
    if isinstance(value, models.Record):
        return {"record": _known(type(value)).__name__, "fields": value.model_dump(mode="json")}
    if isinstance(value, Enum):
        return {"enum": _known(type(value)).__name__, "value": value.value}
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, list):
        return [pack(item) for item in value]
    if isinstance(value, dict):
        return _packed_mapping(value)
    kind = "tuple" if isinstance(value, tuple) else "set" if isinstance(value, set | frozenset) else ""
    if kind:
        return {kind: [pack(item) for item in value]}
    raise TypeError(
        f"a check passes a {type(value).__name__}; pass plain data or records of secondsource.forms"
    )


def _packed_mapping(value: dict[Any, Any]) -> Any:
    if all(isinstance(key, str) for key in value) and not TAGS & value.keys():
        return {key: pack(item) for key, item in value.items()}
    return {"pairs": [[pack(key), pack(item)] for key, item in value.items()]}


def unpack(data: Any) -> Any:
    """Return the argument that `pack` made this from, records made anew from the course's own classes."""
    if isinstance(data, list):
        return [unpack(item) for item in data]
    if not isinstance(data, dict):
        return data
    if "record" in data:
        return _named(data["record"]).model_validate(data["fields"])
    if "enum" in data:
        return _named(data["enum"])(data["value"])
    if "tuple" in data:
        return tuple(unpack(data["tuple"]))
    if "set" in data:
        return set(unpack(data["set"]))
    if "pairs" in data:
        return {unpack(key): unpack(item) for key, item in data["pairs"]}
    return {key: unpack(item) for key, item in data.items()}


def _known(kind: type[Any]) -> type[Any]:
    if _named(kind.__name__) != kind:
        raise TypeError(f"{kind.__name__} is no record of secondsource.forms or secondsource.models")
    return kind


def _named(name: str) -> Any:
    """Return the course's class of this name, None where it has none."""
    return getattr(forms, name, getattr(models, name, None))
