"""Lesson 2: overlap between the five captured pages, as numbers only.

The originals are their publishers' copyright and not part of the project, so what is committed is
what this script counts.  Whoever holds them runs it again:
`python docs/examples/lesson2_overlap.py FOLDER > docs/examples/lesson2_overlap.json`
"""
# ruff: noqa: T201 - it writes its result to standard output

import json
import sys
from itertools import combinations
from pathlib import Path

from secondsource import fidelity, seeds
from secondsource.models import words

SIZES = (3, 5, 8)


def runs(found: list[str], size: int) -> set[tuple[str, ...]]:
    """Return every run of this many words."""
    return {tuple(found[start : start + size]) for start in range(len(found) - size + 1)}


def compare(first: list[str], second: list[str], size: int) -> dict[str, float]:
    """Return Jaccard similarity, containment both ways and the number of shared runs."""
    one, other = runs(first, size), runs(second, size)
    both = len(one & other)
    return {
        "jaccard": round(both / len(one | other), 4),
        "first_in_second": round(both / len(one), 4),
        "second_in_first": round(both / len(other), 4),
        "shared": both,
    }


def longest(first: list[str], second: list[str]) -> int:
    """Return the length of the longest run of words that two texts share."""
    size = 0
    while runs(first, size + 1) & runs(second, size + 1):
        size += 1
    return size


def measured(texts: dict[str, list[str]]) -> dict[str, object]:
    """Return what is counted for every pair of texts, and how many words each has."""
    pairs = [
        {
            "first": first,
            "second": second,
            "longest_run": longest(texts[first], texts[second]),
            "runs": {str(size): compare(texts[first], texts[second], size) for size in SIZES},
        }
        for first, second in combinations(sorted(texts), 2)
    ]
    return {"words": {slug: len(texts[slug]) for slug in sorted(texts)}, "pairs": pairs}


def original_words(folder: Path) -> dict[str, list[str]]:
    """Return the words of the five captured pages, furniture included, e-mail addresses taken out.

    Raises KeyError where a page's captured file is missing.
    """
    captured = fidelity.captured_files(folder)
    return {
        article.slug: words(_lines(captured[article.info.original.sha256]))
        for article in seeds.load_articles()
        if article.info.original
    }


def _lines(path: Path) -> str:
    return "\n".join(fidelity.captured_paragraphs(path.read_text(encoding="utf-8")))


if __name__ == "__main__":
    print(json.dumps(measured(original_words(Path(sys.argv[1]))), indent=1))
