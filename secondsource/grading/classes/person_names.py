"""Compares people's names as platforms and spreadsheets write them: “Lovelace, Ada” is `lovelaceada`.

Two names are the same, alike (nothing in them differs, but one says less), or different.
"""

from __future__ import annotations

import re
import unicodedata
from enum import IntEnum
from functools import lru_cache
from itertools import pairwise, permutations

PARTICLES = frozenset(
    "al bin binti da dal de del della den der di do dos das du e el ibn la las le los of ter ten the van von zu zum zur".split()
)
TITLES = frozenset("dr prof mr mrs ms jr sr ii iii".split())
LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "ħ": "h", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th"}
)
SPELT_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "ß": "ss", "æ": "ae"})
"""How names are written where a system knows no umlauts: Müller is Mueller."""
ACCENTS = frozenset({1, 7, *range(10, 37)})
"""Unicode's combining classes of strokes through letters, of the dot that makes फ a फ़, and of Hebrew and Arabic vowels."""
ABOVE_AND_BELOW = 200
"""From this class on marks stand above or below a letter, as accents do."""
MOST_WORDS = 5
"""Words of a name that are tried in every order."""


class Likeness(IntEnum):
    """How far two names agree."""

    DIFFERENT = 0
    UNKNOWN = 1
    """One of them is no name, so nothing speaks for or against."""
    ALIKE = 2
    """A middle name more, or an initial for a name."""
    SAME = 3


def likeness(one: str, other: str) -> Likeness:
    """Return how far two names agree, whatever the order of their words, case, accents and particles."""
    pairs = [(left, right) for left in _spellings(one) for right in _spellings(other)]
    return max((_compared(left, right) for left, right in pairs), default=Likeness.UNKNOWN)


def key(text: str) -> str:
    """Return an id, a login or an address as it is compared: case, spaces and width do not count."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def words_of(name: str) -> set[str]:
    """Return the words of a name in every spelling, initials and particles left out."""
    return {word for words in _spellings(name) for word in _bare(words) if len(word) > 1}


def runs_of(name: str) -> set[str]:
    """Return the ways to run a name's words together, as Canvas and logins do, two words or more."""
    return {
        run for words in _spellings(name) for whole in (True, False) for run in together(words, whole=whole)
    }


def nearness(one: str, other: str) -> float:
    """Return from 0 to 1 how near two names are, to offer the nearest; never to decide."""
    left, right = _pieces(one), _pieces(other)
    return 2 * len(left & right) / (len(left) + len(right)) if left and right else 0.0


@lru_cache(maxsize=20_000)
def _pieces(name: str) -> frozenset[str]:
    """Return the pairs of neighbouring letters (Dice 1945 compares by them), the order of words apart."""
    return frozenset(
        f"{first}{second}" for word in _words(name, LETTERS) for first, second in pairwise(f" {word} ")
    )


@lru_cache(maxsize=20_000)
def _spellings(name: str) -> tuple[tuple[str, ...], ...]:
    """Return a name's words in each way of writing its special letters; none for what is no name."""
    found = {_words(name, LETTERS), _words(name, SPELT_OUT)}
    return tuple(sorted(words for words in found if words and not all(word.isdigit() for word in words)))


def _words(name: str, letters: dict[int, str]) -> tuple[str, ...]:
    small = unicodedata.normalize("NFKC", name).casefold().translate(letters).translate(LETTERS)
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", small) if not _is_accent(sign))
    joined = re.sub(r"['’ʼ`´.]", _joined_or_split, plain)
    return tuple("".join(sign if _spells(sign) else " " for sign in joined).split())


def _is_accent(sign: str) -> bool:
    """Return whether a mark may be left out when a name is written, as in José, מֹשֶׁה or عَلِي.

    Marks of other classes spell: the vowels of राम and สมชาย, the stroke that makes か a が.
    """
    place = unicodedata.combining(sign)
    return place in ACCENTS or place >= ABOVE_AND_BELOW


def _spells(sign: str) -> bool:
    return sign.isalnum() or unicodedata.category(sign).startswith("M")


def _joined_or_split(found: re.Match[str]) -> str:
    return " " if found[0] == "." else ""


@lru_cache(maxsize=100_000)
def _compared(one: tuple[str, ...], other: tuple[str, ...]) -> Likeness:
    if sorted(one) == sorted(other) or together(one, whole=True) & together(other, whole=True):
        return Likeness.SAME
    left, right = _bare(one), _bare(other)
    if sorted(left) == sorted(right) or _shortened(left, right) or _shortened(right, left):
        return Likeness.ALIKE
    if together(one, whole=False) & together(other, whole=True) or together(other, whole=False) & together(
        one, whole=True
    ):
        return Likeness.ALIKE
    return Likeness.DIFFERENT


def _bare(words: tuple[str, ...]) -> tuple[str, ...]:
    bare = tuple(word for word in words if word not in PARTICLES | TITLES)
    return bare if len(bare) > 1 else words


@lru_cache(maxsize=20_000)
def together(words: tuple[str, ...], *, whole: bool) -> frozenset[str]:
    """Return the ways to run a name's words together, as Canvas and logins do.

    `whole` takes all words; without it, two or more of them.
    """
    if len(words) > MOST_WORDS:
        return frozenset("".join(words[n:] + words[:n]) for n in range(len(words)) if whole)
    sizes = [len(words)] if whole else range(2, len(words))
    return frozenset("".join(some) for size in sizes for some in permutations(words, size))


def _shortened(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Return whether each of two or more words stands in the longer name, or is the initial of one there.

    At least one must stand there in full: “A. L.” could be many.
    """
    left, in_full = list(long), 0
    if len(short) < 2 or len(short) > len(long):
        return False
    for word in sorted(short, key=len, reverse=True):
        found = next((other for other in left if other == word), None)
        in_full += found is not None and len(word) > 1
        found = found or next(
            (other for other in left if 1 in {len(word), len(other)} and word[0] == other[0]), None
        )
        if found is None:
            return False
        left.remove(found)
    return in_full > 0
