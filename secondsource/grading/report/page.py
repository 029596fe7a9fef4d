"""Puts the class report together: one HTML file that asks nothing of any network and runs nothing."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from statistics import median
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from secondsource import catalogue, seeds
from secondsource.grading.classroom import Graded
from secondsource.grading.formats import PROCESS_WARNING
from secondsource.grading.report import pictures
from secondsource.grading.report.beliefs import Beliefs, beliefs_of, middle
from secondsource.grading.report.numbers import FEW, Item, Line, Table, items, reliability, short, table_of
from secondsource.grading.report.similarity import ALONE, CONTAINED, SHARED, SHINGLE, Pair

NAME = "report.html"
SHOWN_BELIEFS = 12
SHOWN_PAIRS = 15
SHOWN_ODD = 8
AGAINST = -0.1
"""From this item-rest correlation downwards a check is named as one to read."""


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


def write_report(book: Iterable[Graded], pairs: list[Pair], out: Path, assignment: str) -> Path:
    """Write the report of a class into a folder, whole or not at all; return its path.

    `book` is read three times, one student at a time.
    """
    path = out / NAME
    out.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{NAME}.new")
    draft.write_text(report(book, pairs, assignment), encoding="utf-8", errors="replace", newline="\n")
    draft.replace(path)
    return path


def report(book: Iterable[Graded], pairs: list[Pair], assignment: str) -> str:
    """Return the report of a class as HTML.  Whatever came from outside is escaped."""
    table = table_of(book)
    believed = beliefs_of(book, seeds.load_misconceptions())
    found = items(table)
    levels = {graded.level for graded in book}
    return (
        _environment()
        .get_template("report.html")
        .render(
            assignment=assignment,
            course=catalogue.settings(),
            warning=PROCESS_WARNING if "process" in levels else "",
            constants={
                "few": FEW,
                "shingle": SHINGLE,
                "shared": SHARED,
                "contained": CONTAINED,
                "alone": ALONE,
            },
            **_scores(table),
            **_items(found),
            **_believed(believed, len(table.present)),
            pairs=pairs[:SHOWN_PAIRS],
            more_pairs=max(0, len(pairs) - SHOWN_PAIRS),
            pairs_picture=Markup(pictures.pair_bars(pairs[:SHOWN_PAIRS])),  # noqa: S704 - ElementTree escaped it
        )
    )


def _scores(table: Table) -> dict[str, Any]:
    ranked = sorted(table.lines, key=lambda line: (-table.total(line), line.student.name))
    totals = [table.total(line) for line in table.present]
    return {
        "students": len(table.lines),
        "present": len(table.present),
        "sound": len(table.sound),
        "absent": [line.student.name for line in ranked if not line.handed_in],
        "out_of": table.out_of,
        "middle": median(totals) if totals else 0,
        "exercises": table.exercises,
        "measuring": len(table.counted) < len(table.columns),
        "rows": [_row(table, line) for line in ranked],
        "grouped": len(ranked) > pictures.MOST_ROWS,
        "reliability": reliability(table),
        "histogram": Markup(pictures.histogram(table)),  # noqa: S704 - ElementTree escaped it
        "heat_map": Markup(pictures.heat_map(table)),  # noqa: S704
    }


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
        "item_chart": Markup(pictures.item_chart(found, odd)),  # noqa: S704 - ElementTree escaped it
    }


def _believed(believed: Beliefs, present: int) -> dict[str, Any]:
    both = believed.both
    means = [middle([pair[side] for pair in both]) for side in (0, 1)] if both else []
    top = believed.held[:SHOWN_BELIEFS]
    return {
        "held": believed.held,
        "more_beliefs": len(believed.held) - len(top),
        "belief_bars": Markup(pictures.belief_bars(top, present)),  # noqa: S704 - ElementTree escaped it
        "leanings": sorted(believed.leanings.items()),
        "leaning_chart": Markup(pictures.leaning_chart(believed.leanings)),  # noqa: S704
        "checks": believed.checks,
        "both": len(both),
        "means": means,
        "before_after": Markup(pictures.before_after(both)) if both else "",  # noqa: S704
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
