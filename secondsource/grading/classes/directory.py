"""A class list to look people up in: by anything that is an id, and by name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from secondsource.grading.classes.people import Student
from secondsource.grading.classes.person_names import Likeness, key, likeness, nearness, runs_of, words_of

NEAREST = 3
"""People offered for a hand-in that fits nobody."""
NEAR_ENOUGH = 0.4
ID_LIKE = re.compile(r"[\d@]")
"""What makes a word beside a name an id: “ada” in “Ada Lovelace” may be somebody's login, and is a name."""
COMMON = 50
"""A word that more people have is looked up only where a name has no rarer one."""


class Directory:
    """A class list, prepared so that a large class is not compared each with each."""

    def __init__(self, students: Sequence[Student]) -> None:
        """Prepare the list."""
        self.students = list(students)
        self._ids: dict[str, list[Student]] = defaultdict(list)
        self._bare: dict[str, list[Student]] = defaultdict(list)
        self._participants: dict[str, list[Student]] = defaultdict(list)
        self._words: dict[str, list[Student]] = defaultdict(list)
        self._groups: dict[str, list[Student]] = defaultdict(list)
        for student in students:
            for value in _ids_of(student):
                self._ids[value].append(student)
                self._bare[without_zeros(value)].append(student)
            self._participants[student.participant].append(student)
            self._groups[key(student.section)].append(student)
            for word in words_of(student.name) | runs_of(student.name):
                self._words[word].append(student)

    def with_id(self, value: str) -> list[Student]:
        """Return whose id, login or address this is."""
        plain = key(value)
        return self._ids.get(plain) or self._bare.get(without_zeros(plain), []) if plain else []

    def participant(self, number: str) -> list[Student]:
        """Return who is Moodle's participant of this number."""
        return self._participants.get(number, []) if number else []

    def group(self, name: str) -> list[Student]:
        """Return who is in the group of this name."""
        return self._groups.get(key(name), []) if name else []

    def in_words(self, text: str) -> Iterator[tuple[Student, str]]:
        """Give whose id stands in a name that somebody gave by hand, and what else stands there.

        “s1234567_Ada Lovelace” holds an id and a name; the whole of “ada.lovelace@example.org” is an id.
        """
        whole = self.with_id(text)
        if whole:
            yield from ((student, "") for student in whole)
            return
        parts = [part for part in re.split(r"[\s_,;()\[\]]+|(?<!\w)-|-(?!\w)|(?<=\d)-|-(?=\d)", text) if part]
        for number, part in enumerate(parts):
            for student in self.with_id(part) if ID_LIKE.search(part) else []:
                yield student, " ".join(parts[:number] + parts[number + 1 :])

    def likeness(self, name: str, student: Student) -> Likeness:
        """Return how far a name agrees with a student's; a list without names says nothing."""
        nameless = key(student.name) in {key(student.id), key(student.email)}
        return Likeness.UNKNOWN if nameless else likeness(name, student.name)

    def named(self, name: str) -> dict[Student, Likeness]:
        """Return who has this name, or one that only says more or less."""
        lists = [self._words[word] for word in words_of(name) | runs_of(name) if word in self._words]
        rare = [one for one in lists if len(one) <= COMMON]
        some = {student.id: student for one in rare or lists for student in one}
        how = {student: self.likeness(name, student) for student in some.values()}
        return {student: like for student, like in how.items() if like > Likeness.UNKNOWN}

    def same_person(self, student: Student) -> Student | None:
        """Return who on the list has a student's address, or else the same name; None where not just one has."""
        same = self.with_id(student.email) or [
            one for one, how in self.named(student.name).items() if how is Likeness.SAME
        ]
        return same[0] if len(same) == 1 else None

    def nearest(self, name: str) -> list[Student]:
        """Return the few whose names look most like this one, the nearest first."""
        ranked = sorted(
            ((nearness(name, student.name), student) for student in self.students),
            key=lambda one: (-one[0], one[1].id),
        )
        return [student for near, student in ranked[:NEAREST] if near >= NEAR_ENOUGH]


def _ids_of(student: Student) -> set[str]:
    local = student.email.partition("@")[0]
    return {key(one) for one in (student.id, student.sis, student.login, student.email, local)} - {""}


def without_zeros(value: str) -> str:
    """Return an id as a spreadsheet leaves it, that takes 007 for 7."""
    return value.lstrip("0") or value if value.isdigit() else value
