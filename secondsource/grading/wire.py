"""What crosses between the grader and a process that runs answers: JSON lines, small and checked.

Both sides import this module, so it holds nothing that an answer must not see.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import from_json, to_json

from secondsource import forms, models
from secondsource.grading import bounds
from secondsource.grading.results import State
from secondsource.grading.results import clean as clean
from secondsource.grading.source import AnswerFault

CUT_OFF = 70
"""Exit code of a child whose channel was closed."""
NOT_CLOSED_IN = 71
"""Exit code of a child that could not be closed in: it never saw the answer."""
CLOSED_IN = b"\n"
"""What a child sends before all else, once it is closed in: nobody's code has run by then."""
MOST_NOTES = 10
MOST_BITS = 10_000
"""Bits of a number that a check may pass: no more digits than Python reads."""
TAGS = {"record", "tuple", "set", "frozenset", "pairs", "enum"}
HUGE = re.compile(r"\d[eE]\+?\d{3}|\d{309}")
"""Where a number may be too large for a float, which a parser takes for infinity."""

Blamed = Literal[State.ERROR, State.NOT_ANSWERED, State.TIMED_OUT, State.OUT_OF_MEMORY, State.STOPPED]
"""The states an answer's process may report; whether a check passed is not for it to say."""


class Forged(ValueError):
    """Bytes from an answer's process that are no reply to what was asked."""


class Message(BaseModel):
    """A message as it crosses: nothing unknown in it, nothing converted."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Ask(NamedTuple):
    """One thing asked of an answer's process, as it arrives there: the grader needs no checking."""

    id: str
    """Random, and used once: a reply that names another one is a forgery."""
    ask: Literal["load", "read", "call"]
    name: str
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
        """Return the fault, its words cut for a report and marked as what an answer's process says."""
        says, ask, code = clean(self.says), clean(self.ask), clean(self.code, 200)
        place: dict[str, Any] = {"line": self.line, "code": code, "cell": self.cell}
        return AnswerFault(self.state, says, ask=ask, **place, reported=True)


class Told(Message):
    """The reply to one question: a value as JSON text with its looks, or a fault."""

    id: str
    data: str = "null"
    shown: str = ""
    fault: Fault | None = None


class Line(Message):
    """One line of replies, in the order of the questions."""

    told: list[Told] = Field(min_length=1)
    more: bool = False
    """Whether another line follows."""


@dataclass(frozen=True)
class Question:
    """One thing to ask, written out but for its id: equal questions are asked in the same words."""

    ask: Literal["load", "read", "call"]
    name: str
    words: str
    """JSON of an `Ask`, from behind its id."""

    @classmethod
    def of(cls, ask: Literal["load", "read"], name: str, **more: Any) -> Question:
        """Return a question that holds nothing a check made."""
        return cls(ask, name, _text({"ask": ask, "name": name, **more})[1:])

    @classmethod
    def call(
        cls, name: str, arguments: Sequence[Any], named: dict[str, Any], parameters: list[str]
    ) -> Question:
        """Return the question that is a call.  Raises TypeError as `pack` does."""
        return calls([(name, arguments, named, parameters)])[0]


def calls(every: Iterable[tuple[str, Sequence[Any], dict[str, Any], list[str]]]) -> list[Question]:
    """Return the questions that are these calls: name, arguments, named ones, parameters.  Raises TypeError."""
    known: dict[int, str] = {}
    """An argument that many calls share is written out once; all are alive until the end, so ids are safe."""

    def text(value: Any) -> str:
        if id(value) not in known:
            known[id(value)] = _record_text(value) if isinstance(value, models.Record) else _text(pack(value))
        return known[id(value)]

    found = []
    for name, arguments, named, parameters in every:
        given = f'"arguments":[{",".join(map(text, arguments))}],"named":{_text(pack(named))}'
        head = f'"ask":"call","name":{text(name)}'
        found.append(Question("call", name, f'{head},{given},"parameters":{text(parameters)}}}'))
    return found


_records: dict[int, tuple[models.Record, str]] = {}
"""Records written out before, with the record itself, so that its id stays its own."""
MOST_RECORDS = 500


def _record_text(record: models.Record) -> str:
    """Return a record written out; it is frozen, and a check passes the same ones for every student."""
    if id(record) not in _records:
        if len(_records) >= MOST_RECORDS:
            _records.clear()
        _records[id(record)] = record, _text(pack(record))
    return _records[id(record)][1]


def _text(value: Any) -> str:
    return to_json(value, inf_nan_mode="constants").decode()


def written(questions: Sequence[Question], ids: Sequence[str]) -> bytes:
    """Return the message that asks all of these."""
    asks = (f'{{"id":"{id_}",{one.words}' for one, id_ in zip(questions, ids, strict=True))
    return f"[{','.join(asks)}]\n".encode()


def read_asks(line: bytes) -> list[Ask]:
    """Return what a message asks."""
    return [Ask(**one) for one in from_json(line)]


def vet(data: bytes, name: str) -> None:
    """Raise AnswerFault where a value is too large to send, or no check could compare it."""
    ask = "What does the exercise say should come back?"
    if len(data) > bounds.BYTES:
        says = f"{name} came back with more than {bounds.BYTES // 1000} kB."
        raise AnswerFault(State.ERROR, says, ask=ask)
    try:
        too_much = bounds.beyond(_demand_json(data.decode()))
    except (ValueError, RecursionError):
        says = (
            f"{name} came back with something no check can read: a number that is not finite (nan, inf) "
            "or too long, lists too deep, or text that is not Unicode."
        )
        raise AnswerFault(State.ERROR, says, ask=ask) from None
    if too_much:
        raise AnswerFault(State.ERROR, f"{name} came back with {too_much}.", ask=ask)


def read_line(line: bytes, wanted: Sequence[str]) -> Line:
    """Return the replies in this line.  Raises Forged where they are none, or answer other questions."""
    try:
        found = Line.model_validate_json(line)
        too_much = next(filter(None, map(_beyond, found.told)), "")
    except (ValueError, RecursionError) as error:
        raise Forged(f"it is not a message: {_why(error)}") from None
    if too_much:
        raise Forged(f"it holds {too_much}")
    if [told.id for told in found.told] != list(wanted[: len(found.told)]):
        raise Forged("it answers a question that was not asked")
    return found


def _why(error: Exception) -> str:
    """Return what is wrong with a line, and nothing that stands in it."""
    if isinstance(error, ValidationError):
        return str(error.errors(include_url=False, include_context=False, include_input=False)[0]["type"])
    return type(error).__name__


def _beyond(told: Told) -> str:
    """Return what makes a reply larger than an answer sends; raises as `_demand_json` does."""
    if len(told.data) > bounds.BYTES:
        return "too much"
    return bounds.beyond(_demand_json(told.data))


def _demand_json(data: str) -> Any:
    """Return what this JSON holds.  Raises ValueError where it is none, or holds a number that is none."""
    value = from_json(data, allow_inf_nan=False)
    if HUGE.search(data):
        json.dumps(value, allow_nan=False)
    return value


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
    packed = _PACKED.get(type(value))  # a subclass would arrive as something else
    if packed is None:
        says = f"a check passes a {type(value).__name__}; pass plain data or records of secondsource.forms"
        raise TypeError(says)
    return packed(value)


def _packed_number(value: int) -> int:
    if value.bit_length() > MOST_BITS:
        raise TypeError("a check passes a number of too many digits")
    return value


def _packed_text(value: str) -> str:
    try:
        if not value.isascii():
            value.encode()
    except UnicodeEncodeError as error:
        raise TypeError(f"a check passes text that is not Unicode ({error})") from None
    return value


def _packed_mapping(value: dict[Any, Any]) -> Any:
    if all(type(key) is str for key in value) and not TAGS & value.keys():
        return {_packed_text(key): pack(item) for key, item in value.items()}
    return {"pairs": [[pack(key), pack(item)] for key, item in value.items()]}


def _packed_items(value: Any) -> Any:
    return {type(value).__name__: [pack(item) for item in value]}


_PACKED: dict[type[Any], Callable[[Any], Any]] = {
    **dict.fromkeys((type(None), bool, float), lambda value: value),
    int: _packed_number,
    str: _packed_text,
    list: lambda value: [pack(item) for item in value],
    dict: _packed_mapping,
    **dict.fromkeys((tuple, set, frozenset), _packed_items),
}


def unpack(data: Any) -> Any:
    """Return the argument that `pack` made this from, records made anew from the course's own classes."""
    if isinstance(data, list):
        return [unpack(item) for item in data]
    if not isinstance(data, dict):
        return data
    made = _MADE.get(next(iter(data), ""))  # the tag is the first key, and no other mapping has one
    if made:
        return made(data)
    return {key: unpack(item) for key, item in data.items()}


_MADE: dict[str, Callable[[Any], Any]] = {
    "record": lambda data: _named(data["record"]).model_validate(data["fields"]),
    "enum": lambda data: _named(data["enum"])(data["value"]),
    "tuple": lambda data: tuple(unpack(data["tuple"])),
    "set": lambda data: set(unpack(data["set"])),
    "frozenset": lambda data: frozenset(unpack(data["frozenset"])),
    "pairs": lambda data: {unpack(key): unpack(item) for key, item in data["pairs"]},
}


def _known(kind: type[Any]) -> type[Any]:
    if _named(kind.__name__) != kind:
        raise TypeError(f"{kind.__name__} is no record of secondsource.forms or secondsource.models")
    return kind


def _named(name: str) -> Any:
    """Return the course's class of this name, None where it has none."""
    return getattr(forms, name, getattr(models, name, None))
