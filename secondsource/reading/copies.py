"""Paragraphs said twice, and words shared with other pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from secondsource.reading.text import Find, Place, Text

TOKEN = re.compile(r"[a-z0-9]+", re.IGNORECASE)
SHORTEST = 5
"""Fewer words than this are a button or a label; those stand twice on every page."""
GAP = 3
"""Repeats as near as this belong to one block: what stands between is a button or a label."""
RUN = 5
"""So many words in a row have to be the same."""


@dataclass(frozen=True)
class Shared:
    """How much of a text stands on another page too."""

    runs: int
    """Its runs of five words that stand there as well."""
    of: int
    """All its different runs of five words."""
    finds: list[Find]


def repeats(text: Text) -> list[Find]:
    """Return the paragraphs that say word for word what another says, those in one row together."""
    keys = [tuple(token[0].lower() for token in TOKEN.finditer(one)) for one in text.paragraphs]
    earlier: dict[tuple[str, ...], int] = {}
    blocks: list[list[tuple[int, int]]] = []
    for number, key in enumerate(keys, start=1):
        first = earlier.setdefault(key, number)
        if len(key) < SHORTEST or first == number:
            continue
        in_row = _next_in_row(blocks, number)
        if in_row and keys[in_row - 1] == key:
            blocks[-1].append((in_row, number))
        else:
            blocks.append([(first, number)])
    return [_block(text, block) for block in blocks]


def _next_in_row(blocks: list[list[tuple[int, int]]], number: int) -> int:
    """Return which paragraph this one has to repeat so as to go on with the last block; 0 where none can."""
    if not blocks:
        return 0
    first, again = blocks[-1][-1]
    return first + number - again if number - again <= GAP else 0


def _block(text: Text, block: list[tuple[int, int]]) -> Find:
    first, again = [one for one, _ in block], [other for _, other in block]
    places = [Place(number, 0, len(text.paragraphs[number - 1])) for number in [*again, *first]]
    verb = "says" if len(block) == 1 else "say"
    says = f"{_numbered(again, 'P')} {verb} word for word what {_numbered(first, 'p')} {verb}."
    return Find("repeat", tuple(places), says)


def _numbered(numbers: list[int], initial: str) -> str:
    if len(numbers) == 1:
        return f"{initial}aragraph {numbers[0]}"
    return f"{initial}aragraphs {numbers[0]} to {numbers[-1]}"


def shared(text: Text, called: str, paragraphs: list[str]) -> Shared:
    """Return the runs of words that a text shares with a page, whose paragraphs these are."""
    there: dict[tuple[str, ...], int] = {}
    for number, paragraph in enumerate(paragraphs, start=1):
        for _, _, run in _runs(paragraph):
            there.setdefault(run, number)
    every: set[tuple[str, ...]] = set()
    finds = []
    for number, paragraph in enumerate(text.paragraphs, start=1):
        runs = list(_runs(paragraph))
        every |= {run for _, _, run in runs}
        for start, end, other in _joined([one for one in runs if one[2] in there], there):
            says = f"Stands in {called} as well, in paragraph {other}."
            finds.append(Find("shared", (Place(number, start, end),), says))
    return Shared(len(every & there.keys()), len(every), finds)


def _runs(paragraph: str) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Give each run of five words: where it begins, where it ends, the words."""
    tokens = list(TOKEN.finditer(paragraph))
    for first in range(len(tokens) - RUN + 1):
        run = tokens[first : first + RUN]
        yield run[0].start(), run[-1].end(), tuple(token[0].lower() for token in run)


def _joined(
    runs: list[tuple[int, int, tuple[str, ...]]], there: dict[tuple[str, ...], int]
) -> list[tuple[int, int, int]]:
    """Return longer passages from runs that overlap, each with the other page's paragraph."""
    joined: list[tuple[int, int, int]] = []
    for start, end, run in runs:
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], end, joined[-1][2])
        else:
            joined.append((start, end, there[run]))
    return joined
