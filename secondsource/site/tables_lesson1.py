"""Tables for the lesson pages, made from the records.

They show which words a page uses and how often it attributes.  What kind of source that is, and how
much a reader is told about it, is what the exercises ask: neither is ever written here.
"""

from __future__ import annotations

from secondsource import seeds
from secondsource.models import Article, Attribution, Claim, Source
from secondsource.site.markdown import page_link, paragraph_link, plain, row

"""Where the pages are read, as seen from a lesson: lessons include these files."""


def lesson_tables() -> dict[str, str]:
    """Return each table's Markdown by its path under docs/.

    Raises RecordError when a record it is drawn from cannot be used.
    """
    articles = seeds.load_articles()
    return {
        "_generated/lesson1_wordings.md": wordings(articles),
        "_generated/lesson1_counts.md": counts(articles),
    }


# --- how the pages call their sources -----------------------------------------------------


def wordings(articles: list[Article]) -> str:
    """Return one foldable table a page: the words for each source, and where it is cited."""
    return "\n".join(_wording_table(article) for article in articles)


def _wording_table(article: Article) -> str:
    cited = [(source, _paragraphs(article, source)) for source in article.notes.sources]
    rows = [row(_phrases(source), _links(article, places)) for source, places in cited if places]
    table = [row("The words for the source", "Cited in paragraph"), row("---", "---"), *rows]
    return f'??? note "{article.info.title}"\n\n' + "".join(f"    {line}\n" for line in table)


def _paragraphs(article: Article, source: Source) -> list[int]:
    """Return the numbers of the paragraphs that attribute something to this source, each once."""
    cited = [one for one in article.notes.attributions if one.source == source.id]
    return sorted({one.anchor.paragraph for one in cited})


def _phrases(source: Source) -> str:
    return "<br>".join(plain(wording) for wording in source.wordings)


def _links(article: Article, paragraphs: list[int]) -> str:
    return ", ".join(paragraph_link(article, number) for number in paragraphs)


# --- how often ----------------------------------------------------------------------------


def counts(articles: list[Article]) -> str:
    """Return a table with a row a page: attributions and claims, and how many have nobody behind them."""
    heads = ["Page", "Attributions (of these, a cue with nobody behind it)", "Claims (of these, no source)"]
    lines = [row(*heads), row("---", "--:", "--:"), *(_count_row(article) for article in articles)]
    return "\n".join(lines) + "\n"


def _count_row(article: Article) -> str:
    attributions, claims = article.notes.attributions, article.notes.claims
    bare = [one for one in attributions if _nobody(one)]
    unsourced = [claim for claim in claims if _unsourced(article, claim)]
    page = page_link(article)
    return row(page, f"{len(attributions)} ({len(bare)})", f"{len(claims)} ({len(unsourced)})")


def _unsourced(article: Article, claim: Claim) -> bool:
    """Return whether no one stands behind a claim: no attribution, or a cue and nobody."""
    attribution = article.attribution(claim.attribution)
    return attribution is None or _nobody(attribution)


def _nobody(attribution: Attribution) -> bool:
    return attribution.source is None
