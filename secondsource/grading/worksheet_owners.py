"""Whose each line of a grading worksheet is, beside a class list of another making.

A line has an owner only where nothing speaks against it, and a student has one line.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from secondsource.grading.classes.directory import Directory
from secondsource.grading.classes.people import Student
from secondsource.grading.classes.person_names import Likeness

NOBODY = "nobody in the class has this address or name"
SAME_ADDRESS = "several of the class have this address"
SAME_NAME = "several of the class have this name, accents aside"
TWO_PEOPLE = "the address is one person’s in the class, and the name another’s"
OTHER_ADDRESS = "who has this name has another address on the class list"
SEVERAL_LINES = "another line fits the same person"


@dataclass(frozen=True)
class Whose:
    """Whose a line is."""

    student: Student | None = None
    """None where that is not known."""
    by_address: bool = False
    why: str = ""
    """Why it is not known."""


def owners(named: Sequence[Student], directory: Directory) -> list[Whose]:
    """Return whose lines are that name these people, in the same order."""
    found = [_whose(one, directory) for one in named]
    rivals: dict[str, list[int]] = defaultdict(list)
    for place, one in enumerate(found):
        rivals[one.student.id if one.student else ""].append(place)
    for places in (places for owner, places in rivals.items() if owner):
        for place in _losing(places, found):
            found[place] = Whose(why=SEVERAL_LINES)
    return found


def _losing(places: list[int], found: list[Whose]) -> list[int]:
    """Return which lines of one student are not theirs for sure: only an address of their own decides."""
    by_address = [place for place in places if found[place].by_address]
    sure = by_address if len(by_address) == 1 else places if len(places) == 1 else []
    return [place for place in places if place not in sure]


def _whose(who: Student, directory: Directory) -> Whose:
    at = directory.with_id(who.email)
    named = [one for one, how in directory.named(who.name).items() if how is Likeness.SAME]
    if len(at) == 1:
        if named and at[0] not in named:
            return Whose(why=TWO_PEOPLE)
        return Whose(at[0], by_address=True)
    if at or len(named) != 1:
        return Whose(why=SAME_ADDRESS if at else SAME_NAME if named else NOBODY)
    if who.email and named[0].email:
        return Whose(why=OTHER_ADDRESS)
    return Whose(named[0])
