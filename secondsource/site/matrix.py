"""The claims matrix: what each page says where the pages tell the same thing."""

from __future__ import annotations

from collections import Counter
from typing import Any

from secondsource.models import Article, Reading, SharedClaim, Weight
from secondsource.site import wording
from secondsource.site.templating import filled

SHAPES = "●■▲◆★"
"""One shape a group of readings, in order; a sixth group starts again with its own letter."""
ALONE = "○"
LEVELS = {Weight.NONE: 0, Weight.WEAK: 1, Weight.MODERATE: 2, Weight.STRONG: 3}


def table(articles: list[Article], claims: list[SharedClaim]) -> str:
    """Return the matrix as an HTML table: a row a claim, a column a page."""
    rows = [_row(articles, claim) for claim in claims]
    return filled("claims.html", pages=[article.info for article in articles], rows=rows)


def _row(articles: list[Article], claim: SharedClaim) -> dict[str, Any]:
    badges = groups(claim, [article.slug for article in articles])
    return {
        "claim": claim,
        "level": LEVELS[claim.weight],
        "weight": wording.WEIGHTS[claim.weight],
        "note": wording.titled(claim.note, articles),
        "cells": [_cell(article, claim.readings.get(article.slug), badges) for article in articles],
    }


def groups(claim: SharedClaim, slugs: list[str]) -> dict[str, dict[str, Any]]:
    """Return a badge for every group of readings: number, letter, shape.

    A reading that no other page shares is drawn hollow.
    """
    said = [claim.readings[slug].group for slug in slugs if slug in claim.readings]
    sizes = Counter(said)
    return {group: _badge(index, sizes[group]) for index, group in enumerate(sizes)}


def _badge(index: int, size: int) -> dict[str, Any]:
    shape = SHAPES[index % len(SHAPES)] if size > 1 else ALONE
    return {"number": index % len(SHAPES) + 1, "letter": chr(ord("A") + index), "shape": shape, "size": size}


def _cell(article: Article, reading: Reading | None, badges: dict[str, dict[str, Any]]) -> dict[str, Any]:
    if reading is None:
        return {"page": article.info, "reading": None}
    return {
        "page": article.info,
        "reading": reading.reading,
        "badge": badges[reading.group],
        "paragraphs": paragraphs(article, reading),
    }


def paragraphs(article: Article, reading: Reading) -> list[int]:
    """Return the numbers of the paragraphs that give a reading, in order, each once."""
    wanted = [claim.anchor.paragraph for claim in article.notes.claims if claim.id in reading.claims]
    return sorted(set(wanted))
