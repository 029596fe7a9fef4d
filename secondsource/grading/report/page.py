"""Puts the class report together: one HTML file that asks nothing of any network and runs nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from functools import cache
from pathlib import Path
from statistics import median
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from secondsource import catalogue, seeds
from secondsource.grading import totals
from secondsource.grading.gradebook import ClassMarks
from secondsource.grading.graded import Graded
from secondsource.grading.outputs import Outputs
from secondsource.grading.policy.final import plain as plain_mark
from secondsource.grading.report import bars, pictures
from secondsource.grading.report.axes import NARROW, WIDE
from secondsource.grading.report.beliefs import Beliefs, beliefs_of, middle
from secondsource.grading.report.numbers import FEW, Item, Line, Table, items, reliability, short, table_of
from secondsource.grading.report.similarity import (
    ALONE,
    CONTAINED,
    PUBLISHED,
    SHARED,
    SHINGLE,
    Likeness,
    Pair,
)
from secondsource.grading.tables import PROCESS_WARNING

NAME = "report.html"
SHOWN_BELIEFS = 12
SHOWN_PAIRS = 15
SHOWN_ODD = 8
AGAINST = -0.1
"""From this item-rest correlation downwards a check is named as one to read."""
CONSTANTS = {
    "few": FEW,
    "shingle": SHINGLE,
    "shared": SHARED,
    "contained": CONTAINED,
    "alone": ALONE,
    "published": PUBLISHED,
}
"""What the report says of how its figures come about."""


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("secondsource.grading.report"),
        autoescape=True,
        undefined=StrictUndefined,  # a name that is not given stops the report
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(percent=percent, signed=signed, plain=plain, short=short, two=two)
    return environment


def write_report(
    book: Iterable[Graded],
    likeness: Likeness,
    out: Path,
    assignment: str,
    marks: ClassMarks | None = None,
    outputs: Outputs | None = None,
) -> Path:
    """Write the report of a class into a folder, whole or not at all; return its path.

    `book` is read three times, one student at a time.
    """
    (outputs or Outputs(out)).write(NAME, report(book, likeness, assignment, marks))
    return out / NAME


def report(
    book: Iterable[Graded], likeness: Likeness, assignment: str, marks: ClassMarks | None = None
) -> str:
    """Return the report of a class as HTML, with the final marks where they are given.

    Whatever came from outside is escaped.
    """
    table = table_of(book, marks.policy.counts if marks else ())
    believed = beliefs_of(book, seeds.load_misconceptions())
    found = items(table)
    levels, open_ones = _open(book)
    return (
        _environment()
        .get_template("report.html")
        .render(
            assignment=assignment,
            course=catalogue.settings(),
            warning=PROCESS_WARNING if "process" in levels else "",
            constants=CONSTANTS,
            **_scores(table),
            **_final_marks(table, marks),
            **_standings(table, open_ones),
            **_items(found),
            **_believed(believed, len(table.present)),
            holders=likeness.holders,
            **_pairs(likeness.pairs),
        )
    )


def drawn(picture: Callable[..., str], *what: Any) -> list[tuple[str, Markup]]:
    """Return a picture twice, each with its class: for a screen or paper, and for a phone."""
    return [
        (style, Markup(picture(*what, wide)))  # noqa: S704 - ElementTree escaped it
        for style, wide in (("broad", WIDE), ("narrow", NARROW))
    ]


def _pairs(pairs: list[Pair]) -> dict[str, Any]:
    shown = pairs[:SHOWN_PAIRS]
    return {
        "pairs": shown,
        "more_pairs": len(pairs) - len(shown),
        "pairs_picture": drawn(bars.pair_bars, shown),
    }


def _open(book: Iterable[Graded]) -> tuple[set[str], list[Graded]]:
    """Return the isolation levels of a class, and those results whose owner is not known or that may lack a hand-in."""
    levels: set[str] = set()
    found = []
    for graded in book:
        levels.add(graded.level)
        if graded.standing in {"unmatched", "unclear"}:
            found.append(graded.model_copy(update={"exercises": [], "keys": {}}))
    return levels, found


def _standings(table: Table, open_ones: list[Graded]) -> dict[str, Any]:
    unclear = sorted(one.student.name for one in open_ones if one.standing == "unclear")
    unowned = [
        one.notes[0] if one.notes else one.student.name for one in open_ones if one.standing == "unmatched"
    ]
    ids = {one.student.id for one in open_ones}
    nobodys = {one.student.id for one in open_ones if one.standing == "unmatched"}
    absent = (line.student for line in table.lines if not line.handed_in and line.student.id not in ids)
    return {
        "students": len(table.lines) - len(unowned),
        "handed_in": sum(line.student.id not in nobodys for line in table.present),
        "absent": sorted(student.name for student in absent),
        "unclear": unclear,
        "unowned": unowned,
    }


def _scores(table: Table) -> dict[str, Any]:
    ranked = sorted(table.lines, key=lambda line: (-table.total(line), line.student.name))
    earned = [table.total(line) for line in table.present]
    return {
        "present": len(table.present),
        "sound": len(table.sound),
        "out_of": table.out_of,
        "middle": median(earned) if earned else 0,
        "exercises": table.exercises,
        "measuring": not all(totals.counts(name) for name, _ in table.exercises),
        "rows": [_row(table, line) for line in ranked],
        "grouped": len(ranked) > pictures.MOST_ROWS,
        "reliability": reliability(table),
        "histogram": drawn(bars.histogram, table),
        "heat_map": drawn(pictures.heat_map, table),
    }


def _final_marks(table: Table, marks: ClassMarks | None) -> dict[str, Any]:
    """Return final marks by id, where any is not what was earned, and the titles of what was left out."""
    differing = [line for line in marks or [] if line.differs and line.mark is not None]
    final = {line.student.id: (decimal(line.mark), "; ".join(line.why)) for line in marks or [] if differing}
    left_out = [
        title
        for number, (name, title) in enumerate(table.exercises)
        if totals.counts(name) and not table.counts(number)
    ]
    return {"final": final, "left_out": left_out}


def decimal(mark: Decimal | None) -> str:
    """Return a final mark, a dash for none."""
    return "–" if mark is None else plain_mark(mark)


def _row(table: Table, line: Line) -> dict[str, Any]:
    shares = [table.share(line, number) for number in range(len(table.exercises))]
    return {"name": line.student.name, "id": line.student.id, "total": table.total(line), "shares": shares,
            "handed_in": line.handed_in, "faulty": bool(line.faulty)}  # fmt: skip


def _items(found: list[Item]) -> dict[str, Any]:
    against = [item for item in found if item.apart is not None and item.apart <= AGAINST]
    odd = sorted(against, key=lambda item: item.apart or 0.0)[:SHOWN_ODD]
    return {
        "items": found,
        "odd": odd,
        "flat": sum(item.apart is None for item in found),
        "item_chart": drawn(pictures.item_chart, found, odd),
    }


def _believed(believed: Beliefs, present: int) -> dict[str, Any]:
    both = believed.both
    means = [middle([pair[side] for pair in both]) for side in (0, 1)] if both else []
    top = believed.held[:SHOWN_BELIEFS]
    return {
        "held": believed.held,
        "more_beliefs": len(believed.held) - len(top),
        "belief_bars": drawn(bars.belief_bars, top, present),
        "leanings": sorted(believed.leanings.items()),
        "leaning_chart": drawn(pictures.leaning_chart, believed.leanings),
        "checks": believed.checks,
        "both": len(both),
        "means": means,
        "before_after": drawn(pictures.before_after, both) if both else [],
    }


def percent(share: float | None) -> str:
    """Return a share as per cent, a dash for none."""
    return "–" if share is None else f"{share * 100:.0f} %"


def signed(number: float | None) -> str:
    """Return a correlation with its sign, a dash for none."""
    return "–" if number is None else f"{number:+.2f}".replace("-", "−")


def two(number: float) -> str:
    """Return a number with two digits behind the point."""
    return f"{number:.2f}".replace("-", "−")


def plain(number: float) -> str:
    """Return a number with one digit behind the point, none where it is whole."""
    return f"{number:.1f}".removesuffix(".0").replace("-", "−")
