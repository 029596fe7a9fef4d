"""Exercise 5, visible checks: count roots, not outlets."""

from typing import Literal, Protocol

from secondsource.forms import Arrow, OriginCount, Passage
from secondsource.grading import award, expect, hints, points
from secondsource.models import Relation
from secondsource.seeds import load_text


class Answer(Protocol):
    """What the exercise asks for."""

    POINTS_TO: dict[str, Passage | None]
    NEW_VOICES: dict[str, Literal["adds", "adds nothing"] | None]

    def origins(self, arrows: list[Arrow], name: str) -> list[str]: ...
    def count_origins(
        self, arrows: list[Arrow], carriers: list[str], may_be_same: list[list[str]]
    ) -> OriginCount: ...
    def adds(self, arrows: list[Arrow], carriers: list[str], newcomer: str) -> list[str]: ...


PAGES = ["newsup", "ndtv_rewrite", "short_brief", "theprint", "brighter_kashmir"]
VOICES = ["fifth_paper", "official", "column", "agency", "witness", "court", "confession", "recording"]


def arrows(*pairs):
    """Arrows from each first to each second thing."""
    return [Arrow(derived=later, relation=Relation.DERIVED_FROM, origin=earlier) for later, earlier in pairs]


PIER = arrows(
    ("courier", "police"),
    ("courier", "watchman"),
    ("post", "police"),
    ("post", "doctor"),
    ("ledger", "courier"),
    ("radio", "ledger"),
    ("blog", "forum"),
    ("forum", "blog"),
)
LEAFLET = arrows(
    ("post", "leaflet"),
    ("radio", "post"),
    ("member", "post"),
    ("officer", "colleagues"),
    ("colleagues", "leaflet"),
    ("ledger", "post"),
    ("ledger", "radio"),
    ("ledger", "officer"),
    ("ledger", "member"),
)
CIRCLE = arrows(("wiki", "paper"), ("paper", "wiki"), ("paper", "pilot"))


@points(3)
@hints(
    "From one thing, which arrows lead on? Those whose derived is its name.",
    "Keep a list of names still to visit; take one, add what it points to, go on until the list is empty.",
    "A name from which no arrow leads on is an end.",
)
def test_arrows_are_followed_to_the_end(answer: Answer):
    """Follow the arrows to the end."""
    came = answer.origins(PIER, "radio")
    expect(
        "ledger" not in came and "courier" not in came,
        f"In PIER, for the radio {came} came back.",
        ask="Does an arrow lead on from there?",
        belief="outlets_are_sources",
    )
    expect(
        came == ["police", "watchman"],
        f"In PIER, for the radio {came} came back.",
        ask="Did you follow every arrow, not only the first, and sort what you found?",
    )
    expect(
        answer.origins(PIER, "doctor") == ["doctor"],
        "A thing without an arrow is its own end, as far as you know.",
    )
    came = answer.origins(LEAFLET, "ledger")
    expect(
        came == ["leaflet"],
        f"A ledger cites a post, a radio, an officer and a member, and all four ways end at one leaflet; {came} came back.",
        ask="Is each end there once?",
        belief="outlets_are_sources" if set(came) != {"leaflet"} else None,
    )


@points(3)
@hints(
    "What do you do when you come to a thing a second time?",
    "Keep a set of what you have seen, and skip what is in it.",
)
def test_circles(answer: Answer):
    """Find no beginning in a circle, and the way out where there is one."""
    came = answer.origins(PIER, "blog")
    expect(
        came == [],
        f"In PIER, blog and forum cite each other; {came} came back.",
        ask="Which of the two began?",
        belief="agreement_is_corroboration",
    )
    came = answer.origins(CIRCLE, "wiki")
    expect(
        came == ["pilot"],
        f"A wiki and a paper cite each other, and the paper cites a pilot, too; {came} came back.",
        ask="Does your function give up too early?",
    )


@points(3)
@hints(
    "Put the ends of all carriers into one set.",
    "at_most is the size of that set. For at_least, take all but one of each group out of it.",
    "Only those of a group that are in your set: merged & set(group).",
)
def test_many_carriers_one_origin(answer: Answer):
    """Count origins, not carriers."""
    came = answer.count_origins(LEAFLET, ["post", "radio", "officer", "member", "ledger"], [])
    expect(came.at_most != 5, "Five carriers came back as five origins.", belief="outlets_are_sources")
    expect(
        (came.at_least, came.at_most) == (1, 1),
        f"Five carriers, and behind them all one leaflet; {came} came back.",
        ask="How many different ends do you reach?",
    )
    came = answer.count_origins(PIER, ["blog", "forum"], [])
    expect(
        came.at_most == 0,
        f"Two that only cite each other have no origin; {came} came back.",
        ask="Does any arrow lead out of the circle?",
    )


@points(3)
@hints(
    "Which ends may be the same thing under two names?",
    "A group counts for one only where something of it was reached.",
)
def test_several_origins(answer: Answer):
    """Count several origins where there are several, at least and at most."""
    came = answer.count_origins(PIER, ["courier", "post"], [])
    expect(
        came.at_most == 3,
        f"In PIER, police, watchman and doctor are three; at_most came back as {came.at_most}.",
        ask="Which ends do you reach from the courier, and which from the post?",
        belief={1: "everything_is_suspect", 2: "outlets_are_sources"}.get(came.at_most),
    )
    expect(
        came.at_least == 3,
        f"No group was given, so nothing may be the same; at_least came back as {came.at_least}.",
    )
    came = answer.count_origins(PIER, ["courier", "post"], [["police", "watchman"], ["tower", "pilot"]])
    expect(
        (came.at_least, came.at_most) == (2, 3),
        f"If police and watchman may be one, {came} came back.",
        ask="Did a group count of which nothing was reached?",
    )


@points(3)
@hints("Which origins were known before?", "A difference of two sets, sorted.")
def test_what_a_newcomer_adds(answer: Answer):
    """Say what a further carrier adds."""
    came = answer.adds(PIER, ["courier", "post"], "radio")
    expect(
        came == [],
        f"In PIER, the radio came in, and {came} came back as new.",
        belief="agreement_is_corroboration",
    )
    came = answer.adds(PIER, ["courier"], "post")
    expect(
        came == ["doctor"],
        f"In PIER, the post brings the doctor; {came} came back.",
        ask="Which end did you not reach before?",
        belief="everything_is_suspect",
    )


@points(2)
@hints(
    "Look at the first paragraphs: what is said to have shown it?",
    "A paper, a person, a picture, another outlet: any will do.",
)
def test_each_page_points_somewhere(answer: Answer):
    """Show where each page says it has its story from."""
    found = [
        page
        for page in PAGES
        if len((answer.POINTS_TO.get(page) or "").split()) in range(2, 41)
        and answer.POINTS_TO[page] in load_text(page)
    ]
    missing = [page for page in PAGES if page not in found]
    award(
        len(found) / len(PAGES),
        f"No passage of 2 to 40 words that stands on the page: {', '.join(missing)}.",
        ask="Did you copy it letter for letter?",
    )


@points(2)
@hints("Cover the leaflet with your hand: what is left of each?")
def test_every_voice_is_judged(answer: Answer):
    """Judge all eight newcomers."""
    still_open = [name for name in VOICES if not answer.NEW_VOICES.get(name)]
    award(
        1 - len(still_open) / len(VOICES),
        f"Still open: {', '.join(still_open)}.",
        ask="Where does this one have it from?",
    )


@points(3)
@hints("Who of them knows of it in a way that does not lead through the leaflet?")
def test_new_voices(answer: Answer):
    """Tell a new origin from a new carrier."""
    for name, belief in (
        ("fifth_paper", "wording_shows_independence"),
        ("official", "topic_confirms_claim"),
        ("column", "column_is_a_source"),
    ):
        expect(
            answer.NEW_VOICES[name] == "adds nothing", f"{name}: you count it as a new origin.", belief=belief
        )
    expect(
        answer.NEW_VOICES["witness"] == "adds",
        "witness: you say that she adds nothing.",
        ask="Does what she says hang on the leaflet? Whether you believe her is the next question.",
        belief="everything_is_suspect",
    )
