"""Which exercise a file answers, by its name, whatever a system made of that name when it copied the file."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from secondsource import catalogue
from secondsource.catalogue import Exercise

COPIED_TO = r"(?:[^\W\d_]+['’.]?[ -]+){1,5}"
"""“Copy of …”, “Copie de …”, “Kopie von …”; and a person's name that somebody put before it."""
COPIED = r"(?: ?[-–] ?| )(?!checkpoint)[^\W\d_]+(?: [^\W\d_]+)?"
"""“… copy”, “… - Kopie”, “… - Copia”."""
COUNTED = r"[-_ ]?\((?P<copy>\d{1,9})\)|[-_ ](?P<version>\d{1,9})"
"""“… (2)”, “… 2”, “…-2”."""
ANSWER = re.compile(
    rf"(?P<before>{COPIED_TO})?(?P<name>ex\d{{1,4}}_\w+?)(?:{COPIED})?(?:{COUNTED})?"
    r"\.(?P<kind>py|ipynb)(?:\.(?:txt|json))?",
    re.IGNORECASE,
)
"""Some systems add an ending of their own to a kind of file they do not know."""
LONGEST = 255
"""Characters of a file name, as file systems have it; an archive may hold longer ones."""


@dataclass(frozen=True)
class Meant:
    """What a file's name says it is."""

    exercise: Exercise
    kind: str
    """py or ipynb."""
    copy: int
    """The number that a system gave it, 0 without one: the higher, the newer."""
    before: str
    """What stands before the exercise's name: “Copy of”, or a person."""


def meant(parts: tuple[str, ...], exercises: Sequence[Exercise] | None = None) -> Meant | None:
    """Return which exercise a path answers; None for none.

    Who asks of many paths hands over the course's exercises: they are looked up on disk.
    """
    last = unicodedata.normalize("NFC", parts[-1]) if parts else ""
    said = ANSWER.fullmatch(last) if len(last) <= LONGEST else None
    if not said:
        return None
    named = [one for one in exercises or catalogue.exercises() if one.name == said["name"].casefold()]
    exact = [one for one in named if one.lesson in parts]
    if not named:
        return None
    number = int(said["copy"] or said["version"] or 0)
    return Meant((exact or named)[0], said["kind"].casefold(), number, (said["before"] or "").strip(" -"))
