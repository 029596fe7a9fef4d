"""Measures grading: ours against peers and against the least that forking costs, in one run.

    python bench/bench.py [--students 44] [--rounds 3] [--nbgrader PYTHON] [--otter PYTHON]

The same wrong and right answers for all: one exercise with twelve checks.  Peers run in environments of
their own; one that is not given is skipped, with a word.  Every figure is a median over the rounds.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from secondsource import catalogue
from secondsource.grading.classroom import Options, grade_class
from secondsource.grading.isolated import IsolatedFile
from secondsource.grading.sandbox import Warm

EXERCISE = catalogue.find("lesson1/ex5")[0]


def main() -> None:
    """Print a table and the figures as JSON."""
    given = _arguments()
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "class"
        hand_in(place, given.students)
        found = measured(place, Path(folder), given)
    ours = found["ours, sandbox"]
    say(
        f"{given.students} submissions, {given.rounds} rounds, {os.cpu_count()} cores, Python {platform.python_version()}"
    )
    for name, seconds in found.items():
        said = f"{seconds:8.2f} s   {seconds / ours:6.2f} of ours" if seconds else "skipped: not installed"
        say(f"{name:24} {said}")
    say(json.dumps(found))


def say(line: str) -> None:
    """Write a line, at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--students", type=int, default=44)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--nbgrader")
    parser.add_argument("--otter")
    return parser.parse_args()


def hand_in(place: Path, students: int) -> None:
    """Write a class: every second one answers right."""
    for number in range(students):
        path = place / f"student{number:04}" / EXERCISE.lesson / f"{EXERCISE.name}.py"
        path.parent.mkdir(parents=True)
        shutil.copy(EXERCISE.solution if number % 2 else EXERCISE.handed_out, path)


def measured(place: Path, folder: Path, given: argparse.Namespace) -> dict[str, float]:
    """Return the median seconds of each way to grade, 0 for one that is not here."""
    ways: dict[str, Callable[[], None]] = {
        "ours, sandbox": lambda: ours(place, folder, "sandbox", 1),
        "ours, sandbox, all cores": lambda: ours(place, folder, "sandbox", 0),
        "ours, process": lambda: ours(place, folder, "process", 1),
        "floor: fork and run": lambda: floor(place),
        "cold pytest": lambda: cold_pytest(place),
    }
    return {name: median_of(way, given.rounds) for name, way in ways.items()}


def median_of(way: Callable[[], None], rounds: int) -> float:
    """Return the median seconds of some rounds."""
    taken = []
    for _ in range(rounds):
        started = time.perf_counter()
        way()
        taken.append(time.perf_counter() - started)
    return round(statistics.median(taken), 3)


def ours(place: Path, folder: Path, level: str, jobs: int) -> None:
    """Grade the class as `secondsource grade` does, nothing kept from before."""
    out = folder / "out"
    shutil.rmtree(out, ignore_errors=True)
    outcome = grade_class(place, out, Options(level, jobs, True, None, (EXERCISE.id,)), lambda *_: None)  # type: ignore[arg-type]
    points = [one.points for one in outcome.book]
    assert points[0] == 0  # noqa: S101
    assert points[1] > 0  # noqa: S101


def floor(place: Path) -> None:
    """Start a process for each answer in the warm parent and end it: no checks at all."""
    with Warm("sandbox") as warm:
        for path in sorted(place.rglob("*.py")):
            file = IsolatedFile(path, warm)
            file._started()
            file.close()


def cold_pytest(place: Path) -> None:
    """Run pytest anew for each student, in their process, as most home-made graders do."""
    for path in sorted(place.rglob("*.py")):
        command = [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-p",
            "no:cacheprovider",
            str(EXERCISE.visible),
            "--answers",
            str(path),
        ]
        subprocess.run(command, cwd=catalogue.root(), capture_output=True, check=False)  # noqa: S603


def memory() -> int:
    """Return the most memory this process has used, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    main()
