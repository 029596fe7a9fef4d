"""Cuts paragraphs where marked passages start and end, so that marks may overlap freely."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from secondsource.models import Anchor, Article

ATTRIBUTION, HEDGE, CLAIM, CONTRADICTION = "attribution", "hedge", "claim", "contradiction"
KINDS = (CLAIM, ATTRIBUTION, HEDGE, CONTRADICTION)
"""The kinds a reader can switch on, from the widest passages to the narrowest."""


@dataclass(frozen=True)
class Mark:
    """One marked passage: what it is, and where it stands in its paragraph."""

    kind: str
    token: str
    paragraph: int
    start: int
    end: int


@dataclass(frozen=True)
class Segment:
    """A run of text inside which the same marks hold."""

    text: str
    marks: tuple[Mark, ...]
    starts: tuple[Mark, ...]

    @property
    def kinds(self) -> list[str]:
        """The kinds of mark that hold here, in the order of KINDS."""
        present = {mark.kind for mark in self.marks}
        return [kind for kind in KINDS if kind in present]


def marks(article: Article) -> list[Mark]:
    """Return every passage of a page that a switch can show, in the order of the page."""
    found = [_mark(article, *one) for one in _anchored(article)]
    return sorted(found, key=lambda mark: (mark.paragraph, mark.start, -mark.end, mark.token))


def _anchored(article: Article) -> Iterator[tuple[str, str, Anchor]]:
    notes = article.notes
    for claim in notes.claims:
        yield CLAIM, claim.id, claim.anchor
    for attribution in notes.attributions:
        yield ATTRIBUTION, attribution.id, attribution.anchor
    for hedge in notes.hedges:
        yield HEDGE, hedge.id, hedge.anchor
    for contradiction in notes.contradictions:
        yield CONTRADICTION, f"{contradiction.id}.1", contradiction.first
        yield CONTRADICTION, f"{contradiction.id}.2", contradiction.second


def _mark(article: Article, kind: str, token: str, anchor: Anchor) -> Mark:
    start, end = anchor.locate(article.paragraphs)
    return Mark(kind, token, anchor.paragraph, start, end)


def segments(text: str, found: list[Mark]) -> list[Segment]:
    """Return a paragraph's text cut at every place where a mark starts or ends.

    The texts of the segments, joined, are the paragraph.
    """
    edges = {0, len(text)} | {mark.start for mark in found} | {mark.end for mark in found}
    return [_segment(text, found, start, end) for start, end in pairwise(sorted(edges))]


def _segment(text: str, found: list[Mark], start: int, end: int) -> Segment:
    here = tuple(mark for mark in found if mark.start <= start and end <= mark.end)
    return Segment(text[start:end], here, tuple(mark for mark in here if mark.start == start))
