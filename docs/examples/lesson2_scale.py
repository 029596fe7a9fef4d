"""Lesson 2: how many pairs MinHash and LSH leave to look at, among a few thousand made-up texts.

Needs datasketch.  The numbers are committed; this script makes them again:
`python docs/examples/lesson2_scale.py > docs/examples/lesson2_scale.json`
"""
# ruff: noqa: T201, S311 - it writes its result to standard output; made-up texts are no secrets

import json
import random
from itertools import combinations

THRESHOLDS = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]
SHINGLE, PERMUTATIONS = 5, 128
VOCABULARY = [
    f"{start}{end}"
    for start in "ka lo mi ne su ta vo re pi du".split()
    for end in "ran lin mar det sol vik hal tor bes nam gil pon".split()
]


def made_text(source: random.Random) -> list[str]:
    """Return 120 words, common ones more often than rare ones."""
    weights = [1 / rank for rank in range(1, len(VOCABULARY) + 1)]
    return source.choices(VOCABULARY, weights, k=120)


def rewritten(source: random.Random, text: list[str], share: float) -> list[str]:
    """Return the text with a share of its words exchanged for others."""
    return [source.choice(VOCABULARY) if source.random() < share else word for word in text]


def library(families: int, seed: str) -> list[set[str]]:
    """Return the shingles of many texts: in each family one original and nine rewrites, light to heavy."""
    source = random.Random(seed)
    texts = []
    for _ in range(families):
        original = made_text(source)
        texts += [original, *(rewritten(source, original, step / 40) for step in range(9))]
    return [shingles(text) for text in texts]


def shingles(text: list[str]) -> set[str]:
    """Return the text's runs of five words."""
    return {" ".join(text[start : start + SHINGLE]) for start in range(len(text) - SHINGLE + 1)}


def jaccard(first: set[str], second: set[str]) -> float:
    """Return the shared part of two sets."""
    return len(first & second) / len(first | second)


def similar_pairs(texts: list[set[str]]) -> dict[tuple[int, int], float]:
    """Return every pair that shares a shingle, with its true similarity, found the slow and exact way."""
    holders: dict[str, list[int]] = {}
    for number, text in enumerate(texts):
        for shingle in text:
            holders.setdefault(shingle, []).append(number)
    pairs = {pair for numbers in holders.values() for pair in combinations(numbers, 2)}
    return {pair: jaccard(texts[pair[0]], texts[pair[1]]) for pair in pairs}


def candidates(texts: list[set[str]], threshold: float) -> set[tuple[int, int]]:
    """Return the pairs that LSH at this threshold says are worth comparing."""
    from datasketch import MinHashLSH

    index = MinHashLSH(threshold=threshold, num_perm=PERMUTATIONS)
    found = set()
    for number, sketch in enumerate(sketches(texts)):
        found |= {(other, number) for other in index.query(sketch)}
        index.insert(number, sketch)
    return found


def sketches(texts: list[set[str]]) -> list:
    """Return the MinHash sketch of every text."""
    from datasketch import MinHash

    coded = [[shingle.encode() for shingle in sorted(text)] for text in texts]
    return MinHash.bulk(coded, num_perm=PERMUTATIONS, seed=1)


def measured(families: int, seed: str) -> dict[str, object]:
    """Return, for every threshold: pairs truly that similar, pairs proposed, and how many of the true ones."""
    texts = library(families, seed)
    true = similar_pairs(texts)
    rows = []
    for threshold in THRESHOLDS:
        proposed = candidates(texts, threshold)
        wanted = {pair for pair, value in true.items() if value >= threshold}
        rows.append(
            {
                "threshold": threshold,
                "similar": len(wanted),
                "candidates": len(proposed),
                "found": len(wanted & proposed),
            }
        )
    return {"texts": len(texts), "pairs": len(texts) * (len(texts) - 1) // 2, "rows": rows}


if __name__ == "__main__":
    print(json.dumps({"full": measured(300, "the strait"), "small": measured(20, "the strait")}, indent=1))
