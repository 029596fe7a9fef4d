"""Figures for the page on how far simple methods go, counted from the records."""

from __future__ import annotations

from secondsource.models import Article
from secondsource.site.templating import filled

WANTED = frozenset({"said", "says", "say", "saying"})


def said(articles: list[Article]) -> str:
    """Return a table: of the attributions recorded, how many a search for “said” would find."""
    rows = [(article.info, len(article.notes.attributions), found(article)) for article in articles]
    total = (sum(row[1] for row in rows), sum(row[2] for row in rows))
    return filled("limits_said.html", rows=rows, total=total)


def found(article: Article) -> int:
    """Return how many of a page's attributions have a form of “say” in their cue."""
    cues = [attribution.cue.lower().split() for attribution in article.notes.attributions]
    return sum(1 for cue in cues if WANTED & set(cue))
