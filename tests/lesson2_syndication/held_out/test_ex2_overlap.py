"""Exercise 2, held-out checks: fresh texts, quoted statements, and the passages shown."""

from itertools import pairwise

from secondsource.grading import agreement_above_chance, award, informedness, points
from secondsource.models import Anchor, words

KEY = {
    "forty": "does not follow",
    "nearly_all": "follows",
    "direction": "does not follow",
    "low_jaccard": "follows",
    "nothing_shared": "does not follow",
    "no_close_copy": "follows",
    "statement": "does not follow",
    "only_quotes": "follows",
}
ACCEPTED = {
    "shared_not_copied": ("statement_courier", [(5, None)]),
    "taken_over": (
        "quiet_rewrite",
        [(5, "Superintendent Mosk"), (6, None), (7, "The blackened tank faces the open sea")],
    ),
    "own_work": (
        "statement_post",
        [(4, None), (5, "which is signed “Inspector L. Mosk”"), (7, None), (8, None)],
    ),
}


def runs(text, size):
    """The same shingles, made another way: from words shifted against each other."""
    found = words(text)
    return set(zip(*(found[shift:] for shift in range(size)), strict=False))


def shared(first, second, size, part_only):
    one, other = runs(first, size), runs(second, size)
    whole = one if part_only else one | other
    return len(one & other) / len(whole) if whole else 0.0


def fresh_pairs(fresh, sentences):
    """Pairs of texts that share from nothing to everything, one longer than the other."""
    pairs = []
    for kept in (0, 0, 1, 2, 3, 4, 5, 6):
        short = sentences(6)
        longer = short[:kept] + sentences(fresh.randint(4, 14))
        fresh.shuffle(longer)
        pairs.append((" ".join(short), " ".join(longer)))
    return pairs


@points(5)
def test_fresh_texts(answer, fresh, sentences):
    """Measure fresh texts."""
    given, right = {}, {}
    rows = [(*pair, fresh.choice([4, 5])) for pair in fresh_pairs(fresh, sentences)]
    alike, contained = answer.jaccard.starmap(rows), answer.containment.starmap(rows)
    for number, (row, *came) in enumerate(zip(rows, alike, contained, strict=True)):
        for name, measured, part_only in (("j", came[0], False), ("c", came[1], True)):
            given[f"{name}{number}"] = f"{measured:.6f}"
            right[f"{name}{number}"] = {f"{shared(*row, part_only):.6f}"}
    award(
        agreement_above_chance(given, right),
        "Some fresh pairs came out with other numbers.",
        ask="Which of the two measures do you trust less: does it change when you swap the texts?",
    )


@points(4)
def test_quoted_statements(answer, fresh, sentences):
    """Tell a common quotation from copied prose."""
    quoted, copied = [], []
    for _ in range(8):
        common = " ".join(sentences(2))
        first, second = (f"{' '.join(sentences(2))} {{}} {' '.join(sentences(2))}" for _ in range(2))
        quoted.append((first.format(f"“{common}”"), second.format(f"“{common}”")))
        copied.append((first.format(common), second.format(common)))
    bare = answer.without_quotations.map(text for pair in copied + quoted for text in pair)
    remaining = [bool(runs(next(bare), 20) & runs(next(bare), 20)) for _ in copied + quoted]
    still, left = remaining[: len(copied)], remaining[len(copied) :]
    award(
        informedness(sum(still), len(copied), sum(left), len(quoted)),
        f"Of {len(copied)} pairs with copied prose {sum(still)} still overlap without their quotations; of {len(quoted)} "
        f"that share a quotation alone {sum(left)} do.",
        ask="What does without_quotations leave behind?",
    )


@points(3)
def test_passages_show_it(answer, overlaps):
    """Show passages that show it."""
    good = [
        name
        for name, (slug, spots) in ACCEPTED.items()
        if overlaps(answer.SHOWN.get(name) or "", slug, [anchor(slug, *spot) for spot in spots])
    ]
    missed = sorted(set(ACCEPTED) - set(good))
    award(
        len(good) / len(ACCEPTED),
        f"Another passage would show it better: {', '.join(missed)}.",
        ask="Could a writer who never saw the other report have written this?",
    )


def anchor(slug, number, exact):
    from secondsource.seeds import load_article

    return Anchor(paragraph=number, exact=exact or load_article(slug).paragraphs[number - 1])


@points(4)
def test_what_follows(answer):
    """Know what follows from a number, and what does not."""
    hits = sum(answer.FOLLOWS.get(name) == "follows" for name, key in KEY.items() if key == "follows")
    alarms = sum(answer.FOLLOWS.get(name) == "follows" for name, key in KEY.items() if key != "follows")
    award(
        informedness(hits, 4, alarms, 4),
        f"Of four things that follow you saw {hits}; of four that do not you drew {alarms}.",
        ask="Do you trust a number too much, or too little?",
    )


@points(2)
def test_containment_tells_part_from_whole(answer, sentences):
    """See that a part stands in its whole, and not the whole in its part."""
    texts = [" ".join(sentences(number)) for number in (2, 2, 2, 2)]
    wholes = [" ".join(pair) for pair in pairwise(texts)]
    pairs = list(zip(texts, wholes, strict=False))
    parts = answer.containment.starmap((part, whole, 4) for part, whole in pairs)
    turned = answer.containment.starmap((whole, part, 4) for part, whole in pairs)
    hits, alarms = sum(came == 1 for came in parts), sum(came == 1 for came in turned)
    award(
        informedness(hits, 3, alarms, 3),
        "A part and its whole came out alike, or the part was not found in it.",
        belief="jaccard_is_share",
    )
