"""Lesson 2's figure: how many pairs of texts MinHash and LSH leave to compare, by threshold.

The numbers were computed beforehand by docs/examples/lesson2_scale.py and are read from beside it.
"""

from __future__ import annotations

from math import log10
from xml.etree import ElementTree as ET

from secondsource import catalogue, drawing
from secondsource.models import Record

TITLE = "Pairs left to compare, by threshold"
WIDE, NARROW = 660, 358
HEIGHT, TOP, BOTTOM, LEFT = 330, 44, 46, 62
"""Height of the drawing, and the room around the lines."""
DECADES = (100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000)
Point = tuple[float, float]


class ScaleRow(Record):
    """What happened at one threshold."""

    threshold: float
    similar: int
    """Pairs that truly are at least that similar."""
    candidates: int
    """Pairs that LSH proposes."""
    found: int
    """Of the truly similar pairs, those it proposes."""


class Scale(Record):
    """One run over a library of made-up texts."""

    texts: int
    pairs: int
    """All pairs there are."""
    rows: list[ScaleRow]


class Measured(Record):
    """The committed numbers: the run that is shown, and a small one that a test repeats."""

    full: Scale
    small: Scale


def measured() -> Measured:
    """Return the committed numbers.  Raises ValidationError where the file holds something else."""
    path = catalogue.docs() / "examples" / "lesson2_scale.json"
    return Measured.model_validate_json(path.read_text(encoding="utf-8"))


def figure(scale: Scale, width: int) -> ET.Element:
    """Return the chart, in a width for desks or for phones."""
    root = drawing.canvas(f"lesson2-scale-{width}", TITLE, _description(scale), width, HEIGHT)
    _axes(root, scale, width)
    _line(root, "line low", [(row.threshold, scale.pairs) for row in scale.rows], width)
    _line(root, "line", [(row.threshold, row.candidates) for row in scale.rows], width)
    _line(root, "line moderate", [(row.threshold, row.similar) for row in scale.rows], width)
    for row in scale.rows:
        left, top = _at((row.threshold, row.similar), width)
        drawing.put(root, "rect", "square", x=left - 5, y=top - 5, width=10, height=10)
        left, top = _at((row.threshold, row.candidates), width)
        drawing.put(root, "circle", "dot", cx=left, cy=top, r=3.5)
    _labels(root, scale, width)
    return root


def _description(scale: Scale) -> str:
    told = "; ".join(
        f"at {row.threshold:.1f}, {row.candidates:,} proposed and {row.similar:,} truly similar"
        for row in scale.rows
    )
    return (
        f"{scale.texts:,} made-up texts give {scale.pairs:,} pairs. The lower the threshold, the more pairs are "
        f"proposed: {told}. The table below has the same numbers."
    )


def _at(point: Point, width: int) -> Point:
    """Return where a threshold and a number of pairs stand in the drawing."""
    threshold, pairs = point
    across = LEFT + (threshold - 0.05) / 0.9 * (width - LEFT - 14)
    low, high = log10(DECADES[0]), log10(DECADES[-1])
    up = (log10(pairs) - low) / (high - low) * (HEIGHT - TOP - BOTTOM)
    return across, HEIGHT - BOTTOM - up


def _axes(root: ET.Element, scale: Scale, width: int) -> None:
    for decade in DECADES:
        _, top = _at((0.5, decade), width)
        drawing.put(root, "line", "rule", x1=LEFT, x2=width - 14, y1=top, y2=top)
        text = drawing.put(root, "text", "small soft", x=LEFT - 8, y=top + 4, text_anchor="end")
        text.text = f"{decade:,}" if decade < 1_000_000 else f"{decade // 1_000_000} million"
    for row in scale.rows:
        left, _ = _at((row.threshold, DECADES[0]), width)
        label = drawing.put(root, "text", "small soft", x=left, y=HEIGHT - BOTTOM + 20, text_anchor="middle")
        label.text = f"{row.threshold:.1f}"
    drawing.lines(root, "small soft", ["pairs"], 4, TOP - 22, 14)
    drawing.lines(root, "small soft", ["threshold: Jaccard similarity asked for"], LEFT, HEIGHT - 6, 14)


def _line(root: ET.Element, style: str, points: list[Point], width: int) -> None:
    places = [_at(point, width) for point in points]
    path = " L".join(f"{left:.1f} {top:.1f}" for left, top in places)
    drawing.put(root, "path", style, d=f"M{path}")


def _labels(root: ET.Element, scale: Scale, width: int) -> None:
    """Name the lines where they have room: two below their line, one above."""
    told = [
        (f"all pairs: {scale.pairs:,}", 0.1, scale.pairs, 20),
        ("● proposed by LSH", 0.36, scale.rows[0].candidates, -8),
        ("□ truly that similar", 0.12, scale.rows[-1].similar, 10),
    ]
    for label, threshold, pairs, shift in told:
        left, top = _at((threshold, pairs), width)
        drawing.lines(root, "strong", [label], left, top + shift, 14)
