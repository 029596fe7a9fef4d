"""The records the whole course rests on, and the words their fields may use.

One record is one thing a reader can point at: a page, a source, an attribution, a claim.
Terms are the field's own: schema.org article types, PROV-O relations, Web Annotation
TextQuoteSelectors, the Admiralty code.  This module imports nothing of ours.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

RecordId = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)]
Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Rung = Annotated[int, Field(ge=0, le=5)]
"""A step of the specificity ladder, 0 (no attribution) to 5 (reason or interest stated)."""
IsoDate = Annotated[str, Field(pattern=r"^\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2})?)?)?$", examples=["2025-03"])]
"""An ISO 8601 date, as exact as the page is: year, month, day or minute."""
Reliability = Literal["A", "B", "C", "D", "E", "F"]
"""Admiralty code, source: A completely reliable … E unreliable; F: reliability cannot be judged."""
Credibility = Literal["1", "2", "3", "4", "5", "6"]
"""Admiralty code, information: 1 confirmed … 5 improbable; 6: truth cannot be judged."""
Gap = Literal[
    "who speaks", "who says it", "how many origins", "track record", "how it fits", "which is right"
]
"""What a page leaves its reader not knowing about its sourcing."""


class Record(BaseModel):
    """A frozen record that refuses fields it does not know; what a field means stands below it."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        defer_build=True,  # a page, and every command, starts sooner: most runs use few of these
    )


# --- words ------------------------------------------------------------------------------


class SourceType(StrEnum):
    """Kinds of source, after Spangher et al. 2023, with documents told apart by who saw them."""

    NAMED_INDIVIDUAL = "named_individual"
    NAMED_GROUP = "named_group"
    UNNAMED_INDIVIDUAL = "unnamed_individual"
    UNNAMED_GROUP = "unnamed_group"
    DOCUMENT_DESCRIBED = "document_described"
    DOCUMENT_SHOWN = "document_shown"
    OTHER_MEDIA = "other_media"
    NONE = "none"

    @property
    def unnamed(self) -> bool:
        """Whether a reader is kept from knowing which person speaks."""
        return self in {SourceType.UNNAMED_INDIVIDUAL, SourceType.UNNAMED_GROUP}


class ArticleType(StrEnum):
    """The schema.org types an article can declare."""

    NEWS = "NewsArticle"
    REPORTAGE = "ReportageNewsArticle"
    ANALYSIS = "AnalysisNewsArticle"
    BACKGROUND = "BackgroundNewsArticle"
    OPINION = "OpinionNewsArticle"
    REVIEW = "ReviewNewsArticle"
    ADVERTISER = "AdvertiserContentArticle"


class ParagraphRole(StrEnum):
    """What a paragraph of the captured page is; whatever is not named is body."""

    MASTHEAD = "masthead"
    STAMP = "stamp"
    NAVIGATION = "navigation"
    HEADLINE = "headline"
    STANDFIRST = "standfirst"
    SUBHEADING = "subheading"
    BODY = "body"
    EDITOR = "editor"
    ALSO_READ = "also_read"
    APPEAL = "appeal"
    CONTACT = "contact"
    COMMENTS = "comments"
    FOOTER = "footer"


class Quotation(StrEnum):
    """How the words of a source reach the page."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class HedgeKind(StrEnum):
    """What a hedge does to the statement it stands in."""

    REPORTED = "reported"
    BELIEVED = "believed"
    ALLEGED = "alleged"
    APPEARANCE = "appearance"
    MODAL = "modal"
    APPROXIMATE = "approximate"
    FREQUENCY = "frequency"


class Certainty(StrEnum):
    """Whether a claim is stated flat or with a hedge."""

    FLAT = "flat"
    HEDGED = "hedged"


class NameKind(StrEnum):
    """What sort of thing a name stands for."""

    PERSON = "person"
    GROUP = "group"
    AGENCY = "agency"
    STATE = "state"
    PLACE = "place"
    WORK = "work"
    OPERATION = "operation"
    OUTLET = "outlet"
    OTHER = "other"


class OpinionSignal(StrEnum):
    """What in a passage shows that somebody opines."""

    RHETORICAL_QUESTION = "rhetorical_question"
    FIRST_PERSON = "first_person"
    DEONTIC = "deontic"
    CERTAINTY = "certainty"
    EVALUATIVE = "evaluative"
    IRONY = "irony"
    SPECULATION = "speculation"
    DENIAL_AS_PROOF = "denial_as_proof"


class Voice(StrEnum):
    """Whose opinion a passage gives."""

    AUTHOR = "author"
    SPEAKER = "speaker"


class ContradictionKind(StrEnum):
    """Kinds of conflict inside a text, after de Marneffe, Rafferty and Manning 2008.

    Two kinds are the module's own additions: dates of page furniture, and headline overreach.
    """

    ANTONYM = "antonym"
    NEGATION = "negation"
    NUMERIC = "numeric"
    FACTIVE_MODAL = "factive_modal"
    STRUCTURAL = "structural"
    LEXICAL = "lexical"
    WORLD_KNOWLEDGE = "world_knowledge"
    DATE = "date"
    HEADLINE = "headline"


class Strength(StrEnum):
    """How far two passages pull apart."""

    CONTRADICTION = "contradiction"
    TENSION = "tension"
    LOOK_ALIKE = "look_alike"


class Needs(StrEnum):
    """What a reader must have to see a finding."""

    PAGE = "page"
    OUTSIDE = "outside"


class Relation(StrEnum):
    """PROV-O relations between works, by their own names."""

    DERIVED_FROM = "wasDerivedFrom"
    REVISION_OF = "wasRevisionOf"
    QUOTED_FROM = "wasQuotedFrom"
    PRIMARY_SOURCE = "hadPrimarySource"
    ATTRIBUTED_TO = "wasAttributedTo"


class Confidence(StrEnum):
    """How good the evidence for a judgement is (ICD 203); never how likely an event is."""

    LOW = "low"
    MODERATE = "moderate"
    HIGH = "high"


class Weight(StrEnum):
    """How hard a variant reading is to make twice: what it can prove about descent."""

    NONE = "none"
    WEAK = "weak"
    MODERATE = "moderate"
    STRONG = "strong"


# --- anchors ----------------------------------------------------------------------------


class AnchorError(ValueError):
    """An anchor that does not name exactly one passage; the message says how to mend it."""


class Anchor(Record):
    """A Web Annotation TextQuoteSelector inside one numbered paragraph."""

    paragraph: int = Field(ge=1)
    """Number of the paragraph, from 1, the same in the retelling and in the original."""
    exact: str = Field(min_length=1)
    """The passage itself, letter for letter as in the retelling."""
    prefix: str = ""
    """Text just before the passage; needed only where the passage stands more than once."""
    suffix: str = ""
    """Text just after the passage; needed only where the passage stands more than once."""

    def locate(self, paragraphs: list[str]) -> tuple[int, int]:
        """Return start and end of the passage, in characters of its paragraph.

        Raises AnchorError when there is no such paragraph, no such passage, or several.
        """
        if self.paragraph > len(paragraphs):
            raise AnchorError(f"there is no paragraph {self.paragraph}; the last is {len(paragraphs)}")
        text, needle = paragraphs[self.paragraph - 1], self.prefix + self.exact + self.suffix
        found = text.count(needle)
        if found == 0:
            raise AnchorError(f"the quote does not stand in paragraph {self.paragraph}; copy it from there")
        if found > 1:
            times = "twice" if found == 2 else f"{found} times"
            raise AnchorError(f"the quote stands {times} in paragraph {self.paragraph}; add a prefix")
        start = text.index(needle) + len(self.prefix)
        return start, start + len(self.exact)


class Annotation(Record):
    """Anything noted about one passage of a page."""

    id: RecordId
    """Short name of the note, unique on its page: a letter, then a number (a7, k12)."""
    anchor: Anchor
    """Where it stands."""
    note: str = ""
    """What a contributor should know: why this, and what others might hold."""


# --- who says it ------------------------------------------------------------------------


class Source(Record):
    """Somebody or something a page gives as the origin of what it says."""

    id: RecordId
    """Short name on this page, s1, s2 and so on."""
    label: str
    """Who it is, in our words."""
    type: SourceType
    """The kind of source."""
    also: list[SourceType] = []
    """Other kinds a careful reader might defend."""
    wordings: list[str] = Field(min_length=1)
    """The phrases by which the page calls this source, as they stand in the retelling."""
    at_least: int = Field(default=1, ge=0)
    """How many different people the wording proves: 0 for documents and nobody."""
    origin_known: bool = False
    """Whether a reader could find out who or what this is."""
    interest_stated: bool = False
    """Whether the page says what the source stands to gain."""
    note: str = ""
    """Why, and what is disputable."""


class Attribution(Annotation):
    """Source, cue and content: who is said to have said what."""

    source: RecordId | None
    """The source's id, or null where a cue stands with nobody behind it ("it is learnt")."""
    via: RecordId | None = None
    """The attribution this one is nested in: "sources said the dossier says" has two."""
    cue: str
    """The words that do the attributing, as they stand in the retelling."""
    content: str
    """What is attributed, in our words."""
    quotation: Quotation = Quotation.INDIRECT
    """Whether the source's own words are given."""
    rung: Rung | None = None
    """Step on the specificity ladder for unnamed sources and for none; null for all others."""
    also_rungs: list[Rung] = []
    """Other rungs a careful reader might defend."""


class Hedge(Annotation):
    """Words that hold a statement back."""

    kind: HedgeKind
    """What the words do."""


class Claim(Annotation):
    """One thing a page says is so."""

    text: str
    """The claim in our words, one sentence."""
    shared: RecordId | None = None
    """The entry of claims.yaml this is a reading of, where several pages could say it."""
    attribution: RecordId | None
    """Who the page says said it; null where the page says it with no source at all."""
    certainty: Certainty = Certainty.FLAT
    """Flat, or hedged."""
    premise: bool = False
    """Whether the page's main point rests on it."""
    checkable: bool = True
    """Whether evidence could settle it."""
    time: IsoDate | None = None
    """When what is claimed is said to have happened."""


# --- dates, numbers, names ----------------------------------------------------------------


class DateMention(Annotation):
    """A date or a time word that stands on the page."""

    value: IsoDate | None
    """The date meant, as exactly as the page gives it; null where only a relative word stands."""
    role: ParagraphRole = ParagraphRole.BODY
    """Whether furniture or text gives it."""
    of: str
    """What is dated, in our words."""


class NumberMention(Annotation):
    """A quantity that stands on the page, as the interval it allows."""

    low: float | None
    """Least value the wording allows; null for none."""
    high: float | None
    """Greatest value the wording allows; null for none."""
    unit: str
    """What is counted: people, years, minutes, rupees."""
    of: str
    """Of what, in our words."""

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"low {self.low} is above high {self.high}; swap them")
        return self


class NameMention(Annotation):
    """One spelling of one name, at its first place on the page."""

    entity: RecordId
    """Who or what is meant: one slug for all spellings on all pages."""
    kind: NameKind
    """What sort of thing it is."""
    spelling: str
    """The name as this page spells it here."""
    role: str | None = None
    """Post or rank the page gives with it."""


# --- judgements about a page --------------------------------------------------------------


class Opinion(Annotation):
    """A passage in which somebody opines."""

    voice: Voice
    """Whose opinion it is."""
    signals: list[OpinionSignal] = Field(min_length=1)
    """What shows it."""


class Contradiction(Record):
    """Two passages of one page that pull apart, or only seem to."""

    id: RecordId
    """Short name on this page, x1, x2 and so on."""
    kind: ContradictionKind
    """What sort of conflict."""
    strength: Strength
    """How far it goes."""
    also: list[Strength] = []
    """Other strengths a careful reader might defend."""
    first: Anchor
    """One passage."""
    second: Anchor
    """The other."""
    needs: Needs
    """Whether the page alone shows it."""
    why: str
    """What does not go together, or why it does after all."""
    note: str = ""
    """What is disputable, or which outside fact is needed."""


class Control(Record):
    """Why an invented piece is in the course."""

    looks: str
    """What a hasty reader would think of it."""
    proves: str
    """What a careful reader finds."""
    sound: bool
    """Whether the piece deserves the trust it asks for."""
    held_out: bool = False
    """Whether only the instructor's grading shows it."""


# --- a page -----------------------------------------------------------------------------


class Original(Record):
    """What ties a retelling to the captured page without repeating it."""

    sha256: Sha256
    """Digest of the captured file's bytes."""
    characters: int = Field(gt=0)
    """Length of the captured text, in characters."""
    paragraphs: list[Sha256]
    """Digest of each non-blank line, stripped, in order: paragraph n here is paragraph n there."""


class PageInfo(Record):
    """The front matter of a retelling: what the page says of itself."""

    slug: RecordId
    """Name of the page in this course; the file's name."""
    title: str
    """What we call the page in the course."""
    short_title: str = ""
    """One word for the page, where a table has no room for more; the title where there is none."""
    headline: str | None
    """The headline, retold; null where the capture shows none."""
    outlet: str | None
    """The outlet, as far as the capture shows."""
    byline: str | None
    """The named writer or editor; null where none is shown."""
    dateline: str | None
    """Where the page says it was filed."""
    declared_type: ArticleType | None
    """The schema.org type the page declares; null where the capture shows none."""
    inferred_type: ArticleType
    """The type its text supports."""
    also_types: list[ArticleType] = []
    """Other types a careful reader might defend."""
    summary: str
    """One sentence on the page, taking no side."""
    roles: dict[int, ParagraphRole] = {}
    """Paragraph numbers that are not body, and what they are."""
    original: Original | None = None
    """The captured page; null for controls."""
    control: Control | None = None
    """Set for invented pieces only."""

    @model_validator(mode="after")
    def _captured_or_invented(self) -> Self:
        if (self.original is None) == (self.control is None):
            raise ValueError("give either `original` (a captured page) or `control` (an invented one)")
        return self


class Annotations(Record):
    """Everything noted about one page, in the order of the page."""

    sources: list[Source] = []
    attributions: list[Attribution] = []
    hedges: list[Hedge] = []
    claims: list[Claim] = []
    dates: list[DateMention] = []
    numbers: list[NumberMention] = []
    names: list[NameMention] = []
    opinions: list[Opinion] = []
    contradictions: list[Contradiction] = []


class Article(Record):
    """A page of the course: its front matter, its paragraphs, its annotations."""

    info: PageInfo
    paragraphs: list[str]
    notes: Annotations

    @property
    def slug(self) -> str:
        """The page's name in every folder."""
        return self.info.slug

    @property
    def text(self) -> str:
        """All paragraphs, a blank line between two."""
        return "\n\n".join(self.paragraphs)

    def role(self, paragraph: int) -> ParagraphRole:
        """Return what paragraph number `paragraph` (from 1) is."""
        return self.info.roles.get(paragraph, ParagraphRole.BODY)

    def source_type(self, claim: Claim) -> SourceType:
        """Return the kind of source a claim of this page rests on; `none` where it has none."""
        attribution = self.attribution(claim.attribution)
        source = self.source(attribution.source) if attribution else None
        return source.type if source else SourceType.NONE

    def attribution(self, wanted: str | None) -> Attribution | None:
        """Return the attribution with this id, or None."""
        return next((one for one in self.notes.attributions if one.id == wanted), None)

    def source(self, wanted: str | None) -> Source | None:
        """Return the source with this id, or None."""
        return next((one for one in self.notes.sources if one.id == wanted), None)


# --- across pages -------------------------------------------------------------------------


class Reading(Record):
    """How one page gives a shared claim."""

    claims: list[RecordId] = Field(min_length=1)
    """The page's claims that give it."""
    reading: str
    """What the page says in the place that varies, in few words."""
    group: RecordId
    """Readings that count as the same share this word."""


class SharedClaim(Record):
    """One claim that several pages make or could make, with each page's variant reading."""

    id: RecordId
    """Slug of the claim."""
    statement: str
    """The claim in our words, with the place that varies left open."""
    slot: str
    """What varies: a number, a spelling, a rank."""
    weight: Weight
    """What two pages sharing a distinctive reading proves about descent."""
    readings: dict[RecordId, Reading]
    """Page slug to reading; a page that is not listed does not say it."""
    note: str = ""
    """Why this weight, and what stays undecided."""


class Entity(Record):
    """A node of the provenance graph: a page, or an origin nobody has shown."""

    id: RecordId
    """Slug; a page's own slug for pages."""
    label: str
    """What it is, in a few words."""
    kind: SourceType | None
    """The kind of source; null for the five pages."""
    seen: bool
    """Whether the thing itself is before the reader."""
    note: str = ""


class Evidence(Record):
    """A passage that speaks for a derivation."""

    page: RecordId
    """Slug of the page it stands on."""
    anchor: Anchor
    """Where."""


class Derivation(Record):
    """A PROV-O edge: one thing made from another, with what shows it."""

    derived: RecordId
    """The later thing."""
    relation: Relation
    """How it hangs on the other."""
    origin: RecordId
    """The earlier thing."""
    evidence: list[Evidence] = Field(min_length=1)
    """The passages that show it."""
    confidence: Confidence
    """How good that evidence is."""
    why: str
    """How the evidence leads here, and what else it would allow."""


class Provenance(Record):
    """The provenance graph of the five pages."""

    entities: list[Entity]
    derivations: list[Derivation]


class Assessment(Record):
    """What a page's sourcing is like, and what it leaves open.  It says nothing of what happened."""

    page: RecordId
    """Slug of the page."""
    shares: dict[SourceType, float]
    """Sourcing profile: the share of the page's claims for each kind of source, 0 to 1."""
    at_least: int = Field(ge=0)
    """Independent origins behind the main point, with everything taken as one that may be one."""
    at_most: int = Field(ge=0)
    """The same, with everything kept apart."""
    type: ArticleType
    """The schema.org type its text supports."""
    contradictions: list[tuple[str, str]]
    """Pairs of its claims that cannot both be right."""
    reliability: Reliability
    """Admiralty letter for the origin."""
    credibility: Credibility
    """Admiralty digit for the main point, as far as this page goes."""
    not_known: list[Gap]
    """What a reader still does not know."""


class Misconception(Record):
    """A known wrong belief, and the question that helps against it."""

    id: RecordId
    """Slug used by graders."""
    number: int = Field(ge=1)
    """Its number in the course's list."""
    lesson: int = Field(ge=1, le=5)
    """The lesson it belongs to."""
    belief: str
    """What is believed."""
    why: str
    """Why that fails."""
    ask: str
    """The question to ask oneself."""


def words(text: str) -> list[str]:
    """Return the text's words as the copying rule counts them: runs of a-z and 0-9, lower case."""
    return re.findall(r"[a-z0-9]+", text.lower())
