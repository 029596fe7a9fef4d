"""Words that hold back, words that insist, and signals of opinion in the writer's own voice."""

from __future__ import annotations

import re
from collections.abc import Iterator

from secondsource.reading.text import Find, Place, Text, spoken


def _any_of(words: str, flags: re.RegexFlag = re.IGNORECASE) -> re.Pattern[str]:
    """Return a pattern for any of these, parted by commas, as whole words."""
    listed = sorted((word.strip() for word in words.split(",")), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(listed)})\b", flags)


NUMBER_NEXT = r"(?= (?:\d|two|three|four|five|six|seven|eight|nine|ten|a dozen|a hundred|half))"
HEDGES = _any_of(
    "reportedly, allegedly, purportedly, supposedly, apparently, seemingly, presumably, possibly, probably, perhaps,"
    "maybe, potentially, potential, possible, probable, likely, unlikely, plausibly, ostensibly, alleged, suspected,"
    "purported, presumed, unconfirmed, might, could(?! not\\b), appears, appear, appeared, seems, seem, seemed,"
    "suggests, suggest, tends to, tend to, it is thought, is believed, are believed, is thought, are thought,"
    "as far as is known, not yet clear, remains unclear, could not be verified, could not be confirmed,"
    "in part, largely, mostly, generally, often, sometimes"
)
MODAL_MAY = _any_of("may, may not, may have", re.RegexFlag(0))
"""In small letters only: May is a month."""
ROUGHLY = re.compile(
    rf"\b(?:about|around|roughly|nearly|almost|approximately|some|an estimated){NUMBER_NEXT}", re.IGNORECASE
)
INSISTING = _any_of(
    "clearly, certainly, undoubtedly, doubtless, definitely, obviously, evidently, undeniably, undeniable,"
    "unquestionably, indisputable, indisputably, irrefutable, surely, plainly, inevitably, inevitable, without doubt,"
    "no doubt, beyond doubt, beyond question, of course, the fact is, in truth, make no mistake, proves that,"
    "proves beyond, proved beyond, is proof, are proof, exactly what, nothing but, everybody knows, everyone knows, it is clear, it is obvious"
)
DUTY = _any_of(
    "must, must not, should, should not, ought to, has to, have to, needs to, need to, cannot afford to, it is time to,"
    "deserves to, deserve to"
)
FIRST_PERSON = re.compile(r"\b(?:I|[Ww]e|[Oo]urs?|[Mm]y|me|us|[Oo]urselves|[Mm]yself)\b")
PRAISE_AND_BLAME = _any_of(
    "abhorrent, absurd, admirable, alarming, appalling, atrocious, barbaric, brave, brazen, brilliant, brutal, callous,"
    "contemptible, courageous, cowardly, cruel, cynical, dangerous, deplorable, despicable, disastrous, disgraceful,"
    "disgusting, evil, excellent, foolish, ghastly, glorious, heinous, heroic, hideous, honourable, horrific,"
    "hypocritical, idiotic, inexcusable, infamous, inhuman, irresponsible, laughable, magnificent, malicious,"
    "monstrous, nefarious, noble, notorious, outrageous, pathetic, reckless, ridiculous, ruthless, savage, scandalous,"
    "senseless, shameful, shameless, shocking, sinister, splendid, startling, stupid, terrible, treacherous, vicious,"
    "vile, wicked, wise, wonderful, wretched"
)

SAYS = {
    "hedge": "Holds the statement back.",
    "insisting": "Insists. Does a reason stand beside it?",
    "question": "A question that the writer asks.",
    "first_person": "The writer speaks of “I” or “we”.",
    "duty": "Says what somebody ought to do.",
    "value": "Praises or blames.",
}
IN_QUOTES = "It stands in quotation marks, so it is the speaker’s word, not the writer’s."


def weighed(text: Text) -> list[Find]:
    """Return the words that hold back and the words that insist, wherever they stand."""
    kinds = {"hedge": (HEDGES, MODAL_MAY, ROUGHLY), "insisting": (INSISTING,)}
    found = []
    for number, paragraph in enumerate(text.paragraphs, start=1):
        quoted = spoken(paragraph)
        for kind, patterns in kinds.items():
            for start, end in _apart(paragraph, patterns):
                inside = any(first <= start < last for first, last in quoted)
                says = f"{SAYS[kind]} {IN_QUOTES}" if inside else SAYS[kind]
                found.append(Find(kind, (Place(number, start, end),), says))
    return sorted(found, key=_by_place)


def opinions(text: Text) -> list[Find]:
    """Return the signals of opinion that stand outside double quotation marks."""
    signals = {"first_person": (FIRST_PERSON,), "duty": (DUTY,), "value": (PRAISE_AND_BLAME,)}
    found = list(_questions(text))
    for number, paragraph in enumerate(text.paragraphs, start=1):
        own = _blanked(paragraph)
        for kind, patterns in signals.items():
            found += [
                Find(kind, (Place(number, start, end),), SAYS[kind]) for start, end in _apart(own, patterns)
            ]
    return sorted(found, key=_by_place)


def _questions(text: Text) -> Iterator[Find]:
    """Give the sentences that end on a question mark of the writer's own."""
    blanked = [_blanked(paragraph) for paragraph in text.paragraphs]
    for sentence in text.sentences:
        own = blanked[sentence.paragraph - 1][sentence.start : sentence.end]
        if "?" in own:
            start = sentence.start + len(own) - len(own.lstrip())
            yield Find("question", (sentence.place(start, sentence.end),), SAYS["question"])


def _blanked(paragraph: str) -> str:
    """Return the paragraph with blanks in place of what stands in double quotation marks."""
    for start, end in spoken(paragraph):
        paragraph = paragraph[:start] + " " * (end - start) + paragraph[end:]
    return paragraph


def _apart(paragraph: str, patterns: tuple[re.Pattern[str], ...]) -> list[tuple[int, int]]:
    """Return where the patterns stand; of two that overlap, the first."""
    spans = sorted(found.span() for pattern in patterns for found in pattern.finditer(paragraph))
    kept: list[tuple[int, int]] = []
    for start, end in spans:
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept


def _by_place(find: Find) -> tuple[int, int]:
    return find.places[0].paragraph, find.places[0].start
