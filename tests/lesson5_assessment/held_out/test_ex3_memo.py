"""Exercise 3, held-out checks: the passages and the origins against the records."""

from secondsource import seeds
from secondsource.grading import award, points
from secondsource.models import SourceType, Strength

OPEN = {
    SourceType.NAMED_INDIVIDUAL, SourceType.NAMED_GROUP, SourceType.DOCUMENT_SHOWN, SourceType.OTHER_MEDIA,
}  # fmt: skip
PAGES = {article.slug: article for article in seeds.load_articles()}


def strengths(article):
    """Anchors of what a reader could follow up: named sources, dates, numbers, works and outlets."""
    notes = article.notes
    for one in notes.attributions:
        source = article.source(one.source)
        if source and known(source):
            yield one.anchor
    yield from (one.anchor for one in notes.dates if one.value)
    yield from (one.anchor for one in notes.numbers)
    yield from (one.anchor for one in notes.names if one.kind in {"work", "outlet", "person"})


def weaknesses(article):
    """Anchors of what stops a reader: hidden sources, hedges, premises with no source, contradictions."""
    notes = article.notes
    for one in notes.attributions:
        source = article.source(one.source)
        if source is None or source.type not in OPEN:
            yield one.anchor
    yield from (one.anchor for one in notes.hedges)
    yield from (one.anchor for one in notes.claims if article.source_type(one) is SourceType.NONE)
    for one in notes.contradictions:
        if one.strength is not Strength.LOOK_ALIKE:
            yield from (one.first, one.second)


def origins(article):
    """Anchors of everything a page gives as a source, and the words for it wherever they stand."""
    yield from (one.anchor for one in article.notes.attributions if one.source)


def touches(article, quote, anchors, paragraph=None):
    """Whether the quote, where it stands, shares a character with one of these passages."""
    for anchor in anchors:
        text = article.paragraphs[anchor.paragraph - 1]
        start, end = anchor.locate(article.paragraphs)
        where = text.find(quote)
        here = where >= 0 and where < end and start < where + len(quote)
        if here and paragraph in {None, anchor.paragraph}:
            return True
    return False


def supported(one):
    article = PAGES.get(one.page)
    if article is None:
        return False
    if one.shows == "weakness":
        return touches(article, one.quote, weaknesses(article), one.paragraph)
    return in_words_for(article, one.quote, known) or touches(
        article, one.quote, strengths(article), one.paragraph
    )


def known(source):
    return source.type in OPEN or source.origin_known


def in_words_for(article, quote, which):
    """Whether the quote stands in a page's words for one of these sources, or holds them."""
    phrases = [words for source in article.notes.sources if which(source) for words in source.wordings]
    return len(quote) > 3 and any(quote in words or words in quote for words in phrases)


@points(5)
def test_passages_show_it(answer):
    """Show strengths by strengths and weaknesses by weaknesses."""
    passages = answer.PASSAGES
    by_kind = {
        kind: [supported(one) for one in passages if one.shows == kind] for kind in ("strength", "weakness")
    }
    shares = [sum(right) / len(right) if right else 0.0 for right in by_kind.values()]
    off = [one.quote for one in passages if not supported(one)]
    shown = f"Of {len(passages)} passages {len(off)} do not show what they should, first “{off[0]}”." if off else (
        "All your passages are given as the same thing, a strength or a weakness.")  # fmt: skip
    award(min(shares), shown,
          ask="Could a reader follow that up, or does it stop them?",
          belief=None if by_kind["strength"] else "everything_is_suspect")  # fmt: skip


@points(4)
def test_origins_are_sources(answer):
    """List origins in words by which a page gives a source."""
    listed = answer.ORIGINS
    found = [one for one in listed if is_source(one)]
    award(len(found) / max(3, len(listed)), f"{len(found)} of {len(listed)} are words by which their page gives a source.",
          ask="Does the page say that it has something from there?")  # fmt: skip


def is_source(one):
    article = PAGES.get(one.page)
    if article is None:
        return False
    return in_words_for(article, one.quote, lambda _: True) or touches(article, one.quote, origins(article))
