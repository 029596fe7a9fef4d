"""Finds pairs of answers that share more than the exercise explains.

The measure is the one lesson 2 teaches: containment over shingles.  What was handed out is taken
out first, then whatever much of the class has: the exercise asks for that.
"""

from __future__ import annotations

import builtins
import keyword
import re
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import combinations

from secondsource import catalogue
from secondsource.catalogue import Exercise
from secondsource.grading.classes import Student, Submission
from secondsource.grading.source import AnswerFault, read_answer

SHINGLE = 12
"""Tokens in a row: about a line and a half."""
SHARED = 25
"""Shingles a pair must share in an exercise before it is worth a word."""
CONTAINED = 0.5
"""Part of the smaller answer's own shingles that must stand in the other."""
ALONE = 80
"""Shingles a pair must share where it shares in one exercise only: one likeness is easily chance."""
AT_ONCE = 200
"""Students whose shingles are compared in one go; of twice as many, half the shingles at a time."""
LONGEST = 20_000
"""Tokens read of one file; no answer is that long."""
TOKEN = re.compile(
    r"#[^\n]*"
    r'|"""(?:\\.|[^\\])*?(?:"""|\Z)' r"|'''(?:\\.|[^\\])*?(?:'''|\Z)"
    r'|"(?:\\.|[^"\\\n])*"?' r"|'(?:\\.|[^'\\\n])*'?"
    r"|\w+|[^\w\s]",
    re.DOTALL,
)  # fmt: skip
"""A comment, a string (closed or not: a broken file is compared too), a word or number, or a sign."""
FIXED = frozenset(keyword.kwlist).union(*map(dir, (builtins, str, list, dict, set)))
"""Names that are Python's own, methods included."""


@dataclass(frozen=True)
class Alike:
    """What two students share in one exercise."""

    exercise: str
    shared: int
    """Shingles both have and hardly anybody else."""
    contained: float
    """Part of the smaller answer's own shingles, 0 to 1."""


@dataclass
class Pair:
    """Two students whose answers share more than the exercise explains."""

    one: Student
    other: Student
    found: list[Alike] = field(default_factory=list)

    @property
    def shared(self) -> int:
        """Shingles in all."""
        return sum(alike.shared for alike in self.found)

    @property
    def contained(self) -> float:
        """The highest containment in any exercise."""
        return max(alike.contained for alike in self.found)


def pairs(submissions: list[Submission], exercises: Iterable[Exercise] | None = None) -> list[Pair]:
    """Return the pairs worth a word, those that share most first."""
    found: dict[tuple[int, int], Pair] = {}
    for exercise in catalogue.exercises() if exercises is None else exercises:
        for (one, other), alike in _in(exercise, submissions).items():
            people = submissions[one].student, submissions[other].student
            found.setdefault((one, other), Pair(*people)).found.append(alike)
    telling = [pair for pair in found.values() if len(pair.found) > 1 or pair.shared >= ALONE]
    return sorted(telling, key=lambda pair: (-pair.shared, pair.one.name, pair.other.name))


def _in(exercise: Exercise, submissions: list[Submission]) -> dict[tuple[int, int], Alike]:
    given = shingles(tokens(exercise.handed_out.read_text(encoding="utf-8")))
    own = {
        n: array("q", shingles(text) - given)
        for n, one in enumerate(submissions)
        if (text := _read(one, exercise))
    }
    rest, shared = Counter[int](), Counter[tuple[int, int]]()
    for some in _rare(own):
        rest.update(some)
        shared.update(combinations(some, 2))
    found = {
        pair: Alike(exercise.id, count, count / min(rest[n] for n in pair)) for pair, count in shared.items()
    }
    return {pair: one for pair, one in found.items() if one.shared >= SHARED and one.contained >= CONTAINED}


def _rare(own: dict[int, array[int]]) -> Iterator[list[int]]:
    """Give, for each shingle that few have, who has it, in order.

    A large class is gone through in parts, by shingle, so that it takes no more memory than a small one.
    """
    few = max(3, min(len(own) // 6, 12))
    parts = 1 + len(own) // AT_ONCE
    for part in range(parts):
        holders: dict[int, list[int]] = {}
        for student in sorted(own):
            for shingle in own[student]:
                if shingle % parts == part:
                    holders.setdefault(shingle, []).append(student)
        yield from (some for some in holders.values() if len(some) <= few)


def _read(submission: Submission, exercise: Exercise) -> list[str]:
    try:
        answer = read_answer(submission.folder / exercise.lesson / f"{exercise.name}.py")
    except AnswerFault:
        return []
    return tokens(answer.text)


def tokens(text: str) -> list[str]:
    """Return the tokens of a file: no comments, no layout, and every name that was made up as one and the same.

    Python's own names stay.  A string counts by its words.  Another name for a variable hides nothing.
    """
    found: list[str] = []
    for match in TOKEN.finditer(text):
        found += _token(match[0])
        if len(found) >= LONGEST:
            break
    return found


def _token(token: str) -> list[str]:
    if token.startswith("#"):
        return []
    if token[0] in "\"'":
        return ['"', *re.findall(r"\w+", token)]
    made_up = token.isidentifier() and token not in FIXED
    return ["_" if made_up else token]


def shingles(found: list[str]) -> set[int]:
    """Return every run of twelve tokens, as a number."""
    return {hash(tuple(found[start : start + SHINGLE])) for start in range(len(found) - SHINGLE + 1)}
