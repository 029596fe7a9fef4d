"""The shapes of answers: what students' functions take and give back, beside plain text and numbers."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from secondsource.models import Record, Rung, SourceType

Reliability = Literal["A", "B", "C", "D", "E", "F"]
"""Admiralty code, source: A completely reliable … E unreliable; F: reliability cannot be judged."""
Credibility = Literal["1", "2", "3", "4", "5", "6"]
"""Admiralty code, information: 1 confirmed … 5 improbable; 6: truth cannot be judged."""


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
