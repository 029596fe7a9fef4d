"""The class report: what a class can do, what it believes, and how far the numbers carry.

A package of its own: what is only shown is no part of what a mark depends on, so a change here
marks nobody anew.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from secondsource.grading.classes import Submission
from secondsource.grading.gradebook import ClassMarks
from secondsource.grading.graded import Graded
from secondsource.grading.outputs import Outputs
from secondsource.grading.report.similarity import Likeness, compare

NO_JINJA = "No class report: it needs Jinja2. Install it: pip install 'secondsource[grading]'."


class ClassReport:
    """A report in the making: it looks at what was handed in while it is there, and is written at the end."""

    def __init__(self) -> None:
        """Begin with nothing looked at."""
        self.likeness: Likeness | None = None

    def look(self, submissions: list[Submission]) -> None:
        """Find the answers that share more than the exercises explain."""
        self.likeness = compare(submissions)

    def write(
        self,
        book: Iterable[Graded],
        out: Path,
        assignment: str,
        marks: ClassMarks | None = None,
        outputs: Outputs | None = None,
    ) -> tuple[list[str], str]:
        """Write the report; return the names of what was written, and in words why nothing was.

        After Ctrl-C there is none: a report on half a class would mislead.
        """
        if self.likeness is None:
            return [], ""
        try:
            from secondsource.grading.report.page import write_report
        except ImportError:
            return [], NO_JINJA
        return [write_report(book, self.likeness, out, assignment, marks, outputs).name], ""
