"""The report's maps and plots, as inline SVG: each says the same as the table behind it."""

from __future__ import annotations

from collections import Counter
from statistics import fmean
from xml.etree.ElementTree import Element

from secondsource.drawing import canvas, lines, put, written
from secondsource.grading.detection import Detection
from secondsource.grading.report.axes import NARROW, WIDE, caption, cut, grid, label
from secondsource.grading.report.beliefs import middle
from secondsource.grading.report.numbers import Item, Line, Table, short

MOST_ROWS = 60
"""Lines of the heat map; in a larger class a line stands for several students."""
SHADES = 5
ROOM = 20
"""How wide a cell is that holds a number."""
Place = tuple[float, float]
MEANS = 110
"""How much room the name of a mean needs to its left."""
BESIDE = 13
"""How far before and after are drawn from their place, to the left and to the right: often it is the same one."""


def heat_map(table: Table, wide: int = WIDE) -> str:
    """Return students by exercise, the highest total first, on a phone in shades alone."""
    rows = heat_rows(table)
    left, letters = (104, 17) if wide == NARROW else (190, 28)
    top, high = 46, 18
    root = canvas(f"heat-{wide}", "Students by exercise",
                  "Share of the points each student earned in each exercise, in per cent.",
                  wide, top + high * len(rows) + 10)  # fmt: skip
    step = (wide - left) / max(len(table.exercises), 1)
    _heads(root, [short(name) for name, _ in table.exercises], left, top, step)
    for line, (name, shares) in enumerate(rows):
        y = top + line * high
        lines(root, "small", [cut(name, letters)], 0, y + 13, 0)
        for number, share in enumerate(shares):
            _cell(root, left + number * step, y, step, high, share)
    return written(root)


def _heads(root: Element, names: list[str], left: float, top: float, step: float) -> None:
    """Write the columns' heads; where they are narrow, the lesson once, and the exercise below it."""
    before = ""
    for number, name in enumerate(names):
        at = left + (number + 0.5) * step
        if step >= ROOM:
            label(root, "small strong", at, top - 10, name)
            continue
        lesson, _, exercise = name.partition(".")
        label(root, "small soft", at, top - 8, exercise)
        if lesson != before:
            label(root, "small strong", at, top - 24, lesson)
        before = lesson


def heat_rows(table: Table) -> list[tuple[str, list[float | None]]]:
    """Return the lines of the heat map: a student each, or in a large class the mean of several."""
    ranked = sorted(table.lines, key=lambda line: (-table.total(line), line.student.name))
    size = -(-len(ranked) // MOST_ROWS)
    if size <= 1:
        return [(line.student.name, _shares(table, line)) for line in ranked]
    groups = [(start, ranked[start : start + size]) for start in range(0, len(ranked), size)]
    return [(f"places {start + 1} to {start + len(group)}", _mean(table, group)) for start, group in groups]


def _shares(table: Table, line: Line) -> list[float | None]:
    return [table.share(line, number) for number in range(len(table.exercises))]


def _mean(table: Table, group: list[Line]) -> list[float | None]:
    columns = zip(*(_shares(table, line) for line in group), strict=True)
    known = [[share for share in column if share is not None] for column in columns]
    return [fmean(column) if column else None for column in known]


def _cell(root: Element, x: float, y: float, wide: float, high: float, share: float | None) -> None:
    if share is None:
        label(root, "small soft", x + wide / 2, y + 13, "–")
        return
    shade = min(int(share * SHADES), SHADES - 1)
    gap = min(1, wide / 16)
    put(root, "rect", f"heat{shade}", x=x + gap, y=y + 1, width=wide - 2 * gap, height=high - 2)
    if wide < ROOM:
        return
    label(root, f"tiny on{shade}", x + wide / 2, y + 13, f"{share * 100:.0f}")


def item_chart(found: list[Item], odd: list[Item], wide: int = WIDE) -> str:
    """Return every check by difficulty and discrimination, the odd ones with their numbers."""
    left, top, across, tall = 36, 20, wide - 60, 300
    root = canvas(
        f"items-{wide}", "Checks", "Difficulty across, item-rest correlation upwards.", wide, tall + 90
    )
    shares = ["0 %", "25 %", "50 %", "75 %", "100 %"]
    grid(root, (left, top, across, tall), shares, ["1", "0.5", "0", "−0.5", "−1"])
    named: dict[Place, list[str]] = {}
    for item in found:
        if item.apart is not None:
            x, y = left + item.easy * across, top + (1 - item.apart) / 2 * tall
            put(root, "circle", "look" if item in odd else "point", cx=x, cy=y, r=4)
            if item in odd:
                named.setdefault((x // 24 * 24, y // 14 * 14), []).append(str(item.number))
    for (x, y), numbers in named.items():
        lines(root, "small strong", [", ".join(numbers)], x + 10, y + 26, 0)
    caption(root, wide, top + tall + 44, "share of the points earned: hard on the left, easy on the right")
    lines(root, "small soft", ["goes with the rest"], left + 6, top + 14, 0)
    return written(root)


def leaning_chart(leanings: Counter[tuple[int, int]], wide: int = WIDE) -> str:
    """Return how many trusting and how many suspicious beliefs students showed."""
    most = max([number for both in leanings for number in both] + [3])
    top, size = 24, 310
    left, beside, below = (30, 0, size + 100) if wide == NARROW else (40, 430, 120)
    step = size / (most + 1)
    root = canvas(f"leaning-{wide}", "Trust and suspicion",
                  "Students by the number of trusting and of suspicious beliefs they showed.",
                  wide, size + (190 if wide == NARROW else 80))  # fmt: skip
    for number in range(most + 1):
        label(root, "small soft", left + (number + 0.5) * step, top + size + 18, str(number))
        label(root, "small soft", left - 14, top + size - (number + 0.5) * step + 4, str(number))
    put(root, "path", "lane", d=f"M{left} {top}V{top + size}H{left + size}", fill="none")
    put(root, "line", "rule", x1=left, y1=top + size, x2=left + size, y2=top)
    top_count = max(leanings.values(), default=1)
    for (trusting, suspicious), count in sorted(leanings.items()):
        x, y = left + (trusting + 0.5) * step, top + size - (suspicious + 0.5) * step
        put(root, "circle", "point", cx=x, cy=y, r=5 + 0.4 * step * (count / top_count) ** 0.5)
        label(root, "strong on4", x, y + 5, str(count))
    label(root, "small soft", left + size / 2, top + size + 44, "trusting beliefs shown")
    lines(root, "small soft", ["suspicious beliefs shown: upwards"], left + 8, top - 8, 0)
    lines(root, "", ["Number in a circle: students.", "Low and left: few wrong beliefs.",
                     "Above the line: leaning to suspicion.", "Below it: leaning to trust."], beside, below, 22)  # fmt: skip
    return written(root)


def before_after(both: list[tuple[Detection, Detection]], wide: int = WIDE) -> str:
    """Return everybody's way from the entry check to the exit check, and the class's mean."""
    left, top, room, tall = 40, 20, wide - 80, 320
    low = -1 if all(one.d_prime >= -1 for pair in both for one in pair) else -3
    says = "Bias across, d′ upwards; a line from entry to exit."
    root = canvas(f"learning-{wide}", "Before and after", says, wide, tall + 95)
    across = ["−2: says yes", "−1", "0", "1", "2: says no"]
    grid(root, (left, top, room, tall), across, [f"{n}".replace("-", "−") for n in range(3, low - 1, -1)])

    def place(bias: float, d_prime: float) -> Place:
        return left + (bias + 2) / 4 * room, top + (3 - d_prime) / (3 - low) * tall

    starts = [_beside(place(before.bias, before.d_prime), -BESIDE) for before, _ in both]
    ends = [_beside(place(after.bias, after.d_prime), BESIDE) for _, after in both]
    ways = Counter(zip(starts, ends, strict=True))
    for (start, end), count in sorted(ways.items()):
        put(root, "line", "way", x1=start[0], y1=start[1], x2=end[0], y2=end[1], stroke_width=count**0.5)
    _stations(root, "hollow", "strong", Counter(starts))
    _stations(root, "point", "strong on4", Counter(ends))
    _means(root, *(place(*middle([pair[side] for pair in both])) for side in (0, 1)))
    says = "criterion c: to the left believes too much, to the right too little; upwards: tells them apart better"
    caption(root, wide, top + tall + 44, says)
    return written(root)


def _beside(place: Place, step: float) -> Place:
    return place[0] + step, place[1]


def _stations(root: Element, style: str, ink: str, counts: Counter[Place]) -> None:
    for (x, y), count in sorted(counts.items()):
        put(root, "circle", style, cx=x, cy=y, r=7 + 2 * count**0.5)
        label(root, ink, x, y + 4.5, str(count))


def _means(root: Element, start: Place, end: Place) -> None:
    put(root, "line", "mean", x1=start[0], y1=start[1], x2=end[0], y2=end[1])
    put(root, "circle", "look", cx=end[0], cy=end[1], r=5)
    for (x, y), text in ((start, "mean, before"), (end, "mean, after")):
        beside = {"x": x - 12, "text_anchor": "end"} if x > MEANS else {"x": x + 12}
        put(root, "text", "strong", y=y + 4, **beside).text = text
