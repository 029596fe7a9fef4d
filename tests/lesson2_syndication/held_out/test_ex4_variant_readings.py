"""Exercise 4, held-out checks: fresh families of texts, the five pages, weights and statements."""

from itertools import combinations, permutations

from secondsource import seeds
from secondsource.forms import VariantSlot
from secondsource.grading import agreement_above_chance, award, informedness, points

POINTS = {"none": 0, "weak": 1, "moderate": 3, "strong": 9}
ORDER = {"none": 0, "weak": 1, "moderate": 2, "strong": 3}
RECORD_OF = {
    "spelling": "pistol_photo",
    "rank": "ashfaq_rank",
    "report_name": "mengal_2015_report",
    "since_2018": "bases_since",
    "deniability": "deniability",
    "coordinator": "mengal_post",
    "caretaker": "mengal_father",
    "reignite": "kashmir_threat",
}
SUPPORTED = {
    "link": [
        "mengal_asset",
        "mengal_2015_report",
        "mengal_father",
        "mengal_militia",
        "mengal_support",
        "deniability",
        "khuzdar_purpose",
        "mastung_purpose",
        "iskp_revamped_2021",
        "isi_patron",
    ],
    "caretaker": ["mengal_father"],
    "not_alone": [
        "jirga",
        "jihad_declared",
        "alliance_aims_taliban",
        "ashfaq_visit",
        "mengal_2015_report",
        "evidence_document",
    ],
    "own_rank": ["ashfaq_rank"],
}
STAY_OPEN = ["a_day_later", "no_credit", "checked", "thirty"]


# --- fresh families -----------------------------------------------------------------------


def fresh_slots(fresh):
    """A family: two who saw it, a copy of the first with slips, and a copy of that one."""
    slots = []
    for number in range(fresh.randint(7, 10)):
        true, slip, later = (f"{word}{fresh.randrange(1000)}" for word in ("right", "slip", "later"))
        readings = {"first": true, "second": true, "copy": true, "copy_of_copy": true}
        easy = []
        kind = number % 5
        if kind == 1:  # the first has a slip, and it is handed down
            readings |= {"first": slip, "copy": slip, "copy_of_copy": slip}
        if kind == 2:  # the copy loses something, easily
            readings |= {"copy": slip, "copy_of_copy": slip}
            easy = [[true, slip]]
        if kind == 3:  # the copy of the copy rounds it once more
            readings |= {"copy_of_copy": later}
            easy = [[true, later]]
        if kind == 4:  # only one of the two who saw it tells of it
            readings = dict.fromkeys(("second",) if fresh.random() < 0.5 else ("first", "copy"), true)
        slots.append(
            VariantSlot(
                name=f"slot {number}",
                weight=fresh.choice(list(POINTS)),
                readings=readings,
                expected=true if fresh.random() < 0.5 else None,
                easy=easy,
            )
        )
    fresh.shuffle(slots)
    return slots


def texts_of(slots):
    return sorted({text for slot in slots for text in slot.readings})


def tells(slot, first, second, texts):
    """Whether an agreement tells something, asked the other way round: what makes it tell nothing?"""
    reading = slot.readings.get(first)
    if reading is None or slot.readings.get(second) != reading or reading == slot.expected:
        return False
    return {slot.readings.get(text) for text in texts} != {reading}


@points(4)
def test_fresh_agreements(answer, fresh):
    """Find and weigh the agreements that tell, in fresh families."""
    given, right = {}, {}
    families = [fresh_slots(fresh) for _ in range(6)]
    rows = [(slots, *pair) for slots in families for pair in combinations(texts_of(slots), 2)]
    telling, evidence = answer.telling.starmap(rows), answer.evidence.starmap(rows)
    for number, ((slots, first, second), *came) in enumerate(zip(rows, telling, evidence, strict=True)):
        found = [slot for slot in slots if tells(slot, first, second, texts_of(slots))]
        given[number] = f"{came[0]} {came[1]}"
        right[number] = {f"{[slot.name for slot in found]} {sum(POINTS[slot.weight] for slot in found)}"}
    award(
        agreement_above_chance(given, right),
        "Some pairs of fresh texts came out otherwise.",
        ask="Did you leave out what is right, and what every text has?",
    )


@points(5)
def test_fresh_parents(answer, fresh):
    """See who could be a parent in fresh families, and who could not."""
    hits = alarms = positives = negatives = 0
    families = [fresh_slots(fresh) for _ in range(8)]
    rows = [(slots, child) for slots in families for child in texts_of(slots)]
    for (slots, child), came in zip(rows, answer.possible_parents.starmap(rows), strict=True):
        for parent in set(texts_of(slots)) - {child}:
            can = not any(blocks(slot, parent, child) for slot in slots)
            positives, negatives = positives + can, negatives + (not can)
            hits, alarms = hits + (can and parent in came), alarms + (not can and parent in came)
    award(
        informedness(hits, positives, alarms, negatives),
        f"Of {positives} possible parents you saw {hits}; of {negatives} that are none you called {alarms} possible.",
        ask="Which of the two mistakes do you make more often?",
    )


def blocks(slot, parent, child):
    """Whether one slot shows that the child did not have it from this parent."""
    has = slot.readings.get(child)
    there = slot.readings.get(parent, "")
    return has is not None and has != there and not any(step == [there, has] for step in slot.easy)


@points(3)
def test_the_five_pages(answer):
    """Weigh what ties the five pages together, pair by pair."""
    slots = [
        VariantSlot(
            name=one.id,
            weight=one.weight,
            readings={slug: found.group for slug, found in one.readings.items()},
        )
        for one in seeds.load_claims()
    ]
    pages = texts_of(slots)
    given, right = {}, {}
    for first, second in permutations(pages, 2):
        given[f"{first}/{second}"] = str(answer.evidence(slots, first, second))
        found = [POINTS[slot.weight] for slot in slots if tells(slot, first, second, pages)]
        right[f"{first}/{second}"] = {str(sum(found))}
    award(
        agreement_above_chance(given, right),
        "Some pairs of the five pages came out otherwise.",
        ask="Does a page that does not say it count as agreeing?",
    )


# --- judgements ---------------------------------------------------------------------------


def rank(name):
    wanted = RECORD_OF[name]
    return ORDER[next(one.weight for one in seeds.load_claims() if one.id == wanted)]


@points(4)
def test_order_of_the_weights(answer):
    """Put what is hard to make twice above what is easy."""
    clear = [(low, high) for low, high in permutations(RECORD_OF, 2) if rank(high) - rank(low) >= 2]
    in_order = [(low, high) for low, high in clear if weigh(answer, low) < weigh(answer, high)]
    missed = next((pair for pair in clear if pair not in in_order), ("", ""))
    award(
        len(in_order) / len(clear),
        f"Of {len(clear)} clear pairs {len(in_order)} are in order; not so {missed[0]} and {missed[1]}.",
        ask="Which of the two could two writers hit upon who never met?",
    )


def weigh(answer, name):
    return ORDER.get(answer.WEIGHTS.get(name) or "none", 0)


@points(4)
def test_supported_and_open(answer, overlaps):
    """Tell what the readings support from what they leave open, and show it."""
    shown = [name for name, claims in SUPPORTED.items() if supports(answer.OPEN[name], claims, overlaps)]
    alarms = [name for name in STAY_OPEN if answer.OPEN[name].answer == "supported"]
    award(
        informedness(len(shown), len(SUPPORTED), len(alarms), len(STAY_OPEN)),
        f"Of four supported statements you showed {len(shown)}; of four that stay open you settled {len(alarms)}.",
        ask="Which passage on which page speaks for it?",
    )


def supports(one, claims, overlaps):
    if one.answer != "supported":
        return False
    found = [claim for claim in seeds.load_claims() if claim.id in claims and one.page in claim.readings]
    ids = {claim for shared in found for claim in shared.readings[one.page].claims}
    anchors = [claim.anchor for claim in seeds.load_article(one.page).notes.claims if claim.id in ids]
    return overlaps(one.passage or "", one.page, anchors)
