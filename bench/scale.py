"""How grading grows: seconds against submissions, memory against submissions, a full course for a large class."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from bench import classes, graders
from bench.clock import clocked
from secondsource import catalogue, drawing
from secondsource.grading.example_class import write_class

SAMPLE = 0.1
"""Seconds between two looks at the memory; the kernel keeps each process's peak, so none is missed by much."""
WIDE, HIGH, LEFT, BOTTOM = 560, 320, 60, 46


@dataclass(frozen=True)
class Line:
    """A straight line through what was measured."""

    slope: float
    """Seconds a submission."""
    intercept: float
    """Seconds that a class costs before its first submission."""
    fit: float
    """r²: 1 where the points lie on the line."""


@dataclass(frozen=True)
class Used:
    """What one run of `secondsource grade` took."""

    seconds: float
    grader: int
    """Peak of the command itself, in MB."""
    worker: int
    """Peak of the largest process it started, in MB."""


def seconds_for(sizes: list[int], rounds: int, work: Path) -> dict[int, float]:
    """Return the median seconds for classes of these sizes, on all cores, sizes taken in turn."""
    runs = {size: graders.ours(classes.hand_in(work / f"class_{size}", size), work, 0) for size in sizes}
    taken: dict[int, list[float]] = {size: [] for size in sizes}
    for _ in range(rounds):
        for size, run in runs.items():
            taken[size].append(clocked(run).wall)
    return {size: statistics.median(some) for size, some in taken.items()}


def line_through(points: dict[int, float]) -> Line:
    """Return the least-squares line.  Raises StatisticsError for fewer than two sizes."""
    sizes, seconds = list(points), list(points.values())
    slope, intercept = statistics.linear_regression(sizes, seconds)
    return Line(slope, intercept, statistics.correlation(sizes, seconds) ** 2)


def memory_for(students: int, work: Path) -> Used:
    """Return what the command takes for a class of one exercise."""
    place = classes.hand_in(work / f"memory_{students}", students)
    return command(place, work / f"memory_{students}_out", "--only", classes.EXERCISE.id)


def full_course(students: int, work: Path) -> Used:
    """Return what the command takes for an invented class and every exercise of the course."""
    place = write_class(work / f"full_{students}", students=students)
    return command(place, work / f"full_{students}_out")


def in_turn(students: int, other: Path, rounds: int, work: Path) -> list[tuple[Used, Used]]:
    """Return what the full course takes here, and in another checkout with a `.venv` of its own, round by round."""
    place = write_class(work / f"turns_{students}", students=students)
    found = []
    for number in range(rounds):
        ours = command(place, work / f"turns_ours_{number}")
        found.append((ours, command(place, work / f"turns_other_{number}", course=other.resolve())))
    return found


def command(place: Path, out: Path, *more: str, course: Path | None = None) -> Used:
    """Run `secondsource grade` and return what it took.  Raises RuntimeError where it fails."""
    python = course / ".venv" / "bin" / "python" if course else sys.executable
    given = [str(python), "-m", "secondsource", "grade", str(place), "--out", str(out), *more]
    started = time.perf_counter()
    peaks: dict[int, int] = {}
    with subprocess.Popen(
        given, cwd=course or catalogue.root(), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    ) as process:
        while process.poll() is None:
            for pid in family(process.pid):
                peaks[pid] = max(peaks.get(pid, 0), peak(pid))
            time.sleep(SAMPLE)
        said = process.stderr.read() if process.stderr else ""
    if process.returncode:
        raise RuntimeError(f"secondsource grade ended with {process.returncode}: {said.strip()[-300:]}")
    grader = peaks.pop(process.pid)
    return Used(time.perf_counter() - started, grader, max(peaks.values(), default=0))


def family(pid: int) -> list[int]:
    """Return a process and all that it started and that still run."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    except OSError:
        return []
    return [pid, *(one for child in children for one in family(int(child)))]


def peak(pid: int) -> int:
    """Return the most memory a process has held, in MB; 0 for one that is gone."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    except OSError:
        return 0
    found = [line.split()[1] for line in status.splitlines() if line.startswith("VmHWM:")]
    return int(found[0]) // 1024 if found else 0


def drawn(points: dict[int, float], line: Line) -> str:
    """Return the measured points and the line through them, as SVG."""
    most, longest = max(points), max(points.values()) * 1.1
    across, up = (WIDE - LEFT - 30) / most, (HIGH - BOTTOM - 40) / longest
    said = f"{line.slope * 1000:.0f} ms a submission and {line.intercept:.1f} s for the class, r² = {line.fit:.4f}"
    root = drawing.canvas("bench-line", "Seconds against submissions", said, WIDE, HIGH)
    floor = HIGH - BOTTOM
    drawing.put(root, "line", "lane", x1=LEFT, y1=floor, x2=WIDE - 20, y2=floor)
    drawing.put(root, "line", "lane", x1=LEFT, y1=floor, x2=LEFT, y2=30)
    ends = (0, line.intercept), (most, line.intercept + line.slope * most)
    (x1, y1), (x2, y2) = ((LEFT + x * across, floor - max(y, 0) * up) for x, y in ends)
    drawing.put(root, "line", "line", x1=x1, y1=y1, x2=x2, y2=y2)
    for size, seconds in points.items():
        left, top = LEFT + size * across, floor - seconds * up
        drawing.put(root, "circle", "dot", cx=left, cy=top, r=4.5)
        drawing.put(root, "text", "small", x=left, y=floor + 16, text_anchor="middle").text = str(size)
        drawing.put(
            root, "text", "small soft", x=left - 8, y=top - 8, text_anchor="end"
        ).text = f"{seconds:.1f} s"
    drawing.put(
        root, "text", "small", x=WIDE / 2, y=HIGH - 10, text_anchor="middle"
    ).text = "submissions in the class"
    drawing.put(root, "text", "strong", x=LEFT, y=18).text = said
    return drawing.written(root)


def cores() -> int:
    """Return how many processors there are."""
    return os.cpu_count() or 1
