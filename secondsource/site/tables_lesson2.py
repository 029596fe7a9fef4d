"""Tables and figures for lesson 2, made from the records and from two files of committed numbers.

They count repeats, words, claims and arrows.  Which passage gives a claim, how much a variant weighs
and what stays open is what the exercises ask: none of these is written here.
"""

from __future__ import annotations

from itertools import combinations

from secondsource import catalogue, drawing, seeds
from secondsource.models import Article, Provenance, Record, SharedClaim, SourceType
from secondsource.site import scale_lesson2
from secondsource.site.markdown import page_link, paragraph_link, table
from secondsource.site.matrix import paragraphs

SIZE = 5
"""Words in a shingle."""
SLOTS = ("march_attack_by", "mengal_militia", "iskp_revamped_2021", "kasuri_visit")
"""Variants the lesson reads aloud; the exercises ask about others."""


class Overlap(Record):
    """How much of two texts' runs of words is shared."""

    jaccard: float
    first_in_second: float
    second_in_first: float
    shared: int


class PairOverlap(Record):
    """What was counted for two captured pages."""

    first: str
    second: str
    longest_run: int
    """Words in the longest run both have."""
    runs: dict[int, Overlap]
    """By the length of the runs."""


class Originals(Record):
    """What was counted on the five captured pages, which are not part of the project."""

    words: dict[str, int]
    pairs: list[PairOverlap]


def lesson_tables() -> dict[str, str]:
    """Return each table's Markdown and each figure's SVG by its path under docs/.

    Raises RecordError when a record it is drawn from cannot be used.
    """
    articles, claims, scale = seeds.load_articles(), seeds.load_claims(), scale_lesson2.measured().full
    drawn = {"": scale_lesson2.WIDE, "_narrow": scale_lesson2.NARROW}
    return {
        "_generated/lesson2_repeats.md": repeats(articles),
        "_generated/lesson2_overlap.md": overlap(originals()),
        "_generated/lesson2_claims.md": shared_claims(articles, claims),
        "_generated/lesson2_variants.md": variants(articles, claims),
        "_generated/lesson2_roots.md": roots(articles, seeds.load_derivations()),
        "_generated/lesson2_scale.md": scale_table(scale),
        **{
            f"assets/figures/lesson2_scale{name}.svg": drawing.written(scale_lesson2.figure(scale, width))
            for name, width in drawn.items()
        },
    }


def originals() -> Originals:
    """Return the committed numbers.  Raises ValidationError where the file holds something else."""
    path = catalogue.docs() / "examples" / "lesson2_overlap.json"
    return Originals.model_validate_json(path.read_text(encoding="utf-8"))


# --- repeats ------------------------------------------------------------------------------


def repeats(articles: list[Article]) -> str:
    """Return a table with a row a page: its paragraphs, and how many different ones there are."""
    rows = [
        [page_link(article), str(len(article.paragraphs)), str(len(set(article.paragraphs)))]
        for article in articles
    ]
    return table(["Page", "Paragraphs captured", "Different ones"], rows, numbers=True)


# --- words --------------------------------------------------------------------------------


def overlap(counted: Originals) -> str:
    """Return a table with a row a pair: how much of the originals' words two pages share, most first."""
    heads = ["Two pages", "Jaccard", "first in second", "second in first", "longest run"]
    pairs = sorted(counted.pairs, key=lambda one: -one.runs[SIZE].jaccard)
    return table(heads, [_overlap_row(pair) for pair in pairs], numbers=True)


def _overlap_row(pair: PairOverlap) -> list[str]:
    found = pair.runs[SIZE]
    shares = [found.jaccard, found.first_in_second, found.second_in_first]
    return [
        _two(seeds.load_article(pair.first), seeds.load_article(pair.second)),
        *(f"{share:.4f}" for share in shares),
        str(pair.longest_run),
    ]


# --- claims -------------------------------------------------------------------------------


def shared_claims(articles: list[Article], claims: list[SharedClaim]) -> str:
    """Return a table with a row a pair: claims both make, and how often they read the same."""
    rows = [
        [_two(first, second), *(str(number) for number in _both(claims, first.slug, second.slug))]
        for first, second in combinations(articles, 2)
    ]
    heads = ["Two pages", "Claims both make", "with the same reading", "with different readings"]
    return table(heads, sorted(rows, key=lambda row: -int(row[1])), numbers=True)


def _both(claims: list[SharedClaim], first: str, second: str) -> list[int]:
    made = [one.readings for one in claims if first in one.readings and second in one.readings]
    same = sum(readings[first].group == readings[second].group for readings in made)
    return [len(made), same, len(made) - same]


def variants(articles: list[Article], claims: list[SharedClaim]) -> str:
    """Return a list with an entry a slot: what each page reads there, with its paragraphs."""
    return "\n".join(_slot(articles, claim) for slug in SLOTS for claim in claims if claim.id == slug)


def _slot(articles: list[Article], claim: SharedClaim) -> str:
    lines = [claim.statement.removesuffix(" .")]
    lines += [_reading(article, claim) for article in articles if article.slug in claim.readings]
    return "\n".join(lines) + "\n"


def _reading(article: Article, claim: SharedClaim) -> str:
    reading = claim.readings[article.slug]
    links = " ".join(paragraph_link(article, number, f"¶{number}") for number in paragraphs(article, reading))
    return f":   {article.info.title}: *{reading.reading}* {links}"


# --- arrows -------------------------------------------------------------------------------


def roots(articles: list[Article], graph: Provenance) -> str:
    """Return a table with a row a page: its arrows, the ends they lead to, and how many of these are shown.

    A text that no page names is inferred; it may be one of the other ends, so it is not counted as one more.
    """
    inferred = {entity.id for entity in graph.entities if entity.kind is SourceType.NONE}
    seen = {entity.id for entity in graph.entities if entity.seen}
    arrows = [(edge.derived, edge.origin) for edge in graph.derivations]
    reached = {article.slug: ends(arrows, article.slug) - inferred for article in articles}
    rows = [_root_row(article, arrows, reached[article.slug], seen) for article in articles]
    every = set().union(*reached.values())
    total = ["**All together**", "", str(len(every)), str(len(every & seen))]
    return table(
        ["Page", "Arrows from it", "Ends reached", "of these, before the reader"],
        [*rows, total],
        numbers=True,
    )


def _root_row(
    article: Article, arrows: list[tuple[str, str]], reached: set[str], seen: set[str]
) -> list[str]:
    own = sum(1 for derived, _ in arrows if derived == article.slug)
    return [page_link(article), str(own), str(len(reached)), str(len(reached & seen))]


def ends(arrows: list[tuple[str, str]], name: str) -> set[str]:
    """Return where the arrows from here end, for a graph without circles."""
    onward = [origin for derived, origin in arrows if derived == name]
    return {end for origin in onward for end in ends(arrows, origin)} if onward else {name}


# --- scale --------------------------------------------------------------------------------


def scale_table(scale: scale_lesson2.Scale) -> str:
    """Return the figure's numbers as a table."""
    rows = [
        [f"{row.threshold:.1f}", f"{row.candidates:,}", f"{row.similar:,}", f"{row.found / row.similar:.0%}"]
        for row in scale.rows
    ]
    heads = ["Threshold", "Proposed", "Truly that similar", "of these, proposed"]
    return table(heads, rows, numbers=True)


# --- Markdown -----------------------------------------------------------------------------


def _two(first: Article, second: Article) -> str:
    return " · ".join(page_link(page, page.info.short_title) for page in (first, second))
