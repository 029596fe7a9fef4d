"""Exercise 4, held-out checks: fresh readers, lopsided ones among them."""

from collections import Counter

import pytest

from secondsource.grading import award, expect, points


def chance(first, second):
    """The expected agreement, counted another way than in the exercise: over every pair of places."""
    return sum(mine == yours for mine in first for yours in second) / (len(first) * len(second))


@points(4)
def test_fresh_matrices(answer, two_readers):
    """Count fresh pairs of readers."""
    for (first, second), came in zip(two_readers, answer.confusion.starmap(two_readers), strict=True):
        pairs, labels = Counter(zip(first, second, strict=True)), {*first, *second}
        right = {row: {column: pairs[row, column] for column in labels} for row in labels}
        expect(came == right, f"For {len(first)} passages and the labels "
               f"{', '.join(sorted(labels))} the table is another.",
               ask="Do rows belong to the first reader, and does every label have a row and a column?")  # fmt: skip


@points(4)
def test_fresh_kappas(answer, two_readers):
    """Give kappa for fresh pairs of readers."""
    good = 0
    for (first, second), came in zip(two_readers, answer.kappa.starmap(two_readers), strict=True):
        observed = sum(mine == yours for mine, yours in zip(first, second, strict=True)) / len(first)
        expected = chance(first, second)
        good += came is not None and abs(came - (observed - expected) / (1 - expected)) < 1e-6
    award(good / len(two_readers), f"{good} of {len(two_readers)} kappas are right.",
          ask="Which shares do you multiply for the expected agreement, and do you add over all labels?")  # fmt: skip


@points(4)
def test_fresh_scores(answer, two_readers):
    """Give precision and recall for every label of fresh readers."""
    right = 0
    rows = [(*pair, label) for pair in two_readers for label in ("opinion", "mixed", "fact", "advertising")]
    for (key, found, label), came in zip(rows, answer.scores.starmap(rows), strict=True):
        both = sum(pair == (label, label) for pair in zip(key, found, strict=True))
        right += same(came.precision, both, found.count(label)) and same(came.recall, both, key.count(label))
    award(right / len(rows), f"{right} of {len(rows)} pairs of precision and recall are right.",
          ask="What do you divide by in each, and what do you do where that is 0?")  # fmt: skip


def same(came, part, whole):
    return came is None if not whole else came == pytest.approx(part / whole)


@points(2)
def test_no_room_above_chance(answer):
    """Give no kappa where there is no room for one."""
    for first, second in ((["fact"] * 9, ["fact"] * 9), ([], [])):
        expect(answer.kappa(first, second) is None, f"For {len(first)} labels of one kind kappa came back as a number.",
               belief="percent_is_agreement")  # fmt: skip
    came = answer.kappa(["fact"] * 9 + ["opinion"], ["fact"] * 10)
    expect(came == pytest.approx(0), f"Nine of ten agree, and only one reader ever says opinion: kappa came back as {came}.",
           belief="percent_is_agreement")  # fmt: skip
