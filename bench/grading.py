"""Measures grading against its peers, against the least that forking costs, and against itself as a class grows.

    make bench                     a few minutes
    make bench LONG=1              also 2,000 submissions, and the full course for 500 students
    python -m bench.grading --parts full --against ../before
                                   the full course here and in another checkout with a .venv of its own, in turn

In one run and in turn: machines are never quiet, so only ratios taken side by side mean anything.  What
is measured is written to results/bench_grading.json and results/bench_linearity.svg.
"""

from __future__ import annotations

import argparse
import functools
import json
import platform
import statistics
import tempfile
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from operator import attrgetter
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from bench import classes, graders, machine, scale
from bench.clock import Taken, clocked
from secondsource import __version__, catalogue

OURS, BARE = "ours, one worker", "ours, no sandbox"
WALL, PROCESSOR = attrgetter("wall"), attrgetter("processor")
PARTS = ["peers", "line", "memory", "full"]
SIZES, MORE_SIZES = [25, 50, 100, 200], [400, 800]
FULL, FULL_MINUTES = 500, 5
BEFORE = 0.6
"""Times what the checkout before takes that the full course may take."""
FLAT = 1.25
"""Memory counts as flat where twenty times the submissions take at most this much of it."""
console = Console(highlight=False, width=120)


@dataclass
class Way:
    """One way to grade, and what it took."""

    name: str
    prepare: Callable[[Path, Path], graders.Run]
    submissions: int
    target: str = ""
    least: float = 0.0
    """Times our seconds that it should take at least."""
    most: float = 0.0
    """Times its seconds that we may take at most."""
    sandboxed: bool = False
    """Whether its processor time cannot be counted."""
    each: list[Taken] = field(default_factory=list)
    """What a submission took, round by round."""
    skipped: str = ""


def ways(students: int) -> list[Way]:
    """Return what is compared; slow graders get fewer submissions of the same class."""
    few, one_by_one = min(students, graders.FEW), min(students, graders.ONE_BY_ONE)
    return [
        Way(OURS, lambda place, work: graders.ours(place, work, 1), students, sandboxed=True),
        Way("ours, all cores", lambda place, work: graders.ours(place, work, 0), students, sandboxed=True),
        Way(BARE, lambda place, work: graders.ours(place, work, 1, "process"), students),
        Way("floor: fork and call", lambda place, _: graders.floor(place), students, "ours ≤ 1.5 times", most=1.5, sandboxed=True),
        Way("floor, no sandbox", lambda place, _: graders.floor(place, "process"), students),
        Way("cold pytest", lambda place, _: graders.cold_pytest(place, few), few, "≥ 12 times ours", least=12),
        Way("otter, API", functools.partial(graders.otter_api, students=few), few, "≥ 40 times ours", least=40),
        Way("otter run", functools.partial(graders.otter_run, students=one_by_one), one_by_one),
        Way("nbgrader autograde", functools.partial(graders.nbgrader, students=few), few, "≥ 33 times ours", least=33),
    ]  # fmt: skip


def main() -> None:
    """Measure, say what was found, and write it down."""
    given = _arguments()
    out = catalogue.root() / "results"
    out.mkdir(exist_ok=True)
    costs = machine.costs()
    found: dict[str, Any] = {"machine": _machine(), "costs in ms": asdict(costs), "given": vars(given)}
    with tempfile.TemporaryDirectory(prefix="secondsource_bench_") as folder:
        work = Path(folder)
        console.print(f"{given.students} submissions, {classes.CHECKS} checks each; {_machine()}; {costs}")
        if "peers" in given.parts:
            found["ways"] = compared(given.students, given.rounds, work, costs)
        if "line" in given.parts:
            found["line"] = grown(given.long, given.rounds, work, out / "bench_linearity.svg")
        if "memory" in given.parts:
            found["memory"] = remembered(100, 2_000 if given.long else 200, work)
        if "full" in given.parts and given.against:
            found["full course, in turn"] = turned(given.full, Path(given.against), given.rounds, work)
        elif "full" in given.parts:
            found["full course"] = taught(given.full, work)
    (out / "bench_grading.json").write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    console.print(f"Written: {escape(str(out / 'bench_grading.json'))}")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure grading.")
    parser.add_argument("--students", type=int, default=44, help="submissions that ours and the floor get")
    parser.add_argument("--rounds", type=int, default=3, help="how often each way is run, all ways in turn")
    parser.add_argument("--long", action="store_true", help="also 2,000 submissions and a full course")
    parser.add_argument("--full", type=int, default=FULL, help="students of the full course")
    parser.add_argument(
        "--against",
        metavar="FOLDER",
        help="a checkout with a .venv of its own: the full course in both, in turn",
    )
    parser.add_argument("--parts", nargs="+", choices=PARTS, help="what to measure; the last only if --long")
    given = parser.parse_args()
    given.parts = given.parts or (PARTS if given.long else PARTS[:-1])
    return given


def _machine() -> str:
    return f"{scale.cores()} cores, Python {platform.python_version()}, Second Source {__version__}"


# --- peers ------------------------------------------------------------------------------------


def compared(students: int, rounds: int, work: Path, costs: machine.Costs) -> list[dict[str, Any]]:
    """Measure all ways in turn and return what each took, with its factor of ours."""
    place = classes.hand_in(work / "class", students)
    every = ways(students)
    runs = {way.name: run for way in every if (run := _prepared(way, place, work))}
    for number in range(rounds):
        for way in every:
            if way.name in runs and not way.skipped:
                console.print(f"round {number + 1} of {rounds}: {way.name} …", style="dim")
                _clock(way, runs[way.name])
    ours, bare = (next(way for way in every if way.name == name) for name in (OURS, BARE))
    rows = [_row(way, ours, bare) for way in every]
    console.print(_table(rows, costs), NOTES, sep="\n")
    return rows


def _prepared(way: Way, place: Path, work: Path) -> graders.Run | None:
    try:
        return way.prepare(place, work)
    except graders.Skipped as why:
        way.skipped = str(why)
        return None


def _clock(way: Way, run: graders.Run) -> None:
    try:
        taken = clocked(run)
        way.each.append(Taken(taken.wall / way.submissions, taken.processor / way.submissions))
    except graders.Skipped as why:
        way.skipped = str(why)


def _row(way: Way, ours: Way, bare: Way) -> dict[str, Any]:
    """Return what is shown and kept of a way: medians, and the median of the factors taken round by round."""
    about = {"way": way.name, "submissions": way.submissions, "target": way.target}
    lacking = way.skipped or ours.skipped or bare.skipped
    if lacking:
        return {**about, "skipped": lacking}
    factor = _factor(way, ours, WALL)
    return {
        **about,
        "seconds": statistics.median(map(WALL, way.each)),
        "factor": factor,
        "processor seconds": None if way.sandboxed else statistics.median(map(PROCESSOR, way.each)),
        "processor factor": None if way.sandboxed else _factor(way, bare, PROCESSOR),
        "reached": factor >= way.least if way.least else factor >= 1 / way.most if way.most else None,
        "each": [asdict(one) for one in way.each],
    }


def _factor(way: Way, ours: Way, clock: Callable[[Taken], float]) -> float:
    return statistics.median(
        clock(one) / clock(other) for one, other in zip(way.each, ours.each, strict=True)
    )


def _table(rows: list[dict[str, Any]], costs: machine.Costs) -> Table:
    meant = "" if costs.round_trip >= machine.DEAR else ": waiting is cheap here, and the factors are smaller"
    about = f"On this machine {costs}. Targets are for {machine.DEAR} ms a round trip or more{meant}."
    table = Table(title="Seconds a submission", caption=about)
    for name in ("way", "submissions", "seconds", "of ours", "processor", "of ours", "target", "reached"):
        table.add_column(name, justify="left" if name in {"way", "target"} else "right")
    for row in rows:
        if "skipped" in row:
            table.add_row(row["way"], "", "skipped", "", "", "", escape(row["skipped"]))
            continue
        reached = {True: "yes", False: "[red]no[/]", None: ""}[row["reached"]]
        numbers = [row[name] for name in ("seconds", "factor", "processor seconds", "processor factor")]
        cells = [str(row["submissions"]), *("–" if one is None else f"{one:.3g}" for one in numbers)]
        table.add_row(row["way"], *cells, row["target"], reached)
    return table


NOTES = (
    "Every second answer is right, the others are recorded wrong answers. A way that gives other marks than these "
    "is skipped.\nSeconds are medians, for one submission; “processor” is the time on all cores together: on a busy machine it is the "
    "one to trust.\nA factor is the median of the factors of each round; above 1 is slower than one worker of ours. What runs in a "
    "sandbox cannot be counted by the processor’s clock: there the factor is of ours without one.\n"
    "The floor forks a process for each answer, closes it in as grading does, loads the file and makes the very calls "
    "that the checks make of it, all in one message. It judges nothing, and no pytest runs.\nnbgrader and otter get notebooks with the "
    "same answers and twelve tests that make the same calls and compare with the solution’s values, without feedback. "
    "Slow ways get fewer submissions, as the table says.\n"
)


# --- scale ------------------------------------------------------------------------------------


def grown(long: bool, rounds: int, work: Path, picture: Path) -> dict[str, Any]:
    """Measure classes of several sizes, draw them, and return the line through them."""
    points = scale.seconds_for(SIZES + (MORE_SIZES if long else []), rounds, work)
    line = scale.line_through(points)
    picture.write_text(scale.drawn(points, line), encoding="utf-8")
    said = ", ".join(f"{size}: {seconds:.1f} s" for size, seconds in points.items())
    console.print(f"All cores, {said}.")
    console.print(
        f"Fitted: {line.slope * 1000:.1f} ms a submission and {line.intercept:.1f} s for the class, r² = {line.fit:.4f}.\n"
    )
    return {"seconds": points, **asdict(line)}


def remembered(few: int, many: int, work: Path) -> dict[str, Any]:
    """Measure the memory of a small and of a large class."""
    small, large = scale.memory_for(few, work), scale.memory_for(many, work)
    flat = large.grader <= FLAT * small.grader and large.worker <= FLAT * small.worker
    for students, used in ((few, small), (many, large)):
        console.print(
            f"{students} submissions: grader {used.grader} MB, largest worker {used.worker} MB, {used.seconds:.0f} s"
        )
    console.print(f"Memory is {'flat' if flat else '[red]not flat[/]'} (at most {FLAT} times).\n")
    return {str(few): asdict(small), str(many): asdict(large), "flat": flat}


def taught(students: int, work: Path) -> dict[str, Any]:
    """Measure the full course for a large class."""
    used = scale.full_course(students, work)
    limit = FULL_MINUTES * 60 * students / FULL
    reached = "reached" if used.seconds <= limit else "[red]not reached[/]"
    console.print(
        f"Full course, {students} students: {used.seconds:.0f} s, grader {used.grader} MB, largest worker "
        f"{used.worker} MB. Target {FULL} in {FULL_MINUTES} minutes, so {limit:.0f} s here: {reached}.\n"
    )
    return {"students": students, **asdict(used), "limit": limit}


def turned(students: int, other: Path, rounds: int, work: Path) -> dict[str, Any]:
    """Measure the full course here and in another checkout, in turn."""
    pairs = scale.in_turn(students, other, rounds, work)
    factor = statistics.median(ours.seconds / before.seconds for ours, before in pairs)
    ours, before = (statistics.median(one.seconds for one in column) for column in zip(*pairs, strict=True))
    console.print(
        f"Full course, {students} students, in turn: {ours:.0f} s here, {before:.0f} s in {escape(str(other))}: "
        f"{factor:.2f} times. Target ≤ {BEFORE}: {'reached' if factor <= BEFORE else '[red]not reached[/]'}.\n"
    )
    return {
        "students": students,
        "factor": factor,
        "seconds": [[one.seconds for one in pair] for pair in pairs],
    }


if __name__ == "__main__":
    main()
