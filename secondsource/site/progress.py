"""The list of all exercises, lesson by lesson: the page fills in how far a student is with each."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from secondsource import catalogue
from secondsource.catalogue import Exercise
from secondsource.site.templating import filled


def listed(exercises: Iterable[Exercise]) -> str:
    """Return exercises, each as a link into its lesson, under the lesson's own title."""
    by_lesson = groupby(exercises, key=lambda one: one.lesson)
    return filled("progress.html", lessons=[(name, title_of(name), list(all_)) for name, all_ in by_lesson])


def title_of(lesson: str) -> str:
    """Return what a lesson's page calls itself."""
    page = catalogue.docs() / "lessons" / f"{lesson}.md"
    lines = page.read_text(encoding="utf-8").splitlines()
    return next(line for line in lines if line.startswith("# ")).removeprefix("# ")
