"""What the functions of lessons 1 to 4 work on, for the workbench of lesson 5.

Claims, arrows and paragraphs come from a page's records; what no record holds is written down by
hand, in `seeds/workbench/by_hand.yaml`.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from secondsource import catalogue, seeds
from secondsource.forms import Arrow, Fit, Parts, SourcedClaim, TimedClaim, TrackRecord, VariantSlot
from secondsource.models import Article, ParagraphRole, Record, Relation, Source, SourceType

KNOWS = 4
"""From this rung on a page says how an unnamed source knows, so that it can be told from others."""
OWN_TEXT = {ParagraphRole.BODY, ParagraphRole.HEADLINE, ParagraphRole.STANDFIRST, ParagraphRole.SUBHEADING}


class ByHand(Record):
    """What people wrote down about a page, beside its records."""

    apart: list[list[str]] = []
    """Sources that may be one, beside those that the page leaves vague."""
    arrows: list[tuple[str, str]] = []
    """Later thing and earlier thing, in place of the arrows drawn from the records."""
    beside: str | None = None
    """The text the page is held against."""
    slots: list[VariantSlot] = []
    """Where the two may agree tellingly."""
    credited: bool = False
    """Whether the page says that it has its story from there."""
    timed: list[TimedClaim] = []
    """Claims taken apart."""
    track_record: TrackRecord = TrackRecord(checked=0, borne_out=0)
    """How earlier reports of its origin turned out."""
    fit: Fit = "unknown"
    """How the main point fits what is established."""
    against: int = 0
    """How many origins contradict it and have something to show."""


class Material(Record):
    """What the functions of lessons 1 to 4 work on, beside the page's text."""

    page: str
    """Slug of the page."""
    body: list[int]
    """Numbers of the paragraphs that are its own text; the rest is furniture."""
    claims: list[SourcedClaim]
    """Its claims, and what each rests on."""
    arrows: list[Arrow]
    """From the page to where the story comes from."""
    may_be_same: list[list[str]]
    """Groups of origins that may be one."""
    hand: ByHand
    """What people wrote down."""


class Bench(Record):
    """The material for one page, and what the reference functions made of it."""

    material: Material
    kept: list[int]
    """Numbers of the paragraphs that do not repeat another."""
    parts: Parts


def by_hand() -> dict[str, ByHand]:
    """Return what people wrote down, by page; nothing yet for a page without an entry.

    Raises RecordError naming page and field.
    """
    path = folder() / "by_hand.yaml"
    entries = yaml.safe_load(path.read_text(encoding="utf-8"))
    found = {page: _entry(f"{path.name}: {page}", entry) for page, entry in entries.items()}
    return found | {page: ByHand() for page in seeds.page_titles() if page not in found}


def _entry(place: str, entry: Any) -> ByHand:
    try:
        return ByHand.model_validate(entry)
    except ValidationError as error:
        problem = error.errors(include_url=False)[0]
        field = " ".join(str(step) for step in problem["loc"])
        raise seeds.RecordError(f"{place}: {field}: {problem['msg']}") from None


def material_of(article: Article, hand: ByHand) -> Material:
    """Return what the functions of lessons 1 to 4 work on, from a page's records and what was added by hand."""
    drawn = hand.arrows or sorted(set(_premise_arrows(article)))
    return Material(
        page=article.slug,
        body=[number for number in range(1, len(article.paragraphs) + 1) if _own_text(article, number)],
        claims=[
            SourcedClaim(text=claim.text, source_type=article.source_type(claim), premise=claim.premise)
            for claim in article.notes.claims
        ],
        arrows=[Arrow(derived=late, relation=Relation.DERIVED_FROM, origin=early) for late, early in drawn],
        may_be_same=[group for group in [_vague(article), *hand.apart] if len(group) > 1],
        hand=hand.model_copy(update={"slots": hand.slots or _shared_slots(article)}),
    )


def _own_text(article: Article, number: int) -> bool:
    return article.role(number) in OWN_TEXT


def _premise_arrows(article: Article) -> Iterator[tuple[str, str]]:
    """Give an arrow for each step from the page to the source of a premise; nested sources make a chain."""
    for claim in (one for one in article.notes.claims if one.premise):
        chain = []
        attribution = article.attribution(claim.attribution)
        while attribution:
            chain.append(attribution.source)
            attribution = article.attribution(attribution.via)
        steps = [article.slug, *(source for source in reversed(chain) if source)]
        yield from pairwise(steps)


def _vague(article: Article) -> list[str]:
    """Return the sources that may all be one: unnamed without a basis of knowledge, or papers nobody shows."""
    return [source.id for source in article.notes.sources if _may_be_any(article, source)]


def _may_be_any(article: Article, source: Source) -> bool:
    rungs = [one.rung or 0 for one in article.notes.attributions if one.source == source.id]
    unnamed = source.type.unnamed and max(rungs, default=0) < KNOWS
    return unnamed or source.type is SourceType.DOCUMENT_DESCRIBED


def _shared_slots(article: Article) -> list[VariantSlot]:
    """Return the places where the five pages may agree tellingly; none for an invented piece."""
    return [
        VariantSlot(
            name=one.id,
            weight=one.weight,
            readings={page: found.group for page, found in one.readings.items()},
        )
        for one in (seeds.load_claims() if article.info.original else [])
    ]


def folder() -> Path:
    """Return the folder of the workbench."""
    return catalogue.seeds() / "workbench"
