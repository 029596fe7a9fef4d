"""Exercise 2, visible checks: find source and cue."""

from typing import Protocol

from secondsource.forms import FoundAttribution
from secondsource.grading import award, expect, hints, points
from secondsource.seeds import load_text


class Answer(Protocol):
    """What the exercise asks for."""

    def find_attributions(self, text: str) -> list[FoundAttribution]: ...


def holds(found, source, cue):
    """Whether one of the found attributions has this word in its source and this cue."""
    return any(source.lower() in one.source.lower() and cue in one.cue.lower() for one in found)


def expect_found(answer, sentence, source, cue, *, ask, belief=None):
    found = answer.find_attributions(sentence)
    expect(holds(found, source, cue), f"In “{sentence}” your code found {len(found)} attributions, and not this one.",
           ask=ask, belief=belief)  # fmt: skip


def expect_nothing(answer, sentence, *, ask, belief):
    found = answer.find_attributions(sentence)
    expect(not found, f"In “{sentence}” your code found {len(found)}.", ask=ask, belief=belief)


@points(2)
@hints(
    "Begin with one shape only: a word for people, then a cue.",
    "Join the lists: '|'.join(PEOPLE) gives a pattern that fits any of the words.",
    "re.finditer with two groups, (people) (cue), gives you both parts of each match.",
)
def test_source_then_cue(answer: Answer):
    """Find a source that stands before its cue."""
    expect_found(answer, "On Monday officials said the road was closed.", "officials", "said",
                 ask="Which word stands for people, and which word makes them speak?")  # fmt: skip
    expect_found(answer, "Intelligence sources indicate that the depot is empty.", "sources", "indicate",
                 ask="Is “said” the only word that makes people speak?", belief="said_is_the_only_cue")  # fmt: skip
    expect_found(answer, "The sources also suggested a date.", "sources", "suggested",
                 ask="What stands between the source and its cue here?")  # fmt: skip


@points(2)
@hints(
    "Turn the pattern round: cue first, then source.",
    "Treat “according to” as a cue of its own, with the source behind it.",
)
def test_cue_then_source(answer: Answer):
    """Find a source that stands behind its cue."""
    expect_found(answer, "The road was closed, said two officials of the coast guard.", "officials", "said",
                 ask="What changes when the cue comes first?")  # fmt: skip
    expect_found(answer, "According to harbour officials, the road was closed.", "officials", "ccording to",
                 ask="Which two words do the attributing here?", belief="said_is_the_only_cue")  # fmt: skip


@points(2)
@hints(
    "A name is two capitalised words in a row.",
    "Between a name and its cue there may be a description between commas: let the pattern step over it.",
)
def test_names_are_sources_too(answer: Answer):
    """Find people who are named."""
    expect_found(answer, "Mara Ilves, the harbour master, stated that the road was closed.", "Ilves", "stated",
                 ask="Does your code look for named people as carefully as for unnamed ones?",
                 belief="everything_is_suspect")  # fmt: skip


@points(2)
@hints("A cue alone is not enough: is there a source beside it?", "Look at the word just after the cue.")
def test_what_only_looks_like_one(answer: Answer):
    """Leave alone what only looks like an attribution."""
    ask = "Does anybody speak in this sentence?"
    expect_nothing(
        answer, "The sources of the river lie above the town.", ask=ask, belief="every_cue_is_a_claim"
    )
    expect_nothing(answer, "It goes without saying that winter closes the pass.", ask=ask,
                   belief="every_cue_is_a_claim")  # fmt: skip
    expect_nothing(
        answer, "According to plan, the ferry left at noon.", ask=ask, belief="every_cue_is_a_claim"
    )


IN_THE_BRIEF = [("Experts", "warn"), ("Analysts", "suggest"), ("Gupta", "stated"), ("report", "revealed")]
IN_THE_DESK_REPORT = [
    ("sources", "said"), ("source", "told"), ("officials", "emphasised"), ("sources", "point out"),
    ("sources", "suggested"), ("officials", "pointed out"), ("source", "explained"),
]  # fmt: skip


@points(4)
@hints(
    "Print what your code finds in load_text('short_brief') and read along in the page.",
    "Which of the page's cues are not in your list yet? Which sources stand behind their cue?",
)
def test_on_the_short_brief(answer: Answer):
    """Find who speaks in the short brief."""
    found = answer.find_attributions(load_text("short_brief"))
    hits = sum(holds(found, source, cue) for source, cue in IN_THE_BRIEF)
    award(hits / len(IN_THE_BRIEF), f"Your code found {hits} of the {len(IN_THE_BRIEF)} we look for in the short brief.",
          ask="Which paragraph gives you none, though somebody speaks in it?")  # fmt: skip


@points(4)
@hints(
    "This page attributes nearly everything. Count by hand in three paragraphs, then compare.",
    "“Another source told”, “the sources point out”: which of your patterns should have caught them?",
)
def test_on_the_desk_report(answer: Answer):
    """Find who speaks in the desk report."""
    found = answer.find_attributions(load_text("theprint"))
    hits = sum(holds(found, source, cue) for source, cue in IN_THE_DESK_REPORT)
    award(hits / len(IN_THE_DESK_REPORT),
          f"Your code found {hits} of the {len(IN_THE_DESK_REPORT)} we look for in the desk report.",
          ask="Which wording does this page like that the short brief never uses?")  # fmt: skip
