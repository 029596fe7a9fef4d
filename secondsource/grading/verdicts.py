"""Tells in a student's own prose what it may not do: judge the event, or mix two scales.

Used where sourcing is summed up in free text.  It sees words, not meaning, so it is made to let doubtful
sentences pass: how well somebody argues is for a person to say.
"""

from __future__ import annotations

import re

LIKELIHOOD = re.compile(
    r"\b(almost no chance|(very )?(un)?likely|likelihood|roughly even|almost certain\w*|(highly )?(im)?probabl\w+)\b",
    re.IGNORECASE,
)
CONFIDENCE = re.compile(r"\bconfiden(t|tly|ce)\b", re.IGNORECASE)
"""Not “confidential”, which a dossier may be."""
VERDICT = re.compile(
    r"\b(fake|hoax|(a|are|all) lies?|lied|lying|made up(?! of)|invented|propaganda piece"
    r"|is (clearly |surely )?(true|false|real)|proves? that|the alliance (exists|does not exist)"
    r"|(never|did not|really|surely) happen(ed)?)\b",
    re.IGNORECASE,
)
NOT_SO = re.compile(r"\b(no|not|nor|neither|nothing|nobody|none|cannot)\b", re.IGNORECASE)
FOLLOWS = re.compile(
    r"\b(shows?|says?|means?|proves?|tells?|makes?|settles?|decides?|follows?|establish(es)?|know)\b",
    re.IGNORECASE,
)
OPEN = re.compile(r"\b(whether|if)\b", re.IGNORECASE)


def _is_held_back(words: str) -> bool:
    """Return whether words keep a sentence about the pages: “no page shows that …”, “that does not mean that …”.

    One pattern with a gap in it would try every start with every end: no memo may cost that much.
    """
    if OPEN.search(words):
        return True
    return any(_denies(part) for part in re.split("[,;]", words))


def _denies(part: str) -> bool:
    first = NOT_SO.search(part)
    return bool(first and FOLLOWS.search(part, first.end()))


def sentences(text: str) -> list[str]:
    """Return the sentences of a text."""
    return [one for one in re.split(r"(?<=[.!?])\s+", text) if one]


def verdict_in(sentence: str) -> str:
    """Return the words that give a verdict on the event; empty where the sentence gives none."""
    found = VERDICT.search(sentence)
    return found[0] if found and not _is_held_back(sentence[: found.end()]) else ""


def mixes_scales(sentence: str) -> bool:
    """Return whether a sentence holds both a likelihood, of the event, and a confidence, in evidence."""
    return bool(LIKELIHOOD.search(sentence) and CONFIDENCE.search(sentence))
