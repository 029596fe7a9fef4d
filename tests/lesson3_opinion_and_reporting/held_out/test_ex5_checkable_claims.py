"""Exercise 5, held-out checks: underlined passages and arguments against the records."""

import re

from secondsource import seeds
from secondsource.grading import agreement_above_chance, award, expect, informedness, points
from secondsource.models import OpinionSignal, Voice

SETTLED_BY = {
    "width": {"evidence"},
    "narrow": {"judgement"},
    "boiling": {"evidence"},
    "closing": {"judgement"},
    "called_cruel": {"evidence"},
    "cruel": {"judgement"},
    "dossier": {"evidence"},
    "overdue": {"judgement"},
    "unsourced": {"evidence"},
    "bravest": {"judgement"},
}
PARAGRAPHS = {"video": ("brighter_kashmir", 33), "colonel": ("honest_editorial", 7)}
INVENTED = {
    "camps": True,
    "statements": False,
    "shift_book": False,
    "silence": True,
    "open_case": False,
    "of_course": True,
}
"""What the exercise's own arguments do; the two above are read from the records."""
EACH = 3
TEXTS = ["brighter_kashmir", "honest_editorial", "cold_argument"]


def counts_a_denial(page, paragraph):
    """Whether the page's author takes a denial for proof in this paragraph, as the records have it."""
    return any(
        one.voice is Voice.AUTHOR
        and OpinionSignal.DENIAL_AS_PROOF in one.signals
        and one.anchor.paragraph == paragraph
        for one in seeds.load_article(page).notes.opinions
    )


def touches(article, passage, notes):
    """Whether the passage, where it first stands, overlaps with one of these notes."""
    for number, text in enumerate(article.paragraphs, start=1):
        place = text.find(passage)
        if place >= 0:
            spans = [one.anchor.locate(article.paragraphs) for one in notes if one.anchor.paragraph == number]
            return any(place < end and start < place + len(passage) for start, end in spans)
    return False


def can_be_settled(article, passage):
    """Whether a passage holds something evidence could settle.

    It overlaps with a claim or an attribution the records call so; or with nothing they call a
    judgement, and then it must name or number something.
    """
    if not 3 <= len(passage.split()) <= 30 or passage not in article.text:
        return False
    notes = article.notes
    settled = [*(one for one in notes.claims if one.checkable), *notes.attributions]
    judged = [*(one for one in notes.claims if not one.checkable), *notes.opinions]
    definite = re.search(r"\d|(?<!^)\b[A-Z]", passage)
    return touches(article, passage, settled) or bool(definite and not touches(article, passage, judged))


def apart(passages):
    """The passages that do not lie inside one another, each once."""
    once = list(dict.fromkeys(passages))
    return [one for one in once if not any(one != other and one in other for other in once)]


@points(4)
def test_what_evidence_could_settle(answer):
    """Sort the ten statements as careful readers do."""
    given = {name: one or "" for name, one in answer.SETTLED_BY.items()}
    missed = [name for name in SETTLED_BY if given.get(name) not in SETTLED_BY[name]]
    award(agreement_above_chance(given, SETTLED_BY), f"{len(missed)} of {len(SETTLED_BY)} statements are sorted another way.",
          ask="Could two people with the same evidence still differ about it?")  # fmt: skip


@points(6)
def test_underlined_claims(answer):
    """Underline what evidence could settle, and not what it could not."""
    good = 0
    for page in TEXTS:
        article = seeds.load_article(page)
        good += min(EACH, sum(can_be_settled(article, one) for one in apart(answer.UNDERLINED.get(page, []))))
    out_of = EACH * len(TEXTS)
    award(good / out_of, f"{good} of {out_of} passages hold something that evidence could settle.",
          ask="For each of the others: what would you go and look at to settle it?")  # fmt: skip


@points(5)
def test_denials(answer):
    """Tell arguments that count a denial as proof from those that weigh it."""
    right = INVENTED | {name: counts_a_denial(*place) for name, place in PARAGRAPHS.items()}
    guilty, others = [name for name in right if right[name]], [name for name in right if not right[name]]
    hits = sum(bool(answer.DENIAL_IS_PROOF.get(name)) for name in guilty)
    alarms = sum(answer.DENIAL_IS_PROOF.get(name) is not False for name in others)
    award(informedness(hits, len(guilty), alarms, len(others)),
          f"Of {len(guilty)} arguments that count a denial or silence as proof you saw {hits}; of {len(others)} that do "
          f"not you took {alarms} for such.", ask="Had they said the opposite, would the author have changed sides?")  # fmt: skip


@points(2)
def test_fresh_outcomes(answer, fresh):
    """See whether fresh claims ran a risk."""
    claims = []
    for number in range(20):
        values = [fresh.choice(["for", "neither"]) for _ in range(fresh.randint(0, 4))] + ["against"] * (
            number % 2
        )
        fresh.shuffle(values)
        claims.append({f"outcome {place}": value for place, value in enumerate(values)})
    for claim, came in zip(claims, answer.could_lose.map(claims), strict=True):
        values = claim.values()
        expect(came is ("against" in values), f"Outcomes that count {', '.join(values) or 'nothing'} came back as {came}.",
               ask="Would any of these have counted against the claim?")  # fmt: skip
