"""What is found in a text that somebody pastes: by their own functions where they work, else by plain methods.

Nothing here judges a text.  A method that finds little has not shown that there is little.
"""

from __future__ import annotations

import contextlib
import io
from collections import Counter
from collections.abc import Callable
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from secondsource import catalogue, seeds
from secondsource.forms import Interval, PageDate
from secondsource.grading.answers import Answer, LoadedFile
from secondsource.grading.contract import contract_in
from secondsource.grading.results import State
from secondsource.grading.source import AnswerFault
from secondsource.models import Record, SourceType
from secondsource.reading import clashes, copies, voices, wording
from secondsource.reading.text import Find, Place, Text, read

USES = (
    "lesson1/ex2", "lesson1/ex3", "lesson2/ex1", "lesson2/ex2", "lesson3/ex2", "lesson4/ex1", "lesson4/ex2", "lesson4/ex5",
)  # fmt: skip
"""The exercises whose answers may be asked about a text."""
STATEMENTS = 600
"""So many sentences are given to a student's function that takes one at a time."""
KINDS = {
    SourceType.NAMED_INDIVIDUAL: "person",
    SourceType.NAMED_GROUP: "body",
    SourceType.OTHER_MEDIA: "body",
    SourceType.UNNAMED_INDIVIDUAL: "unnamed",
    SourceType.UNNAMED_GROUP: "unnamed",
    SourceType.DOCUMENT_DESCRIBED: "document",
    SourceType.DOCUMENT_SHOWN: "document",
    SourceType.NONE: "nobody",
}
"""What this page calls the kinds of source of lesson 1."""
Made = TypeVar("Made")


class Passage(Record):
    """A place in the text: number of the paragraph, from 1, and the characters where it begins and ends."""

    paragraph: int
    start: int
    end: int


class Marked(Record):
    """Something found: its kind, its passages, and a sentence on it."""

    kind: str
    places: list[Passage]
    says: str


class Family(Record):
    """All finds that belong together, and by whom they were made."""

    name: str
    by: str
    """Whose function found them."""
    told: str
    """How many there are, in words."""
    notes: list[str]
    """What else a function said."""
    finds: list[Marked]


class Own(Record):
    """What became of one of the student's own files."""

    exercise: str
    """Its name for people: `lesson1/ex2`."""
    functions: str
    state: str
    """`used`, `not written`, `not asked`, or `failed`."""
    says: str
    """Why it failed or was not asked; nothing otherwise."""


class Pasted(Record):
    """A pasted text, and everything found in it."""

    paragraphs: list[str]
    words: int
    english: bool
    """Whether it looks like English, which all word lists are made for."""
    families: list[Family]
    own: list[Own]


def assess(pasted: str, answers: str = "exercises", written: frozenset[str] | None = None) -> Pasted:
    """Return what the plain methods and the student's own functions find in a text.

    `answers` is the folder of the student's files; `written` the exercises to take from it (all where None).
    """
    text = read(pasted)
    plain = {name: find(text) for name, find in PLAIN.items()}
    own = OwnFunctions(answers, written)
    families = [look(text, plain.get(name, []), own) for name, look in FAMILIES.items()]
    words = sum(len(sentence.words) for sentence in text.sentences)
    return Pasted(
        paragraphs=text.paragraphs,
        words=words,
        english=text.seems_english,
        families=families,
        own=sorted(own.told.values(), key=lambda one: one.exercise),
    )


# --- the student's own functions --------------------------------------------------------------


def _short(exercise: catalogue.Exercise) -> str:
    return f"{exercise.lesson.partition('_')[0]}/{exercise.short}"


class OwnFunctions:
    """A student's files: which of them were asked, and what became of each."""

    def __init__(self, answers: str, written: frozenset[str] | None) -> None:
        """Keep where the files are, and which of them the student has written in."""
        self._folder, self._written = catalogue.answers(answers), written
        self.told: dict[str, Own] = {}
        self._answer = cache(self._load)

    def use(self, exercise: str, functions: str, make: Callable[[Answer], Made]) -> Made | None:
        """Return what `make` gets out of a file, or None where it cannot be used; the reason is kept."""
        one = next((one for one in catalogue.exercises() if _short(one) == exercise), None)
        if one is None:
            return None  # a lesson that this course leaves out
        if self._written is not None and one.id not in self._written:
            self._tell(exercise, functions, "not written", "")
            return None
        try:
            with contextlib.redirect_stdout(Unheard()):
                made = make(self._answer(one))
        except AnswerFault as fault:
            if fault.state is State.NOT_ANSWERED:
                self._tell(exercise, functions, "not written", "")
            else:
                self._tell(exercise, functions, "failed", _why(fault, f"{one.name}.py"))
            return None
        self._tell(exercise, functions, "used", "")
        return made

    def _load(self, one: catalogue.Exercise) -> Answer:
        path: Path = self._folder / one.lesson / f"{one.name}.py"
        return Answer(LoadedFile(path), contract_in(one.visible))

    def _tell(self, exercise: str, functions: str, state: str, says: str) -> None:
        self.told[exercise] = Own(exercise=exercise, functions=functions, state=state, says=says)


class Unheard(io.TextIOBase):
    """Where what a student's functions print goes: here it would only be in the way."""

    def write(self, text: str) -> int:
        """Take the text and drop it."""
        return len(text)


def _why(fault: AnswerFault, file: str) -> str:
    """Return why a file was not used, in words, with its line where one is known."""
    place = f"{file}, line {fault.line}" if fault.line else file
    parts = [f"{place}: {fault.says.replace(', called as above,', '')}", fault.ask]
    return " ".join(part for part in parts if part)


# --- the families -----------------------------------------------------------------------------


def _voices(text: Text, plain: list[Find], own: OwnFunctions) -> Family:
    found = own.use("lesson1/ex2", "find_attributions", lambda answer: answer.find_attributions(text.whole))
    if found is None:
        own.told["lesson1/ex3"] = WAITING
        return _family("voices", plain)
    pairs = [(one.source, one.cue) for one in found]
    typed = own.use(
        "lesson1/ex3",
        "source_type and rung",
        lambda answer: [(answer.source_type(source), answer.rung(source)) for source, _ in pairs],
    )
    finds, lost = _placed(text, pairs, typed)
    by = "your find_attributions"
    if typed is not None:
        by += ", with your source_type and rung"
    notes = (
        [f"It also gave back {_number(len(lost))} that do not stand in one sentence as given."]
        if lost
        else []
    )
    return _family("voices", finds, by, notes)


WAITING = Own(
    exercise="lesson1/ex3",
    functions="source_type and rung",
    state="not asked",
    says="They are asked about what find_attributions of lesson1/ex2 finds.",
)


def _placed(
    text: Text, pairs: list[tuple[str, str]], typed: list[tuple[SourceType, int | None]] | None
) -> tuple[list[Find], list[tuple[str, str]]]:
    """Return finds for pairs of source and cue, each at its next place in the text; and those without one."""
    finds: list[Find] = []
    lost: list[tuple[str, str]] = []
    taken: set[Place] = set()
    for number, (source, cue) in enumerate(pairs):
        place = _next_place(text, source, cue, taken)
        if place is None:
            lost.append((source, cue))
            continue
        taken.add(place)
        if typed is None:
            kind = voices.kind_of(source)
            finds.append(Find(kind, (place,), voices.SAYS[kind]))
        else:
            finds.append(Find(KINDS[typed[number][0]], (place,), _as_typed(*typed[number])))
    return sorted(finds, key=_by_place), lost


def _as_typed(kind: SourceType, rung: int | None) -> str:
    step = "no rung" if rung is None else f"rung {rung}"
    return f"Your functions say: {str(kind).replace('_', ' ')}, {step}."


def _next_place(text: Text, source: str, cue: str, taken: set[Place]) -> Place | None:
    """Return the first place, not taken yet, where a sentence holds both source and cue."""
    for sentence in text.sentences:
        paragraph = text.paragraphs[sentence.paragraph - 1]
        source_at = paragraph.find(source, sentence.start, sentence.end)
        cue_at = paragraph.find(cue, sentence.start, sentence.end)
        if min(source_at, cue_at) < 0 or not source or not cue:
            continue
        ends = source_at + len(source), cue_at + len(cue)
        place = Place(sentence.paragraph, min(source_at, cue_at), max(ends))
        if place not in taken:
            return place
    return None


def _weighed(text: Text, plain: list[Find], own: OwnFunctions) -> Family:
    asked = list(islice(text.sentences, STATEMENTS))

    def hedged(answer: Answer) -> int:
        says = [answer.certainty(text.words_of(one.place(one.start, one.end))) for one in asked]
        return says.count("hedged")

    number = own.use("lesson4/ex5", "certainty", hedged)
    if number is None:
        return _family("weighed", plain)
    note = f"Your certainty calls {_number(number)} of {_number(len(asked))} sentences hedged."
    return _family("weighed", plain, notes=[note])


def _opinions(text: Text, plain: list[Find], own: OwnFunctions) -> Family:
    counts = own.use("lesson3/ex2", "count_signals", lambda answer: answer.count_signals(text.whole))
    if counts is None:
        return _family("opinions", plain)
    told = ", ".join(f"{name.replace('_', ' ')} {number}" for name, number in counts.model_dump().items())
    return _family("opinions", plain, notes=[f"Your count_signals counts: {told}."])


def _clashes(text: Text, plain: list[Find], own: OwnFunctions) -> Family:
    numbers = own.use("lesson4/ex2", "interval and can_both_hold", lambda answer: _by_intervals(text, answer))
    days = own.use("lesson4/ex1", "audit", lambda answer: _by_audit(text, answer))
    finds = plain
    names = []
    if numbers is not None:
        finds = [*numbers, *(one for one in finds if one.kind != "numbers")]
        names.append("your interval and can_both_hold")
    if days is not None:
        finds = [*(one for one in finds if one.kind != "weekday"), *days]
        names.append("your audit")
    return _family(
        "clashes", finds, " and ".join(names) + " on what the plain methods cut out" if names else ""
    )


def _by_intervals(text: Text, answer: Answer) -> list[Find]:
    """Return the pairs of amounts that the student's intervals keep apart."""
    finds = []
    for first, second in clashes.pairs(text):
        one: Interval = answer.interval(first.in_digits)
        other: Interval = answer.interval(second.in_digits)
        if not answer.can_both_hold(one, other):
            says = f"“{first.words}” and “{second.words}”: your intervals share no number."
            finds.append(Find("numbers", (first.place, second.place), says))
    return finds


def _by_audit(text: Text, answer: Answer) -> list[Find]:
    """Return the dates whose weekday the student's audit finds wrong."""
    dated = [one for one in clashes.dates(text) if one.year and one.weekday and clashes.is_day(one)]
    entries = [
        PageDate(
            words=one.words,
            value=f"{one.year}-{one.month:02}-{one.day:02}",
            place="text",
            weekday=one.weekday,
        )
        for one in dated
    ]
    wrong = {
        words for finding in answer.audit(entries) if finding.kind == "weekday" for words in finding.words
    }
    return [
        Find("weekday", (one.place,), "Your audit: this weekday does not fit its date.")
        for one in dated
        if one.words in wrong
    ]


def _repeats(text: Text, plain: list[Find], own: OwnFunctions) -> Family:
    kept = own.use("lesson2/ex1", "without_repeats", lambda answer: answer.without_repeats(text.paragraphs))
    if kept is None:
        return _family("repeats", plain)
    dropped = len(text.paragraphs) - len(kept)
    note = f"Your without_repeats keeps {_number(len(kept))} of {_number(len(text.paragraphs))} paragraphs."
    return _family("repeats", plain, notes=[note] if dropped >= 0 else [])


def _shared(text: Text, _plain: list[Find], own: OwnFunctions) -> Family:
    names = {page: title[0].lower() + title[1:] for page, title in seeds.page_titles().items()}
    pages = {page: _page(page) for page in names}
    shares = {page: copies.shared(text, names[page], pages[page]) for page in names}
    notes = [
        f"{_number(one.runs).capitalize()} of its {_number(one.of)} runs of five words stand in {names[page]}."
        for page, one in shares.items()
        if one.runs
    ]
    theirs = own.use(
        "lesson2/ex2",
        "containment",
        lambda answer: [
            answer.containment(text.whole, "\n\n".join(page), copies.RUN) for page in pages.values()
        ],
    )
    if theirs is not None:
        told = ", ".join(f"{share:.3f} in {names[page]}" for page, share in zip(names, theirs, strict=True))
        notes.append(f"Your containment, with runs of five words: {told}.")
    finds = sorted((find for one in shares.values() for find in one.finds), key=_by_place)
    return _family("shared", finds, notes=notes)


def _page(slug: str) -> list[str]:
    return seeds.load_text(slug).split("\n\n")


def _by_place(find: Find) -> tuple[int, int]:
    return find.places[0].paragraph, find.places[0].start


PLAIN: dict[str, Callable[[Text], list[Find]]] = {
    "voices": voices.voices,
    "weighed": wording.weighed,
    "opinions": wording.opinions,
    "clashes": lambda text: [*clashes.differing(text), *clashes.impossible_dates(text)],
    "repeats": copies.repeats,
}
FAMILIES: dict[str, Callable[[Text, list[Find], OwnFunctions], Family]] = {
    "voices": _voices,
    "weighed": _weighed,
    "opinions": _opinions,
    "clashes": _clashes,
    "repeats": _repeats,
    "shared": _shared,
}

# --- in words ---------------------------------------------------------------------------------

BY_PLAIN = "the plain methods"
WORDS_FOR = {
    "person": ("gives a name", "give a name"),
    "body": ("names an organisation", "name an organisation"),
    "unnamed": ("gives somebody without a name", "give somebody without a name"),
    "document": ("gives a paper or a recording", "give a paper or a recording"),
    "pronoun": ("says he, she, they or we", "say he, she, they or we"),
    "nobody": ("gives nobody at all", "give nobody at all"),
    "hedge": ("holds back", "hold back"),
    "insisting": ("insists", "insist"),
    "question": ("is a question", "are questions"),
    "first_person": ("says I or we", "say I or we"),
    "duty": ("says what ought to be done", "say what ought to be done"),
    "value": ("praises or blames", "praise or blame"),
    "numbers": ("sets two numbers of one thing side by side", "set two numbers of one thing side by side"),
    "weekday": ("is a weekday that does not fit its date", "are weekdays that do not fit their dates"),
    "no_such_day": ("is a day that is on no calendar", "are days that are on no calendar"),
    "repeat": ("says again what another says", "say again what another says"),
    "shared": ("stands in one of the course’s pages as well", "stand in one of the course’s pages as well"),
}
NUMBERS = "none one two three four five six seven eight nine ten eleven twelve".split()


def _family(name: str, finds: list[Find], by: str = "", notes: list[str] | None = None) -> Family:
    return Family(
        name=name,
        by=by or BY_PLAIN,
        told=_told(finds),
        notes=notes or [],
        finds=[_marked(one) for one in finds],
    )


def _told(finds: list[Find]) -> str:
    """Return how many finds there are of each kind, in words."""
    if not finds:
        return "Nothing was found, which does not show that nothing is there."
    counted = Counter(one.kind for one in finds).most_common()
    passages = f"{_number(len(finds)).capitalize()} {'passage' if len(finds) == 1 else 'passages'}"
    if len(counted) == 1:
        return f"{passages} {_does(*counted[0])}."
    return f"{passages}: {', '.join(f'{_number(number)} {_does(kind, number)}' for kind, number in counted)}."


def _does(kind: str, number: int) -> str:
    one, several = WORDS_FOR[kind]
    return one if number == 1 else several


def _number(number: int) -> str:
    return NUMBERS[number] if number < len(NUMBERS) else f"{number:,}"


def _marked(find: Find) -> Marked:
    places: list[Any] = [
        Passage(paragraph=one.paragraph, start=one.start, end=one.end) for one in find.places
    ]
    return Marked(kind=find.kind, places=places, says=find.says)
