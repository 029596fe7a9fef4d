"""The five pages as a reader: numbered paragraphs, marks that can be switched on, notes.

What the exercises of lesson 1 ask for, the kind of a source and its step on the ladder, is
never written here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from secondsource.models import Article, Attribution, Certainty, Claim, Contradiction, ParagraphRole
from secondsource.site import marks, wording
from secondsource.site.templating import filled

FOLDED_FROM = 2
"""So many repeated paragraphs in a row are folded away; a single one only gets a label."""


@dataclass(frozen=True)
class Paragraph:
    """One paragraph as the reader shows it."""

    number: int
    role: ParagraphRole
    segments: list[marks.Segment]
    first_at: int | None
    """Number of the paragraph this one repeats, or None."""

    @property
    def furniture(self) -> bool:
        """Whether this is page furniture and not the writer's text."""
        return self.role not in wording.TEXT_ROLES

    @property
    def label(self) -> str:
        """What the paragraph is, in words; empty for plain text."""
        return "" if self.role is ParagraphRole.BODY else wording.ROLES[self.role]


@dataclass(frozen=True)
class Run:
    """Paragraphs that stand together: shown as they are, or folded as a repeat."""

    paragraphs: list[Paragraph]
    folded: bool

    @property
    def span(self) -> str:
        """The paragraph numbers in words: “4 to 9”."""
        return f"{self.paragraphs[0].number} to {self.paragraphs[-1].number}"


def reader(articles: list[Article]) -> str:
    """Return the reader's HTML."""
    return filled("reader.html", pages=[_page(article) for article in articles])


def cards(articles: list[Article]) -> str:
    """Return one card a page, linked to the reader, for the home page."""
    return filled("page_cards.html", pages=[article.info for article in articles])


def _page(article: Article) -> dict[str, Any]:
    return {
        "info": article.info,
        "runs": runs(article),
        "published": list(_published(article)),
        "notes": list(_notes(article)),
    }


def _published(article: Article) -> Iterator[tuple[str, str]]:
    """Yield what the capture shows of where and when the page was published."""
    info = article.info
    yield "Outlet", info.outlet or "not shown"
    yield "Name given", info.byline or "none shown"
    yield "Filed from", info.dateline or "not shown"
    furniture = [date for date in article.notes.dates if date.role not in wording.TEXT_ROLES]
    shown = dict.fromkeys(f"{date.anchor.exact} ({_place(date.role)})" for date in furniture)
    yield "Dates on the page itself", "; ".join(shown) or "none"


def _place(role: ParagraphRole) -> str:
    return wording.ROLES[role].lower()


# --- paragraphs ---------------------------------------------------------------------------


def runs(article: Article) -> list[Run]:
    """Return a page's paragraphs in order, grouped so that long repeats can be folded."""
    grouped: list[Run] = []
    for repeated, together in groupby(_paragraphs(article), key=lambda one: one.first_at is not None):
        found = list(together)
        grouped.append(Run(found, folded=repeated and len(found) >= FOLDED_FROM))
    return grouped


def _paragraphs(article: Article) -> Iterator[Paragraph]:
    found, firsts = marks.marks(article), _first_places(article)
    for number, text in enumerate(article.paragraphs, start=1):
        here = [mark for mark in found if mark.paragraph == number]
        first = firsts[number - 1]
        yield Paragraph(
            number, article.role(number), marks.segments(text, here), first if first < number else None
        )


def _first_places(article: Article) -> list[int]:
    """Return, for each paragraph, the number of the first one with the same words.

    Where the captured page is known its digests decide: they show what stood twice there.
    """
    original = article.info.original
    keys = list(original.paragraphs) if original else article.paragraphs
    return [keys.index(key) + 1 for key in keys]


# --- notes --------------------------------------------------------------------------------


@dataclass(frozen=True)
class Line:
    """One line of a note: what it tells, and whether it repeats the retelling's words."""

    name: str
    value: str
    passage: bool = False


def _notes(article: Article) -> Iterator[dict[str, Any]]:
    notes = article.notes
    for attribution in notes.attributions:
        yield _attribution_note(article, attribution)
    for claim in notes.claims:
        yield _claim_note(article, claim)
    for hedge in notes.hedges:
        lines = [Line("The words", hedge.anchor.exact, passage=True)]
        lines.append(Line("What they do", wording.HEDGES[hedge.kind]))
        yield _note(hedge.id, marks.HEDGE, "Hedge", lines)
    for contradiction in notes.contradictions:
        yield _contradiction_note(contradiction)


def _note(
    token: str,
    kind: str,
    title: str,
    lines: list[Line],
    jumps: list[tuple[str, str]] | None = None,
    ask: str = "",
) -> dict[str, Any]:
    return {"token": token, "kind": kind, "title": title, "lines": lines, "jumps": jumps or [], "ask": ask}


def _attribution_note(article: Article, attribution: Attribution) -> dict[str, Any]:
    called = _source_wording(article, attribution)
    lines = [
        Line("The source, as the page puts it", called or "Look for one in the marked words.", bool(called)),
        Line("The words that attribute", attribution.cue, passage=True),
        Line("What is attributed", attribution.content),
    ]
    jumps = [(attribution.via, "The attribution around this one")] if attribution.via else []
    ask = "What kind of source is this, and how much does the page tell you about it? That is for you to say."
    return _note(attribution.id, marks.ATTRIBUTION, "Attribution", lines, jumps, ask)


def _source_wording(article: Article, attribution: Attribution) -> str:
    """Return the page's own phrase for the source, as far as the marked words hold it."""
    source = article.source(attribution.source)
    wordings = source.wordings if source else []
    held = [wording for wording in wordings if wording in attribution.anchor.exact]
    return max(held, key=len, default="")


def _claim_note(article: Article, claim: Claim) -> dict[str, Any]:
    attribution = article.attribution(claim.attribution)
    speaker = attribution.anchor.exact if attribution else "The page itself, with no source."
    lines = [
        Line("In our words", claim.text),
        Line("Who says so", speaker, passage=attribution is not None),
        Line("How it is said", "flat" if claim.certainty is Certainty.FLAT else "with a hedge"),
    ]
    jumps = [(attribution.id, "Where the source is named")] if attribution else []
    return _note(claim.id, marks.CLAIM, "Claim", lines, jumps)


def _contradiction_note(one: Contradiction) -> dict[str, Any]:
    lines = [
        Line(f"Paragraph {one.first.paragraph}", one.first.exact, passage=True),
        Line(f"Paragraph {one.second.paragraph}", one.second.exact, passage=True),
        Line("Why", one.why),
        Line("How far it goes", " ".join([wording.STRENGTHS[one.strength], *_others(one)])),
        Line("What shows it", wording.NEEDS[one.needs]),
    ]
    lines += [Line("What is open", one.note)] if one.note else []
    jumps = [(f"{one.id}.1", "Go to the first passage"), (f"{one.id}.2", "Go to the other passage")]
    return _note(one.id, marks.CONTRADICTION, "Two passages", lines, jumps)


def _others(one: Contradiction) -> list[str]:
    if not one.also:
        return []
    names = " or ".join(wording.STRENGTH_NAMES[other] for other in one.also)
    return [f"A careful reader might call it {names}."]
