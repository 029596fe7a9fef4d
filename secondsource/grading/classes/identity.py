"""Whose a hand-in is: the one place where platform, class list and the instructor's own word meet.

A match is taken only where nothing speaks against it.  An id whose name is another's is no match, nor is a
name that two people have; what fits nobody, or more than one, is given back with whom it may belong to.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import IntEnum

from secondsource.grading.classes.directory import Directory
from secondsource.grading.classes.people import Student
from secondsource.grading.classes.person_names import Likeness, key, likeness
from secondsource.grading.classes.platform_names import Claim

NAMELESS = {"participant", "anon"}
"""What platforms write for a name where names are hidden."""
ENOUGH = 5
"""Numbers that must agree before Moodle's are taken for the class list's own ids."""
PREFIX = "unmatched "
"""Begins the id of whoever no hand-in names; no platform gives such ids."""


class By(IntEnum):
    """What a match rests on, from weak to strong."""

    NOTHING = 0
    ALIKE = 1
    NAME = 2
    ID = 3
    MAPPING = 4


@dataclass
class Owned:
    """A claim and whose it is."""

    claim: Claim
    students: list[Student] = field(default_factory=list)
    """None where that is not known; several where a group handed in together."""
    by: By = By.NOTHING
    candidates: list[Student] = field(default_factory=list)
    """Where it is not known: whom something speaks for."""
    why: str = ""

    @property
    def left_out(self) -> bool:
        """Whether the instructor said that it is nobody's in this class."""
        return self.by is By.MAPPING and not self.students

    def undecided(self, candidates: Iterable[Student], why: str) -> Owned:
        """Return the claim as one that is nobody's yet."""
        unique = {student.id: student for student in candidates}
        return Owned(self.claim, candidates=list(unique.values()), why=why)


def owned(
    claims: Sequence[Claim], roster: Sequence[Student] | None, mapping: Mapping[str, list[Student]]
) -> list[Owned]:
    """Return whose each claim is, in the same order.  What `mapping` says of a label always holds."""
    claims = _named(_shortened(claims), roster or [])
    held = [Owned(one, mapping[one.label], By.MAPPING) if one.label in mapping else None for one in claims]
    if roster is None:
        found = _by_themselves(claims)
        return [one or other for one, other in zip(held, found, strict=True)]
    matcher = _Matcher(claims, roster)
    return _apart([one or matcher.owned(claim) for one, claim in zip(held, claims, strict=True)])


def unmatched(claim: Claim) -> Student:
    """Return who stands for the owner of a hand-in until that is known."""
    return Student(id=PREFIX + claim.key, name=claim.name or claim.words or claim.login or claim.label)


def by_itself(claim: Claim) -> Student | None:
    """Return its owner as the claim alone tells; None where it names nobody."""
    if not claim.own_id:
        return None
    return Student(id=claim.own_id, name=claim.name or claim.words or claim.own_id, email=claim.email)


# --- without a class list ---------------------------------------------------------------------


def _by_themselves(claims: Sequence[Claim]) -> list[Owned]:
    found = [Owned(claim, [student] if (student := by_itself(claim)) else [], By.ID) for claim in claims]
    same: dict[str, list[int]] = defaultdict(list)
    for place, one in enumerate(found):
        same[one.claim.own_id].append(place)
    for places in same.values():
        if len({found[place].claim.label for place in places}) > 1 and _strangers(
            [claims[p] for p in places]
        ):
            for place in places:
                found[place] = found[place].undecided([], "Another hand-in has the same id and another name.")
    return [
        one if one.students or one.why else one.undecided([], "Nothing in its name says whose it is.")
        for one in found
    ]


def _strangers(claims: Sequence[Claim]) -> bool:
    """Return whether two of these claims cannot be one person's."""
    names = [claim.name or claim.words for claim in claims]
    return any(likeness(one, other) is Likeness.DIFFERENT for one in names for other in names)


# --- what a class shows as a whole ------------------------------------------------------------


def _shortened(claims: Sequence[Claim]) -> list[Claim]:
    """Return the claims with Blackboard's logins free of the assignment's name, which stands before each."""
    logins = {claim.login for claim in claims if claim.platform == "Blackboard"}
    parts = [login.split("_") for login in logins]
    common = 0
    while len(parts) > 1 and len({tuple(one[: common + 1]) for one in parts}) == 1:
        common += 1
    cut = {login: "_".join(login.split("_")[common if len(parts) > 1 else -1 :]) for login in logins}
    return [replace(one, login=cut[one.login]) if one.platform == "Blackboard" else one for one in claims]


def _named(claims: Sequence[Claim], roster: Sequence[Student]) -> list[Claim]:
    """Return the claims without the names that are none: Moodle's “Participant”, in whatever language."""
    names = {(claim.name, claim.participant) for claim in claims if claim.platform == "Moodle"}
    hidden = {name for name, _ in names if key(name) in NAMELESS}
    alike = {name for name, _ in names}
    if (
        len(alike) == 1
        and len(names) > 1
        and not any(likeness(next(iter(alike)), one.name) is Likeness.SAME for one in roster)
    ):
        hidden |= alike
    return [
        replace(one, name="") if one.platform == "Moodle" and one.name in hidden else one for one in claims
    ]


class _Matcher:
    """Matches claims with a class list."""

    def __init__(self, claims: Sequence[Claim], roster: Sequence[Student]) -> None:
        self.directory = Directory(roster)
        self._trusted = {
            platform: self._same_numbers(platform, claims)
            for platform in {claim.platform for claim in claims}
        }

    def _same_numbers(self, platform: str, claims: Sequence[Claim]) -> bool:
        """Return whether a platform's numbers are the class list's ids, by the names that stand with both."""
        if platform == "Canvas" and any(student.sis or student.login for student in self.directory.students):
            return True  # its own list
        agreed = [
            likeness(claim.name, student.name) > Likeness.UNKNOWN
            for claim in claims
            if claim.platform == platform
            for student in self.directory.with_id(claim.number or claim.participant)
            if likeness(claim.name, student.name) is not Likeness.UNKNOWN
        ]
        against = agreed.count(False)
        if platform == "Moodle":  # its numbers count whoever opens an assignment
            return not against and len(agreed) >= ENOUGH
        return len(agreed) < 3 or against <= len(agreed) - against

    def owned(self, claim: Claim) -> Owned:
        """Return whose a claim is, other claims left out of account."""
        by_id, against = self._by_id(claim)
        named = self.directory.named(claim.name or claim.words)
        same = [student for student, how in named.items() if how is Likeness.SAME]
        alike = [student for student, how in named.items() if how is Likeness.ALIKE]
        one = Owned(claim)
        if against:
            return one.undecided(
                [*against, *by_id, *same, *alike], "Its id is one person's, and its name another's."
            )
        if by_id:
            return self._decided(one, by_id, By.ID, other=[] if set(_ids(by_id)) <= set(_ids(same)) else same)
        if same:
            return self._decided(one, same, By.NAME)
        if alike:
            return self._decided(one, alike, By.ALIKE)
        if group := self.directory.group(claim.name) if claim.platform == "Moodle" else []:
            return Owned(claim, group, By.NAME)
        nearest = self.directory.nearest(claim.name or claim.words or claim.login)
        return one.undecided(
            nearest,
            "Nobody on the class list has this id or name."
            if claim.says
            else "Nothing in its name says whose it is.",
        )

    def _decided(self, one: Owned, found: list[Student], by: By, other: Sequence[Student] = ()) -> Owned:
        if len(found) == 1 and not other:
            return Owned(one.claim, found, by)
        if other:
            return one.undecided([*found, *other], "Its id is one person's, and its name another's.")
        return one.undecided(found, "It fits more than one person on the class list.")

    def _by_id(self, claim: Claim) -> tuple[list[Student], list[Student]]:
        """Return whom a claim's ids name: where the name does not differ, and where it does."""
        found: dict[str, tuple[Student, str]] = {}
        numbers = [claim.number, claim.participant] if self._trusted[claim.platform] else []
        logins = [claim.login] if claim.platform != "Blackboard" else _endings(claim.login)
        for value in (*numbers, *logins, claim.email):
            found |= {student.id: (student, claim.name) for student in self.directory.with_id(value)}
        for student in self.directory.participant(claim.participant):
            found[student.id] = (student, claim.name)
        for student, rest in self.directory.in_words(claim.words):
            found[student.id] = (student, rest)
        differ = [
            one for one, name in found.values() if self.directory.likeness(name, one) is Likeness.DIFFERENT
        ]
        return [one for one, _ in found.values() if one not in differ], differ


def _apart(found: list[Owned]) -> list[Owned]:
    """Return the claims with those undecided that cannot both be right.

    Two hand-ins may be one person's.  They are not where one platform counts them as two people, nor where one
    of them only resembles the name that the other has.
    """
    rivals: dict[str, list[int]] = defaultdict(list)
    for place, one in enumerate(found):
        if len(one.students) == 1:
            rivals[one.students[0].id].append(place)
    result = list(found)
    for places in rivals.values():
        for place in _losing([found[place] for place in places], places):
            why = "Another hand-in fits the same person, and both cannot."
            result[place] = found[place].undecided(found[place].students, why)
    return result


def _losing(several: list[Owned], places: list[int]) -> list[int]:
    """Return the places of those claims on one person that do not hold."""
    people = {(one.claim.platform, one.claim.own_id) for one in several}
    if len(people) == 1:
        return []
    strong = {(one.claim.platform, one.claim.own_id) for one in several if one.by > By.ALIKE}
    named = [platform for platform, _ in strong if platform]
    two_people = len(named) > len(set(named))
    sure = {one.claim.own_id for one in several if one.by >= By.ID}
    return [
        place
        for one, place in zip(several, places, strict=True)
        if one.by is By.ALIKE
        or (two_people and one.by is not By.MAPPING and (len(sure) != 1 or one.claim.own_id not in sure))
    ]


def _endings(login: str) -> list[str]:
    """Return a login and what it is without its first parts: the assignment's name may still stand before it."""
    parts = login.split("_")
    return ["_".join(parts[number:]) for number in range(len(parts))]


def _ids(students: Iterable[Student]) -> list[str]:
    return [student.id for student in students]
