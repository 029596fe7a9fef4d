"""Runs the checks of exercises in one quiet pytest session and returns their results."""

from __future__ import annotations

import contextlib
import io
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from secondsource import catalogue
from secondsource.catalogue import Exercise
from secondsource.grading import plugin
from secondsource.grading.answers import load
from secondsource.grading.results import CheckResult, ExerciseResult, State

LEFT_OUT = """cacheprovider doctest faulthandler junitxml legacypath logging pastebin recwarn setuponly setupplan
    stepwise subtests threadexception unittest unraisableexception""".split()
"""Parts of pytest that no check of ours uses; each costs time at every Check, in a page most of all."""

OWN_OPTIONS = ("PYTEST_ADDOPTS", "PYTEST_PLUGINS")
"""Where whoever runs us may have set something for pytest: meant for tests of their own."""

OnResult = Callable[[Exercise, CheckResult], None]


def run_checks(
    exercises: Iterable[Exercise],
    answers: str,
    *,
    held_out: bool = False,
    seed: str = "second source",
    on_result: OnResult = lambda _exercise, _result: None,
) -> list[ExerciseResult]:
    """Return the results of the exercises' checks on a folder of answers (or one answer file).

    `held_out` adds the instructor's checks; `on_result` is told of every check as it ends.
    A check file that cannot be run gives a grader fault, never a silent nothing.
    """
    chosen = list(exercises)
    collector = _Collector(on_result)
    files = [file for one in chosen for file in _check_files(one, held_out)]
    said = _pytest(files, answers, seed, collector)
    return [_result(one, answers, collector.found.get(one, []), held_out, said) for one in chosen]


class _Collector:
    """Gathers CheckResults while pytest runs."""

    def __init__(self, on_result: OnResult) -> None:
        self.found: dict[Exercise, list[CheckResult]] = {}
        self.faults: list[str] = []
        self._on_result = on_result

    @pytest.hookimpl(trylast=True)
    def pytest_configure(self, config: pytest.Config) -> None:
        """Silence pytest's own report; its options stay, for the debugger reads them."""
        config.pluginmanager.unregister(name="terminalreporter")

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        plugin.spare_tracebacks(items)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            self.faults.append(report.longreprtext[-500:])

    @pytest.hookimpl(trylast=True)
    def pytest_runtest_teardown(self, item: pytest.Item) -> None:
        result = item.stash.get(plugin.RESULT, None)
        if result is not None:
            exercise = catalogue.exercise_of(item.path)
            self.found.setdefault(exercise, []).append(result)
            self._on_result(exercise, result)


def _check_files(exercise: Exercise, held_out: bool) -> list[Path]:
    return [exercise.visible, exercise.held_out] if held_out else [exercise.visible]


def _pytest(files: list[Path], answers: str, seed: str, collector: _Collector) -> str:
    """Run pytest on these files alone, with no settings but these; return what it printed."""
    options = [
        *options_for(files), "-p", "secondsource.grading.plugin", "--disable-plugin-autoload",
        *(word for name in LEFT_OUT for word in ("-p", f"no:{name}")),
        f"--answers={answers}", f"--seed={seed}", "-W", "ignore",
    ]  # fmt: skip
    said = io.StringIO()
    with contextlib.redirect_stderr(said), own_settings() as settings:
        run_pytest([*options, "-c", settings], files, collector)
    return "\n".join([said.getvalue().strip(), *collector.faults]).strip()


def options_for(files: list[Path]) -> list[str]:
    """Return pytest's options for where these checks lie; above a lesson's folder it reads nothing, of ours or of anybody's."""
    above = [f"--confcutdir={_inside(file.parent)}" for file in files[:1]]
    return ["--rootdir=.", "--import-mode=importlib", *above]


def run_pytest(options: list[str], files: list[Path], plugin: object) -> None:
    """Run pytest on these files of the course with one plugin more.

    They are named from the course's folder, which may be called anything: in a longer path pytest would
    take `::` and brackets for parts of a test's name, and a dollar for a variable.
    """
    here = os.getcwd()  # noqa: PTH109 - goes to chdir and nowhere else
    try:
        os.chdir(catalogue.root())
        pytest.main([*options, *map(_inside, files)], plugins=[plugin, _BackHome(here)])
    finally:
        os.chdir(here)


class _BackHome:
    """Goes back to the folder we were called in, as soon as pytest has read its arguments."""

    def __init__(self, folder: str) -> None:
        self._folder = folder

    @pytest.hookimpl(tryfirst=True)
    def pytest_configure(self) -> None:
        os.chdir(self._folder)


def _inside(path: Path) -> str:
    """Return a path of the course as seen from its folder."""
    return Path(os.path.relpath(path, catalogue.root())).as_posix()


@contextlib.contextmanager
def own_settings() -> Iterator[str]:
    """Give the path of a settings file that sets nothing, so that no stray pytest.ini or variable counts."""
    stray = {name: os.environ.pop(name) for name in OWN_OPTIONS if name in os.environ}
    try:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "pytest.ini"
            path.write_text("[pytest]\n", encoding="utf-8")
            yield str(path)
    finally:
        os.environ.update(stray)


def _result(
    exercise: Exercise, answers: str, checks: list[CheckResult], held_out: bool, said: str
) -> ExerciseResult:
    path = plugin.answer_path(exercise, answers)
    changed = path.stat().st_mtime if path.is_file() else 0.0
    file = load(path, changed)
    return ExerciseResult(
        lesson=exercise.lesson,
        exercise=exercise.name,
        title=exercise.title,
        file=_shown(file.path),
        notes=file.notes,
        checks=checks or [_fault(exercise, said)],
        more_held_out=exercise.held_out.is_file() and not held_out,
    )


def _shown(path: Path) -> str:
    return str(path.relative_to(catalogue.root())) if path.is_relative_to(catalogue.root()) else str(path)


def _fault(exercise: Exercise, said: str) -> CheckResult:
    return CheckResult(
        check="collection",
        title="The checks of this exercise can be run",
        state=State.GRADER_FAULT,
        points=0,
        out_of=1,
        message=f"No check of {exercise.id} ran. This is our fault, not yours. {said[-600:]}",
    )
