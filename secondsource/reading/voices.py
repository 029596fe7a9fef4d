"""Who is said to speak: cues, and the nearest words that could be their source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from secondsource.reading.text import FUNCTION, Find, Sentence, Text, Word

CUES = frozenset(
    """said says told tells stated claimed claims warned warns announced announces confirmed confirms denied denies
    added adds explained explains insisted insists argued argues alleged alleges reported wrote writes testified
    declared declares acknowledged admitted noted revealed reveals disclosed suggested suggests indicated indicates
    emphasised emphasized stressed cautioned contended maintained asserted recalled""".split()
)
SPEECH = frozenset(
    """said says warned warns explained explains added adds stated argued cautioned insisted wrote noted declared
    announced recalled""".split()
)
"""Their source may stand behind them: “warned analysts”."""
PAPER_CUES = frozenset("shows showed states describes described finds found lists".split())
"""Only a paper or a recording attributes with these; people do other things with them."""
PASSIVES = frozenset(
    "said alleged believed claimed feared learnt learned reported rumoured suspected thought understood".split()
)
BE = frozenset("is are was were be been being".split())
PEOPLE = frozenset(
    """adviser analyst attendant auditor aide author clerk commander correspondent critic defector delegate deputy
    detective diplomat director doctor driver eyewitness employee engineer expert farmer fisherman informant insider
    inspector investigator journalist judge lawyer leader local man manager member minister neighbour nurse observer
    officer official operative opponent passenger person pilot police-officer politician president prosecutor
    relative reporter resident scholar scientist secretary soldier source spokesman spokesperson spokeswoman student
    supporter survivor teacher veteran victim villager witness woman worker""".split()
) | {"people", "men", "women", "others", "sailor", "captain", "general", "crew"}
BODIES = frozenset(
    """administration agency airline alliance army association authority bank board broadcaster bureau cabinet channel
    committee company command commission council court department directorate embassy force government group guard
    hospital institute intelligence ministry movement navy network newspaper office opposition organisation
    organization paper parliament party police programme regime service society station union university website
    gazette herald journal post press times tribune agencies authorities forces ministries companies parties outlets media outlet""".split()
)
PAPERS = frozenset(
    """affidavit assessment brief cable charge-sheet dossier document email file footage image indictment leaflet
    letter memo memorandum message note paperwork photo photograph picture post recording record report ruling
    statement study survey tape tender transcript video""".split()
)
PRONOUNS = frozenset("he she they i we".split())
BINDERS = frozenset("at by for from in inside near of on to with within".split())
STOPS = frozenset("although and as because but how if that what when where which while who whose why".split())
NOBODY = frozenset("no none neither nobody".split())
SMALL = frozenset("also has have had later then further once again never not did does".split())
CALENDAR = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december""".split()
)
ARTICLES = frozenset("a an the".split())
FAR = 14
"""So many words before or behind a cue are looked at."""
LOOSE = 5
"""So many words may stand between a cue and the source behind it, the source included."""
STEPS_UP = re.compile(r"[,;:—()“”\"]|\s[–-]\s")

SAYS = {
    "person": "A name is given, and a reader could look for it.",
    "body": "An organisation speaks; no person stands behind the words.",
    "unnamed": "Somebody without a name. What else do the words tell about them?",
    "document": "A paper or a recording. Can you see it, or is it only described?",
    "pronoun": "Somebody met before. Go back and look who that is.",
    "nobody": "The sentence has nobody who says it.",
}


@dataclass(frozen=True)
class Source:
    """The words for a source: their kind, the first and the last of them."""

    kind: str
    first: Word
    last: Word


def voices(text: Text) -> list[Find]:
    """Return each cue with the words that seem to be its source; a cue without one is left out."""
    found: list[Find] = []
    for sentence in text.sentences:
        paragraph = text.paragraphs[sentence.paragraph - 1]
        for find in _of(sentence, paragraph):
            if not found or find.places[0] != found[-1].places[0]:
                found.append(find)
    return found


def kind_of(phrase: str) -> str:
    """Return the kind of source that a phrase stands for; `unnamed` where nothing tells."""
    words = [word for sentence in Text([phrase]).sentences for word in sentence.words]
    source = _in_stretch(words)
    return source.kind if source else "unnamed"


def _of(sentence: Sentence, paragraph: str) -> Iterator[Find]:
    for at, word in enumerate(sentence.words):
        if _is_passive(sentence.words, at):
            first = sentence.words[at - 1]
            yield Find("nobody", (sentence.place(first.start, word.end),), SAYS["nobody"])
            continue
        source = _source(sentence.words, at, paragraph)
        if source:
            start, end = min(source.first.start, word.start), max(source.last.end, word.end)
            yield Find(source.kind, (sentence.place(start, end),), SAYS[source.kind])


def _is_passive(words: list[Word], at: int) -> bool:
    """Whether a cue stands here with nobody: “it is learnt”, “are believed to”."""
    if words[at].low not in PASSIVES or not at or words[at - 1].low not in BE:
        return False
    behind = words[at + 1].low if at + 1 < len(words) else ""
    before = {word.low for word in words[max(0, at - 4) : at]}
    return behind in {"to", "that"} or ("it" in before and behind != "by")


def _source(words: list[Word], at: int, paragraph: str) -> Source | None:
    """Return the source of the cue that stands here; None where there is no cue, or no source near it."""
    cue = words[at].low
    if cue == "according":
        return _behind(words, at + 1, paragraph) if at + 1 < len(words) else None
    if cue in PAPER_CUES:
        found = _before(words, at, paragraph)
        return found if found and found.kind == "document" else None
    if cue not in CUES or (at and words[at - 1].low in BE):
        return None
    pause = paragraph[words[at - 1].end : words[at].start] if at else ","
    if STEPS_UP.search(pause):
        return _turned(words, at, paragraph) or _set_off(words, at, paragraph)
    return _before(words, at, paragraph) or _turned(words, at, paragraph)


def _before(words: list[Word], at: int, paragraph: str) -> Source | None:
    """Return the source that the words before this one name, up to a comma or a word that opens a clause."""
    start = at
    while start and at - start < FAR and words[start - 1].low not in STOPS:
        if start < at and STEPS_UP.search(paragraph[words[start - 1].end : words[start].start]):
            break
        start -= 1
    stretch = words[start:at]
    while stretch and (stretch[-1].low in SMALL or stretch[-1].low.endswith("ly")):
        stretch = stretch[:-1]
    return _in_stretch(stretch)


def _turned(words: list[Word], at: int, paragraph: str) -> Source | None:
    """Return the source behind a cue of speech."""
    return _behind(words, at, paragraph) if words[at].low in SPEECH else None


def _behind(words: list[Word], at: int, paragraph: str) -> Source | None:
    """Return the source that stands close behind this word: “warned analysts”, “according to police”."""
    end = at + 1
    while end < len(words) and end - at <= LOOSE and words[end].low not in STOPS | BINDERS:
        if end > at + 1 and STEPS_UP.search(paragraph[words[end - 1].end : words[end].start]):
            break
        end += 1
    stretch = words[at + 1 : end]
    if any(word.low in BE for word in stretch):
        return None
    return _head(stretch)


def _set_off(words: list[Word], at: int, paragraph: str) -> Source | None:
    """Return the source of “Its spokesman, Dael Harrin, said”: a name on either side of the comma.

    Without a name only words that come straight after a comma count: “a lawyer, said”.
    """
    inner = _before(words, at, paragraph)
    if inner is None:
        return None
    edge = next(number for number in range(max(0, at - FAR), at) if words[number] == inner.first)
    while (
        edge > at - FAR and edge and not STEPS_UP.search(paragraph[words[edge - 1].end : words[edge].start])
    ):
        edge -= 1
    outer = _before(words, edge, paragraph) if edge else None
    if outer and "person" in {inner.kind, outer.kind}:
        return Source("person", outer.first, inner.last)
    return inner if inner.kind in {"person", "unnamed"} else None


def _in_stretch(stretch: list[Word]) -> Source | None:
    """Return the source in a run of words, whose first noun counts: “sources in the army”, not the army.

    A run that opens with “in” or “on” sets a scene first; there the last noun counts.
    """
    parts: list[list[Word]] = [[]]
    for word in stretch:
        if word.low in BINDERS:
            parts.append([])
        else:
            parts[-1].append(word)
    scene = not parts[0]
    found = [source for source in (_head(part) for part in parts) if source]
    if not found:
        return None
    return found[-1] if scene else found[0]


def _head(part: list[Word]) -> Source | None:
    """Return the source that a noun phrase stands for: its last noun decides, a whole name before all."""
    name = _name(part)
    for word in reversed(part):
        if name and name.last.end >= word.end:
            return name
        kind = _kind(word)
        if kind:
            return None if part[0].low in NOBODY else Source(kind, _opening(part, word), word)
    return None


def _kind(word: Word) -> str | None:
    low = word.low.removesuffix("'s")
    if low in PRONOUNS:
        return "pronoun"
    for kind, known in (("unnamed", PEOPLE), ("body", BODIES), ("document", PAPERS)):
        if low in known or low.removesuffix("s") in known or low.removesuffix("es") in known:
            return kind
    return None


def _opening(part: list[Word], head: Word) -> Word:
    """Return the first word of the phrase that a head closes: behind its article, and behind a weekday."""
    first = head
    for word in reversed([one for one in part if one.start < head.start]):
        if word.low in ARTICLES or word.low in CALENDAR:
            break
        first = word
    return first


def _name(part: list[Word]) -> Source | None:
    """Return the last run of capitalised words, as a person or, where a word in it says so, as an organisation."""
    run: list[Word] = []
    last: list[Word] = []
    for word in part:
        run = [*run, word] if _capital(word) else []
        last = run or last
    if not last:
        return None
    is_body = any(word.low in BODIES or word.text.isupper() for word in last)
    if not is_body and len(last) == 1 and _kind(last[0]):
        return None
    return Source("body" if is_body else "person", last[0], last[-1])


def _capital(word: Word) -> bool:
    return word.text[0].isupper() and word.low not in FUNCTION and word.low not in CALENDAR
