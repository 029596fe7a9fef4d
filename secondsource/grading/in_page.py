"""Checks an answer inside a page, where Python runs in a worker and nothing can interrupt it.

The page keeps time: it is told of each call of the student's code, ends the worker when one does not
come back, and runs the checks again in a fresh worker with that call marked as one that never ends.
So the results are those of `secondsource check`.
"""

from __future__ import annotations

import gc
import json
from collections.abc import Callable, Collection
from functools import cache
from typing import TYPE_CHECKING

from secondsource import catalogue
from secondsource.grading import limits
from secondsource.grading.answers import load
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

_written: set[str] = set()
"""Exercises whose file here is no longer the one handed out."""


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
    _write_all(answers)
    _write(exercise, text)
    load.cache_clear()
    limits.watch = Clock(tell, endless).watch
    try:
        return run_checks([exercise], FOLDER)[0]
    finally:
        limits.watch = None


def prepare(name: str, text: str | None = None, filled_in: bool = True) -> None:
    """Run an exercise's checks once, so that the first answer finds everything read, compiled and warm.

    `text` is a student's file whose checks came to their end before.  Without one the file handed out is run, with
    an answer made up or (where `filled_in` is false) as it is; that does nothing once a student's file has taken
    the place of the one handed out: its code may never end.
    """
    _build_records()
    if text is None and name in _written:
        return
    exercise = catalogue.find(name)[0]
    handed_out = exercise.handed_out.read_text(encoding="utf-8")
    answer = made_up(handed_out, contract_in(exercise.visible)) if filled_in else handed_out
    check(name, answer if text is None else text).model_dump_json()
    if text is None:
        _write(exercise, handed_out)
        _written.discard(name)
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

    files = _write_all(answers)
    limits.watch = Clock(tell, endless).watch
    try:
        return pasted.assess(text, FOLDER, frozenset(files))
    finally:
        limits.watch = None


def _write_all(answers: str) -> dict[str, str]:
    files: dict[str, str] = json.loads(answers)
    for name, text in files.items():
        _write(catalogue.find(name)[0], text)
    return files


def _write(exercise: catalogue.Exercise, text: str) -> None:
    if exercise.id not in _written:
        keep_handed_out(exercise)
    _written.add(exercise.id)
    path = catalogue.answers(FOLDER) / exercise.lesson / f"{exercise.name}.py"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="")
