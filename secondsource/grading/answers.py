"""An answer as a check sees it, and how it is reached in this process.

Another way of reaching an answer (in a sandbox, in a page) is another `Reach`.
"""

from __future__ import annotations

import copy
import difflib
import inspect
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple, Protocol

from secondsource.grading.cells import Piece, model_for
from secondsource.grading.contract import Contract, WrongType, carry, rebuild, short
from secondsource.grading.limits import within
from secondsource.grading.results import State
from secondsource.grading.running import run_answer, told_of
from secondsource.grading.source import AnswerFault, AnswerFile, Found, find, read

SECONDS = 2.0
"""How long one call, or one run of the file, may take."""
HANGS = 2
"""After so many calls that did not end, a function is not called again."""


@dataclass(frozen=True)
class Reply:
    """What an answer gave: the value as JSON, and how it looked in Python."""

    data: bytes
    shown: str


class Call(NamedTuple):
    """A call of a function, as a `Reach` takes it."""

    name: str
    arguments: tuple[Any, ...]
    named: dict[str, Any]
    parameters: list[str]


class Reach(Protocol):
    """A way to an answer.  `read` and `call` raise AnswerFault where the answer gives nothing to judge."""

    def keep(self, constants: Iterable[str]) -> None:
        """Have these constants kept as the file left them, whatever its functions do to them later."""

    def announce(self, calls: Sequence[Call]) -> None:
        """Say which calls will be made next, in this order: they can be asked together, or not at all."""

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
        self._came_back, self._gave = "", False
        self._values: dict[str, Any] = {}
        reach.keep(contract.constants)

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
            return Function(name, self._contract.parameters(name), self._asked, self._reach.announce)
        raise AttributeError(f"the exercise declares no {name}; add it to the protocol of its visible checks")

    def _constant(self, name: str) -> Any:
        self._last, self._came_back = lambda: name, ""
        reply = self._reach.read(name)
        self._came_back = reply.shown
        if name not in self._values:  # a check may read a form twenty times
            self._values[name] = self._value(name, reply)
        return self._values[name]

    def _value(self, name: str, reply: Reply) -> Any:
        if _empty(json.loads(reply.data)):
            raise AnswerFault(State.NOT_ANSWERED, f"{name} is still the empty form.")
        value = self._typed(name, reply, "is")
        return _Form(name, value) if isinstance(value, dict) else value

    def _asked(self, call: Call) -> Any:
        self._last, self._came_back = lambda: _as_call(*call[:3]), ""
        reply = self._reach.call(*call)
        self._came_back = reply.shown
        return self._typed(call.name, reply, "gave back")

    def _typed(self, name: str, reply: Reply, verb: str) -> Any:
        self._gave = True
        try:
            return rebuild(reply.data, self._contract.type_of(name))
        except WrongType as error:
            raise _type_fault(name, verb, str(error), reply.data == b"null") from None


class Function:
    """A function of an answer: call it, or `map` it over many arguments, which is as quick as one call."""

    def __init__(
        self,
        name: str,
        parameters: list[str],
        ask: Callable[[Call], Any],
        announce: Callable[[Sequence[Call]], None],
    ) -> None:
        """Tie a function's name and parameters to what asks it."""
        self._name, self._parameters, self._ask, self._announce = name, parameters, ask, announce

    def __call__(self, *arguments: Any, **named: Any) -> Any:
        """Return what the function gives back.  Raises AnswerFault."""
        return self._ask(Call(self._name, arguments, named, self._parameters))

    def map(self, *columns: Iterable[Any]) -> Iterator[Any]:
        """Give what comes back for each argument (or for one of each column), as Python's own `map` does.

        All are asked together; what goes wrong with one is raised when its turn comes.
        Raises ValueError where the columns have different lengths.
        """
        return self.starmap(zip(*columns, strict=True))

    def starmap(self, rows: Iterable[Iterable[Any]]) -> Iterator[Any]:
        """Do what `map` does, for rows that each hold all arguments of a call."""
        calls = [Call(self._name, tuple(row), {}, self._parameters) for row in rows]
        self._announce(calls)
        return map(self._ask, calls)


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

    def __init__(
        self, path: Path, *, shared: bool = True, found: Found | None = None, model: list[Piece] | None = None
    ) -> None:
        """Read and run the file; a fault is kept and raised at every use.

        `shared` says that arguments belong to a check, which keeps its own: the file then gets copies.
        `found` is the file where it was found before, `model` the exercise as handed out where it is not at hand.
        """
        self.path, self._shared = path, shared
        self.notes: list[str] = []
        self._hung = Counter[str]()
        self._answer = AnswerFile(path, "")
        self._kept: dict[str, Reply | AnswerFault] = {}
        self._fitting: dict[tuple[Any, ...], Any] = {}
        self._module: ModuleType | None = None
        self._fault: AnswerFault | None = None
        try:
            self._module = self._run(found or find(path), model)
        except AnswerFault as fault:
            self._fault = fault

    def keep(self, constants: Iterable[str]) -> None:
        """Keep constants as the file left them; those kept before stay as they are."""
        for name in constants:
            if name not in self._kept:
                self._kept[name] = self._found(name)

    def announce(self, calls: Sequence[Call]) -> None:
        """Do nothing: in this process asking together gains nothing, and a call not looked at is not made."""

    def read(self, name: str) -> Reply:
        """Return a constant of the file, as it was when it was first kept or read.  Raises AnswerFault."""
        self.keep([name])
        kept = self._kept[name]
        if isinstance(kept, AnswerFault):
            raise kept
        return kept

    def call(
        self, name: str, arguments: tuple[Any, ...], named: dict[str, Any], parameters: list[str]
    ) -> Reply:
        """Return what a function of the file gave back.  Raises AnswerFault."""
        function = self._find(name)
        shape = (name, len(arguments), *named)
        if self._fitting.get(shape) is not function:  # looking takes longer than many a call
            self._check_signature(function, name, arguments, named, parameters)
            self._fitting[shape] = function
        if self._shared and self._hung[name] >= HANGS:  # who asks from another process counts for itself
            raise AnswerFault(
                State.TIMED_OUT, f"{name} did not end in time twice, so it was not called again."
            )
        given, given_named = copy.deepcopy((arguments, named)) if self._shared else (arguments, named)
        try:
            with told_of(self._answer, f"{name}, called as above,"), within(SECONDS):
                return _reply(name, function(*given, **given_named), "gave back")
        except AnswerFault as fault:
            self._hung[name] += fault.state is State.TIMED_OUT
            raise

    def _run(self, found: Found, model: list[Piece] | None) -> ModuleType:
        self.path = found.path
        self._answer = answer = read(found)
        self.notes = answer.notes
        return run_answer(
            answer, module_name(found.path), SECONDS, model_for(found.path) if model is None else model
        )

    def _check_signature(
        self,
        function: Any,
        name: str,
        arguments: tuple[Any, ...],
        named: dict[str, Any],
        parameters: list[str],
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
            place = self._answer.place(getattr(getattr(function, "__code__", None), "co_firstlineno", None))
            raise AnswerFault(
                State.ERROR, says, ask="Did the line with def change?", line=place.line, cell=place.cell
            ) from None

    def _found(self, name: str) -> Reply | AnswerFault:
        try:
            return _reply(name, self._find(name), "is")
        except AnswerFault as fault:
            return fault

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
