"""The pytest plugin: the `answer` fixture, and a CheckResult for every check that uses it."""

from __future__ import annotations

import random
import traceback
from collections.abc import Callable, Generator
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from secondsource import catalogue, seeds
from secondsource.grading import limits
from secondsource.grading.answers import Answer, Reach, load
from secondsource.grading.contract import Contract, contract_in
from secondsource.grading.faults import OurFault
from secondsource.grading.marks import Wrong, words_for
from secondsource.grading.results import CheckResult, State, clean
from secondsource.grading.source import AnswerFault

RESULT = pytest.StashKey[CheckResult]()
REACH = pytest.StashKey[Callable[[Path], Reach]]()
"""How a session reaches the answer in a file, where it is not in this process."""
SETUP, CALL = "setup", "call"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--answers` and `--seed`."""
    group = parser.getgroup("secondsource")
    group.addoption(
        "--answers", default="solutions", help="folder of the answers to check (default: solutions)"
    )
    group.addoption("--seed", default="second source", help="what fresh texts are made from")


def pytest_configure(config: pytest.Config) -> None:
    """Declare the marks of a check."""
    config.addinivalue_line("markers", "points(worth): points a check is worth, 1 without it")
    config.addinivalue_line("markers", "hints(*texts): help for a check, from a nudge to nearly all")


@pytest.fixture
def answer(request: pytest.FixtureRequest) -> Answer:
    """Return the answer under check, as the exercise's contract describes it."""
    path, contract = _asked_for(request.path, request.config.getoption("--answers"), catalogue.root())
    return Answer(request.config.stash.get(REACH, _in_this_process)(path), contract)


@lru_cache(maxsize=200)
def _asked_for(check: Path, answers: str, _course: Path) -> tuple[Path, Contract]:
    exercise = catalogue.exercise_of(check)
    return answer_path(exercise, answers), contract_in(exercise.visible)


def _in_this_process(path: Path) -> Reach:
    return load(path, path.stat().st_mtime if path.is_file() else 0.0)


@pytest.fixture
def fresh(request: pytest.FixtureRequest) -> random.Random:
    """Return a random source for fresh texts: the same for the same seed, check and exercise."""
    seed = request.config.getoption("--seed")
    return random.Random(f"{seed}/{request.path.parent.parent.name}/{request.node.name}")  # noqa: S311 - texts, not secrets


@pytest.fixture
def measured() -> dict[str, int]:
    """Return a dictionary for what a check counts beside its points; reports on a class show it."""
    return {}


def answer_path(exercise: catalogue.Exercise, answers: str) -> Path:
    """Return the file that holds an exercise's answer in a folder of answers, or the file itself."""
    place = catalogue.answers(answers)
    return place if place.suffix == ".py" else place / exercise.lesson / f"{exercise.name}.py"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Keep a CheckResult for a check that ran, or whose setup failed."""
    report = yield
    over = call.when == CALL or (call.when == SETUP and call.excinfo is not None)
    if over and "answer" in getattr(item, "fixturenames", ()):
        item.stash[RESULT] = result_of(item, call, report)
    return report


def spare_tracebacks(items: list[pytest.Item]) -> None:
    """Have pytest draw no traceback where a check fails: it takes longer than the check, and nobody reads it."""
    for item in items:
        vars(item)["repr_failure"] = _in_short


def _in_short(error: pytest.ExceptionInfo[BaseException], *_: object) -> str:
    return f"{error.typename}: {error.value}"


def pytest_enter_pdb() -> None:
    """Let a student think as long as they like in the debugger."""
    limits.lift()


def result_of(item: pytest.Item, call: pytest.CallInfo[None], report: pytest.TestReport) -> CheckResult:
    """Return how one check ended, as a record.  Raises KeyError for a misconception nobody listed."""
    error = call.excinfo.value if call.excinfo else None
    about = _about(item)
    answer = getattr(item, "funcargs", {}).get("answer")
    state, facts = _verdict(error, answer if call.when == CALL else None)
    share = facts.pop("share")
    return CheckResult(
        check=item.name,
        title=about.title,
        state=state,
        points=int(about.worth * share + 1e-9),
        out_of=about.worth,
        held_out=about.held_out,
        hints=about.hints,
        printed=clean(report.capstdout),
        measures=(getattr(item, "funcargs", None) or {}).get("measured", {}),
        **_last_call(answer),
        **_cleaned(facts),
    )


def _cleaned(facts: dict[str, Any]) -> dict[str, Any]:
    """Return facts with their words cut and fit for a report: an answer may have written them."""
    return {name: clean(one) if isinstance(one, str) else one for name, one in facts.items()}


class _About(NamedTuple):
    """What is the same of a check whoever is checked."""

    title: str
    worth: int
    hints: list[str]
    held_out: bool


ABOUT = pytest.StashKey[_About]()


def _about(item: pytest.Item) -> _About:
    if ABOUT not in item.stash:
        hints = [str(text) for mark in item.iter_markers("hints") for text in mark.args]
        held_out = item.path.parent.name == catalogue.HELD_OUT
        item.stash[ABOUT] = _About(_title(item), _worth(item), hints, held_out)
    return item.stash[ABOUT]


def _worth(item: pytest.Item) -> int:
    mark = item.get_closest_marker("points")
    return int(mark.args[0]) if mark else 1


def _title(item: pytest.Item) -> str:
    lines = (getattr(getattr(item, "function", None), "__doc__", None) or "").strip().splitlines()
    return lines[0] if lines else item.name.removeprefix("test_").replace("_", " ")


def _last_call(answer: Answer | None) -> dict[str, Any]:
    """Return the last thing a check asked of the answer, and what came back."""
    return {"called": clean(answer._called), "came_back": clean(answer._came_back)} if answer else {}


def _verdict(error: BaseException | None, answer: Answer | None) -> tuple[State, dict[str, Any]]:
    """Return the state an error stands for, and the words that go with it."""
    if error is None:
        return State.PASSED, {"share": 1.0}
    if isinstance(error, AnswerFault):
        return error.state, {
            "share": 0.0, "message": error.says, "ask": error.ask, "line": error.line, "code": error.code,
            "cell": error.cell, "reported": error.reported,
        }  # fmt: skip
    if isinstance(error, Wrong):
        belief, ask = words_for(error.belief, seeds.load_misconceptions())
        return State.WRONG, {
            "share": error.share, "message": error.says, "ask": error.ask or ask,
            "misconception": error.belief, "belief": belief,
        }  # fmt: skip
    if isinstance(error, AssertionError):
        return State.WRONG, {"share": 0.0, "message": str(error).partition("\n")[0]}
    if answer and answer._gave and not isinstance(error, OurFault):
        return State.ERROR, {"share": 0.0} | _unusable(error, answer)
    words = "The check itself failed. This is our fault, not yours: please tell your instructor"
    return State.GRADER_FAULT, {"share": 0.0, "message": f"{words} ({type(error).__name__}: {error})."}


def _unusable(error: BaseException, answer: Answer) -> dict[str, str]:
    """Return the words for a check that failed on what an answer gave.

    All checks pass on the solutions, and say what is wrong with other values of the right type: where
    one fails, it is for what came back.
    """
    shown = clean(answer._came_back, 300).replace("”", '"')  # what came back does not end its own quotation
    came = f" It was “{shown}”." if shown else ""
    return {
        "message": f"No check can work with what came back last ({_kind(error)}).{came}",
        "ask": "Is that something the exercise allows?",
        "remark": "".join(traceback.format_exception(error, limit=-5)),
    }


def _kind(error: BaseException) -> str:
    return "it took too long" if isinstance(error, limits.TimedOut) else type(error).__name__
