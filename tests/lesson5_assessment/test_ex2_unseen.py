"""Exercise 2, visible checks: four findings, on pages you know."""

from typing import Literal, Protocol

import pytest

from secondsource.forms import Findings, OriginCount, Parts, SourcedClaim
from secondsource.grading import award, expect, hints, informedness, points, wrong
from secondsource.grading.detection import detect
from secondsource.models import SourceType
from secondsource.workbench import reference_parts


class Answer(Protocol):
    """What the exercise asks for."""

    WHAT_FOLLOWS: Literal["a", "b", "c", "d"]

    def findings(self, parts: Parts) -> Findings: ...
    def rates(self, said: dict[str, bool], right: dict[str, bool]) -> tuple[float, float]: ...


KNOWN = {
    "sound_unnamed_officials": "sound",
    "strong_words_report": "sound",
    "updated_figures": "sound",
    "statement_courier": "sound",
    "statement_post": "sound",
    "credited_wire": "derived sound",
    "honest_editorial": "derived sound",
    "quiet_rewrite": "derived",
    "quarry_raid": "contradictory",
    "named_but_empty": "contradictory",
    "smooth_unsourced": "",
    "theprint": "unnamed_alone",
}
"""Twelve pages, and the findings that are true of each."""


def found(answer, name):
    """What the answer says of each of the twelve pages, for one finding; and what can be said."""
    said = {page: getattr(answer.findings(reference_parts(page)), name) for page in KNOWN}
    return said, {page: name in words.split() for page, words in KNOWN.items()}


def page(kind=SourceType.NAMED_GROUP, origins=1, **more):
    """Parts of a page with one premise."""
    claims = [SourcedClaim(text="A premise.", source_type=kind, premise=True)]
    count = OriginCount(at_least=origins, at_most=origins)
    return Parts(**({"page": "a_page", "claims": claims, "origins": count, "adds": 1} | more))


@points(2)
@hints(
    "Two things must come together: it shows its parent, and it adds nothing.",
    "There are two ways to show a parent. Which fields of Parts tell them?",
    "How many points of `shared` happen by themselves, and how many does one wrong rank bring?",
)
def test_derived(answer: Answer):
    """Say what is derived, and what only looks alike."""
    said, right = found(answer, "derived")
    expect(said["quiet_rewrite"], "The fuel pier in the Ledger came back as not derived.",
           ask="It credits nobody. What does it share with the Courier?", belief="no_credit_is_independent")  # fmt: skip
    expect(not said["statement_post"], "The fuel pier in the Post came back as derived.",
           ask="What does it bring that the Courier has not?", belief="wording_shows_independence")  # fmt: skip
    expect(not answer.findings(page(shared=1, adds=0)).derived, "A page that shares a mere spelling came back as derived.",
           ask="How hard is a spelling to make twice?", belief="wording_shows_independence")  # fmt: skip
    other = [page for page in KNOWN if said[page] != right[page]]
    expect(not other, f"{', '.join(other)} came back otherwise.", ask="Does it show a parent? Does it add?")


@points(2)
@hints(
    "Which field of Parts is this about?",
    "An updated figure is not in that list: lesson 4 has taken care of it.",
)
def test_contradictory(answer: Answer):
    """Say what contradicts itself."""
    said, right = found(answer, "contradictory")
    expect(
        not said["updated_figures"],
        "The running page came back as contradictory.",
        belief="different_is_contradiction",
    )
    other = [page for page in KNOWN if said[page] != right[page]]
    expect(not other, f"{', '.join(other)} came back otherwise.",
          ask="What is in the list of contradictions there?")  # fmt: skip


@points(3)
@hints(
    "Four conditions, all of which must hold: begin with one, and add the next when it works.",
    "Two of them are about your own other findings. Work those out first and keep them in variables.",
    "The last one: not unnamed_alone, or at least two origins that the page sets apart.",
)
def test_sound(answer: Answer):
    """Say what is sound, whatever it looks like."""
    said, right = found(answer, "sound")
    expect(
        said["sound_unnamed_officials"],
        "The listening post came back as unsound.",
        belief="unnamed_means_false",
    )
    expect(said["credited_wire"], "The agency report came back as unsound.",
           ask="It is derived. Does it say so?", belief="everything_is_suspect")  # fmt: skip
    expect(
        said["honest_editorial"], "The leading article came back as unsound.", belief="opinion_has_no_facts"
    )
    expect(
        not said["smooth_unsourced"], "The camp in the hills came back as sound.", belief="everything_is_fine"
    )
    expect(not said["named_but_empty"], "The arms route came back as sound.", belief="topic_confirms_claim")
    expect(not said["quiet_rewrite"], "The fuel pier in the Ledger came back as sound.",
           ask="It is derived. Does it say so?", belief="everything_is_fine")  # fmt: skip
    apart = answer.findings(page(SourceType.UNNAMED_INDIVIDUAL, origins=2, unnamed_alone=True))
    expect(apart.sound, "Two unnamed people whom the page sets apart came back as unsound.", belief="unnamed_means_false",
           ask="What did the page do so that you could ask each of the two how they know?")  # fmt: skip
    other = [page for page in KNOWN if said[page] != right[page]]
    expect(not other, f"{', '.join(other)} came back otherwise.",
          ask="Which of the four conditions decides there?")  # fmt: skip


@points(3)
@hints(
    "Print findings(parts_of(page)) for the pages that go wrong, and read the page beside it.",
    "A rule that says yes to everything scores 0 here, and so does one that says no.",
)
def test_on_twelve_pages(answer: Answer):
    """Tell the twelve pages apart, for all four findings together."""
    said, right = {}, {}
    for name in Findings.model_fields:
        here = found(answer, name)
        said |= {f"{name}/{page}": is_so for page, is_so in here[0].items()}
        right |= {f"{name}/{page}": is_so for page, is_so in here[1].items()}
    came = detect(said, right)
    award(informedness(came.hits, came.positives, came.false_alarms, came.negatives),
          f"Of {came.positives} findings you made {came.hits}, and {came.false_alarms} that cannot be made: {came}.",
          ask="Which mistake do you make more often: missing something, or accusing?")  # fmt: skip


@points(2)
@hints(
    "Split the pages in two: those for which yes is right, and those for which no is.",
    "sum() counts the True in a list. Add 0.5 above and 1 below the line.",
)
def test_rates(answer: Answer):
    """Give the two corrected rates."""
    right = {"north": True, "south": True, "east": True, "west": True, "up": False, "down": False}
    said = {"north": True, "south": True, "east": True, "west": False, "up": True, "down": False}
    hits, alarms = answer.rates(said, right)
    expect(
        hits == pytest.approx(0.7),
        f"3 hits of 4 came back as {hits}.",
        ask="Is 0.5 added above, and 1 below?",
    )
    expect(alarms == pytest.approx(0.5), f"1 false alarm of 2 came back as {alarms}.",
           ask="Of which pages is this a share?")  # fmt: skip


@points(2)
@hints(
    "How many of the sound ones did this reader find?", "What do hit rate and false alarm rate come to here?"
)
def test_what_follows(answer: Answer):
    """Say what follows from calling all three unsound."""
    chosen = answer.WHAT_FOLLOWS
    if chosen == "a":
        wrong("You took distrust of everything for the safe side.", belief="everything_is_suspect")
    if chosen == "c":
        wrong("You took trust in everything for the safe side.", belief="everything_is_fine")
    if chosen == "d":
        wrong("You gave the distinction up.", belief="disagreement_means_worthless",
              ask="Could somebody read the three and show you which of them names its sources?")  # fmt: skip
