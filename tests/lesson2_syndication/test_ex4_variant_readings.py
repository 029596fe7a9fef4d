"""Exercise 4, visible checks: which differences tell."""

from typing import Literal, Protocol

from secondsource.forms import PageName, Passage, VariantSlot
from secondsource.grading import award, expect, hints, points
from secondsource.models import Record
from secondsource.seeds import load_text

WEIGHT = Literal["none", "weak", "moderate", "strong"]


class Statement(Record):
    """Whether the readings support a statement, and the words that do."""

    answer: Literal["supported", "open"] | None
    page: PageName | None
    passage: Passage | None


class Answer(Protocol):
    """What the exercise asks for."""

    WEIGHTS: dict[str, WEIGHT | None]
    OPEN: dict[str, Statement]

    def telling(self, slots: list[VariantSlot], first: str, second: str) -> list[str]: ...
    def evidence(self, slots: list[VariantSlot], first: str, second: str) -> int: ...
    def possible_parents(self, slots: list[VariantSlot], child: str) -> list[str]: ...


READINGS = [
    "spelling",
    "rank",
    "report_name",
    "since_2018",
    "deniability",
    "coordinator",
    "caretaker",
    "reignite",
]
STATEMENTS = ["link", "caretaker", "not_alone", "own_rank", "a_day_later", "no_credit", "checked", "thirty"]
PAGES = ["newsup", "ndtv_rewrite", "short_brief", "theprint", "brighter_kashmir"]


def slot(name, weight, expected=None, easy=(), **readings):
    """A slot with these readings, one a text."""
    return VariantSlot(
        name=name, weight=weight, readings=readings, expected=expected, easy=[list(one) for one in easy]
    )


PIER = [
    slot(
        "rank of Mosk",
        "strong",
        "inspector",
        courier="superintendent",
        post="inspector",
        ledger="superintendent",
    ),
    slot("engines heard", "moderate", courier="two, then one", ledger="two, then one"),
    slot("time", "moderate", "03:40", courier="03:40", post="03:40", ledger="03:40"),
    slot("whose boat", "weak", courier="not known", post="not known"),
    slot(
        "where the two were",
        "weak",
        easy=[("in the water", "aboard")],
        courier="in the water",
        post="in the water",
        ledger="aboard",
    ),
    slot("second boat", "moderate", easy=[("", "escaped")], ledger="escaped"),
    slot("doctor", "strong", post="Varnay"),
]
FIRE = [
    slot("mill", "strong", "Aldery", north="Aldrey", east="Aldrey", south="Aldery", west="Aldery"),
    slot("dead", "moderate", None, [("around 6", "6")], north="around 6", east="6", south="6", west="6"),
    slot("day", "strong", "Monday", north="Monday", east="Monday", south="Monday"),
    slot("place", "moderate", None, north="Hale", east="Hale", south="Hale", west="Hale"),
    slot("cause", "weak", None, north="a lamp", east="a lamp"),
    slot("owner", "moderate", None, [("", "unknown")], east="unknown", south="Brandt"),
]


@points(3)
@hints(
    "slot.readings.get(first) is None where a text has nothing there.",
    "Make a set of all texts of the table first: every key of every slot.readings.",
    "Three conditions, joined by and: the same reading; not the expected one; not on every text.",
)
def test_slips_that_are_shared(answer: Answer):
    """Find the agreements that tell something."""
    came = answer.telling(PIER, "courier", "ledger")
    expect(
        "rank of Mosk" in came,
        f"In PIER, courier and ledger share a wrong rank; {came} came back.",
        ask="Which of the three conditions does it not meet, going by your code?",
    )
    expect(
        came == ["rank of Mosk", "engines heard"],
        f"In PIER, for courier and ledger {came} came back.",
        ask="In which of these would they agree anyway, or have they nothing there?",
        belief="agreement_is_corroboration" if "time" in came else None,
    )
    came = answer.telling(PIER, "post", "courier")
    expect(came == ["whose boat", "where the two were"], f"In PIER, for post and courier {came} came back.")
    came = answer.telling(PIER, "courier", "post")
    expect("rank of Mosk" not in came, "Courier and post give Mosk two ranks.")


@points(3)
@hints(
    "Which reading would everybody have who reports it right?",
    "Which reading has every text, so that it parts nobody?",
)
def test_what_is_right_tells_nothing(answer: Answer):
    """Leave out what everybody has who has it right."""
    came = answer.telling(FIRE, "south", "north")
    expect(
        "day" not in came,
        "A fire in a mill: south and north both say Monday, which is right (expected). You counted it.",
        belief="agreement_is_corroboration",
    )
    expect(
        "place" not in came,
        "A fire in a mill: all four texts of the table have the place Hale. You counted it.",
        ask="Whom does a reading tie together that everybody has?",
        belief="agreement_is_corroboration",
    )
    came = answer.telling(FIRE, "south", "west")
    expect(
        came == ["dead"],
        f"South and west have 6 dead, where north has around 6, and nothing else that tells; {came} came back.",
        ask="Which reading do they share that some other text does not have?",
    )


@points(2)
@hints("Use telling: its slots are the ones to add up.", "POINTS[slot.weight] is what a slot is worth.")
def test_evidence_is_weighed(answer: Answer):
    """Add up the points."""
    came = answer.evidence(PIER, "courier", "ledger")
    expect(
        came != 2,
        "A wrong rank and a detail came out worth the same.",
        ask="Is a shared slip worth what a common word is worth?",
    )
    expect(
        came == 12,
        f"In PIER, courier and ledger share one strong and one moderate slot; {came} points came back.",
        ask="What is each word worth?",
    )
    came = answer.evidence(FIRE, "north", "east")
    expect(
        came == 10,
        f"A strong and a weak agreement came back as {came} points.",
        ask="What is each word worth?",
    )
    expect(answer.evidence(FIRE, "west", "east") == 3, "West and east share one moderate agreement: 6 dead.")


@points(4)
@hints(
    "Take one slot and one text: could the child have its reading from there?",
    "Yes, if the child has nothing there; if both have the same; or if easy has [parent's, child's].",
    "slot.readings.get(text, '') gives '' for nothing, just as easy writes it.",
    "A text is a possible parent if that holds for all slots. The child is not its own parent.",
)
def test_who_could_be_the_parent(answer: Answer):
    """Say from whom a text could have everything."""
    came = answer.possible_parents(PIER, "ledger")
    expect(
        came == ["courier"],
        f"In PIER, the ledger could have everything from the courier alone; {came} came back.",
        ask="Which slots does the courier pass, and which does the post not pass?",
        belief=None if "courier" in came else "everything_is_suspect",
    )
    expect(
        answer.possible_parents(PIER, "courier") == [],
        f"In PIER, for the courier {answer.possible_parents(PIER, 'courier')} came back.",
        ask="What does the courier have that the ledger has not?",
        belief="similarity_shows_direction",
    )
    came = answer.possible_parents(FIRE, "north")
    expect(
        came == [],
        f"North has around 6 dead; south, east and west have 6, and easy leads only from around 6 to 6. {came} came back.",
        ask="Does easy lead both ways?",
        belief="similarity_shows_direction",
    )
    came = answer.possible_parents(FIRE, "west")
    expect(
        came == ["south"],
        f"West has the same as south and only leaves things out; {came} came back.",
        ask="Does it matter what a child leaves out?",
    )


@points(2)
@hints(
    "Ask of each: could two writers who never met both write this?", "Begin with the hardest and the easiest."
)
def test_every_reading_is_weighed(answer: Answer):
    """Weigh all eight readings, and not all alike."""
    still_open = [name for name in READINGS if not answer.WEIGHTS.get(name)]
    award(
        1 - len(still_open) / len(READINGS),
        f"Still open: {', '.join(still_open)}.",
        ask="How easily does it arise twice?",
    )
    expect(
        len(set(answer.WEIGHTS.values())) > 1,
        "All eight got the same weight.",
        ask="Does a common verb prove what a rare rank proves?",
    )


@points(2)
@hints(
    "Fill in answer first; page and passage only where you wrote supported.",
    "print(load_text('theprint')) prints a page.",
)
def test_support_is_shown(answer: Answer):
    """Judge all eight statements, and show what supports one."""
    still_open = [name for name in STATEMENTS if not getattr(answer.OPEN.get(name), "answer", None)]
    award(
        1 - len(still_open) / len(STATEMENTS),
        f"Not judged yet: {', '.join(still_open)}.",
        ask="What do the pages have there?",
    )
    for name, one in answer.OPEN.items():
        if one.answer == "supported":
            expect(
                one.page in PAGES,
                f"{name}: {one.page!r} is not one of the five pages.",
                ask="Which page says it?",
            )
            expect(
                len((one.passage or "").split()) in range(2, 41) and one.passage in load_text(one.page),
                f"{name}: no passage of 2 to 40 words that stands on {one.page}.",
                ask="Did you copy it exactly?",
            )


@points(4)
@hints(
    "Could there be a third text that both pages follow?",
    "What would stand beside a figure that somebody had checked?",
    "And the other way round: which statements only say what a page cannot have from another?",
)
def test_what_stays_open(answer: Answer):
    """Know what the readings do not settle, and what they do."""
    for name, belief in (
        ("a_day_later", "earlier_is_origin"),
        ("no_credit", "no_credit_is_independent"),
        ("checked", "differences_show_checking"),
        ("thirty", "majority_wins"),
    ):
        expect(answer.OPEN[name].answer == "open", f"{name}: you call it supported.", belief=belief)
    expect(
        answer.OPEN["caretaker"].answer == "supported",
        "caretaker: you leave it open.",
        ask="Could somebody who reads “chief minister” know that he was a caretaker?",
        belief="everything_is_suspect",
    )
