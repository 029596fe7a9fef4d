"""The report's pictures, as inline SVG: each says the same as the table behind it."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from statistics import fmean
from xml.etree.ElementTree import Element

from secondsource.grading.detection import Detection
from secondsource.grading.report.beliefs import Held, middle
from secondsource.grading.report.numbers import Item, Line, Table, bins, short
from secondsource.grading.report.similarity import Pair
from secondsource.site.drawing import canvas, lines, put, wrapped, written

WIDE = 860
MOST_ROWS = 60
"""Lines of the heat map; in a larger class a line stands for several students."""
SHADES = 5
Place = tuple[float, float]
BESIDE = 13
"""How far before and after are drawn from their place, to the left and to the right: often it is the same one."""


def histogram(table: Table) -> str:
    """Return how many students earned how much."""
    counts, left, floor, tall = bins(table), 50, 210, 170
    root = canvas("scores", "Scores", "Students for each tenth of the points.", WIDE, 270)
    top, step = max([*counts, 1]), (WIDE - left - 40) / len(counts)
    for number, count in enumerate(counts):
        at, high = left + number * step, count / top * tall
        put(root, "rect", "fill", x=at + 2, y=floor - high, width=step - 4, height=high)
        if count:
            _label(root, "strong", at + step / 2, floor - high - 6, str(count))
        _label(root, "small soft", at, floor + 24, f"{number * 100 // len(counts)} %")
    _label(root, "small soft", left + len(counts) * step, floor + 24, "100 %")
    put(root, "line", "lane", x1=left, x2=WIDE - 40, y1=floor, y2=floor)
    _label(root, "small soft", WIDE / 2, floor + 50, "share of all points")
    return written(root)


def heat_map(table: Table) -> str:
    """Return students by exercise, the highest total first."""
    rows = heat_rows(table)
    left, top, high = 190, 46, 18
    root = canvas("heat", "Students by exercise",
                  "Share of the points each student earned in each exercise, in per cent.",
                  WIDE, top + high * len(rows) + 10)  # fmt: skip
    step = (WIDE - left) / max(len(table.exercises), 1)
    for number, (name, _) in enumerate(table.exercises):
        _label(root, "small strong", left + (number + 0.5) * step, top - 10, short(name))
    for line, (name, shares) in enumerate(rows):
        y = top + line * high
        lines(root, "small", [_cut(name, 28)], 0, y + 13, 0)
        for number, share in enumerate(shares):
            _cell(root, left + number * step, y, step, high, share)
    return written(root)


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
        _label(root, "small soft", x + wide / 2, y + 13, "–")
        return
    shade = min(int(share * SHADES), SHADES - 1)
    put(root, "rect", f"heat{shade}", x=x + 1, y=y + 1, width=wide - 2, height=high - 2)
    _label(root, f"tiny on{shade}", x + wide / 2, y + 13, f"{share * 100:.0f}")


def item_chart(found: list[Item], odd: list[Item]) -> str:
    """Return every check by difficulty and discrimination, the odd ones with their numbers."""
    left, top, wide, tall = 60, 20, WIDE - 90, 300
    root = canvas("items", "Checks", "Difficulty across, item-rest correlation upwards.", WIDE, tall + 80)
    _grid(
        root,
        (left, top, wide, tall),
        ["0 %", "25 %", "50 %", "75 %", "100 %"],
        ["1", "0.5", "0", "−0.5", "−1"],
    )
    named: dict[Place, list[str]] = {}
    for item in found:
        if item.apart is not None:
            x, y = left + item.easy * wide, top + (1 - item.apart) / 2 * tall
            put(root, "circle", "look" if item in odd else "point", cx=x, cy=y, r=4)
            if item in odd:
                named.setdefault((x // 24 * 24, y // 14 * 14), []).append(str(item.number))
    for (x, y), numbers in named.items():
        lines(root, "small strong", [", ".join(numbers)], x + 10, y + 26, 0)
    _label(
        root,
        "small soft",
        left + wide / 2,
        top + tall + 44,
        "share of the points earned: hard on the left, easy on the right",
    )
    lines(root, "small soft", ["goes with the rest"], left + 6, top + 14, 0)
    return written(root)


def belief_bars(held: list[Held], present: int) -> str:
    """Return the commonest wrong beliefs by the number of students who showed them."""
    texts = [wrapped(one.belief.belief, 62) for one in held]
    tops = [0]
    for text in texts:
        tops.append(tops[-1] + 16 * len(text) + 14)
    root = canvas("beliefs", "Wrong beliefs", "How many students showed each belief.", WIDE, tops[-1] + 10)
    for one, text, (top, bottom) in zip(held, texts, pairwise(tops), strict=True):
        lines(root, "", text, 0, top + 18, 16)
        wide = one.students / max(present, 1) * (WIDE - 500)
        put(root, "rect", "fill", x=440, y=(top + bottom) / 2 - 8, width=wide, height=16)
        lines(root, "strong", [f"{one.students} of {present}"], 448 + wide, (top + bottom) / 2 + 4, 0)
    return written(root)


def leaning_chart(leanings: Counter[tuple[int, int]]) -> str:
    """Return how many trusting and how many suspicious beliefs students showed."""
    most = max([number for both in leanings for number in both] + [3])
    left, top, size = 70, 20, 340
    step = size / (most + 1)
    root = canvas("leaning", "Trust and suspicion",
                  "Students by the number of trusting and of suspicious beliefs they showed.", WIDE, size + 80)  # fmt: skip
    for number in range(most + 1):
        _label(root, "small soft", left + (number + 0.5) * step, top + size + 18, str(number))
        _label(root, "small soft", left - 14, top + size - (number + 0.5) * step + 4, str(number))
    put(root, "path", "lane", d=f"M{left} {top}V{top + size}H{left + size}", fill="none")
    put(root, "line", "rule", x1=left, y1=top + size, x2=left + size, y2=top)
    top_count = max(leanings.values(), default=1)
    for (trusting, suspicious), count in sorted(leanings.items()):
        x, y = left + (trusting + 0.5) * step, top + size - (suspicious + 0.5) * step
        put(root, "circle", "point", cx=x, cy=y, r=5 + 0.4 * step * (count / top_count) ** 0.5)
        _label(root, "strong on4", x, y + 5, str(count))
    _label(root, "small soft", left + size / 2, top + size + 44, "trusting beliefs shown")
    lines(root, "small soft", ["suspicious beliefs shown: upwards"], left + 8, top + 6, 0)
    lines(root, "", ["Number in a circle: students.", "", "Low and left: few wrong beliefs.",
                     "Above the line: leaning to suspicion.", "Below it: leaning to trust."], 470, 120, 22)  # fmt: skip
    return written(root)


def before_after(both: list[tuple[Detection, Detection]]) -> str:
    """Return everybody's way from the entry check to the exit check, and the class's mean."""
    left, top, wide, tall = 60, 20, WIDE - 90, 320
    low = -1 if all(one.d_prime >= -1 for pair in both for one in pair) else -3
    root = canvas(
        "learning", "Before and after", "Bias across, d′ upwards; a line from entry to exit.", WIDE, tall + 80
    )
    across = ["−2: says yes", "−1", "0", "1", "2: says no"]
    _grid(root, (left, top, wide, tall), across, [f"{n}".replace("-", "−") for n in range(3, low - 1, -1)])

    def place(bias: float, d_prime: float) -> Place:
        return left + (bias + 2) / 4 * wide, top + (3 - d_prime) / (3 - low) * tall

    starts = [_beside(place(before.bias, before.d_prime), -BESIDE) for before, _ in both]
    ends = [_beside(place(after.bias, after.d_prime), BESIDE) for _, after in both]
    ways = Counter(zip(starts, ends, strict=True))
    for (start, end), count in sorted(ways.items()):
        put(root, "line", "way", x1=start[0], y1=start[1], x2=end[0], y2=end[1], stroke_width=count**0.5)
    _stations(root, "hollow", "strong", Counter(starts))
    _stations(root, "point", "strong on4", Counter(ends))
    _means(root, *(place(*middle([pair[side] for pair in both])) for side in (0, 1)))
    says = "criterion c: to the left believes too much, to the right too little; upwards: tells them apart better"
    _label(root, "small soft", left + wide / 2, top + tall + 44, says)
    return written(root)


def _beside(place: Place, step: float) -> Place:
    return place[0] + step, place[1]


def _stations(root: Element, style: str, ink: str, counts: Counter[Place]) -> None:
    for (x, y), count in sorted(counts.items()):
        put(root, "circle", style, cx=x, cy=y, r=7 + 2 * count**0.5)
        _label(root, ink, x, y + 4.5, str(count))


def _means(root: Element, start: Place, end: Place) -> None:
    put(root, "line", "mean", x1=start[0], y1=start[1], x2=end[0], y2=end[1])
    put(root, "circle", "look", cx=end[0], cy=end[1], r=5)
    for (x, y), text in ((start, "mean, before"), (end, "mean, after")):
        put(root, "text", "strong", x=x - 12, y=y + 4, text_anchor="end").text = text


def pair_bars(found: list[Pair]) -> str:
    """Return the pairs that share most."""
    root = canvas(
        "pairs",
        "Shared code",
        "Shingles that two students share and few others have.",
        WIDE,
        30 * len(found) + 10,
    )
    most = max([pair.shared for pair in found] + [1])
    for number, pair in enumerate(found):
        y = number * 30 + 20
        lines(root, "", [f"{_cut(pair.one.name, 24)} and {_cut(pair.other.name, 24)}"], 0, y, 0)
        wide = pair.shared / most * (WIDE - 500)
        put(root, "rect", "fill", x=400, y=y - 13, width=wide, height=16)
        lines(root, "strong", [str(pair.shared)], 408 + wide, y, 0)
    return written(root)


def _grid(root: Element, box: tuple[float, float, float, float], across: list[str], down: list[str]) -> None:
    left, top, wide, tall = box
    for number, text in enumerate(across):
        x = left + number / (len(across) - 1) * wide
        put(root, "line", "rule", x1=x, x2=x, y1=top, y2=top + tall)
        _label(root, "small soft", x, top + tall + 18, text)
    for number, text in enumerate(down):
        y = top + number / (len(down) - 1) * tall
        put(root, "line", "lane" if text == "0" else "rule", x1=left, x2=left + wide, y1=y, y2=y)
        put(root, "text", "small soft", x=left - 8, y=y + 4, text_anchor="end").text = text


def _label(root: Element, style: str, x: float, y: float, text: str) -> None:
    put(root, "text", style, x=x, y=y, text_anchor="middle").text = text


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"
