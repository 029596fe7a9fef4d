"""The class that every grader is measured on, and what the checks of its exercise ask of an answer."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import pytest

from secondsource import catalogue
from secondsource.grading import plugin
from secondsource.grading.answers import Call, LoadedFile, Reply
from secondsource.grading.recorded import recorded_answers
from secondsource.grading.run import own_settings

EXERCISE = catalogue.find("lesson2/ex2")[0]
"""Twelve checks, and an answer of both kinds: functions to call and forms to read."""
CHECKS = 12


@dataclass(frozen=True)
class Asked:
    """One thing a check asked of an answer, and what came back; nothing where the answer failed."""

    check: str
    name: str
    arguments: tuple[Any, ...] | None
    """None where a constant was read."""
    parameters: list[str]
    data: bytes | None

    @property
    def value(self) -> Any:
        """What came back, as JSON carries it: a set is a list."""
        return None if self.data is None else json.loads(self.data)


def answers(students: int) -> Iterator[str]:
    """Give the answer files of a class: every second one right, the others recorded wrong answers in turn."""
    right = EXERCISE.solution.read_text(encoding="utf-8")
    wrong = [one.text for one in recorded_answers(EXERCISE)]
    return islice(
        (text for pair in zip(cycle([right]), cycle(wrong), strict=False) for text in pair), students
    )


def hand_in(place: Path, students: int) -> Path:
    """Write a class, a folder a student, and return its folder."""
    for number, text in enumerate(answers(students)):
        path = place / f"student{number:04}" / EXERCISE.lesson / f"{EXERCISE.name}.py"
        path.parent.mkdir(parents=True)
        path.write_text(text, encoding="utf-8")
    return place


def files(place: Path) -> list[Path]:
    """Return the answer files of a class, in the order of the students."""
    return sorted(place.glob(f"*/{EXERCISE.lesson}/{EXERCISE.name}.py"))


class _Recording:
    """An answer in this process that notes what is asked of it."""

    def __init__(self, path: Path, asked: list[Asked]) -> None:
        self.file, self.asked = LoadedFile(path), asked

    def keep(self, constants: Iterable[str]) -> None:
        self.file.keep(constants)

    def announce(self, calls: Sequence[Call]) -> None:
        """Note nothing: what is asked is noted when it is."""

    def read(self, name: str) -> Reply:
        return self._noted(name, None, [], lambda: self.file.read(name))

    def call(
        self, name: str, arguments: tuple[Any, ...], named: dict[str, Any], parameters: list[str]
    ) -> Reply:
        return self._noted(
            name, arguments, parameters, lambda: self.file.call(name, arguments, named, parameters)
        )

    def _noted(self, name: str, arguments: tuple[Any, ...] | None, parameters: list[str], ask: Any) -> Reply:
        reply: Reply | None = None
        try:
            reply = ask()
            return reply
        finally:
            check = os.environ["PYTEST_CURRENT_TEST"].split("::")[-1].split(" ")[0]
            data = reply.data if reply else None
            self.asked.append(Asked(check, name, arguments, parameters, data))


class _Recorder:
    def __init__(self) -> None:
        self.asked: list[Asked] = []

    @pytest.hookimpl(trylast=True)
    def pytest_configure(self, config: pytest.Config) -> None:
        config.pluginmanager.unregister(name="terminalreporter")
        config.stash[plugin.REACH] = self._reach

    def _reach(self, path: Path) -> _Recording:
        return _Recording(path, self.asked)


def asked_of(path: Path) -> list[Asked]:
    """Return all that the twelve checks ask of an answer file, in their order."""
    recorder = _Recorder()
    options = [
        "--rootdir",
        str(catalogue.root()),
        "--import-mode=importlib",
        "-p",
        "secondsource.grading.plugin",
    ]
    options += ["-p", "no:cacheprovider", "--answers", str(path)]
    with own_settings() as settings:
        checks = [str(EXERCISE.visible), str(EXERCISE.held_out)]
        pytest.main([*options, "-c", settings, *checks], plugins=[recorder])
    return recorder.asked


def recorded(place: Path) -> dict[Path, list[Asked]]:
    """Return what the checks ask of every answer in a class; equal answers are asked the same."""
    known: dict[str, list[Asked]] = {}
    for path in files(place):
        text = path.read_text(encoding="utf-8")
        known[text] = known.get(text) or asked_of(path)
    return {path: known[path.read_text(encoding="utf-8")] for path in files(place)}
