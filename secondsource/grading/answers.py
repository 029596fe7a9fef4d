"""An answer as a check sees it, and how it is reached in this process.

Another way of reaching an answer (in a sandbox, in a page) is another `Reach`.
"""

from __future__ import annotations

import copy
import difflib
import inspect
import json
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any, Protocol

from secondsource.grading.contract import Contract, WrongType, carry, rebuild, short
from secondsource.grading.limits import within
from secondsource.grading.results import State
from secondsource.grading.source import AnswerFault, read_answer, run_answer, told_of

SECONDS = 2.0
"""How long one call, or one run of the file, may take."""
HANGS = 2
"""After so many calls that did not end, a function is not called again."""


@dataclass(frozen=True)
class Reply:
    """What an answer gave: the value as JSON, and how it looked in Python."""

    data: bytes
    shown: str


class Reach(Protocol):
    """A way to an answer.  Both methods raise AnswerFault where the answer gives nothing to judge."""

    def read(self, name: str) -> Reply:
        """Return a constant."""

    def call(
        self, name: str, arguments: tuple[Any, ...], named: dict[str, Any], parameters: list[str]
    ) -> Reply:
        """Return what a function gives back; `parameters` are the names it should take."""


class Answer:
    """A student's answer as a check sees it: `answer.function(...)`, `answer.CONSTANT`.

    Everything handed back was rebuilt from JSON as the type the exercise declares.
    """

    def __init__(self, reach: Reach, contract: Contract) -> None:
        """Tie a way to an answer to what its exercise asks for."""
        self._reach, self._contract = reach, contract
        self._last: Callable[[], str] = str
        self._came_back = ""

    @property
    def _called(self) -> str:
        """What was asked for last, in words: put together where a report shows it, which takes as long as a call."""
        return self._last()

    def __getattr__(self, name: str) -> Any:
        """Return a constant's value, or a function to call.

        Raises AttributeError where the exercise declares no such name: a mistake in a check.
        """
        if name in self._contract.constants:
            return self._constant(name)
        if name in self._contract.functions:
            return self._function(name)
        raise AttributeError(f"the exercise declares no {name}; add it to the protocol of its visible checks")

    def _constant(self, name: str) -> Any:
        self._last, self._came_back = lambda: name, ""
        reply = self._reach.read(name)
        self._came_back = reply.shown
        if _empty(json.loads(reply.data)):
            raise AnswerFault(State.NOT_ANSWERED, f"{name} is still the empty form.")
        value = self._typed(name, reply, "is")
        return _Form(name, value) if isinstance(value, dict) else value

    def _function(self, name: str) -> Callable[..., Any]:
        def call(*arguments: Any, **named: Any) -> Any:
            self._last, self._came_back = lambda: _as_call(name, arguments, named), ""
            reply = self._reach.call(name, arguments, named, self._contract.parameters(name))
            self._came_back = reply.shown
            return self._typed(name, reply, "gave back")

        return call

    def _typed(self, name: str, reply: Reply, verb: str) -> Any:
        try:
            return rebuild(reply.data, self._contract.type_of(name))
        except WrongType as error:
            raise _type_fault(name, verb, str(error), reply.data == b"null") from None


class _Form(dict[Any, Any]):
    """A form a student filled in; asking for an entry they deleted is their fault, not the check's."""

    def __init__(self, name: str, entries: dict[Any, Any]) -> None:
        super().__init__(entries)
        self._name = name

    def __missing__(self, entry: object) -> None:
        says = f"{self._name} has no entry {entry!r} any more."
        raise AnswerFault(
            State.ERROR, says, ask="Was it renamed or deleted? You can copy it back from the start."
        )


class LoadedFile:
    """A student's file in this process, read and run once for all its checks."""

    def __init__(self, path: Path, *, shared: bool = True) -> None:
        """Read and run the file; a fault is kept and raised at every use.

        `shared` says that arguments belong to a check, which keeps its own: the file then gets copies.
        """
        self.path, self.notes, self._shared = path, list[str](), shared
        self._hung = Counter[str]()
        self._module: ModuleType | None = None
        self._fault: AnswerFault | None = None
        try:
            self._module = self._run(path)
        except AnswerFault as fault:
            self._fault = fault

    def read(self, name: str) -> Reply:
        """Return a constant of the file.  Raises AnswerFault."""
        value = self._find(name)
        return _reply(name, value, "is")

    def call(
        self, name: str, arguments: tuple[Any, ...], named: dict[str, Any], parameters: list[str]
    ) -> Reply:
        """Return what a function of the file gave back.  Raises AnswerFault."""
        function = self._find(name)
        _check_signature(function, name, arguments, named, parameters)
        if self._hung[name] >= HANGS:
            raise AnswerFault(State.TIMED_OUT, f"{name} did not end twice, so it was not called again.")
        given, given_named = copy.deepcopy((arguments, named)) if self._shared else (arguments, named)
        try:
            with told_of(self.path, f"{name}, called as above,"), within(SECONDS):
                return _reply(name, function(*given, **given_named), "gave back")
        except AnswerFault as fault:
            self._hung[name] += fault.state is State.TIMED_OUT
            raise

    def _run(self, path: Path) -> ModuleType:
        answer = read_answer(path)
        self.path, self.notes = answer.path, answer.notes
        return run_answer(answer, module_name(path), SECONDS)

    def _find(self, name: str) -> Any:
        if self._fault:
            raise self._fault
        names = vars(self._module)
        if name in names:
            return names[name]
        near = difflib.get_close_matches(name, [other for other in names if not other.startswith("__")], n=1)
        hint = f"There is a {near[0]}: is that the one?" if near else "Was it renamed or removed?"
        raise AnswerFault(State.ERROR, f"The file has no {name}.", ask=hint)


def module_name(path: Path) -> str:
    """Return the name under which an answer file is a module."""
    return f"answer_{path.parent.name}_{path.stem}"


@cache
def load(path: Path, _changed: float) -> LoadedFile:
    """Return the file, run once for every time it was changed (`_changed`, a time stamp)."""
    return LoadedFile(path)


def _reply(name: str, value: Any, verb: str) -> Reply:
    try:
        return Reply(carry(value), short(value))
    except WrongType as error:
        raise _type_fault(name, verb, str(error), nothing=False) from None


def _as_call(name: str, arguments: tuple[Any, ...], named: dict[str, Any]) -> str:
    parts = [short(value) for value in arguments] + [f"{key}={short(value)}" for key, value in named.items()]
    return f"{name}({', '.join(parts)})"


def _check_signature(
    function: Any, name: str, arguments: tuple[Any, ...], named: dict[str, Any], parameters: list[str]
) -> None:
    if not callable(function):
        raise AnswerFault(
            State.ERROR, f"{name} is {short(function, 40)}, not a function.", ask="Where is its def?"
        )
    try:
        inspect.signature(function).bind(*arguments, **named)
    except (TypeError, ValueError):
        says = (
            f"{name} takes other parameters than the exercise asks for: "
            f"it is called as {name}({', '.join(parameters)})."
        )
        code = getattr(function, "__code__", None)
        line = code.co_firstlineno if code else None
        raise AnswerFault(State.ERROR, says, ask="Did the line with def change?", line=line) from None


def _type_fault(name: str, verb: str, why: str, nothing: bool) -> AnswerFault:
    if nothing:
        return AnswerFault(
            State.ERROR, f"{name} {verb} None.", ask="Does every way through it end in a return?"
        )
    says = f"{name} {verb} something of another type than the exercise asks for: {why}."
    return AnswerFault(State.ERROR, says, ask="What does the exercise say should be there?")


def _empty(data: Any) -> bool:
    """Whether nothing at all is filled in."""
    if isinstance(data, dict):
        return all(_empty(value) for value in data.values())
    if isinstance(data, list):
        return all(_empty(value) for value in data)
    return data in (None, "")
