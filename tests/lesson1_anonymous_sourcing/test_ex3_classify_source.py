"""Exercise 3, visible checks: classify a source by the phrase a page uses for it."""

from typing import Protocol

from secondsource.grading import expect, hints, points
from secondsource.models import SourceType


class Answer(Protocol):
    """What the exercise asks for."""

    def source_type(self, phrase: str) -> SourceType: ...
    def rung(self, phrase: str) -> int | None: ...


def expect_type(answer, phrase, right, *, ask="", belief=None):
    came = answer.source_type(phrase)
    expect(came is right, f"“{phrase}” came back as {came}.", ask=ask, belief=belief)


def expect_rung(answer, phrase, right, *, ask="", belief=None):
    came = answer.rung(phrase)
    expect(came == right, f"“{phrase}” came back on rung {came}.", ask=ask, belief=belief)


@points(2)
@hints(
    "Start small: which single word tells “sources” from “a source”?",
    "Look for the noun that stands for people, once in the singular and once in the plural.",
    "A loop over nouns such as source, official, analyst: does noun + 's' stand in the phrase? Does noun alone?",
)
def test_one_or_several(answer: Answer):
    """Tell one unnamed person from several."""
    expect_type(answer, "sources", SourceType.UNNAMED_GROUP, ask="How many people can “sources” stand for?")
    expect_type(
        answer,
        "a source",
        SourceType.UNNAMED_INDIVIDUAL,
        ask="How many people does “a source” say there are?",
    )
    expect_type(
        answer, "another source", SourceType.UNNAMED_INDIVIDUAL, ask="Is “another” one person or more?"
    )
    expect_type(answer, "two officials", SourceType.UNNAMED_GROUP, ask="What does the number say?")


@points(2)
@hints(
    "What does a name have that a job has not?",
    "Names of people usually show two words in a row that begin with a capital letter.",
)
def test_a_job_is_not_a_name(answer: Answer):
    """Tell a name from a job title."""
    expect_type(
        answer, "a senior customs official", SourceType.UNNAMED_INDIVIDUAL,
        ask="Could you ring this person up?", belief="unnamed_is_named_by_job",
    )  # fmt: skip
    expect_type(
        answer, "Mara Ilves, an official of the customs service", SourceType.NAMED_INDIVIDUAL,
        ask="Could a reader find out who this is?", belief="everything_is_suspect",
    )  # fmt: skip
    expect_type(answer, "the Ministry of Fisheries", SourceType.NAMED_GROUP, ask="Is this a person at all?")


@points(2)
@hints(
    "A document is neither named nor unnamed: ask first whether the phrase is about a person or a paper.",
    "Then ask whether a reader could read it too. Which words say so?",
)
def test_described_or_shown(answer: Answer):
    """Tell a document a reader can see from one that is only described."""
    expect_type(
        answer, "a confidential dossier", SourceType.DOCUMENT_DESCRIBED,
        ask="Can a reader open it?", belief="described_is_primary",
    )  # fmt: skip
    expect_type(
        answer, "the court filing, reproduced below", SourceType.DOCUMENT_SHOWN,
        ask="What do the last two words change?", belief="everything_is_suspect",
    )  # fmt: skip


@points(1)
@hints("What should come back when there is no phrase at all?")
def test_nobody(answer: Answer):
    """Say so when nobody is given as a source."""
    expect_type(answer, "", SourceType.NONE, ask="Who speaks, when no one is named or described?")
    expect_rung(answer, "", 0, ask="Which rung of the ladder stands for nobody?")


@points(4)
@hints(
    "Check the highest rung first, then the one below: a phrase stands on the highest rung it reaches.",
    "Rung 5 words: fear, because, not authorised, anonymity. Rung 4 words: briefed, who read, who saw, present at.",
    "Rung 3: a rank (senior, deputy, chief) or an agency (“of the … service”). Rung 2: a sector word or “official”.",
)
def test_the_ladder(answer: Answer):
    """Place unnamed people on the ladder."""
    expect_rung(answer, "sources", 1)
    expect_rung(answer, "intelligence sources", 2, ask="What more than “sources” does this tell you?")
    expect_rung(answer, "a senior intelligence officer", 3, ask="Sector, or rank too?")
    expect_rung(
        answer, "a highly placed person", 1,
        ask="Rank where? Does the phrase name an agency, or how the person knows?", belief="rank_is_evidence",
    )  # fmt: skip
    expect_rung(answer, "two clerks briefed on the deal", 4, ask="Do you learn how they know?")
    expect_rung(answer, "an aide who feared for her post", 5, ask="Do you learn why she is not named?")


@points(1)
@hints("Whom is the ladder for? Look at the heading of its table.")
def test_only_unnamed_people_stand_on_the_ladder(answer: Answer):
    """Leave named people and papers off the ladder."""
    expect_rung(answer, "Mara Ilves, the harbour master", None, ask="Is a named person on the ladder at all?")
    expect_rung(answer, "a confidential dossier", None, ask="Is a paper an unnamed person?")
