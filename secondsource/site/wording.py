"""Plain words for what the records say in terms."""

from __future__ import annotations

import re

from secondsource.models import Article, HedgeKind, Needs, ParagraphRole, Relation, Strength, Weight

ROLES = {
    ParagraphRole.MASTHEAD: "Masthead",
    ParagraphRole.STAMP: "Stamp",
    ParagraphRole.NAVIGATION: "Navigation",
    ParagraphRole.HEADLINE: "Headline",
    ParagraphRole.STANDFIRST: "Standfirst",
    ParagraphRole.SUBHEADING: "Sub-heading",
    ParagraphRole.BODY: "Text",
    ParagraphRole.EDITOR: "Editor’s line",
    ParagraphRole.ALSO_READ: "Also read",
    ParagraphRole.APPEAL: "Appeal",
    ParagraphRole.CONTACT: "Contact",
    ParagraphRole.COMMENTS: "Comments",
    ParagraphRole.FOOTER: "Footer",
}
TEXT_ROLES = frozenset(
    {ParagraphRole.BODY, ParagraphRole.HEADLINE, ParagraphRole.STANDFIRST, ParagraphRole.SUBHEADING}
)
"""What a writer wrote; all other roles are page furniture."""

HEDGES = {
    HedgeKind.REPORTED: "It says that somebody else reported this. The page does not say it on its own account.",
    HedgeKind.BELIEVED: "It says that this is believed. It does not say by whom, or why.",
    HedgeKind.ALLEGED: "It marks this as an accusation that nobody has proved here.",
    HedgeKind.APPEARANCE: "It says how things look, and leaves open how they are.",
    HedgeKind.MODAL: "It says what may or could be so, not what is so.",
    HedgeKind.APPROXIMATE: "It makes a figure or a date rough: near the value, not the value.",
    HedgeKind.FREQUENCY: "It limits how often this is said to hold.",
}
STRENGTHS = {
    Strength.CONTRADICTION: "A contradiction: both passages cannot be right.",
    Strength.TENSION: "A tension: the passages pull apart, yet both could be right.",
    Strength.LOOK_ALIKE: "A look-alike: it seems to be a contradiction and is not one.",
}
STRENGTH_NAMES = {
    Strength.CONTRADICTION: "a contradiction",
    Strength.TENSION: "a tension",
    Strength.LOOK_ALIKE: "a look-alike",
}
NEEDS = {
    Needs.PAGE: "The page alone shows it.",
    Needs.OUTSIDE: "You need a fact from outside the page to see it.",
}
WEIGHTS = {
    Weight.NONE: "proves nothing about descent",
    Weight.WEAK: "weak: easily arises twice",
    Weight.MODERATE: "moderate: seldom arises twice",
    Weight.STRONG: "strong: hard to make twice",
}
RELATIONS = {
    Relation.DERIVED_FROM: "was derived from",
    Relation.REVISION_OF: "was a revision of",
    Relation.QUOTED_FROM: "was quoted from",
    Relation.PRIMARY_SOURCE: "had primary source",
    Relation.ATTRIBUTED_TO: "was attributed to",
}


def titled(text: str, articles: list[Article]) -> str:
    """Return a record's words with the pages' slugs replaced by the titles readers know them by."""
    titles = {article.slug: article.info.title for article in articles}
    slugs = "|".join(titles)

    def title(found: re.Match[str]) -> str:
        name = titles[found["slug"]]
        return found["start"] + name if found["start"] is not None else name[0].lower() + name[1:]

    return re.sub(rf"(?P<start>^|[.?!:] )?\b(?P<slug>{slugs})\b", title, text)


def line(text: str) -> str:
    """Return a record's words as they begin a line: a capital letter, curly apostrophes."""
    return (text[:1].upper() + text[1:]).replace("'", "’")
