"""Keys from the records, and material for lesson 4 made from the seed."""

import pytest

from secondsource import seeds


@pytest.fixture
def record():
    """A function that gives one contradiction record of a page or control."""

    def find(slug, name):
        return next(one for one in seeds.load_article(slug).notes.contradictions if one.id == name)

    return find


@pytest.fixture
def strengths(record):
    """A function that gives every strength that can be defended for a record."""
    return lambda slug, name: {one.value for one in (record(slug, name).strength, *record(slug, name).also)}


@pytest.fixture
def matches():
    """A function that gives the records of a text whose two passages a finding overlaps, either way round."""

    def find(slug, finding):
        article = seeds.load_article(slug)
        return [one for one in article.notes.contradictions if overlaps(article, finding, one)]

    return find


ALSO = {
    ("night_train", "x5"): [
        ("without a stop", "had got on in Karst"), ("without a stop", "the train stops"), ("from Kesterholm to Lenholt", "got on in Karst"),
    ],
    ("night_train", "x6"): [("four with berths", "two with seats"), ("It was made up of", "two with seats")],
    ("night_train", "x1"): [("Monday", "on Saturday"), ("Monday, 4 November", "3 November")],
}  # fmt: skip
"""Other passages that show the same conflict as a record's."""


def overlaps(article, finding, one):
    """Whether a finding's passages overlap the record's, or others that show the same conflict."""
    first, second = (spots(article, passage) for passage in (finding.first, finding.second))
    pairs = [
        tuple((*anchor.locate(article.paragraphs), anchor.paragraph) for anchor in (one.first, one.second))
    ]
    pairs += [
        tuple(place_of(article, words) for words in pair) for pair in ALSO.get((article.slug, one.id), [])
    ]
    ways = pairs + [(there, here) for here, there in pairs]
    return any(meets(first, here) and meets(second, there) for here, there in ways)


def place_of(article, words):
    """Start, end and paragraph of words that stand once on a page."""
    ((number, start, end),) = spots(article, words)
    return start, end, number


def spots(article, passage):
    """Paragraph, start and end of every place where the passage stands."""
    found = []
    for number, text in enumerate(article.paragraphs, start=1):
        start = text.find(passage) if passage else -1
        while start >= 0:
            found.append((number, start, start + len(passage)))
            start = text.find(passage, start + 1)
    return found


def meets(places, spot):
    start, end, paragraph = spot
    return any(number == paragraph and begins < end and start < ends for number, begins, ends in places)
