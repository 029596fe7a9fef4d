"""The shapes of answers: what students' functions take and give back, beside plain text and numbers."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from secondsource.models import ArticleType, IsoDate, Record, Relation, Rung, SourceType, Weight
from secondsource.models import Credibility as Credibility
from secondsource.models import Reliability as Reliability

Passage = Annotated[str, "passage"]
"""A few words of a page, as they stand there; in the course's pages they are picked in the text itself."""
PageName = Annotated[str, "page"]
"""The short name of one of the five pages."""
Letter = Annotated[str, ("a", "b", "c", "d")]
"""The letter of an answer; the values offered where it is picked."""


class SourceLabel(Record):
    """Your label for one attribution."""

    type: SourceType | None
    """The kind of source."""
    rung: Rung | None
    """The step on the specificity ladder; None where the source is not an unnamed person or group."""


class FoundAttribution(Record):
    """One attribution your code found."""

    source: str
    """The words that name or describe the source, as they stand in the text."""
    cue: str
    """The words that do the attributing, as they stand in the text."""


class SourcedClaim(Record):
    """One claim of a page, with the kind of source it rests on."""

    text: str
    """The claim, in our words."""
    source_type: SourceType
    """The kind of source."""
    premise: bool = False
    """Whether the page's main point rests on it."""


class StoryShares(Record):
    """How many stories lean on unnamed people, as shares of all stories, 0 to 1."""

    citing: float = Field(ge=0, le=1)
    """Share with at least one claim from an unnamed person or group."""
    solely: float = Field(ge=0, le=1)
    """Share in which every claim that has a source has an unnamed one."""


class TrackRecord(Record):
    """What is known of how one source's earlier reports turned out."""

    checked: int = Field(ge=0)
    """Earlier reports that somebody could check."""
    borne_out: int = Field(ge=0)
    """How many of these held."""


class Report(Record):
    """One text that speaks to a claim."""

    carrier: str
    """Who published it."""
    origin: str
    """Where the carrier has it from."""
    supports: bool
    """Whether it supports the claim; otherwise it contradicts it."""


class Rating(Record):
    """An Admiralty rating: two scales, judged apart."""

    reliability: Reliability
    credibility: Credibility


# --- lesson 2: where a text comes from ----------------------------------------------------


class RepeatedBlock(Record):
    """Paragraphs that stand twice on a page, in the same order."""

    first: int = Field(ge=1)
    """Number of the paragraph where the block begins, from 1."""
    second: int = Field(ge=1)
    """Number of the paragraph where it begins again."""
    length: int = Field(ge=1)
    """How many paragraphs it has."""


class Mentions(Record):
    """How often a word stands on a page."""

    as_captured: int = Field(ge=0)
    """Counted on the page as it was saved."""
    once: int = Field(ge=0)
    """Counted with every repeated paragraph taken once."""


class VariantSlot(Record):
    """One place where texts may differ, and what each of them has there."""

    name: str
    """What varies: a rank, a number, a spelling."""
    weight: Weight
    """How hard a reading of this kind is to make twice."""
    readings: dict[str, str]
    """Text to reading; a text that is not listed has nothing there."""
    expected: str | None = None
    """What everybody would write who has it right; None where nobody knows what is right."""
    easy: list[list[str]] = []
    """Changes a rewriter can make without knowing more, each as [before, after]; "" is nothing."""


class Arrow(Record):
    """A PROV-O edge: it starts at the later thing and points to the earlier one."""

    derived: str
    """The later thing."""
    relation: Relation
    """How it hangs on the other."""
    origin: str
    """The earlier thing."""


class OriginCount(Record):
    """How many independent origins there are, as closely as one can say."""

    at_least: int = Field(ge=0)
    """With everything taken as one that may be one."""
    at_most: int = Field(ge=0)
    """With everything kept apart."""


# --- lesson 4: internal contradictions ------------------------------------------------------


class PageDate(Record):
    """A date that stands on a page."""

    words: str
    """The date as it stands there."""
    value: IsoDate
    """The date meant, as exactly as the page gives it: `2025`, `2025-03`, `2025-03-29`."""
    place: Literal["masthead", "stamp", "text", "footer"]
    """Where on the page it stands."""
    told: Literal["past", "ahead"] | None = None
    """For a date in the text: whether the page tells it as past or as still ahead."""
    weekday: str | None = None
    """The weekday that stands beside it, where there is one."""


class Days(Record):
    """The days a date can mean, from the first to the last."""

    first: date
    last: date


class DateFinding(Record):
    """Something about a page's dates that does not go together."""

    kind: Literal["weekday", "order", "frame"]
    """A wrong weekday, a past event after the stamp, or one after a date of the page's frame."""
    words: list[str]
    """The dates concerned, as they stand on the page; furniture before text."""


class Interval(Record):
    """The numbers a wording allows; None where that end is open."""

    low: float | None
    high: float | None


class Figure(Record):
    """A number as a page gives it."""

    phrase: str
    """The wording: `over 30`."""
    of: str
    """What is counted."""
    when: str | None = None
    """The moment it holds for; None where the page does not say."""


class TimedClaim(Record):
    """A claim taken apart, so that it can be held against another."""

    id: str
    about: str
    """The event, and what is said of it: `ferry explosion: dead`."""
    scope: str
    """What part of it: `all`, `crew`, `lower deck`."""
    when: str | None
    """The moment it holds for; None where the page gives none."""
    speaker: str
    """Who says it; `page` where the page says it itself."""
    says: Interval | str
    """What is said: an interval for a number, otherwise a word or two."""
    taken_back: bool = False
    """Whether the page itself corrects it."""


# --- lesson 3: opinion and reporting ---------------------------------------------------------

Kind = Literal["opinion", "report", "cannot tell"]
"""What the counted signals of a whole text say it is."""


class PassageLabel(Record):
    """Your label for one paragraph: who opines in it, and the words that show it."""

    opinion: Literal["author", "speaker", "both", "nobody"] | None
    """Whose opinion stands there."""
    words: Passage | None
    """A few words of the paragraph that show it; the author's, where both opine."""


class SignalCounts(Record):
    """How often the signals of opinion and of reporting stand in a text, outside quotation marks."""

    words: int = Field(ge=0)
    """How many words stand outside quotation marks."""
    questions: int = Field(default=0, ge=0)
    first_person: int = Field(default=0, ge=0)
    deontic: int = Field(default=0, ge=0)
    """Words of duty: must, should, has to."""
    certainty: int = Field(default=0, ge=0)
    evaluative: int = Field(default=0, ge=0)
    attributions: int = Field(default=0, ge=0)
    """Words that hand a statement to somebody: said, according to."""


class Judgement(Record):
    """What a text is taken for, and the signals that were relied on."""

    kind: Kind
    relied_on: list[str]
    """Names of signals, as in SignalCounts; empty where nothing can be told."""


class TypeEntry(Record):
    """The type a text declares, the type its words support, and the words."""

    declared: ArticleType | None
    """What it calls itself; None where it does not say."""
    inferred: ArticleType | None
    """What it is, going by its text."""
    passage: Passage | None
    """A few words of the text that show it."""


class Scores(Record):
    """How well one reader's labels find another's; None where there is nothing to divide by."""

    precision: float | None
    recall: float | None


# --- lesson 5: assessment ---------------------------------------------------------------------

Fit = Literal["well", "partly", "badly", "unknown"]
"""How a claim fits what is already established."""


class SourceFound(Record):
    """A source that the functions of lesson 1 found in a text."""

    source: str
    """The words for it, as they stand in the text."""
    cue: str
    """The words that do the attributing."""
    type: SourceType
    """The kind of source these words stand for."""
    rung: Rung | None
    """The step on the ladder; None for what does not stand on it."""


class Parts(Record):
    """What the functions of lessons 1 to 4 found on one page, and what people wrote down about it."""

    page: str
    """The page's name."""
    sources: list[SourceFound] = []
    """Lesson 1: who speaks, as far as code finds it."""
    claims: list[SourcedClaim] = []
    """By hand: what the page says, and the kind of source behind it."""
    shares: dict[SourceType, float] = {}
    """Lesson 1: the share of the claims for each kind of source."""
    unnamed_alone: bool = False
    """Lesson 1: whether the premises have sources, none of which a reader could go to."""
    letter: Reliability = "F"
    """Lesson 1: the Admiralty letter that the track record of its origin earns."""
    repeated: int = Field(default=0, ge=0)
    """Lesson 2: how many paragraphs only repeat another."""
    origins: OriginCount
    """Lesson 2: how many origins stand behind the main point."""
    beside: str | None = None
    """By hand: the text this page is held against; None where there is none."""
    shared: int = Field(default=0, ge=0)
    """Lesson 2: points for telling agreements with that text; a spelling counts 1, a wrong rank 9."""
    adds: int = Field(default=0, ge=0)
    """Lesson 2: how many origins the page has that the text beside it has not."""
    credited: bool = False
    """By hand: whether the page says that it has its story from that text."""
    kind: Kind = "cannot tell"
    """Lesson 3: what the counted signals say it is."""
    contradictions: list[tuple[str, str]] = []
    """Lesson 4: pairs of its claims that cannot both be right."""
    fit: Fit = "unknown"
    """By hand: how its main point fits what is already established."""
    against: int = Field(default=0, ge=0)
    """By hand: how many origins contradict it and have something to show; a bare denial is none."""


class Findings(Record):
    """What can be said about how a page is sourced.  Only one of the four is praise, and none is blame."""

    derived: bool
    """It shows its parent, and adds no origin to it."""
    contradictory: bool
    """It says things that cannot both be right."""
    unnamed_alone: bool
    """Its main point rests on sources that a reader could not go to."""
    sound: bool
    """A reader could follow the main point to where it comes from, and nothing on the page stands in the way."""


class MemoPassage(Record):
    """A passage that a memo relies on."""

    page: PageName
    paragraph: int = Field(ge=1)
    """Number of the paragraph, from 1."""
    quote: Passage
    """A few words of it, as they stand there."""
    shows: Literal["strength", "weakness"]
    """What it shows of the sourcing."""


class NamedOrigin(Record):
    """Something that a page names as the place its story comes from."""

    name: str
    """Your name for it."""
    page: PageName
    quote: Passage
    """The page's words for it."""
    may_be: str = ""
    """Your name for another origin that may be the same thing; empty where it is a thing of its own."""


class SetAnswer(Record):
    """Your judgement on one set of reports."""

    confidence: int | None = Field(ge=1, le=6)
    """From 1, surely not confirmed independently, to 6, surely confirmed."""
    sentence: int | None = Field(ge=1, le=20)
    """Number of the sentence that decided."""
