"""Exercise 5, visible checks: hedges, headlines, and a scale that news words are not on."""

from typing import Literal, Protocol

from secondsource.forms import Interval, Letter, Passage
from secondsource.grading import award, expect, hints, points, wrong
from secondsource.models import Record
from secondsource.seeds import load_text


class Pair(Record):
    """How two passages differ, and the words that hold the weaker one back."""

    verdict: Literal["strength", "overreach", "none", "contradiction"] | None
    words: Passage | None


class Answer(Protocol):
    """What the exercise asks for."""

    PAIRS: dict[str, Pair]
    LETTERS: dict[str, Letter | None]

    def certainty(self, statement: str) -> Literal["flat", "hedged"]: ...
    def lost(self, headline: str, body: str) -> list[Literal["hedge", "attribution"]]: ...
    def likelihood(self, statement: str) -> Interval | None: ...


ITEMS = 12
PAGES = {
    "newsup_design": "newsup", "newsup_picture": "newsup", "newsup_title": "newsup", "ndtv_hand": "ndtv_rewrite",
    "brief_title": "short_brief", "theprint_title": "theprint", "column_proxy": "brighter_kashmir",
    "arms_title": "named_but_empty", "mast_title": "sound_unnamed_officials", "wire_title": "credited_wire",
}  # fmt: skip


@points(2)
@hints(
    "Whole words: put \\b before and after the hedge in your pattern.",
    "Only the first letter of the statement may be a capital: make that one small, and leave the others.",
)
def test_flat_or_hedged(answer: Answer):
    """Tell a hedged statement from a flat one."""
    for statement in ("The depot may be empty.", "Reportedly the depot is empty.", "The man is believed to have left.",
                      "It appears to be part of a plan."):  # fmt: skip
        expect(answer.certainty(statement) == "hedged", f"“{statement}” came back as flat.", ask="Which words hold it back?")  # fmt: skip
    for statement in ("The depot is empty.", "In May the depot was empty.", "Clerks said the depot is empty.",
                      "The mayor left the depot."):  # fmt: skip
        expect(answer.certainty(statement) == "flat", f"“{statement}” came back as hedged.",
               ask="Which word did your code take for a hedge, and does it hold anything back?")  # fmt: skip


@points(3)
@hints(
    "Ask twice, once for the hedge and once for the attribution, and gather the answers in a list.",
    "Lost is what the body has and the headline has not.",
    "'|'.join(CUES) makes one pattern of all cues; re.IGNORECASE takes care of capitals.",
)
def test_what_headlines_lose(answer: Answer):
    """Say what a headline has lost, and see when it has lost nothing."""
    body = "The depot may be empty, two clerks said."
    for headline, right in [
        ("Depot empty", {"hedge", "attribution"}), ("Depot may be empty", {"attribution"}), ("Clerks say depot empty", {"hedge"}),
        ("Depot empty: clerks", {"hedge"}), ("Depot may be empty: clerks", set()), ("Depot May be empty, clerks warn", {"hedge"}),
    ]:  # fmt: skip
        came = answer.lost(headline, body)
        expect(right <= set(came), f"“{headline}” above “{body}” came back as {came}.",
               ask="What would a reader believe who read nothing but the headline?", belief="headline_is_only_short")  # fmt: skip
        expect(set(came) <= right, f"“{headline}” above “{body}” came back as {came}.",
               ask="Is what you report still there, in the headline’s own way?")  # fmt: skip
    expect(answer.lost("Depot empty", "The depot is empty.") == [], "A headline over a flat sentence of the page lost something.",
           ask="What was there to lose?")  # fmt: skip


@points(3)
@hints(
    "Look for whole words only, and for the longest term first: sorted(TERMS, key=len, reverse=True).",
    "After the loop, when no term was found: return None.",
)
def test_terms_of_the_scale(answer: Answer):
    """Read a term of the scale, and only that."""
    for statement, low, high in [("It is likely that the depot is empty.", 55, 80), ("It is very unlikely that it is.", 5, 20),
                                 ("Unlikely, say the analysts.", 20, 45), ("There is a roughly even chance.", 45, 55),
                                 ("It will almost certainly rain.", 95, 99), ("It is highly improbable.", 5, 20)]:  # fmt: skip
        came = answer.likelihood(statement)
        shown = f"{came.low} to {came.high}" if came else "no term"
        expect(came and (came.low, came.high) == (low, high), f"“{statement}” came back as {shown}.",
               ask="Which term stands there, whole?")  # fmt: skip
    for statement in ("He reportedly oversees it.", "It is believed to be so.", "The depot could be empty."):
        expect(
            answer.likelihood(statement) is None,
            f"“{statement}” came back with a likelihood.",
            belief="hedge_is_likelihood",
        )


@points(2)
@hints(
    "Both right at once? Then it is no contradiction.",
    "Is the stronger one the headline?",
    "What exactly holds the weaker one back?",
)
def test_every_pair_is_judged(answer: Answer):
    """Judge all twelve pairs."""
    done = [one for one in answer.PAIRS.values() if one.verdict]
    award(
        len(done) / ITEMS,
        f"{len(done)} of {ITEMS} pairs are judged.",
        ask="Which pair have you not read yet?",
    )


@points(2)
@hints(
    "Copy the words from the page, hedge and all.",
    "Where you say strength or overreach, at least one word must hold something back.",
)
def test_words_stand_on_the_page(answer: Answer):
    """Show the words that hold a passage back."""
    needing = {name: one for name, one in answer.PAIRS.items() if one.verdict in {"strength", "overreach"}}
    expect(
        needing,
        "None of your pairs differs in strength.",
        ask="Which passages hold back more than their partners?",
    )
    for name, one in needing.items():
        stands = one.words and one.words in load_text(PAGES.get(name, "quarry_raid"))
        expect(
            stands,
            f"{name}: {one.words!r} does not stand on the page.",
            ask="Exactly which words hold the weaker passage back?",
        )


@points(2)
@hints("Could both sentences be right at once?", "Which of the invented headlines keeps its source?")
def test_plain_pairs(answer: Answer):
    """Tell strength, overreach and contradiction apart, and leave a fair headline alone."""
    verdicts = {
        name: answer.PAIRS[name].verdict
        for name in ("newsup_design", "quarry_hurt", "wire_title", "brief_title")
    }
    still_open = [name for name, verdict in verdicts.items() if not verdict]
    expect(not still_open, f"Still open: {', '.join(still_open)}.", ask="Could both passages be right?")
    if verdicts["newsup_design"] == "contradiction":
        wrong("You call newsup_design a contradiction.", belief="hedge_is_contradiction")
    if verdicts["brief_title"] == "none":
        wrong("You find nothing lost in brief_title.", belief="headline_is_only_short")
    if verdicts["wire_title"] in {"overreach", "contradiction"}:
        wrong(f"You gave wire_title the verdict {verdicts['wire_title']!r}.", ask="Who says it in the headline?",
              belief="everything_is_suspect")  # fmt: skip
    expect(verdicts["quarry_hurt"] == "contradiction", f"You gave quarry_hurt the verdict {verdicts['quarry_hurt']!r}.",
           ask="Is there any way for both sentences to be right?", belief="smooth_page_agrees")  # fmt: skip


TRAPS = {
    ("reportedly", "a"): "hedge_is_likelihood", ("reportedly", "b"): "hedge_is_likelihood", ("reportedly", "d"): "hedge_is_likelihood",
    ("focal_point", "a"): "hedge_is_likelihood", ("focal_point", "c"): "everything_is_suspect",
    ("focal_point", "d"): "agreement_is_corroboration", ("hedge_lost", "a"): "hedge_is_contradiction",
    ("hedge_lost", "b"): "everything_is_fine", ("hedge_lost", "c"): "everything_is_suspect",
}  # fmt: skip
RIGHT = {("reportedly", "c"), ("focal_point", "b"), ("hedge_lost", "d")}


@points(3)
@hints(
    "Which words are about the event, and which about who says so?",
    "A scale holds only for those who say that they use it.",
)
def test_three_questions(answer: Answer):
    """Say what a hedge can and cannot tell you."""
    given = {(name, (letter or "").strip().lower()) for name, letter in answer.LETTERS.items()}
    for name, letter in sorted(given - RIGHT):
        award(len(given & RIGHT) / 3, f"{name}: {letter or 'no letter'} makes more of the words than they hold, or less.",
              ask="" if (name, letter) in TRAPS else "Which of the four says no more than you know?",
              belief=TRAPS.get((name, letter)))  # fmt: skip
    award(len(given & RIGHT) / 3, "One of the three questions is missing.", ask="Was a key renamed?")
