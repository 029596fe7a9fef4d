"""What an instructor may decide, as records: `policy.yaml` is one `Policy`.

Times are kept as they were written: one without an offset is read in the policy's time zone.
"""

from __future__ import annotations

import difflib
import re
import zoneinfo
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema, field_validator, model_validator

from secondsource import catalogue
from secondsource.grading import totals
from secondsource.models import Record

AMOUNT = r"^\s*\d{1,9}([.,]\d{1,9})?\s*(%|points?)\s*$"
WHEN = re.compile(r"(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(:\d\d)?)?\s*(Z|[+-]\d\d:?\d\d)?")
TOTAL = "total"
EARLIEST, LATEST = 2000, 2200
"""Years that a date may lie in: another is a slip of the hand."""


def _moment(said: Any) -> datetime:
    """Return a time as written; a date means the end of that day, a minute the end of that minute."""
    found = WHEN.fullmatch(str(said).strip())
    try:
        day, minute, second, offset = found.groups() if found else ("", "", "", "")
        when = datetime.fromisoformat(f"{day}T{minute or '23:59'}{second or ':59'}{offset or ''}")
    except ValueError:
        when = datetime.min
    if not EARLIEST <= when.year <= LATEST:
        raise ValueError(
            f"{said!r} is not a date from {EARLIEST} to {LATEST}; write it like 2026-10-12 23:59"
        )
    return when


def _named(wanted: str) -> str:
    """Return the full name of a lesson or of an exercise that counts.  Raises ValueError for any other."""
    found = catalogue.find(wanted)  # its error is a ValueError, and names the nearest one
    lesson, alone = found[0].lesson, len(found) == 1 and "/" in wanted
    if not alone and ({one.lesson for one in found} != {lesson} or not lesson.startswith(wanted)):
        raise ValueError(
            f"{wanted!r} is neither a lesson nor an exercise; write it like lesson2 or lesson2/ex4"
        )
    if not totals.counts(lesson):
        raise ValueError(f"{wanted} measures learning and never counts; take it out")
    return found[0].id if alone else lesson


def _lesson(wanted: str) -> str:
    name = _named(wanted)
    if "/" in name:
        raise ValueError(f"{wanted} is an exercise; here only a whole lesson can be named, like lesson2")
    return name


def _part(wanted: str) -> str:
    return TOTAL if wanted == TOTAL else _named(wanted)


Moment = Annotated[
    datetime,
    BeforeValidator(_moment),
    WithJsonSchema(
        {"type": "string", "examples": ["2026-10-12 23:59", "2026-10-12", "2026-10-12T23:59+02:00"]}
    ),
]
"""A date, or a date and a time; with an offset, or read in `time_zone`."""
Amount = Annotated[str, Field(pattern=AMOUNT, examples=["10 %", "2 points"])]
Lesson = Annotated[str, AfterValidator(_lesson)]
Counted = Annotated[str, AfterValidator(_named)]
Part = Annotated[str, AfterValidator(_part)]
Number = Annotated[Decimal, Field(ge=0, allow_inf_nan=False, max_digits=9)]


class Decided(Record):
    """Fields of which any may be left empty; one that is unknown is refused, empty or not."""

    @model_validator(mode="before")
    @classmethod
    def _without_empty(cls, said: Any) -> Any:
        if not isinstance(said, dict):
            return said
        return {key: one for key, one in said.items() if one is not None or key not in cls.model_fields}


class Late(Decided):
    """What lateness costs."""

    per_day: Amount
    """What a day costs, begun days whole: a share (“10 %”) or points (“2 points”) of the lesson."""
    percent_of: Literal["earned", "possible"] = "earned"
    """What a share is of: the points the student earned in the lesson, or those there are to earn."""
    at_most: Amount | None = None
    """The most that lateness may cost, in the same kind as `per_day`."""
    closes_after: int | None = Field(default=None, ge=0, le=1000)
    """Days after which a lesson earns nothing any more."""

    @model_validator(mode="after")
    def _alike(self) -> Self:
        if self.at_most and ("%" in self.at_most) != ("%" in self.per_day):
            raise ValueError("at_most and per_day are of two kinds; write both in % or both in points")
        return self

    def cost(self, days: int, earned: Fraction, possible: Fraction) -> Fraction:
        """Return the points that so many days cost, never more than were earned."""
        if self.closes_after is not None and days > self.closes_after:
            return earned
        base = earned if self.percent_of == "earned" else possible
        price = days * _points(self.per_day, base)
        most = earned if self.at_most is None else _points(self.at_most, base)
        return min(price, most, earned)


def _points(amount: str, base: Fraction) -> Fraction:
    number = Fraction(re.split(r"[%p]", amount)[0].strip().replace(",", "."))
    return number * base / 100 if "%" in amount else number


class Grace(Decided):
    """What is forgiven before lateness costs anything."""

    minutes: int = Field(default=0, ge=0, le=100_000)
    """Minutes after the due time that still count as on time."""
    free_days: int = Field(default=0, ge=0, le=1000)
    """Days each student may be late in all, spent in the order of the due dates."""


class DropLowest(Decided):
    """What is left out for each student, where leaving it out helps most."""

    exercises: int = Field(default=0, ge=0, le=100)
    """How many exercises of each lesson; one always stays."""
    lessons: int = Field(default=0, ge=0, le=100)
    """How many lessons; one always stays."""


class ByHand(Decided):
    """A mark that a person sets."""

    mark: Number
    """Points.  It may be more than there are to earn."""
    comment: str = ""
    """Why; the student reads it."""


class StudentRules(Decided):
    """What holds for one student."""

    extra_days: int = Field(default=0, ge=0, le=1000)
    """Days added to every due date."""
    due: dict[Lesson, Moment] = {}
    """Due dates of their own, for some lessons; nothing is added to these."""
    marks: dict[Part, ByHand] = {}
    """Marks set by hand, for an exercise, a lesson or the total."""
    comment: str = ""
    """For you: no output shows it."""

    @field_validator("marks", mode="before")
    @classmethod
    def _short(cls, said: Any) -> Any:
        """Take `total: 7` for `total: {mark: 7}`."""
        if not isinstance(said, dict):
            return said
        return {key: one if isinstance(one, dict | ByHand) else {"mark": one} for key, one in said.items()}


def _zone(name: str) -> str:
    try:
        zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        known = zoneinfo.available_timezones()
        if not known:
            raise ValueError(
                "this machine knows no time zones; install the system's package tzdata"
            ) from None
        near = difflib.get_close_matches(name, known, 1, 0.3)
        raise ValueError(
            f"{name!r} is not a time zone; write one like {(near or ['Europe/Vienna'])[0]}"
        ) from None
    return name


class Policy(Decided):
    """What the instructor of a course decides.  Without any of it, the mark is what was earned."""

    time_zone: Annotated[str, AfterValidator(_zone)] | None = None
    """The zone of every time here that names none, and of times in archives, which name none either."""
    due: dict[Lesson, Moment] = {}
    """Lesson to the last moment that is on time.  A lesson without one is never late."""
    late: Late | None = None
    """What lateness costs; without it, nothing."""
    grace: Grace = Grace()
    """What is forgiven."""
    counts: list[Counted] = []
    """Lessons and exercises that count; all when empty."""
    weights: dict[Lesson, Number] = {}
    """Lesson to its part of the total; without it, a lesson weighs the points there are in it."""
    out_of: int | None = Field(default=None, ge=1, le=1_000_000)
    """What the total is scaled to; without it the sum of the weights, or of the points."""
    drop_lowest: DropLowest = DropLowest()
    """What is left out."""
    decimals: int = Field(default=2, ge=0, le=4)
    """Digits behind the point of a final mark; a half is rounded up."""
    absent: Literal["blank", "zero"] = "blank"
    """What import files hold for who handed in nothing."""
    secret: Annotated[str, Field(min_length=16, max_length=1000)] | None = None
    """What fresh texts are made from; without it, `secret.key` in the folder of the marks."""
    students: dict[str, StudentRules] = {}
    """A student's id, as in the gradebook, to what holds for them."""

    @model_validator(mode="after")
    def _whole(self) -> Self:
        dated = self.due or any(one.due for one in self.students.values())
        if dated and not self.time_zone:
            raise ValueError("due dates need a time_zone, like Europe/Vienna: add it")
        if self.late and not dated:
            raise ValueError("late needs due dates: add them under due")
        if self.weights and (without := sorted(self._lessons() - self.weights.keys())):
            raise ValueError(f"weights has no {without[0]}, which counts: add it, with 0 if it has no weight")
        if self.weights and not any(self.weights.values()):
            raise ValueError("weights are all 0; give one lesson more")
        return self

    def _lessons(self) -> set[str]:
        return {one.lesson for one in catalogue.exercises() if self.counted(one.id)}

    @property
    def zone(self) -> zoneinfo.ZoneInfo | None:
        """The time zone; None where none is named."""
        return zoneinfo.ZoneInfo(self.time_zone) if self.time_zone else None

    def counted(self, name: str) -> bool:
        """Return whether the points of an exercise or of anything in a lesson count, by its id."""
        return totals.counts(name, self.counts)

    def rules(self, student: str) -> StudentRules:
        """Return what holds for a student; nothing particular for most."""
        return self.students.get(student, StudentRules())
