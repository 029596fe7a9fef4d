"""Finds answers that hold the published solution, and pairs that share more than the exercise explains.

The measure is the one lesson 2 teaches: containment over shingles.  What was handed out is taken
out first, then the published solution where an answer holds it, then whatever much of the class has: the exercise
asks for that.  Answers are only cut into tokens here, in time that grows with their length: no parser of JSON or
of Python sees them.
"""

from __future__ import annotations

import ast
import builtins
import json
import keyword
import re
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path

from secondsource import catalogue
from secondsource.catalogue import Exercise
from secondsource.grading.classes import Student, Submission
from secondsource.grading.notebooks import STRING
from secondsource.grading.source import MARKS, AnswerFault, Found, find

SHINGLE = 12
"""Tokens in a row: about a line and a half."""
SHARED = 25
"""Shingles a pair must share in an exercise before it is worth a word."""
CONTAINED = 0.5
"""Part of the smaller answer's own shingles that must stand in the other."""
ALONE = 80
"""Shingles a pair must share where it shares in one exercise only: one likeness is easily chance."""
PUBLISHED = 0.8
"""Part of a published solution's functions, names and all, that must stand in an answer to be worth a word."""
AT_ONCE = 200
"""Students whose shingles are compared in one go; of twice as many, half the shingles at a time."""
LONGEST = 20_000
"""Tokens read of one file; no answer is that long."""
TOKEN = re.compile(rf"#[^\n]*|{STRING}|\w+|[^\w\s]", re.DOTALL)
"""A comment, a string (closed or not: a broken file is compared too), a word or number, or a sign."""
CELL_KIND = re.compile(r'"cell_type"\s*+:\s*+"(\w+)"')
TEXT = r'"(?:[^"\\]|\\.)*+"'
CELL_TEXT = re.compile(rf'"(?:source|input)"\s*+:\s*+({TEXT}|\[(?:\s*+{TEXT}\s*+,?+)*+\s*+\])', re.DOTALL)
"""What a cell holds, as a notebook writes it."""
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
class Holder:
    """A student whose answers hold published solutions."""

    student: Student
    found: list[tuple[str, float]] = field(default_factory=list)
    """Exercise id, and the part of the solution's functions that stands in the answer, 0 to 1."""


@dataclass
class Likeness:
    """What a class has in common that the exercises do not explain."""

    holders: list[Holder]
    """Those whose answers hold a published solution, those with most exercises first."""
    pairs: list[Pair]
    """The pairs worth a word, those that share most first."""


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


def compare(submissions: list[Submission], exercises: Iterable[Exercise] | None = None) -> Likeness:
    """Return whose answers hold a published solution, and which pairs share more than that and the exercises explain."""
    pairs: dict[tuple[int, int], Pair] = {}
    holders: dict[int, Holder] = {}
    for exercise in catalogue.exercises() if exercises is None else exercises:
        ours = _Ours.of(exercise)
        own: dict[int, array[int]] = {}
        for n, submission in enumerate(submissions):  # one text at a time, however large the class
            text = _read(submission, exercise)
            part = ours.part_in(text)
            if part >= PUBLISHED:
                holders.setdefault(n, Holder(submission.student)).found.append((exercise.id, part))
            if text:
                own[n] = ours.beside(text, solved=part >= PUBLISHED)
        for (one, other), alike in _alike(exercise, own).items():
            people = submissions[one].student, submissions[other].student
            pairs.setdefault((one, other), Pair(*people)).found.append(alike)
    telling = [pair for pair in pairs.values() if len(pair.found) > 1 or pair.shared >= ALONE]
    return Likeness(
        sorted(holders.values(), key=lambda one: (-len(one.found), one.student.name)),
        sorted(telling, key=lambda pair: (-pair.shared, pair.one.name, pair.other.name)),
    )


@dataclass(frozen=True)
class _Ours:
    """What an exercise itself explains, as shingles."""

    functions: set[int]
    """Those of the published solution's functions, names and all."""
    given: set[int]
    """What was handed out."""
    solution: set[int]

    @classmethod
    def of(cls, exercise: Exercise) -> _Ours:
        """Return what an exercise explains."""
        given, solution = _of_ours(exercise.handed_out), _of_ours(exercise.solution)
        functions = _functions(solution) - shingles(tokens(given, as_written=True))
        return cls(functions, shingles(tokens(given)), shingles(tokens(solution)))

    def part_in(self, text: str) -> float:
        """Return what part of the published solution's functions stands in an answer, 0 to 1.

        Names count here: whoever writes a function of their own names things in their own way.  Forms do not count,
        since right judgements are the same whoever makes them, and neither does a solution too short to show anything.
        """
        if not text or len(self.functions) < SHARED:
            return 0.0
        return len(self.functions & shingles(tokens(text, as_written=True))) / len(self.functions)

    def beside(self, text: str, *, solved: bool) -> array[int]:
        """Return what of an answer the exercise does not explain; the solution explains it where it is `solved`."""
        return array("q", shingles(tokens(text)) - self.given - (self.solution if solved else set()))


def _functions(text: str) -> set[int]:
    """Return the shingles of a solution's functions."""
    functions = [node for node in ast.parse(text).body if isinstance(node, ast.FunctionDef)]
    return set().union(
        *(shingles(tokens(ast.get_source_segment(text, one) or "", as_written=True)) for one in functions)
    )


def _of_ours(file: Path) -> str:
    return file.read_text(encoding="utf-8") if file.is_file() else ""


def _alike(exercise: Exercise, own: dict[int, array[int]]) -> dict[tuple[int, int], Alike]:
    """Return the pairs worth a word, by each student's own shingles."""
    rest, shared = Counter[int](), Counter[tuple[int, int]]()
    for some in _rare(own):
        rest.update(some)
        shared.update(combinations(some, 2))
    found = {
        pair: Alike(exercise.id, count, count / min(rest[n] for n in pair))
        for pair, count in shared.items()
        if count >= SHARED
    }
    return {pair: one for pair, one in found.items() if one.contained >= CONTAINED}


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


def _read(submission: Submission, exercise: Exercise) -> str:
    try:
        found = find(submission.folder / exercise.lesson / f"{exercise.name}.py")
    except AnswerFault:
        return ""
    return text_of(found)


def text_of(found: Found) -> str:
    """Return what a student wrote, of a notebook the code alone; whatever else is wrong with it is told elsewhere."""
    encoding = next((name for mark, name in MARKS.items() if found.data.startswith(mark)), "utf-8")
    text = found.data.decode(encoding, errors="replace")
    if found.path.suffix != ".ipynb":
        return text
    cells = zip(CELL_KIND.finditer(text), CELL_TEXT.finditer(text), strict=False)
    return "\n".join(_code(source[1]) for kind, source in cells if kind[1] == "code")


def _code(source: str) -> str:
    """Return the lines of a cell, as JSON has them."""
    return "".join(_line(part[0]) for part in re.finditer(TEXT, source, re.DOTALL))


def _line(part: str) -> str:
    try:
        return str(json.loads(part, strict=False))
    except ValueError:  # an escape that is none
        return ""


def tokens(text: str, *, as_written: bool = False) -> list[str]:
    """Return the tokens of a file: no comments, no layout, and every name that was made up as one and the same.

    Python's own names stay.  A string counts by its words.  Another name for a variable hides nothing, except where
    `as_written` says that names count.
    """
    found: list[str] = []
    for match in TOKEN.finditer(text):
        found += _token(match[0], as_written)
        if len(found) >= LONGEST:
            break
    return found


def _token(token: str, as_written: bool) -> list[str]:
    if token.startswith("#"):
        return []
    if token[0] in "\"'":
        return ['"', *re.findall(r"\w+", token)]
    made_up = token.isidentifier() and token not in FIXED and not as_written
    return ["_" if made_up else token]


def shingles(found: list[str]) -> set[int]:
    """Return every run of twelve tokens, as a number."""
    return {hash(tuple(found[start : start + SHINGLE])) for start in range(len(found) - SHINGLE + 1)}
