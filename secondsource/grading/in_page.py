"""Checks an answer inside a page, where Python runs in a worker and nothing can interrupt it.

The page keeps time: it is told of each call of the student's code, ends the worker when one does not
come back, and runs the checks again in a fresh worker with that call marked as one that never ends.
So the results are those of `secondsource check`.

While an exercise is checked, the file system holds its answer and those that it works with, and nothing else
of a student's; afterwards it holds none.
"""

from __future__ import annotations

import gc
import json
import linecache
import sys
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from secondsource import catalogue
from secondsource.grading import limits
from secondsource.grading.answers import load, module_name
from secondsource.grading.cells import keep_handed_out
from secondsource.grading.contract import contract_in
from secondsource.grading.made_up import made_up
from secondsource.grading.results import ExerciseResult
from secondsource.grading.run import run_checks
from secondsource.models import Record

if TYPE_CHECKING:
    from secondsource.pasted import Pasted

SECONDS = 6.0
"""How long one call may take: Python in a page is about three times as slow as on the machine itself."""
FOLDER = "exercises"

_met: set[str] = set()
"""Exercises of which a student's text has run here."""

_last: set[Path] = set()
"""Whose files lay here last."""


class Clock:
    """Counts the calls of the student's code, tells of each, and knows which ones never ended."""

    def __init__(self, tell: Callable[[int], object], endless: Collection[int]) -> None:
        """Keep whom to tell, and the numbers of the calls that never ended before."""
        self.calls, self._tell, self._endless = 0, tell, set(endless)

    def watch(self, seconds: float) -> None:
        """Tell that the next call begins, or with 0 that it is over.  Raises TimedOut where it never ends."""
        if not seconds:
            self._tell(0)
            return
        self.calls += 1
        if self.calls in self._endless:
            raise limits.TimedOut(SECONDS)
        self._tell(self.calls)


def check(
    name: str,
    text: str,
    answers: str = "{}",
    tell: Callable[[int], object] = lambda _number: None,
    endless: Collection[int] = (),
) -> ExerciseResult:
    """Return the results of an exercise's visible checks on this answer file.

    `answers` is JSON: the files the student has written in, by exercise, which lesson 5 works with.
    `tell` gets the number of each call as it begins, and 0 when it is over; `endless` are numbers told before of calls that
    did not end.  Raises CatalogueError for an exercise there is none of.
    """
    exercise = catalogue.find(name)[0]
    _met.add(exercise.id)
    with _laid_out({**json.loads(answers), exercise.id: text}), _watched(tell, endless):
        return run_checks([exercise], FOLDER)[0]


def prepare(name: str, text: str | None = None, filled_in: bool = True) -> None:
    """Run an exercise's checks once, so that the first answer finds everything read, compiled and warm.

    `text` is a student's file whose checks came to their end before.  Without one the file handed out is run, with
    an answer made up or (where `filled_in` is false) as it is; that does nothing once a student's text of it has run
    here, which is warm then.
    """
    _build_records()
    if text is None and name in _met:
        return
    exercise = catalogue.find(name)[0]
    handed_out = exercise.handed_out.read_text(encoding="utf-8")
    answer = made_up(handed_out, contract_in(exercise.visible)) if filled_in else handed_out
    check(name, answer if text is None else text).model_dump_json()
    if text is None:
        _met.discard(exercise.id)
    gc.collect()
    gc.freeze()  # what is here now stays: looking through it at every check takes longer than the check


@cache
def _build_records() -> None:
    """Build what checks values, for every kind of record: otherwise the first value of each kind waits for it."""
    kinds = [Record]
    for kind in kinds:
        kinds += kind.__subclasses__()
        kind.model_rebuild()


def assess(
    text: str,
    answers: str,
    tell: Callable[[int], object] = lambda _number: None,
    endless: Collection[int] = (),
) -> Pasted:
    """Return what the student's own functions and the plain methods find in a pasted text.

    `answers` is JSON: the files the student has written in, by exercise; the rest is as for `check`.
    Raises CatalogueError for an exercise there is none of.
    """
    from secondsource import pasted  # a quarter of all that a page imports, and lessons need none of it

    files = json.loads(answers)
    with _laid_out(files), _watched(tell, endless):
        return pasted.assess(text, FOLDER, frozenset(files))


@contextmanager
def _watched(tell: Callable[[int], object], endless: Collection[int]) -> Iterator[None]:
    limits.watch = Clock(tell, endless).watch
    try:
        yield
    finally:
        limits.watch = None


@contextmanager
def _laid_out(files: dict[str, str]) -> Iterator[None]:
    """Put answers, by exercise, in the place of what was handed out; afterwards nothing of them is left."""
    exercises = {catalogue.find(name)[0]: text for name, text in files.items()}
    for exercise in exercises:
        keep_handed_out(exercise)
    places = {_place(exercise): text for exercise, text in exercises.items()}
    stood = {path: path.read_bytes() if path.is_file() else None for path in places}
    if not _last <= places.keys():
        gc.collect()  # circles in which an answer to another exercise may still hang; too slow to be done every time
    _last.clear()
    _last.update(places)
    try:
        for path, text in places.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="")
        yield
    finally:
        for path, before in stood.items():
            path.unlink() if before is None else path.write_bytes(before)
        _forget(places)


def _forget(places: Collection[Path]) -> None:
    """Let go of the modules and lines of answers."""
    load.cache_clear()
    for path in places:
        sys.modules.pop(module_name(path), None)
        linecache.cache.pop(str(path), None)


def _place(exercise: catalogue.Exercise) -> Path:
    return catalogue.answers(FOLDER) / exercise.lesson / f"{exercise.name}.py"
