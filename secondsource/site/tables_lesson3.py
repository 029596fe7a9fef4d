"""Tables for lesson 3, made from the records: whose opinion, by which signals, and what can be checked.

They count over whole pages.  Whose opinion a single paragraph holds, and what type a page is, the
exercises ask: neither is ever written here.
"""

from __future__ import annotations

from secondsource import seeds
from secondsource.models import Article, Opinion, OpinionSignal, ParagraphRole, Voice
from secondsource.site.markdown import page_link, row

SIGNALS = {
    OpinionSignal.RHETORICAL_QUESTION: "rhetorical question",
    OpinionSignal.FIRST_PERSON: "first person",
    OpinionSignal.DEONTIC: "duty (must, should, urgent)",
    OpinionSignal.CERTAINTY: "certainty",
    OpinionSignal.EVALUATIVE: "evaluation",
    OpinionSignal.IRONY: "irony",
    OpinionSignal.SPECULATION: "speculation",
    OpinionSignal.DENIAL_AS_PROOF: "a denial counted as proof",
}


def lesson_tables() -> dict[str, str]:
    """Return each table's Markdown by its path under docs/.

    Raises RecordError when a record it is drawn from cannot be used.
    """
    articles = seeds.load_articles()
    return {
        "_generated/lesson3_voices.md": voices(articles),
        "_generated/lesson3_signals.md": signals(articles),
    }


# --- whose opinion, and what can be checked -------------------------------------------------


def voices(articles: list[Article]) -> str:
    """Return a table with a row a page: passages of opinion by voice, and claims evidence could settle."""
    heads = ["Page", "Author opines", "Speaker opines", "Claims", "can be checked"]
    rows = [row(*heads), row("---", *["--:"] * 4), *(_voices_row(article) for article in articles)]
    return "\n".join(rows) + "\n"


def _voices_row(article: Article) -> str:
    author, speaker = (_count(article, voice) for voice in (Voice.AUTHOR, Voice.SPEAKER))
    claims = article.notes.claims
    checkable = sum(claim.checkable for claim in claims)
    return row(page_link(article), *map(str, (author, speaker, len(claims), checkable)))


def _count(article: Article, voice: Voice) -> int:
    return sum(one.voice is voice for one in _opinions(article))


# --- by which signals -----------------------------------------------------------------------


def signals(articles: list[Article]) -> str:
    """Return a table with a row a signal: how often each page's author shows it."""
    names = [page_link(article, article.info.short_title) for article in articles]
    rows = [row("Signal", *names), row("---", *["--:"] * len(articles))]
    rows += [
        row(words, *(_shown(article, signal) for article in articles)) for signal, words in SIGNALS.items()
    ]
    return "\n".join(rows) + "\n"


def _shown(article: Article, signal: OpinionSignal) -> str:
    number = sum(one.voice is Voice.AUTHOR and signal in one.signals for one in _opinions(article))
    return str(number) if number else "·"


def _opinions(article: Article) -> list[Opinion]:
    """Return a page's passages of opinion, without what an outlet says of itself in an appeal."""
    return [
        one
        for one in article.notes.opinions
        if article.role(one.anchor.paragraph) is not ParagraphRole.APPEAL
    ]
