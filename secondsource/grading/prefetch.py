"""What a check asks of every answer alike, learnt from the solution: it can all be asked in one message.

A check whose questions are made afresh for each student says them itself, with `map`.
"""

from __future__ import annotations

import contextlib
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from pathlib import Path
from typing import Any

import pytest

from secondsource import catalogue
from secondsource.grading import plugin
from secondsource.grading.answers import Call, Reply, load
from secondsource.grading.wire import Question

FRESH = "fresh"
"""The fixture that makes a check ask every student something else."""


@dataclass(eq=False)
class Prefetch:
    """The questions of checks, by check; each is run on the solution when it is first wanted."""

    _known: dict[str, list[Question]] = field(default_factory=dict)

    def questions(self, item: pytest.Item) -> list[Question]:
        """Return what a check will ask of an answer, as far as that can be known; nothing without a solution."""
        if item.nodeid not in self._known:
            solution = catalogue.exercise_of(item.path).solution
            self._known[item.nodeid] = (
                _asked_by(item, solution) if _is_fixed(item) and solution.is_file() else []
            )
        return self._known[item.nodeid]

    def ahead(self, items: Iterable[pytest.Item]) -> list[Question]:
        """Return what the first of these checks will ask, in their order, up to one that asks something fresh."""
        return [question for item in takewhile(_is_fixed, items) for question in self.questions(item)]


def _is_fixed(item: pytest.Item) -> bool:
    return FRESH not in getattr(item, "fixturenames", ())


def _asked_by(item: pytest.Item, solution: Path) -> list[Question]:
    """Run a check on the solution, which may print, and return what it asked for."""
    stash = item.config.stash
    before = stash[plugin.REACH]
    with contextlib.redirect_stdout(io.StringIO()):
        noted = _Noted(solution)
        stash[plugin.REACH] = lambda _path: noted
        try:
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=None)
        finally:
            stash[plugin.REACH] = before
    return noted.asked


class _Noted:
    """The solution in this process, which notes what it is called with."""

    def __init__(self, path: Path) -> None:
        self.asked: list[Question] = []
        self._file = load(path, path.stat().st_mtime)

    def keep(self, constants: Iterable[str]) -> None:
        self._file.keep(constants)

    def announce(self, calls: Sequence[Call]) -> None:
        pass

    def read(self, name: str) -> Reply:
        return self._file.read(name)

    def call(
        self, name: str, arguments: tuple[Any, ...], named: dict[str, Any], parameters: list[str]
    ) -> Reply:
        self.asked.append(Question.call(name, arguments, named, parameters))
        return self._file.call(name, arguments, named, parameters)
