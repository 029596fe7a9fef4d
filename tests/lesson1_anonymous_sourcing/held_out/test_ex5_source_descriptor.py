"""Exercise 5, held-out checks: fresh records and reports, and the descriptor against the page."""

from itertools import product

from secondsource.forms import Report, TrackRecord
from secondsource.grading import agreement_above_chance, award, points
from secondsource.seeds import load_text

LIMITS = [(95, "A"), (80, "B"), (60, "C"), (30, "D"), (0, "E")]
ACCEPTED = {
    "position": {"partly stated", "stated"},
    "access": {"not stated", "partly stated"},
    "interest": {"not stated"},
    "anonymity": {"not stated"},
    "currency": {"partly stated", "stated"},
    "validation": {"not stated"},
}


def letter_for(record):
    if record.checked < 5:
        return "F"
    return next(letter for least, letter in LIMITS if 100 * record.borne_out >= least * record.checked)


def digit_for(reports, fit):
    """The table of the exercise, read a second time and written another way."""
    supporting = [one.origin for one in reports if one.supports]
    if any(not one.supports for one in reports):
        return "4" if supporting else "5"
    if not supporting:
        return "6"
    if len({origin for origin in supporting if origin}) > 1:
        return "1"
    return {"well": "2", "partly": "3", "badly": "4", "unknown": "6"}[fit]


def claims_before(fresh):
    """Fresh sets of reports with their fit, some of them many carriers of one origin."""
    sets = []
    for number in range(24):
        origins = fresh.sample(["the dossier", "a witness", "the court", ""], k=number % 3)
        reports = [
            Report(carrier=f"Daily {fresh.randrange(1000)}", origin=origin, supports=fresh.random() < 0.75)
            for origin in origins
        ]
        copies = [one.model_copy(update={"carrier": f"Radio {fresh.randrange(1000)}"}) for one in reports * 2]
        sets.append((reports + copies, fresh.choice(["well", "partly", "badly", "unknown"])))
    return sets


@points(4)
def test_fresh_track_records(answer, fresh):
    """Give letters for fresh track records."""
    records = [TrackRecord(checked=checked, borne_out=fresh.randint(0, checked))
               for checked in [0, 1, 4, 5, *(fresh.randint(5, 40) for _ in range(20))]]  # fmt: skip
    given = {str(number): letter for number, letter in enumerate(answer.reliability.map(records))}
    right = {str(number): {letter_for(one)} for number, one in enumerate(records)}
    award(agreement_above_chance(given, right), "Some fresh track records got another letter.",
          ask="What about the records just on a limit, and those with fewer than five reports?")  # fmt: skip


@points(4)
def test_fresh_reports(answer, fresh):
    """Give digits for fresh sets of reports."""
    sets = claims_before(fresh)
    given = {str(number): digit for number, digit in enumerate(answer.credibility.starmap(sets))}
    right = {str(number): {digit_for(*one)} for number, one in enumerate(sets)}
    award(agreement_above_chance(given, right), "Some fresh sets of reports got another digit.",
          ask="Do you count carriers or origins, and do you ask about contradiction first?")  # fmt: skip


@points(2)
def test_every_pair_of_letters(answer):
    """Compare every pair of letters."""
    pairs = list(product("ABCDEF", repeat=2))
    given = {"".join(pair): answer.comparable(*pair) for pair in pairs}
    right = {"".join(pair): {compared(*pair)} for pair in pairs}
    award(
        agreement_above_chance(given, right),
        "Some pairs of letters were compared another way.",
        belief="no_basis_is_worst",
    )


def compared(first, second):
    if "F" in first + second:
        return "no basis"
    order = (first > second) - (first < second)
    return {-1: "first", 0: "same", 1: "second"}[order]


@points(4)
def test_the_descriptor_against_the_page(answer):
    """Find what the page states, and see what it leaves out."""
    given = {name: one.finding or "" for name, one in answer.DESCRIPTOR.items() if name in ACCEPTED}
    award(agreement_above_chance(given, ACCEPTED), "The page states less, or more, than your descriptor says.",
          ask="Read once more for a single question: what words on the page answer it?")  # fmt: skip


@points(2)
def test_passages_answer_their_question(answer):
    """Show passages that belong to the question."""
    position = answer.DESCRIPTOR.get("position")
    passage = (position and position.passage) or ""
    text = load_text("theprint")
    spots = [spot for spot in ("defence and security establishment", "security establishment told", "ntelligence officials",
                               "ntelligence agencies") if overlaps(passage, spot, text)]  # fmt: skip
    award(float(bool(spots)), "The passage you gave for position does not say where the sources work.",
          ask="Which words name a field of work?")  # fmt: skip


def overlaps(passage, spot, text):
    """Whether the passage, where it stands in the text, shares a character with the spot."""
    start, where = text.find(passage), text.find(spot)
    return (
        bool(passage)
        and start >= 0
        and where >= 0
        and start < where + len(spot)
        and where < start + len(passage)
    )
