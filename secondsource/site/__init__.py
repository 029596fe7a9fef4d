"""Tables and figures for the site, drawn from the records and from nothing else.

`generated()` is the one way in: every file it names is written by `secondsource build` and
included by a page under docs/.  The same records give the same bytes, every time.
"""

from __future__ import annotations

from pathlib import Path

from secondsource import catalogue, drawing, seeds
from secondsource.models import Article, Provenance
from secondsource.site import (
    limits,
    matrix,
    progress,
    provenance,
    reader,
    tables_lesson1,
    tables_lesson2,
    tables_lesson3,
    tables_lesson4,
    tables_lesson5,
    timeline,
)

FRAGMENTS = Path("_generated")
FIGURES = Path("assets/figures")


def generated() -> dict[Path, str]:
    """Return every generated file's text by its path under docs/.

    Raises RecordError when a record it is drawn from cannot be used.
    """
    articles = seeds.load_articles()
    return {**_fragments(articles), **_figures(articles), **_lessons()}


def _fragments(articles: list[Article]) -> dict[Path, str]:
    claims, graph = seeds.load_claims(), _graph(articles)
    return {
        FRAGMENTS / "reader.html": reader.reader(articles),
        FRAGMENTS / "page_cards.html": reader.cards(articles),
        FRAGMENTS / "claims.html": matrix.table(articles, claims),
        FRAGMENTS / "timeline.html": timeline.table(articles),
        FRAGMENTS / "provenance.html": provenance.table(articles, graph),
        FRAGMENTS / "limits_said.html": limits.said(articles),
        FRAGMENTS / "progress.html": progress.listed(catalogue.every_exercise()),
    }


def _figures(articles: list[Article]) -> dict[Path, str]:
    graph = _graph(articles)
    drawn = {
        "timeline.svg": timeline.figure(articles, timeline.WIDE),
        "timeline_narrow.svg": timeline.figure(articles, timeline.NARROW),
        "provenance.svg": provenance.figure(graph),
        "provenance_narrow.svg": provenance.tree(graph),
    }
    return {FIGURES / name: drawing.written(root) for name, root in drawn.items()}


def _graph(articles: list[Article]) -> Provenance:
    return provenance.in_titles(articles, seeds.load_derivations())


def _lessons() -> dict[Path, str]:
    lessons = (tables_lesson1, tables_lesson2, tables_lesson3, tables_lesson4, tables_lesson5)
    return {Path(path): text for lesson in lessons for path, text in lesson.lesson_tables().items()}
