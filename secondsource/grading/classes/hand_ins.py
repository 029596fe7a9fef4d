"""What was handed over, hand-in by hand-in: which files go together, and what their names say of their owner.

Only names in what the instructor names, a folder or a zip, say whose a file is.  What a student's own archive
holds never names anybody.
"""

from __future__ import annotations

import hashlib
import re
import zipfile
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import reduce
from pathlib import Path

from secondsource.catalogue import Exercise
from secondsource.grading import scratch
from secondsource.grading.classes.answer_files import meant
from secondsource.grading.classes.archives import MOST_FILES, Entry, in_folder, in_zip, nothing
from secondsource.grading.classes.gradescope_list import GRADESCOPE, PLATFORM, submitters
from secondsource.grading.classes.people import IntakeError, shown
from secondsource.grading.classes.platform_names import Claim, by_hand, claim_of
from secondsource.grading.classes.unpacking import names_in

SUBMITTED, DRAFTS = "submitted files", "working files"
"""Microsoft Teams keeps each student's folder in both; only the first is handed in."""
RECEIPT = "the platform's receipt.txt"
"""What Blackboard adds to each attempt: it is nobody's work, and nobody is told of it."""
VERSION = re.compile(r"(?:v|バージョン|版本)[^\W\d]*[ _]?(\d{1,6})", re.IGNORECASE)
"""Teams' “Version 2”, in most languages."""
OWN = ("", "")
"""The key of a hand-in whose folder or zip is the very place that the instructor names."""
LOOKED_AT = 1_000_000
"""Bytes of a file that tell it from another of its name and size: forms filled in with other numbers are as long."""
NOTHING = Entry(("",), nothing)


def _content(entry: Entry) -> str:
    """Return what a file's first bytes come to; nothing for one that cannot be read, which is said elsewhere.

    Raises OSError where it is this machine that lacks something.
    """
    try:
        with entry.open() as file:
            return hashlib.sha256(file.read(LOOKED_AT)).hexdigest()
    except Exception as error:
        scratch.raise_exhausted(error)
        return ""


@dataclass
class HandIn:
    """What belongs together by its name, and whose it may be."""

    claims: list[Claim]
    """One, but for a group whose platform names its members."""
    entries: list[Entry] = field(default_factory=list)
    more: int = 0
    """Files beyond the most that are looked at."""

    @property
    def label(self) -> str:
        """What the instructor sees."""
        return self.claims[0].label

    @property
    def key(self) -> str:
        """What tells it from every other hand-in."""
        return self.claims[0].key

    @property
    def when(self) -> float:
        """When the newest of it was handed in, in seconds since 1970; 0 where nothing says."""
        return max((entry.when for entry in self.entries), default=0.0)

    @property
    def mark(self) -> str:
        """What its files come to, in eight letters and digits: names and sizes, and where nothing else names its owner, contents."""
        nameless = not self.claims[0].platform
        said = repr(
            sorted((entry.parts, entry.size, _content(entry) if nameless else "") for entry in self.entries)
        )
        return hashlib.sha256(said.encode("utf-8", "surrogateescape")).hexdigest()[:8]

    @property
    def is_a_class(self) -> bool:
        """Whether it is a zip that a platform made of what several people handed in."""
        if self.claims[0].platform or len(self.entries) != 1 or self.entries[0].suffix != ".zip":
            return False
        paths = names_in(self.entries[0])
        return len({said[0].label for parts in paths for part in parts[:2] if (said := claim_of(part))}) > 1

    def add(self, entry: Entry) -> None:
        """Take a file in; of too many, only count it."""
        if len(self.entries) < MOST_FILES:
            self.entries.append(entry)
        else:
            self.more += 1


@dataclass
class Found:
    """Everything in what was handed over."""

    hand_ins: list[HandIn]
    loose: list[str]
    """Files that lie about and belong to nobody."""


@dataclass
class _Named:
    """A file and what its path in the class's folder says."""

    key: tuple[str, str]
    claim: Claim
    entry: Entry


@contextmanager
def opened(place: Path, apart: Collection[Path] = ()) -> Iterator[Callable[[], Iterable[Entry]]]:
    """Give what lists every file of a folder or zip, as often as it is asked; `apart` are folders left out.

    Raises IntakeError for what is neither.
    """
    if place.is_dir():
        yield lambda: in_folder(place, apart)
        return
    if not place.is_file():
        raise IntakeError(f"There is no {place}.")
    try:
        archive = zipfile.ZipFile(place)
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
        raise IntakeError(
            f"{place.name} is not a zip that can be read ({error}). Download it again, or unpack it and name the folder."
        ) from None
    with archive:
        yield lambda: in_zip(archive)


def found_in(
    place: Path, entries: Callable[[], Iterable[Entry]], exercises: Sequence[Exercise], *, listed: bool
) -> Found:
    """Return the hand-ins in a folder or zip, in the order of their names.

    `listed` says that there is a class list: then a person's name before a file's own may say whose it is.
    """
    course = {one.lesson for one in exercises} | {"exercises", SUBMITTED}
    above = len(_wrapping(entries, course, exercises))
    hand_ins: dict[tuple[str, str], HandIn] = {}
    loose: list[str] = []
    lists: list[Entry] = []
    for entry in entries():
        parts = entry.parts[above:]
        named = _named(entry.under(parts), place.stem, course, exercises, listed=listed)
        if named:
            if named.key == OWN and place.is_file():  # one student's zip, not a platform's
                named = replace(named, entry=named.entry.handed_in_with(place.stat().st_mtime, zoned=True))
            hand_ins.setdefault(named.key, HandIn([named.claim])).add(named.entry)
        elif parts == (GRADESCOPE,):
            lists.append(entry)
        else:
            loose.append(shown("/".join(parts)))
    loose += _take_over(lists, list(hand_ins.values()))
    for hand_in in hand_ins.values():
        hand_in.claims = [replace(claim, mark=hand_in.mark) for claim in hand_in.claims]
    return Found(_distinct(sorted(hand_ins.values(), key=lambda one: one.label.casefold())), loose)


def _take_over(lists: list[Entry], hand_ins: list[HandIn]) -> list[str]:
    """Take over what Gradescope's list says of its folders; return the list's name where there are none.

    Where files lie about, a student may have handed in one of that name: it says nothing of anybody else's.
    """
    theirs = [one for one in hand_ins if one.claims[0].platform == PLATFORM]
    if not theirs:
        return [GRADESCOPE for _ in lists]
    said = {label: claims for one in lists for label, claims in submitters(one).items()}
    for hand_in in theirs:
        hand_in.claims = said.get(hand_in.label, hand_in.claims)
        if when := hand_in.claims[0].when if hand_in.label in said else None:
            hand_in.entries = [one.handed_in_with(when.timestamp(), zoned=True) for one in hand_in.entries]
    return []


def _distinct(hand_ins: list[HandIn]) -> list[HandIn]:
    """Return the hand-ins, those whose names look alike told apart by a number."""
    seen: dict[str, int] = {}
    for one in hand_ins:
        seen[one.label] = number = seen.get(one.label, 0) + 1
        if number > 1:
            one.claims = [replace(claim, label=f"{claim.label} [{number}]") for claim in one.claims]
    return hand_ins


# --- where the students' names stand ----------------------------------------------------------


def _wrapping(
    entries: Callable[[], Iterable[Entry]], course: set[str], exercises: Sequence[Exercise]
) -> tuple[str, ...]:
    """Return the folders that everything lies in and that are nobody's."""
    folders = (entry.parts[:-1] for entry in entries())
    common = reduce(_shared, folders, next(iter(entries()), NOTHING).parts[:-1])
    platform = next((place for place, name in enumerate(common) if claim_of(name)), len(common))
    work = next((place for place, name in enumerate(common) if name.casefold() in course), len(common))
    if platform <= work and platform < len(common):
        return common[:platform]
    below = [entry.parts[len(common) :] for entry in entries()]
    inside = any(_is_work(parts, course, exercises) for parts in below) or not any(
        map(_names_somebody, below)
    )
    return (
        common[: max(0, work - 1)] if inside or work < len(common) else common
    )  # right above work: a student


def _is_work(parts: tuple[str, ...], course: set[str], exercises: Sequence[Exercise]) -> bool:
    if len(parts) > 1:
        return parts[0].casefold() in course
    return meant(parts, exercises) is not None


def _names_somebody(parts: tuple[str, ...]) -> bool:
    return len(parts) > 1 or claim_of(parts[0]) is not None or Entry(parts, nothing).is_archive


def _shared(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    same = 0
    while same < min(len(one), len(other)) and one[same] == other[same]:
        same += 1
    return one[:same]


def _named(
    entry: Entry, place: str, course: set[str], exercises: Sequence[Exercise], *, listed: bool
) -> _Named | None:
    """Return a file with what its path says of its owner; None for one that lies about."""
    above = 0
    while above < len(entry.parts) - 1 and entry.parts[above].casefold() in course:
        above += 1
    parts = entry.parts[above:]
    if parts[0].casefold() == DRAFTS:
        return None
    if len(parts) > 1:
        return _in_folder(parts, entry.parts[:above], entry)
    if above and meant(entry.parts, exercises):
        return _Named(OWN, by_hand(place, place), entry)
    return _lying(parts[0], entry, exercises, listed=listed)


def _in_folder(parts: tuple[str, ...], above: tuple[str, ...], entry: Entry) -> _Named:
    owner, rest = parts[0], above + parts[1:]
    if said := claim_of(owner):
        claim, file = said
        inside = (*above, file, *parts[1:]) if file else rest
        return _Named((claim.platform, claim.label), claim, _dated(entry.under(inside), claim))
    return _Named(("", owner), by_hand(owner, owner), entry.under(rest))


def _lying(name: str, entry: Entry, exercises: Sequence[Exercise], *, listed: bool) -> _Named | None:
    """Return what the name of a file says that lies among the students' folders."""
    stem = entry.stem
    if (said := claim_of(name)) or (entry.is_archive and (said := claim_of(stem))):
        claim, file = said
        inside = _own_name(claim, file, entry)
        return _Named((claim.platform, claim.label), claim, _dated(entry.under((inside,)), claim))
    if answer := meant((name,), exercises):
        claim = by_hand(name, answer.before if listed else "")
        return _Named(("", name), claim, entry)
    if entry.is_archive or entry.suffix in {".py", ".ipynb"}:
        person = stem if entry.is_archive else name[: -len(entry.suffix)]
        return _Named(("", name), by_hand(name, person), entry)
    return None


def _own_name(claim: Claim, file: str, entry: Entry) -> str:
    """Return a file's name without what its platform put before it."""
    if not file:
        return RECEIPT if claim.platform == "Blackboard" else entry.parts[-1]
    return file if file.endswith(entry.suffix) else file + entry.suffix


def _dated(entry: Entry, claim: Claim) -> Entry:
    """Return a file with the time its platform's name gives it."""
    return replace(entry, when=claim.when.timestamp(), zoned=False) if claim.when else entry


def version(parts: tuple[str, ...]) -> int:
    """Return which of Teams' versions a path lies in; 0 for none."""
    said = [found for part in parts[:-1] if (found := VERSION.fullmatch(part))]
    return int(said[-1][1]) if said else 0
