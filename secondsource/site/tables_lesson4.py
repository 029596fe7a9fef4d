"""Parts of lesson 4 made from the records: dates, readings of one number, counts of pairs, the invented texts.

They show what the pages say and how often they pull against themselves.  Which pairs those are is
what the exercises ask, and is never written here.
"""

from __future__ import annotations

from collections import Counter

from secondsource import seeds
from secondsource.models import Article, DateMention, Needs, ParagraphRole, SharedClaim, Strength
from secondsource.site.markdown import page_link, paragraph_link, plain, table

"""Where the pages are read, as seen from a lesson: lessons include these files."""
ONE_NUMBER = "march_attack_killed"
"""The shared claim whose readings the lesson sets side by side."""
INVENTED = [
    "quarry_raid", "warehouse_fire", "updated_figures", "credited_wire", "night_train", "named_but_empty",
    "sound_unnamed_officials",
]  # fmt: skip
"""The invented texts that the exercises of the lesson name, in the order in which they are needed."""


def lesson_tables() -> dict[str, str]:
    """Return each table's Markdown by its path under docs/.

    Raises RecordError when a record it is drawn from cannot be used.
    """
    articles = seeds.load_articles()
    claim = next(one for one in seeds.load_claims() if one.id == ONE_NUMBER)
    return {
        "_generated/lesson4_dates.md": furniture_dates(articles),
        "_generated/lesson4_number.md": readings(articles, claim),
        "_generated/lesson4_pairs.md": pairs(articles),
        "_generated/lesson4_texts.md": "\n".join(text_to_open(seeds.load_article(slug)) for slug in INVENTED),
    }


# --- dates --------------------------------------------------------------------------------


def furniture_dates(articles: list[Article]) -> str:
    """Return a table of the dates that stand in each page's furniture; a page without any says so."""
    heads = ["Page", "Date in the furniture", "Stands in"]
    return table(heads, [row for article in articles for row in _date_rows(article)])


def _date_rows(article: Article) -> list[list[str]]:
    dates = [one for one in article.notes.dates if one.role is not ParagraphRole.BODY]
    if not dates:
        return [[page_link(article), "none", ""]]
    return [
        [page_link(article), plain(one.anchor.exact), f"{one.role}, {_link(article, one)}"] for one in dates
    ]


def _link(article: Article, mention: DateMention) -> str:
    number = mention.anchor.paragraph
    return paragraph_link(article, number, f"paragraph {number}")


# --- one number ---------------------------------------------------------------------------


def readings(articles: list[Article], claim: SharedClaim) -> str:
    """Return a table with each page's reading of one claim; a page that does not give it says so."""
    return table(["Page", "Reading", "Stands in"], [_reading_row(article, claim) for article in articles])


def _reading_row(article: Article, claim: SharedClaim) -> list[str]:
    if article.slug not in claim.readings:
        return [page_link(article), "does not say", ""]
    reading = claim.readings[article.slug]
    said = [one.anchor.paragraph for one in article.notes.claims if one.id in reading.claims]
    links = ", ".join(paragraph_link(article, number, f"paragraph {number}") for number in said)
    return [page_link(article), plain(reading.reading), links]


# --- how often ----------------------------------------------------------------------------


def pairs(articles: list[Article]) -> str:
    """Return a table that counts the pairs noted on each page, by how far they pull apart."""
    heads = ["Page", "Pairs", "Contradiction", "Tension", "Look-alike", "Outside"]
    rows = [[page_link(article), *_counts([article])] for article in articles]
    return table(heads, [*rows, ["**All**", *(f"**{count}**" for count in _counts(articles))]], numbers=True)


def _counts(articles: list[Article]) -> list[str]:
    noted = [one for article in articles for one in article.notes.contradictions]
    by_strength = Counter(one.strength for one in noted)
    outside = sum(one.needs is Needs.OUTSIDE for one in noted)
    return [str(count) for count in (len(noted), *(by_strength[kind] for kind in Strength), outside)]


# --- the invented texts -------------------------------------------------------------------


def text_to_open(article: Article) -> str:
    """Return a text to unfold, its paragraphs numbered as the exercises number them."""
    lines = [f"    {number}. {plain(text)}" for number, text in enumerate(article.paragraphs, start=1)]
    return f'??? note "{article.info.title}: `{article.slug}`"\n\n' + "\n".join(lines) + "\n"
