"""Fresh pages, reports and tables for lesson 2, made from the seed: nobody can know them beforehand."""

import re
from dataclasses import dataclass

import pytest

from secondsource import seeds

TOWNS = ["Verrin", "Sandholm", "Karst", "Ostwick", "Dunmere", "Hale"]
WHO = ["the harbour police", "a pilot", "two clerks", "the ferry office", "a nurse", "the night watch"]
DID = ["closed the road to", "counted the boats off", "saw smoke over", "sent a car to", "searched a shed in"]
WHEN = ["before dawn", "on Monday", "after the storm", "in the second week of May", "at noon", "last winter"]
ENDS = [
    "Nobody was hurt.",
    "The cause is open.",
    "No name was given.",
    "The rest is hearsay.",
    "Nothing was found.",
]
MENU = ["Support this paper", "Leave a comment", "Also read: the week in pictures"]


def sentence(fresh, metres=None):
    """A sentence with a number in it."""
    who = fresh.choice(WHO)
    return (
        f"{who[0].upper()}{who[1:]} {fresh.choice(DID)} {fresh.choice(TOWNS)} {fresh.choice(WHEN)}, "
        f"{metres or fresh.randint(2, 900)} metres from the pier of {fresh.choice(TOWNS)}."
    )


def paragraph(fresh):
    return f"{sentence(fresh)} “{fresh.choice(ENDS)}”"


def another_look(fresh, text):
    """The same paragraph, as another program would have saved it."""
    changes = [
        lambda one: one.replace("“", '"').replace("”", '"'),
        lambda one: one.replace(" ", "  ", 2),
        lambda one: f" {one}\t",
        lambda one: one.upper(),
        lambda one: one,
    ]
    return fresh.choice(changes)(text)


@dataclass(frozen=True)
class FreshPage:
    """A made-up page: as captured, with each paragraph once, and the block that stands twice."""

    captured: list[str]
    once: list[str]
    block: tuple[int, int, int] | None


def doubled(fresh):
    """A page whose body was saved twice, between lines of a menu."""
    body = [paragraph(fresh) for _ in range(fresh.randint(3, 9))]
    head = [f"The {fresh.choice(TOWNS)} Courier, page {fresh.randint(2, 40)}"]
    again = [another_look(fresh, text) for text in body]
    tail = ["All rights reserved."]
    return FreshPage(head + body + again + tail, head + body + tail, (2, 2 + len(body), len(body)))


def updated(fresh):
    """A page with paragraphs that differ in a figure only: nothing on it repeats."""
    town, hour = fresh.choice(TOWNS), fresh.randint(6, 9)
    counts = fresh.sample(range(3, 90), k=fresh.randint(3, 6))
    texts = [
        f"{hour + step}:00. The police put the dead of {town} at {dead}." for step, dead in enumerate(counts)
    ]
    texts += [texts[-1].replace("dead", "injured"), paragraph(fresh)]
    return FreshPage(texts, texts, None)


@pytest.fixture
def repeating(fresh):
    """Ten pages on which something stands twice."""
    return [doubled(fresh) for _ in range(10)]


@pytest.fixture
def unrepeating(fresh):
    """Ten pages on which much looks alike and nothing repeats."""
    return [updated(fresh) for _ in range(10)]


@pytest.fixture
def sentences(fresh):
    """A function that gives a number of fresh sentences, no two with the same number in them."""
    metres = iter(fresh.sample(range(2, 5000), k=1000))
    return lambda number: [sentence(fresh, next(metres)) for _ in range(number)]


@pytest.fixture
def overlaps():
    """A function: does a passage, somewhere on a page, touch a sentence with one of these anchors in it?"""

    def shares(passage, slug, anchors):
        if not 2 <= len(passage.split()) <= 40:
            return False
        paragraphs = seeds.load_article(slug).paragraphs
        spots = [(anchor.paragraph, *_sentence(anchor, paragraphs)) for anchor in anchors]
        return any(
            start < to and since < end
            for number, start, end in _places(passage, paragraphs)
            for spot, since, to in spots
            if spot == number
        )

    return shares


def _sentence(anchor, paragraphs):
    """Start and end of the sentence, or sentences, that an anchor stands in."""
    start, end = anchor.locate(paragraphs)
    text = paragraphs[anchor.paragraph - 1]
    stops = [0, *(found.end() for found in re.finditer(r"[.!?][”’]? +", text)), len(text)]
    return max(stop for stop in stops if stop <= start), min(stop for stop in stops if stop >= end)


def _places(passage, paragraphs):
    """Every place where a passage stands, as paragraph number, start and end."""
    for number, text in enumerate(paragraphs, start=1):
        start = text.find(passage)
        while start >= 0:
            yield number, start, start + len(passage)
            start = text.find(passage, start + 1)
