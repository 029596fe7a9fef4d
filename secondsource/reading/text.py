"""A text as the plain methods see it: paragraphs, sentences, words, and what stands in quotation marks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

WORD = re.compile(r"\d{1,3}(?:,\d{3})+\b|\w+(?:[’'.-]\w+)*")
SENTENCE_END = re.compile(r"(?<![.!?])[.!?]+[”\"’')\]]*\s+(?=[“\"‘'(\[]*[A-Z0-9])")
ABBREVIATION = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Lt|Gen|Col|Capt|Maj|Sgt|Cpl|Prof|Rev|Sen|Rep|Gov|St|No|vs|[A-Z])\.$"
)
SPOKEN = re.compile(r"“[^”]*(?:”|$)|\"[^\"]*(?:\"|$)")
FUNCTION = frozenset(
    """a about above after again against all also although am an and another any are as at be because been before
    being between both but by can could did do does down during each either even every few for from further had has
    have having he her here hers him his how however i if in into is it its itself just many may me might more most
    much must my neither no nor not now of off on once only or other our out over own perhaps same she should since so
    some still such than that the their them then there these they this those though through to too under until up
    upon us very was we were what when where whether which while who whom whose why will with within without would yet
    you your""".split()
)
ENGLISH_SHARE = 0.22
"""A text with fewer function words than this is hardly English: English news has about twice as many."""
SHORTEST = 12
"""Fewer words than this tell nothing about a language."""


@dataclass(frozen=True)
class Place:
    """A passage: the number of its paragraph, from 1, and where it begins and ends there, in characters."""

    paragraph: int
    start: int
    end: int


@dataclass(frozen=True)
class Find:
    """Something found: its kind, the passages it is about, and a sentence for the reader."""

    kind: str
    places: tuple[Place, ...]
    says: str


@dataclass(frozen=True)
class Word:
    """One word, and where it begins and ends in its paragraph."""

    text: str
    start: int
    end: int

    @cached_property
    def low(self) -> str:
        """The word in small letters, a straight apostrophe in it."""
        return self.text.lower().replace("’", "'")


@dataclass(frozen=True)
class Sentence:
    """One sentence of a paragraph."""

    paragraph: int
    start: int
    end: int
    words: list[Word]

    def place(self, first: int, last: int) -> Place:
        """Return the passage from one character to another."""
        return Place(self.paragraph, first, last)


@dataclass(frozen=True)
class Text:
    """A text, cut into paragraphs."""

    paragraphs: list[str]

    @property
    def whole(self) -> str:
        """All paragraphs, a blank line between two."""
        return "\n\n".join(self.paragraphs)

    @cached_property
    def sentences(self) -> list[Sentence]:
        """Every sentence, in order."""
        return [
            Sentence(number, start, end, _words(paragraph, start, end))
            for number, paragraph in enumerate(self.paragraphs, start=1)
            for start, end in _cut(paragraph)
        ]

    def words_of(self, place: Place) -> str:
        """Return the words of a passage."""
        return self.paragraphs[place.paragraph - 1][place.start : place.end]

    @cached_property
    def seems_english(self) -> bool:
        """Whether enough of English's small words stand in it; a very short text always passes."""
        words = [word.low for sentence in self.sentences for word in sentence.words]
        small = sum(word in FUNCTION for word in words)
        return len(words) < SHORTEST or small / len(words) >= ENGLISH_SHARE


def read(pasted: str) -> Text:
    """Return a pasted text: a blank line parts paragraphs, and where there is none, every line is one."""
    pasted = re.sub(r"\r\n?", "\n", pasted)
    blocks = re.split(r"\n\s*\n", pasted.strip())
    if len(blocks) == 1:
        blocks = pasted.split("\n")
    return Text([" ".join(block.split()) for block in blocks if block.strip()])


def spoken(paragraph: str) -> list[tuple[int, int]]:
    """Return where double quotation marks open and close; one left open runs to the paragraph's end."""
    return [found.span() for found in SPOKEN.finditer(paragraph)]


def _cut(paragraph: str) -> list[tuple[int, int]]:
    """Return where each sentence begins and ends."""
    edges, start = [], 0
    for found in SENTENCE_END.finditer(paragraph):
        if not ABBREVIATION.search(paragraph, max(start, found.start() - 6), found.start() + 1):
            edges.append((start, found.start() + len(found[0].rstrip())))
            start = found.end()
    return [*edges, (start, len(paragraph))] if start < len(paragraph) else edges


def _words(paragraph: str, start: int, end: int) -> list[Word]:
    return [Word(found[0], *found.span()) for found in WORD.finditer(paragraph, start, end)]
