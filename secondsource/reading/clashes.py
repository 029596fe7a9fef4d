"""Quantities of one thing that differ, and dates that cannot be."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations, islice

from secondsource.reading.text import FUNCTION, Find, Place, Sentence, Text, Word

SMALL_NUMBERS = {
    name: number
    for number, name in enumerate(
        "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen".split(),
        start=2,
    )
} | {
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}
SCALES = {"dozen": 12, "hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
FLOOR = ("at least", "more than", "over", "above")
CEILING = ("up to", "at most", "fewer than", "less than", "under", "below")
VAGUE = ("about", "around", "roughly", "nearly", "almost", "some", "an estimated", "approximately")
DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?")
WHAT_BEFELL = {
    word: told
    for told, words in {
        "dead": "dead died die dies killed deaths dying",
        "hurt": "injured wounded hurt injuries",
        "held": "arrested detained held captured",
        "missing": "missing",
        "freed": "freed released rescued",
    }.items()
    for word in words.split()
}
NOT_COUNTED = frozenset(
    """second minute hour day week month year decade century time per cent percent percentage point degree metre meter
    kilometre kilometer km mile foot feet tonne ton kilo kg euro dollar pound rupee crown page paragraph am pm
    o'clock noon midnight january february march april may june july august september october november december
    monday tuesday wednesday thursday friday saturday sunday""".split()
)
"""Lengths, sums and dates: a text gives many of these, each of something else."""
PEOPLE = frozenset("people persons men women children civilians others".split())
"""The same, once a text says what befell them."""
OF_A_WHOLE = [["of", word] for word in "its the their his her our these those them".split()]
NEAR = 6
"""So many words behind a number may tell what befell those counted."""
MOST = 6
"""So many pairs of one thing are shown."""

DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
MONTHS = "january february march april may june july august september october november december".split()
LEAP_YEAR = 2024
_MONTH = "|".join(f"{month.capitalize()}|{month[:3].capitalize()}" for month in MONTHS) + "|Sept"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?:,?\s+(?P<year>1[6-9]\d\d|20\d\d)\b)?"
_WEEKDAY = rf"(?:(?P<weekday>{'|'.join(DAYS)}),?\s+(?:the\s+)?)?"
DATES = (
    re.compile(rf"\b{_WEEKDAY}{_DAY}\s+(?:of\s+)?(?P<month>{_MONTH})\b\.?{_YEAR}"),
    re.compile(rf"\b{_WEEKDAY}(?P<month>{_MONTH})\b\.?\s+{_DAY}\b{_YEAR}"),
)


@dataclass(frozen=True)
class Amount:
    """A number of something, as a text gives it."""

    place: Place
    words: str
    """Its words, with the bound before it: `at least four people`."""
    in_digits: str
    """The same with the number in digits: `at least 4 people`."""
    value: float
    bound: str
    """`floor`, `ceiling`, `vague`, or nothing."""
    of: str
    """What is counted, and what befell it."""


@dataclass(frozen=True)
class Dated:
    """A day of the calendar, as a text gives it."""

    place: Place
    words: str
    day: int
    month: int
    year: int | None
    weekday: str | None


def differing(text: Text) -> list[Find]:
    """Return pairs of numbers that count the same words and cannot be one number."""
    return [
        Find("numbers", (first.place, second.place), _told(first, second))
        for first, second in pairs(text)
        if not agree(first, second)
    ]


def pairs(text: Text) -> list[tuple[Amount, Amount]]:
    """Return all pairs of different wordings for how many of one thing there are."""
    things: dict[str, dict[tuple[float, str], Amount]] = {}
    for amount in amounts(text):
        things.setdefault(amount.of, {}).setdefault((amount.value, amount.bound), amount)
    found: list[tuple[Amount, Amount]] = []
    for wordings in things.values():
        found += islice(combinations(wordings.values(), 2), MOST)
    return found


def agree(first: Amount, second: Amount) -> bool:
    """Whether two wordings leave room for one number; a vague one always does."""
    if "vague" in (first.bound, second.bound) or first.value == second.value:
        return True
    small, large = sorted((first, second), key=lambda one: one.value)
    return small.bound == "floor" or large.bound == "ceiling"


def _told(first: Amount, second: Amount) -> str:
    return f"“{first.words}” here, “{second.words}” there. Is that one count, at one moment?"


def amounts(text: Text) -> list[Amount]:
    """Return the numbers of a text that count something."""
    return [amount for sentence in text.sentences for amount in _counted(sentence, text)]


def _counted(sentence: Sentence, text: Text) -> Iterator[Amount]:
    paragraph = text.paragraphs[sentence.paragraph - 1]
    for at, word in enumerate(sentence.words):
        value, after = _value(sentence.words, at)
        if value is None:
            continue
        things = _things(sentence.words[after : after + 4], paragraph, sentence.words[after - 1])
        of = _of(things, sentence.words[after : after + NEAR])
        if of:
            bound, length = _bound([one.low for one in sentence.words[max(0, at - 3) : at]])
            start = sentence.words[at - length].start if length else word.start
            place = sentence.place(start, things[-1].end)
            behind = paragraph[sentence.words[after - 1].end : place.end]
            in_digits = f"{paragraph[start : word.start]}{value:,.10g}{behind}"
            yield Amount(place, text.words_of(place), in_digits, value, bound, of)


def _value(words: list[Word], at: int) -> tuple[float | None, int]:
    """Return the number that begins here, and where the words behind it begin."""
    word = words[at]
    scale = SCALES.get(words[at + 1].low, 0) if at + 1 < len(words) else 0
    if DIGITS.fullmatch(word.text):
        value = float(word.text.replace(",", ""))
        is_year = len(word.text) == 4 and 1800 <= value <= 2100
        if is_year and not scale:
            return None, at + 1
    elif word.low in SMALL_NUMBERS:
        value = float(SMALL_NUMBERS[word.low])
    else:
        return None, at + 1
    return (value * scale, at + 2) if scale else (value, at + 1)


def _things(words: list[Word], paragraph: str, before: Word) -> list[Word]:
    """Return the words for what is counted: up to the next small word, mark or number."""
    things: list[Word] = []
    if [word.low for word in words[:2]] in OF_A_WHOLE:
        before, words = words[1], words[2:]
    for word in words:
        gap = paragraph[before.end : word.start]
        if gap.strip() or not word.text[0].isalpha() or word.low in FUNCTION:
            break
        things.append(word)
        before = word
    return things


def _of(things: list[Word], near: list[Word]) -> str:
    """Return what is counted, and what befell it, in one phrase; nothing where it is a measure or unclear."""
    befell = next((WHAT_BEFELL[word.low] for word in near if word.low in WHAT_BEFELL), "")
    noun = next((word.low for word in things if _is_several(word.low)), "")
    if any(word.low.removesuffix("s") in NOT_COUNTED for word in things):
        return ""
    if noun in PEOPLE or (things and things[0].low in WHAT_BEFELL):
        noun = "people" if befell else noun
    return f"{noun} {befell}".strip() if noun else ""


def _is_several(word: str) -> bool:
    return word in PEOPLE or (word.endswith("s") and not word.endswith("ss") and word not in WHAT_BEFELL)


def _bound(before: list[str]) -> tuple[str, int]:
    """Return what the words before a number do to it, and how many words that takes."""
    for bound, phrases in (("floor", FLOOR), ("ceiling", CEILING), ("vague", VAGUE)):
        for wanted in map(str.split, phrases):
            if before[-len(wanted) :] == wanted:
                return _not_turned(bound, before, len(wanted))
    return "", 0


def _not_turned(bound: str, before: list[str], length: int) -> tuple[str, int]:
    """Return the bound the other way round behind a “no”: no more than forty is a ceiling."""
    if before[-length - 1 : -length] == ["no"]:
        return ("ceiling" if bound == "floor" else "floor"), length + 1
    return bound, length


# --- dates ----------------------------------------------------------------------------------


def impossible_dates(text: Text) -> list[Find]:
    """Return days that are on no calendar, and weekdays that do not fit their date."""
    found = dates(text)
    years = {one.year for one in found if one.year}
    only = years.pop() if len(years) == 1 else None
    return [find for one in found if (find := _checked(one, only))]


def dates(text: Text) -> list[Dated]:
    """Return the days that a text gives with day and month."""
    found = [
        _dated(number, match)
        for number, paragraph in enumerate(text.paragraphs, start=1)
        for pattern in DATES
        for match in pattern.finditer(paragraph)
    ]
    found.sort(key=lambda one: (one.place.paragraph, one.place.start))
    return [one for one, before in zip(found, [None, *found], strict=False) if _apart(one, before)]


def _apart(one: Dated, before: Dated | None) -> bool:
    """Whether a date begins behind the one before: “7 October 12” is read once."""
    here = one.place
    return before is None or here.paragraph != before.place.paragraph or here.start >= before.place.end


def _dated(number: int, match: re.Match[str]) -> Dated:
    month = next(at for at, name in enumerate(MONTHS, start=1) if name[:3] == match["month"][:3].lower())
    year = int(match["year"]) if match["year"] else None
    place = Place(number, *match.span())
    return Dated(place, match[0], int(match["day"]), month, year, match["weekday"])


def is_day(one: Dated) -> bool:
    """Whether a date is on the calendar; without a year it may be in a leap year."""
    return 1 <= one.day <= monthrange(one.year or LEAP_YEAR, one.month)[1]


def _checked(one: Dated, only_year: int | None) -> Find | None:
    """Return what is wrong with a date; a missing year is taken from the only one that the text has."""
    if not is_day(one):
        return Find(
            "no_such_day", (one.place,), f"{MONTHS[one.month - 1].capitalize()} has no day {one.day}."
        )
    year = one.year or only_year
    if year is None or one.weekday is None or not is_day(replace(one, year=year)):
        return None
    right = DAYS[date(year, one.month, one.day).weekday()]
    if right == one.weekday:
        return None
    borrowed = "" if one.year else f", if the year is {year}, the only one in the text"
    return Find("weekday", (one.place,), f"That day was a {right}{borrowed}.")
