"""Every date the pages give, in order: the text's dates and those of page furniture.

An event told with a date later than one the page itself carries is drawn as such: which of the
two dates is wrong, if either is, the figure does not say.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree as ET

from secondsource import drawing
from secondsource.models import Article, DateMention
from secondsource.site import wording
from secondsource.site.templating import filled

MONTHS = "January February March April May June July August September October November December".split()
EARLIEST, LATEST = "0000-01-01T00:00", "9999-12-31T23:59"
TITLE = "When things happened, as the pages tell it"


@dataclass(frozen=True)
class Size:
    """How large a version of the figure is, and whether the events are written beside it."""

    name: str
    dates: int
    lane: int
    heading: int
    events: int
    characters: int
    letters: str

    def beside(self, lanes: int) -> int:
        """Return how far from the left the lanes end and the events begin."""
        return self.dates + lanes * self.lane


WIDE = Size("timeline", dates=150, lane=88, heading=13, events=470, characters=68, letters="small")
NARROW = Size("timeline-narrow", dates=86, lane=54, heading=9, events=0, characters=0, letters="tiny")


@dataclass(frozen=True)
class Mention:
    """One date on one page, with what the timeline has to know of it."""

    page: Article
    date: DateMention
    late: bool
    """Whether it lies after a date that the page itself carries."""

    @property
    def furniture(self) -> bool:
        """Whether the page's furniture gives it, not its text."""
        return _furniture(self.date)


def mentions(articles: list[Article]) -> list[Mention]:
    """Return every date mention of every page, in the order of the pages."""
    return [
        Mention(article, date, _late(date, _carried(article)))
        for article in articles
        for date in article.notes.dates
    ]


def _furniture(date: DateMention) -> bool:
    return date.role not in wording.TEXT_ROLES


def _carried(article: Article) -> list[str]:
    return [date.value for date in article.notes.dates if _furniture(date) and date.value]


def _late(date: DateMention, carried: list[str]) -> bool:
    """Return whether a date of the text starts after the end of one the page carries."""
    if _furniture(date) or date.value is None:
        return False
    return any(date.value + EARLIEST[len(date.value) :] > other + LATEST[len(other) :] for other in carried)


def spoken(value: str) -> str:
    """Return an ISO date in words: “7 October 2025, 08:45”."""
    day, _, minute = value.partition("T")
    year, *rest = day.split("-")
    month = MONTHS[int(rest[0]) - 1] + " " if rest else ""
    number = f"{int(rest[1])} " if len(rest) > 1 else ""
    return f"{number}{month}{year}" + (f", {minute}" if minute else "")


# --- table --------------------------------------------------------------------------------


def table(articles: list[Article]) -> str:
    """Return the figure's text alternative: every date mention, words without a date at the end."""
    ordered = sorted(mentions(articles), key=lambda one: (one.date.value or LATEST, one.page.slug))
    return filled("timeline.html", rows=[_row(one) for one in ordered])


def _row(one: Mention) -> dict[str, Any]:
    return {
        "value": spoken(one.date.value) if one.date.value else None,
        "words": one.date.anchor.exact,
        "of": wording.line(one.date.of),
        "page": one.page.info,
        "paragraph": one.date.anchor.paragraph,
        "role": wording.ROLES[one.date.role] if one.furniture else "Text",
        "late": one.late,
    }


# --- figure -------------------------------------------------------------------------------


@dataclass(frozen=True)
class Row:
    """One date with everything the pages say of it, and where it is drawn."""

    value: str
    mentions: list[Mention]
    events: list[str]
    top: int

    @property
    def height(self) -> int:
        """Room for the events beside it, or for the marks alone."""
        return max(26, 16 * len(self.events) + 12)

    @property
    def middle(self) -> float:
        """Where the marks stand."""
        return self.top + 13


def figure(articles: list[Article], size: Size) -> ET.Element:
    """Return the timeline: time runs downward, one lane a page."""
    top = 84
    rows = _rows(mentions(articles), size, top)
    width = size.beside(len(articles)) + size.events
    bottom = rows[-1].top + rows[-1].height if rows else top
    root = drawing.canvas(size.name, TITLE, _description(articles), width, bottom + 8)
    for index, article in enumerate(articles):
        _lane(root, size, index, article, rows)
    for row in rows:
        _draw_row(root, size, row, articles)
    return root


def _rows(found: list[Mention], size: Size, top: int) -> list[Row]:
    rows: list[Row] = []
    for value in sorted({one.date.value for one in found if one.date.value}):
        here = [one for one in found if one.date.value == value]
        events = dict.fromkeys(wording.line(one.date.of) for one in here) if size.events else {}
        lines = [line for event in events for line in drawing.wrapped(event, size.characters)]
        rows.append(Row(value, here, lines, top))
        top += rows[-1].height
    return rows


def _description(articles: list[Article]) -> str:
    late = [one for one in mentions(articles) if one.late]
    told = "; ".join(f"{one.page.info.title}: {one.date.of}" for one in late) or "none"
    return (
        "Time runs downward, one lane for each page. Circles are dates the text gives, squares are dates "
        "of page furniture, triangles are dates of the text later than a date the page itself carries. "
        f"Later than their page’s own date: {told}. The table below lists every date."
    )


def _middle(size: Size, index: int) -> float:
    return size.dates + (index + 0.5) * size.lane


def _lane(root: ET.Element, size: Size, index: int, article: Article, rows: list[Row]) -> None:
    """Draw a page's heading and the line that joins its dates."""
    middle = _middle(size, index)
    heading = drawing.wrapped(article.info.title, size.heading)
    for step, line in enumerate(heading):
        baseline = 74 - 13 * (len(heading) - 1 - step)
        drawing.put(
            root, "text", f"{size.letters} strong", x=middle, y=baseline, text_anchor="middle"
        ).text = line
    own = [row.middle for row in rows if any(one.page is article for one in row.mentions)]
    if own:
        drawing.put(root, "line", "lane", x1=middle, x2=middle, y1=own[0], y2=own[-1])


def _draw_row(root: ET.Element, size: Size, row: Row, articles: list[Article]) -> None:
    drawing.put(
        root, "line", "rule", x1=0, x2=size.beside(len(articles)) + size.events, y1=row.top, y2=row.top
    )
    label = spoken(row.value) if size.events else _short(row.value)
    drawing.put(root, "text", "small" if not size.events else "plain", x=0, y=row.middle + 4).text = label
    for index, article in enumerate(articles):
        own = [one for one in row.mentions if one.page is article]
        _symbols(root, _middle(size, index), row.middle, own)
    drawing.lines(root, "soft", row.events, size.beside(len(articles)) + 12, row.middle + 4, 16)


def _short(value: str) -> str:
    return " ".join(word[:3] if word in MONTHS else word for word in spoken(value).partition(",")[0].split())


def _symbols(root: ET.Element, middle: float, height: float, own: list[Mention]) -> None:
    """Draw one symbol for the text's mentions and one for the furniture's."""
    furniture = [one for one in own if one.furniture]
    told = [one for one in own if not one.furniture]
    shift = 8 if furniture and told else 0
    if furniture:
        drawing.put(root, "line", "bar", x1=middle - 20, x2=middle + 20, y1=height, y2=height)
        drawing.put(root, "rect", "square", x=middle - 6 - shift, y=height - 6, width=12, height=12)
    if any(one.late for one in told):
        points = f"{middle + shift},{height - 8} {middle + shift + 8},{height + 6} {middle + shift - 8},{height + 6}"
        drawing.put(root, "polygon", "late", points=points)
    elif told:
        drawing.put(root, "circle", "dot", cx=middle + shift, cy=height, r=6)
