"""How a check reaches an answer: in this process, with a student's own tracebacks and debugger."""

from __future__ import annotations

import copy
import difflib
import inspect
import json
from collections import Counter
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from secondsource.grading.contract import Contract, WrongType, carry, rebuild, short
from secondsource.grading.limits import within
from secondsource.grading.results import State
from secondsource.grading.source import AnswerFault, AnswerFile, read_answer, run_answer, told_of

SECONDS = 2.0
"""How long one call, or one run of the file, may take."""
HANGS = 2
"""After so many calls that did not end, a function is not called again."""


class Answer:
    """A student's answer as a check sees it: `answer.function(...)`, `answer.CONSTANT`.

    Everything handed back was rebuilt from JSON as the type the exercise declares.
    """

    def __init__(self, file: LoadedFile, contract: Contract) -> None:
        """Tie a file to what its exercise asks for."""
        self._file, self._contract = file, contract
        self._called, self._came_back = "", ""

    def __getattr__(self, name: str) -> Any:
        """Return a constant's value, or a function to call.

        Raises AttributeError where the exercise declares no such name: a mistake in a check.
        """
        if name in self._contract.constants:
            return self._constant(name)
        if name in self._contract.functions:
            return _Call(self, name)
        raise AttributeError(f"the exercise declares no {name}; add it to the protocol of its visible checks")

    def _constant(self, name: str) -> Any:
        self._called, self._came_back = name, ""
        value = self._file.find(name)
        self._came_back = short(value)
        data = _as_data(value, name, self._contract)
        if _empty(json.loads(data)):
            raise AnswerFault(State.NOT_ANSWERED, f"{name} is still the empty form.")
        return _typed(data, name, self._contract)

    def _call(self, name: str, arguments: tuple[Any, ...], named: dict[str, Any]) -> Any:
        self._called = _as_call(name, arguments, named)
        self._came_back = ""
        function = self._file.find(name)
        _check_signature(function, name, arguments, named, self._contract)
        data, self._came_back = self._file.call(function, name, arguments, named, self._contract)
        return _typed(data, name, self._contract)


class _Call:
    def __init__(self, answer: Answer, name: str) -> None:
        self._answer, self._name = answer, name

    def __call__(self, *arguments: Any, **named: Any) -> Any:
        return self._answer._call(self._name, arguments, named)


class LoadedFile:
    """A student's file, read and run once for all its checks."""

    def __init__(self, path: Path) -> None:
        """Read and run the file; a fault is kept and raised at every use."""
        self.notes: list[str] = []
        self.path, self._hung = path, Counter[str]()
        self._module: ModuleType | None = None
        self._fault: AnswerFault | None = None
        try:
            self._module = self._run(path)
        except AnswerFault as fault:
            self._fault = fault

    def _run(self, path: Path) -> ModuleType:
        answer: AnswerFile = read_answer(path)
        self.path, self.notes = answer.path, answer.notes
        return run_answer(answer, f"answer_{path.parent.name}_{path.stem}", SECONDS)

    def find(self, name: str) -> Any:
        """Return what the file calls by this name.  Raises AnswerFault where there is nothing."""
        if self._fault:
            raise self._fault
        names = vars(self._module)
        if name in names:
            return names[name]
        near = difflib.get_close_matches(name, [other for other in names if not other.startswith("__")], n=1)
        hint = f"There is a {near[0]}: is that the one?" if near else "Was it renamed or removed?"
        raise AnswerFault(State.ERROR, f"The file has no {name}.", ask=hint)

    def call(
        self, function: Any, name: str, arguments: tuple[Any, ...], named: dict[str, Any], contract: Contract
    ) -> tuple[bytes, str]:
        """Return what the function gave back, as JSON and as it looked.  Raises AnswerFault."""
        if self._hung[name] >= HANGS:
            raise AnswerFault(State.TIMED_OUT, f"{name} did not end twice, so it was not called again.")
        given, given_named = copy.deepcopy((arguments, named))  # the check keeps its own
        try:
            with told_of(self.path, f"{name}, called as above,"), within(SECONDS):
                value = function(*given, **given_named)
                return _as_data(value, name, contract), short(value)
        except AnswerFault as fault:
            self._hung[name] += fault.state is State.TIMED_OUT
            raise


@cache
def load(path: Path, _changed: float) -> LoadedFile:
    """Return the file, run once for every time it was changed (`_changed`, a time stamp)."""
    return LoadedFile(path)


def _as_call(name: str, arguments: tuple[Any, ...], named: dict[str, Any]) -> str:
    parts = [short(value) for value in arguments] + [f"{key}={short(value)}" for key, value in named.items()]
    return f"{name}({', '.join(parts)})"


def _check_signature(
    function: Any, name: str, arguments: tuple[Any, ...], named: dict[str, Any], contract: Contract
) -> None:
    wanted = ", ".join(contract.parameters(name))
    if not callable(function):
        raise AnswerFault(State.ERROR, f"{name} is {short(function, 40)}, not a function.", ask="Where is its def?")
    try:
        inspect.signature(function).bind(*arguments, **named)
    except TypeError:
        says = f"{name} takes other parameters than the exercise asks for: it is called as {name}({wanted})."
        line = function.__code__.co_firstlineno if hasattr(function, "__code__") else None
        raise AnswerFault(State.ERROR, says, ask="Did the line with def change?", line=line) from None


def _as_data(value: Any, name: str, contract: Contract) -> bytes:
    try:
        return carry(value)
    except WrongType as error:
        raise _type_fault(value, name, contract, str(error)) from None


def _typed(data: bytes, name: str, contract: Contract) -> Any:
    try:
        return rebuild(data, contract.type_of(name))
    except WrongType as error:
        raise _type_fault(json.loads(data), name, contract, str(error)) from None


def _type_fault(value: Any, name: str, contract: Contract, why: str) -> AnswerFault:
    constant = name in contract.constants
    verb = "is" if constant else "gave back"
    says = f"{name} {verb} something of another type than the exercise asks for: {why}."
    if value is None and not constant:
        return AnswerFault(State.ERROR, f"{name} gave back None.", ask="Does every way through it end in a return?")
    return AnswerFault(State.ERROR, says, ask="What does the exercise say should be there?")


def _empty(data: Any) -> bool:
    """Whether nothing at all is filled in."""
    if isinstance(data, dict):
        return all(_empty(value) for value in data.values())
    if isinstance(data, list):
        return all(_empty(value) for value in data)
    return data in (None, "")
