"""The report's bars, as inline SVG: scores, wrong beliefs, shared code."""

from __future__ import annotations

from itertools import pairwise

from secondsource.drawing import canvas, lines, put, wrapped, written
from secondsource.grading.report.axes import NARROW, WIDE, bar, caption, cut, label
from secondsource.grading.report.beliefs import Held
from secondsource.grading.report.numbers import Table, bins
from secondsource.grading.report.similarity import Pair


def histogram(table: Table, wide: int = WIDE) -> str:
    """Return how many students earned how much."""
    counts, left, floor, tall = bins(table), 20, 210, 170
    root = canvas(f"scores-{wide}", "Scores", "Students for each tenth of the points.", wide, 270)
    top, step = max([*counts, 1]), (wide - 2 * left) / len(counts)
    for number, count in enumerate(counts):
        at, high = left + number * step, count / top * tall
        put(root, "rect", "fill", x=at + 2, y=floor - high, width=step - 4, height=high)
        if count:
            label(root, "strong", at + step / 2, floor - high - 6, str(count))
    for tenth in range(0, len(counts) + 1, 2 if wide == NARROW else 1):
        label(root, "small soft", left + tenth * step, floor + 24, f"{tenth * 100 // len(counts)} %")
    put(root, "line", "lane", x1=left, x2=wide - left, y1=floor, y2=floor)
    caption(root, wide, floor + 50, "share of all points")
    return written(root)


def belief_bars(held: list[Held], present: int, wide: int = WIDE) -> str:
    """Return the commonest wrong beliefs by the number of students who showed them, on a phone below their words."""
    narrow = wide == NARROW
    texts = [wrapped(one.belief.belief, 50 if narrow else 62) for one in held]
    tops = [0]
    for text in texts:
        tops.append(tops[-1] + 16 * len(text) + (40 if narrow else 14))
    root = canvas(
        f"beliefs-{wide}", "Wrong beliefs", "How many students showed each belief.", wide, tops[-1] + 10
    )
    left, most = (0, wide - 70) if narrow else (440, wide - 500)
    for one, text, (top, bottom) in zip(held, texts, pairwise(tops), strict=True):
        lines(root, "", text, 0, top + 18, 16)
        middle = bottom - 22 if narrow else (top + bottom) / 2
        bar(root, left, middle, one.students / max(present, 1) * most, f"{one.students} of {present}")
    return written(root)


def pair_bars(found: list[Pair], wide: int = WIDE) -> str:
    """Return the pairs that share most, on a phone the bar below the names."""
    narrow = wide == NARROW
    step = 52 if narrow else 30
    says = "Shingles that two students share and few others have."
    root = canvas(f"pairs-{wide}", "Shared code", says, wide, step * len(found) + 10)
    most = max([pair.shared for pair in found] + [1])
    for number, pair in enumerate(found):
        y = number * step + 20
        lines(root, "", [f"{cut(pair.one.name, 24)} and {cut(pair.other.name, 24)}"], 0, y, 0)
        left, room, middle = (0, wide - 50, y + 18) if narrow else (400, wide - 500, y - 5)
        bar(root, left, middle, pair.shared / most * room, str(pair.shared))
    return written(root)
