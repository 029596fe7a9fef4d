"""The ways to grade that are compared: ours, the least that forking costs, cold pytest, nbgrader, otter.

A way is prepared once and then run as often as wanted; preparing it also grades once, so that a way
that gives other marks is not measured.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from bench import classes, translated
from bench.classes import CHECKS, EXERCISE
from secondsource import catalogue
from secondsource.grading.answers import Call
from secondsource.grading.classroom import Options, grade_class
from secondsource.grading.isolated import IsolatedFile
from secondsource.grading.sandbox import Level, Warm
from secondsource.grading.source import AnswerFault

Run = Callable[[], None]
ENVIRONMENTS = Path(".cache/bench")
FEW, ONE_BY_ONE = 8, 3
"""Submissions for slow graders: those that start once for all, and those that start anew for each."""


class Skipped(Exception):
    """A grader is not measured; the message says why."""


# --- ours -------------------------------------------------------------------------------------


def ours(place: Path, work: Path, jobs: int, level: Level = "sandbox") -> Run:
    """Return a run of `secondsource grade`'s own function over a class, nothing kept from before."""
    options = Options(level=level, jobs=jobs, exercises=(EXERCISE.id,))
    out = work / f"ours_{jobs}_{level}"

    def run() -> None:
        shutil.rmtree(out, ignore_errors=True)
        outcome = grade_class(place, out, options, lambda *_: None)
        _demand_marks([one.exercises[0].points == one.exercises[0].out_of for one in outcome.book])

    return run


def floor(place: Path, level: Level = "sandbox") -> Run:
    """Return the least that forking costs, with nothing judged and no pytest.

    For each answer a process is forked and closed in, loads the file, and is asked in one message what the
    checks ask of this very answer.
    """
    recorded = classes.recorded(place)

    def run() -> None:
        with Warm(level) as warm:
            for path, asked in recorded.items():
                _asked_again(IsolatedFile(path, warm), asked)

    return run


def _asked_again(file: IsolatedFile, asked: list[classes.Asked]) -> None:
    file.keep({one.name: None for one in asked if one.arguments is None})
    file.announce(
        [Call(one.name, one.arguments, {}, one.parameters) for one in asked if one.arguments is not None]
    )
    for one in asked:
        with contextlib.suppress(AnswerFault):
            if one.arguments is None:
                file.read(one.name)
            else:
                file.call(one.name, one.arguments, {}, one.parameters)
    file.close()


def cold_pytest(place: Path, students: int) -> Run:
    """Return pytest started anew for each answer, with the same checks, in the answer's own process."""
    checks = [str(EXERCISE.visible), str(EXERCISE.held_out)]
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *checks, "--answers"]
    command[3:3] = [
        "-p",
        "secondsource.grading.plugin",
        "--import-mode=importlib",
        "--confcutdir=tests/lesson2_syndication",
    ]

    def run() -> None:
        ended = [_quietly([*command, str(path)]).returncode for path in classes.files(place)[:students]]
        _demand_marks([code == 0 for code in ended])

    return run


# --- others -----------------------------------------------------------------------------------


def environment(name: str) -> Path:
    """Return the programs folder of a grader's own environment, made at the first use.  Raises Skipped."""
    root = catalogue.root()
    folder, pins = root / ENVIRONMENTS / name, root / "bench" / "peers" / f"{name}.txt"
    stamp = folder / "installed.txt"
    wanted = f"# {folder}: its programs name it, so it cannot be moved\n{pins.read_text(encoding='utf-8')}"
    if not stamp.is_file() or stamp.read_text(encoding="utf-8") != wanted:
        shutil.rmtree(folder, ignore_errors=True)
        install = [
            str(folder / "bin" / "python"),
            "-m",
            "pip",
            "install",
            "-q",
            "--only-binary=:all:",
            "-r",
            str(pins),
        ]
        for command in ([sys.executable, "-m", "venv", str(folder)], install):
            ended = _quietly(command)
            if ended.returncode:
                raise Skipped(f"{name} cannot be installed ({_last_line(ended.stderr)})")
        stamp.write_text(wanted, encoding="utf-8")
    return folder / "bin"


def nbgrader(place: Path, work: Path, students: int) -> Run:
    """Return `nbgrader autograde` over a class of notebooks.  Raises Skipped where it cannot be had."""
    program, course = environment("nbgrader") / "nbgrader", work / "nbgrader"
    tests = _tests(place)
    _write(course / "source" / "ps1" / "p.ipynb", translated.nbgrader_notebook(_solution(), tests))
    for path in classes.files(place)[:students]:
        text = path.read_text(encoding="utf-8")
        target = course / "submitted" / path.parent.parent.name / "ps1" / "p.ipynb"
        _write(target, translated.nbgrader_notebook(text, tests))
    _demanded([str(program), "generate_assignment", "ps1"], course)

    def run() -> None:
        shutil.rmtree(course / "autograded", ignore_errors=True)
        _demanded([str(program), "autograde", "ps1", "--force"], course)
        with contextlib.closing(sqlite3.connect(course / "gradebook.db")) as book:
            marks = book.execute(NBGRADER_MARKS).fetchall()
        _demand_marks([points == CHECKS for _, points in marks])

    return run


NBGRADER_MARKS = """
select submitted_assignment.student_id, sum(grade.auto_score) from grade
join submitted_notebook on submitted_notebook.id = grade.notebook_id
join submitted_assignment on submitted_assignment.id = submitted_notebook.assignment_id
group by submitted_assignment.student_id order by submitted_assignment.student_id
"""


def otter_api(place: Path, work: Path, students: int) -> Run:
    """Return otter's `grade_submission`, called for one notebook after the other in one process.  Raises Skipped."""
    programs, course = environment("otter"), _otter_course(place, work, students)
    names = [str(path) for path in sorted(course.glob("*.ipynb"))]

    def run() -> None:
        said = _demanded([str(programs / "python"), "-c", OTTER, *names], course)
        _demand_marks([float(line) == CHECKS for line in said.splitlines() if line.strip()])

    return run


OTTER = """
import sys
from otter.api import grade_submission
for name in sys.argv[1:]:
    print(grade_submission(name, "autograder.zip", quiet=True).total)
"""


def otter_run(place: Path, work: Path, students: int) -> Run:
    """Return `otter run`, started anew for each notebook.  Raises Skipped."""
    programs, course = environment("otter"), _otter_course(place, work, students)
    names = sorted(course.glob("*.ipynb"))[:students]

    def run() -> None:
        for path in names:
            _demanded(
                [str(programs / "otter"), "run", "-a", "autograder.zip", "--no-logo", str(path)], course
            )

    return run


def _otter_course(place: Path, work: Path, students: int) -> Path:
    course = work / f"otter_{students}"
    for test in _tests(place):
        _write(course / "tests" / f"{test.name}.py", translated.otter_test(test))
    for path in classes.files(place)[:students]:
        notebook = translated.plain_notebook(path.read_text(encoding="utf-8"))
        _write(course / f"{path.parent.parent.name}.ipynb", notebook)
    generate = [
        "generate",
        "-t",
        "tests",
        "-o",
        "autograder.zip",
        "--no-environment",
        "--no-requirements",
        "--no-config",
    ]
    _demanded([str(environment("otter") / "otter"), *generate], course)
    return course


def _tests(place: Path) -> list[translated.Test]:
    return list(translated.tests_of(classes.asked_of(classes.files(place)[0])))  # the first is right


def _solution() -> str:
    return EXERCISE.solution.read_text(encoding="utf-8")


def _demand_marks(full: Iterable[bool]) -> None:
    """Go on where every second student, the first included, has full marks and no other has.  Raises Skipped."""
    for number, is_full in enumerate(full):
        if is_full != (number % 2 == 0):
            raise Skipped(f"student {number} got other marks than they should")


def _demanded(command: list[str], folder: Path) -> str:
    ended = _quietly(command, folder)
    if ended.returncode:
        raise Skipped(f"{Path(command[0]).name} {command[1]} failed ({_last_line(ended.stderr)})")
    return ended.stdout


def _quietly(command: list[str], folder: Path | None = None) -> subprocess.CompletedProcess[str]:
    beside = (
        f"{Path(command[0]).parent}{os.pathsep}{os.environ.get('PATH', '')}"  # nbgrader starts others by name
    )
    where = {"PYTHONPATH": str(catalogue.root()), "PATH": beside, "JUPYTER_PLATFORM_DIRS": "1"}
    return subprocess.run(
        command,
        cwd=folder or catalogue.root(),
        env={**os.environ, **where},
        capture_output=True,
        text=True,
        check=False,
    )


def _last_line(text: str) -> str:
    return (text.strip().splitlines() or ["it said nothing"])[-1][-200:]


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
