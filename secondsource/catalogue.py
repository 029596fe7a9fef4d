"""Where everything lives: the only module that builds a path."""

from __future__ import annotations

import difflib
import os
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from secondsource.course import Course

HELD_OUT = "held_out"


class CatalogueError(ValueError):
    """No such lesson, exercise or folder; the message names those there are."""


def root() -> Path:
    """Return the course folder: the nearest one upwards that holds `seeds` and `exercises`.

    Falls back to the checkout this package was loaded from, so that tests run from anywhere.
    """
    here = os.getcwd()  # noqa: PTH109 - asked for every path there is: a Path would take longer than the rest
    if here not in _FOUND:
        found = next((one for one in (Path(here), *Path(here).parents) if _holds_course(one)), None)
        if found is None:
            return Path(__file__).resolve().parent.parent
        _FOUND[here] = found
    return _FOUND[here]


_FOUND: dict[str, Path] = {}
"""Course folders by the folder they were looked for from."""


def _holds_course(folder: Path) -> bool:
    return (folder / "seeds" / "articles").is_dir() and (folder / "exercises").is_dir()


def seeds() -> Path:
    """Return the folder of the records."""
    return root() / "seeds"


def docs() -> Path:
    """Return the folder of the site's pages."""
    return root() / "docs"


def answers(name: str) -> Path:
    """Return the folder of answer files: `exercises`, `solutions`, or any other by its path."""
    return root() / name


def originals() -> Path | None:
    """Return the folder of the five captured pages, or None where nobody put them.

    `SECONDSOURCE_ORIGINALS` names it; without that, `seeds/originals`.
    """
    named = os.environ.get("SECONDSOURCE_ORIGINALS")
    folder = (root() / named).resolve() if named else seeds() / "originals"
    return folder if any(folder.glob("*.txt")) else None


@dataclass(frozen=True, order=True)
class Exercise:
    """One exercise: its slug is spelt the same in every folder."""

    lesson: str
    name: str

    @cached_property  # one text, however many results name it
    def id(self) -> str:
        """Lesson and exercise, as a path: `lesson1_anonymous_sourcing/ex1_label_sources`."""
        return f"{self.lesson}/{self.name}"

    @property
    def short(self) -> str:
        """The exercise's number, as `ex1`."""
        return self.name.partition("_")[0]

    @property
    def title(self) -> str:
        """The exercise's name in words: `Label sources`."""
        return self.name.partition("_")[2].replace("_", " ").capitalize()

    @property
    def solution(self) -> Path:
        """The hand-written original."""
        return root() / "solutions" / self.lesson / f"{self.name}.py"

    @property
    def handed_out(self) -> Path:
        """What a student opens."""
        return root() / "exercises" / self.lesson / f"{self.name}.py"

    @property
    def original(self) -> Path:
        """The exercise as it was handed out: in a kit a copy of its own, since students write in `exercises/` there."""
        copy = root() / "handed_out" / self.lesson / f"{self.name}.py"
        return copy if copy.is_file() else self.handed_out

    @property
    def visible(self) -> Path:
        """The checks every student can run."""
        return root() / "tests" / self.lesson / f"test_{self.name}.py"

    @property
    def held_out(self) -> Path:
        """The checks only the instructor's grading runs."""
        return root() / "tests" / self.lesson / HELD_OUT / f"test_{self.name}.py"

    @property
    def wrong_answers(self) -> list[Path]:
        """Recorded wrong answers, each of which must earn its own hint."""
        return sorted((root() / "tests" / self.lesson / "wrong_answers" / self.name).glob("*.py"))


def settings() -> Course:
    """Return what the instructor decided about the course.  Raises CourseError where course.yaml cannot be used."""
    from secondsource import course  # here: with it comes pydantic, and who only builds paths starts sooner

    return course.read(root())


def exercises() -> list[Exercise]:
    """Return every exercise that is taught and has a check, in the order of the course.

    Raises CourseError where course.yaml cannot be used.
    """
    return [one for one in every_exercise() if not settings().leaves_out(one.lesson)]


def every_exercise() -> list[Exercise]:
    """Return every exercise there is a check for, those of lessons left out among them."""
    files = (root() / "tests").glob("lesson*/test_ex*.py")
    return sorted(Exercise(file.parent.name, file.stem.removeprefix("test_")) for file in files)


def exercise_of(check: Path) -> Exercise:
    """Return the exercise a file of checks belongs to."""
    folder = check.parent.parent if check.parent.name == HELD_OUT else check.parent
    return Exercise(folder.name, check.stem.removeprefix("test_"))


def find(wanted: str) -> list[Exercise]:
    """Return the exercises a person means by `lesson1`, `ex2`, `lesson1/ex2` or a file's path; all by "".

    Raises CatalogueError naming the nearest one there is.
    """
    every = exercises()
    if not wanted:
        return every
    steps = [step.removesuffix(".py").removesuffix(".ipynb") for step in re.split(r"[/\\]", wanted) if step]
    steps = [step for step in steps if step not in {".", "exercises"}]
    found = [one for one in every if all(_means(step, one) for step in steps)]
    if not steps or not found:
        raise CatalogueError(_not_found(wanted, every))
    return found


def _means(step: str, exercise: Exercise) -> bool:
    names = (exercise.lesson, exercise.name)
    return any(step == name or name.startswith(f"{step}_") for name in names)


def _not_found(wanted: str, every: list[Exercise]) -> str:
    names = [
        name for one in every for name in (one.lesson, one.name, one.lesson.partition("_")[0], one.short)
    ]
    near = difflib.get_close_matches(wanted, names, n=1, cutoff=0.5)
    guess = f" Did you mean {near[0]}?" if near else ""
    lessons = ", ".join(sorted({one.lesson.partition("_")[0] for one in every})) or "none"
    return f"There is no lesson or exercise called {wanted!r}.{guess} Lessons here: {lessons}."
