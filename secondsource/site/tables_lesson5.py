"""Tables for lesson 5: what each page's main point rests on, and what code and people found on it.

They show what goes into an assessment.  What comes out of it the exercises ask, and is never
written here.
"""

from __future__ import annotations

from secondsource import seeds
from secondsource.forms import OriginCount, Parts
from secondsource.models import Article, Attribution, Claim, Source, SourceType
from secondsource.site.markdown import page_link, paragraph_link, plain, table
from secondsource.workbench import benches

"""Where the pages are read, as seen from a lesson: lessons include these files."""


def lesson_tables() -> dict[str, str]:
    """Return each table's Markdown by its path under docs/.

    Raises RecordError for a record that cannot be used, AnswerFault for a solution that fails.
    """
    articles = seeds.load_articles()
    parts = {page: bench.parts for page, bench in benches().items()}
    return {
        "_generated/lesson5_premises.md": "\n".join(premises(article) for article in articles),
        "_generated/lesson5_parts.md": found([(article, parts[article.slug]) for article in articles]),
    }


# --- what the main point rests on -----------------------------------------------------------


def premises(article: Article) -> str:
    """Return a foldable table of a page's premises: what is claimed, and the words for who says it."""
    rows = [_premise_row(article, claim) for claim in article.notes.claims if claim.premise]
    lines = table(["Without this there is no story", "The page gives for it"], rows)
    return f'??? note "{article.info.title}"\n\n' + "".join(f"    {line}\n" for line in lines.splitlines())


def _premise_row(article: Article, claim: Claim) -> list[str]:
    number = claim.anchor.paragraph
    return [f"{plain(claim.text)} ({paragraph_link(article, number)})", _given(article, claim)]


def _given(article: Article, claim: Claim) -> str:
    """Return the page's words for the source of a claim, or the cue that stands with nobody."""
    attribution = article.attribution(claim.attribution)
    source = article.source(attribution.source) if attribution else None
    if attribution and source:
        return f"“{plain(_words_there(attribution, source))}”"
    return f"“{plain(attribution.cue)}”, and nobody" if attribution else "nobody"


def _words_there(attribution: Attribution, source: Source) -> str:
    """Return the longest wording of the source in the passage; its first one where only a pronoun stands there."""
    there = [words for words in source.wordings if words.lower() in attribution.anchor.exact.lower()]
    return max(there, key=len, default=source.wordings[0])


# --- what was found ------------------------------------------------------------------------


def found(pages: list[tuple[Article, Parts]]) -> str:
    """Return a table with a row a page: what the functions of lessons 1 to 4 found on it."""
    heads = [
        "Page", "Repeated paragraphs", "Attributions: by code / by reading", "Premises (of these, bare)",
        "Origins of the main point", "Its signals say", "Pairs that cannot both be right",
    ]  # fmt: skip
    return table(heads, [_found_row(article, parts) for article, parts in pages])


def _found_row(article: Article, parts: Parts) -> list[str]:
    own = [claim.source_type for claim in parts.claims if claim.premise]
    return [
        page_link(article),
        str(parts.repeated),
        f"{len(parts.sources)} / {len(article.notes.attributions)}",
        f"{len(own)} ({own.count(SourceType.NONE)})",
        _span(parts.origins),
        parts.kind,
        str(len(parts.contradictions)),
    ]


def _span(origins: OriginCount) -> str:
    if origins.at_least == origins.at_most:
        return str(origins.at_most)
    return f"{origins.at_least} to {origins.at_most}"
