"""Recorded wrong answers: each is the solution with a mistake laid over it, and earns its own hint."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from pathlib import Path

from secondsource.catalogue import Exercise

INDISCRIMINATE = ("all_suspicious", "all_trusting")
"""Answer sets that judge everything alike; every exercise has both, and both must score badly."""


class RecordingError(ValueError):
    """A recorded wrong answer that does not say which misconception it earns."""


@dataclass(frozen=True)
class Recorded:
    """One recorded wrong answer."""

    name: str
    earns: str | None
    """Slug of the misconception its failure must name; None for the indiscriminate sets."""
    text: str
    """The whole answer file: the solution, then what the wrong answer defines anew."""


def recorded_answers(exercise: Exercise) -> list[Recorded]:
    """Return an exercise's recorded wrong answers.  Raises RecordingError naming the file."""
    solution = exercise.solution.read_text(encoding="utf-8")
    return [_recorded(path, solution) for path in exercise.wrong_answers]


def _recorded(path: Path, solution: str) -> Recorded:
    text = path.read_text(encoding="utf-8")
    says = ast.get_docstring(ast.parse(text)) or ""
    earns = re.match(r"Earns: (\w+)\.", says)
    if not earns and path.stem not in INDISCRIMINATE:
        raise RecordingError(f'{path.name}: begin with a docstring such as "Earns: plural_means_two."')
    return Recorded(path.stem, earns[1] if earns else None, f"{solution}\n\n{text}")
