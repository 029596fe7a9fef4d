"""Exercise 5, held-out checks: fresh statements and headlines, real headlines of controls, and the twelve pairs."""

from secondsource.grading import agreement_above_chance, award, informedness, points
from secondsource.seeds import load_article

PLACES = ["the depot", "the pier", "the road", "the camp", "the tower", "the mayor’s office"]
STATES = ["is empty", "was closed", "has been sold", "lies in ruins"]
HEDGED = [
    "{place} may be empty", "{place} could be sold", "{place} is believed to be closed", "{place} reportedly {state}",
    "{place} is said to be closed", "{place} appears to be empty", "there is a distinct possibility that {place} {state}",
    "the suspected owner of {place} has left", "Possibly {place} {state}",
]  # fmt: skip
FLAT = ["{place} {state}", "in May {place} was empty", "since May 2023 {place} has been closed", "the maybells of {place} rang",
        "{place} {state}", "Mayor Voss sold {place}"]  # fmt: skip
SPEAKERS = ["officials", "two clerks", "the harbour master", "analysts"]
TERMS = {
    "almost no chance": (1, 5), "very unlikely": (5, 20), "unlikely": (20, 45), "roughly even chance": (45, 55), "likely": (55, 80),
    "very likely": (80, 95), "almost certain": (95, 99), "remote": (1, 5), "highly improbable": (5, 20), "improbable": (20, 45),
    "probable": (55, 80), "highly probable": (80, 95), "nearly certain": (95, 99),
}  # fmt: skip
RECORDS = {
    "newsup_design": ("newsup", "x8"), "newsup_picture": ("newsup", "x11"), "newsup_title": ("newsup", "x5"),
    "ndtv_hand": ("ndtv_rewrite", "x2"), "brief_title": ("short_brief", "x2"), "theprint_title": ("theprint", "x3"),
    "column_proxy": ("brighter_kashmir", "x7"), "arms_title": ("named_but_empty", "x3"),
    "quarry_hurt": ("quarry_raid", "x7"), "quarry_idle": ("quarry_raid", "x8"),
}  # fmt: skip
ACCEPTED = {
    "newsup_design": {"strength"},
    "newsup_picture": {"strength"},
    "newsup_title": {"overreach"},
    "ndtv_hand": {"strength"},
    "brief_title": {"overreach"},
    "theprint_title": {"overreach"},
    "column_proxy": {"strength", "contradiction"},
    "arms_title": {"overreach", "contradiction"},
    "mast_title": {"none"},
    "wire_title": {"none"},
    "quarry_hurt": {"contradiction"},
    "quarry_idle": {"contradiction"},
}
WEAKER = {"newsup_design": "first", "newsup_picture": "first", "ndtv_hand": "first"}
"""Where the weaker passage is not the record's second one."""
ALSO = {
    "theprint_title": (10, "Indian intelligence agencies"),
    "brief_title": (3, "‘potential attacks’ on India"),
}
"""Another passage that holds the claim back: paragraph and words."""
FAIR_HEADLINES = ["court_record", "sound_unnamed_officials", "credited_wire", "single_named_witness"]


def sentence(fresh, shapes):
    says = fresh.choice(shapes).format(place=fresh.choice(PLACES), state=fresh.choice(STATES))
    return says[0].upper() + says[1:]


@points(4)
def test_fresh_statements(answer, fresh):
    """Tell fresh hedged statements from flat ones."""
    hedged = [f"{sentence(fresh, HEDGED)}." for _ in range(20)]
    flat = [f"{sentence(fresh, FLAT)}, {fresh.choice(SPEAKERS)} said." for _ in range(20)]
    seen, taken = answer.certainty.map(hedged), answer.certainty.map(flat)
    hits, alarms = sum(came == "hedged" for came in seen), sum(came == "hedged" for came in taken)
    award(informedness(hits, 20, alarms, 20), f"Of 20 fresh hedged statements {hits} were seen, and {alarms} of 20 flat ones "
          "were taken for hedged.", ask="Whole words, and the month of May: which goes wrong?")  # fmt: skip


@points(4)
def test_fresh_headlines(answer, fresh):
    """Say what fresh headlines have lost."""
    right, rows = {}, []
    for number in range(32):
        body_hedged, body_spoken, head_hedged, head_spoken = (bool(number & bit) for bit in (1, 2, 4, 8))
        place, who = fresh.choice(PLACES), fresh.choice(SPEAKERS)
        body = f"On Monday {place} {'may be' if body_hedged else 'is'} empty{f', {who} said' if body_spoken else ''}."
        said = fresh.choice([f": {who}", f", say {who}"]) if head_spoken else ""
        headline = f"{place.capitalize()} {'could be' if head_hedged else 'is'} empty{said}"
        gone = {"hedge"} if body_hedged and not head_hedged else set()
        gone |= {"attribution"} if body_spoken and not head_spoken else set()
        rows.append((headline, body))
        right[number] = {"+".join(sorted(gone))}
    given = {number: "+".join(sorted(set(lost))) for number, lost in enumerate(answer.lost.starmap(rows))}
    award(agreement_above_chance(given, right), "Some fresh headlines came back with another loss.",
          ask="What is in the body, and what is still in the headline?")  # fmt: skip


@points(2)
def test_fair_headlines_of_sound_pieces(answer):
    """Leave the headlines of four sound pieces alone, and see a lost one."""
    alarms = []
    for slug in FAIR_HEADLINES:
        page = load_article(slug)
        if answer.lost(page.paragraphs[1], page.paragraphs[3]):
            alarms.append(slug)
    hits = answer.lost("Depot empty", "The depot may be empty, clerks said.")
    award(informedness(bool(hits), 1, len(alarms), len(FAIR_HEADLINES)), f"{len(alarms)} fair headlines were reported as "
          f"having lost something{', and a real loss was not seen' if not hits else ''}.",
          ask="Does the headline keep its source in its own words?")  # fmt: skip


@points(3)
def test_fresh_terms(answer, fresh):
    """Read fresh terms, and give none for a hedge."""
    right = {}
    for number, (term, (low, high)) in enumerate(TERMS.items()):
        text = f"{number}: that {fresh.choice(PLACES)} {fresh.choice(STATES)} is {fresh.choice([term, term.upper()])}"
        right[text] = {f"{low}-{high}"}
    right |= {sentence(fresh, HEDGED): {"none"} for _ in range(5)}
    given = {
        text: f"{came.low:g}-{came.high:g}" if came else "none"
        for text, came in zip(right, answer.likelihood.map(right), strict=True)
    }
    award(agreement_above_chance(given, right), "Some terms came back with other limits, or a hedge with some.",
          ask="Longest term first, whole words: which goes wrong?")  # fmt: skip


@points(6)
def test_the_twelve_pairs(answer):
    """Judge the twelve pairs as careful readers do."""
    given = {name: one.verdict or "" for name, one in answer.PAIRS.items()}
    missed = [name for name in ACCEPTED if given.get(name) not in ACCEPTED[name]]
    award(agreement_above_chance(given, ACCEPTED), f"{len(missed)} of {len(ACCEPTED)} verdicts cannot be defended from the "
          f"page, among them {', '.join(missed[:2])}.", ask="Could both be right? Which is the stronger, and is it the headline?")  # fmt: skip


@points(4)
def test_the_words_hold_back(answer, record):
    """Show words that stand in the weaker passage."""
    wanted = [name for name in ACCEPTED if name in RECORDS and ACCEPTED[name] & {"strength", "overreach"}]
    met = [
        name for name in wanted if shows(record(*RECORDS[name]), RECORDS[name][0], name, answer.PAIRS[name])
    ]
    freed = [
        name
        for name in wanted
        if answer.PAIRS[name].verdict == "contradiction" and "contradiction" in ACCEPTED[name]
    ]
    award(len(met) / (len(wanted) - len(freed)), f"For {len(met)} of {len(wanted) - len(freed)} pairs your words stand in the "
          "passage that holds back.", ask="Which of the two passages is the weaker, and which words make it so?")  # fmt: skip


def shows(one, slug, name, pair):
    """Whether the words, where they stand on the page, overlap the weaker passage."""
    anchor = one.first if WEAKER.get(name) else one.second
    page = load_article(slug).paragraphs
    places = [(anchor.paragraph, *anchor.locate(page))]
    if name in ALSO:
        number, words = ALSO[name]
        places.append((number, page[number - 1].index(words), page[number - 1].index(words) + len(words)))
    return pair.verdict in ACCEPTED[name] and any(overlaps(pair.words, page[number - 1], start, end)
                                                  for number, start, end in places)  # fmt: skip


def overlaps(words, text, start, end):
    place = text.find(words) if words else -1
    return 0 <= place < end and start < place + len(words)
