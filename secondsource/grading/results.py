"""What a check found, as records: every report and every export only renders these."""

from __future__ import annotations

import re
from enum import StrEnum

from pydantic import Field

from secondsource.models import Record

LONGEST = 2_000
"""Characters of a text that an answer may bring into a report."""
CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Characters that have no place in a report: they move the cursor or turn the text round."""


class State(StrEnum):
    """How a check ended.  States are never merged: an endless loop is not a wrong answer."""

    PASSED = "passed"
    WRONG = "wrong"
    NOT_ANSWERED = "not answered"
    ERROR = "error in your code"
    TIMED_OUT = "timed out"
    OUT_OF_MEMORY = "ran out of memory"
    STOPPED = "stopped"
    GRADER_FAULT = "grader fault"


class CheckResult(Record):
    """One check of one exercise."""

    check: str
    """Name of the test function."""
    title: str
    """What the check asks for: the first line of the test's docstring."""
    state: State
    """How it ended."""
    points: int = Field(ge=0)
    """Points earned."""
    out_of: int = Field(ge=0)
    """Points to earn."""
    held_out: bool = False
    """Whether only the instructor's grading runs it."""
    message: str = ""
    """What went wrong, in words for the student; never the key."""
    ask: str = ""
    """The question to ask oneself."""
    misconception: str | None = None
    """Slug of the known wrong belief, where it is one."""
    belief: str = ""
    """That belief in words."""
    called: str = ""
    """The last thing asked of the answer, as a call."""
    came_back: str = ""
    """What came back."""
    line: int | None = None
    """Line of the student's file the trouble stands on; in a notebook, of its cell."""
    cell: int | None = None
    """Cell of the student's notebook, counted from the top, texts too."""
    code: str = ""
    """That line."""
    printed: str = ""
    """What the student's code printed."""
    reported: bool = False
    """Whether `message`, `ask`, `line` and `code` are what the process of the answer said: it may say anything."""
    remark: str = ""
    """Where a check failed on what came back: the traceback, for the instructor, never for a student."""
    hints: list[str] = []
    """Help, from a nudge to nearly all."""
    measures: dict[str, int] = {}
    """What the check counted beside its points: for reports on a class, never for a student."""

    @property
    def place(self) -> str:
        """Where in the student's file the trouble stands, in words."""
        return f"line {self.line}" if self.cell is None else f"cell {self.cell}, line {self.line}"


class ExerciseResult(Record):
    """All checks of one exercise, for one answer file."""

    lesson: str
    exercise: str
    title: str
    file: str
    """The answer file that was read."""
    notes: list[str] = []
    """What was noticed about the file and did no harm."""
    checks: list[CheckResult]
    more_held_out: bool = False
    """Whether the instructor's grading runs checks that were not run here."""

    @property
    def points(self) -> int:
        """Points earned in all checks."""
        return sum(check.points for check in self.checks)

    @property
    def out_of(self) -> int:
        """Points to earn in all checks."""
        return sum(check.out_of for check in self.checks)

    @property
    def passed(self) -> bool:
        """Whether there are checks and every one passed."""
        return bool(self.checks) and all(check.state is State.PASSED for check in self.checks)


def clean(text: str, longest: int = LONGEST) -> str:
    """Return text that an answer may have written as a report may show it."""
    text = CONTROLS.sub("�", text[: longest + 1])
    return text if len(text) <= longest else f"{text[:longest]} …"
