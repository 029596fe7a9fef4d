"""How late a student's lessons are, in days, and what grace and free days forgive.

Days are counted on the calendar of the policy's time zone: due at 23:59, one day late ends at 23:59 of the
next day, also where clocks were changed in between.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from secondsource.grading.policy.fields import Policy, StudentRules

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Lateness:
    """How late one lesson of one student is."""

    days: int = 0
    """Days that cost something."""
    free: int = 0
    """Days that were forgiven."""
    extra: bool = False
    """Whether it would be later without the student's own due date or extra days."""
    unknown: bool = False
    """Whether nobody knows when it was handed in."""


def deadline(lesson: str, rules: StudentRules, policy: Policy) -> datetime | None:
    """Return the last moment that is on time for a student, in the policy's zone; None where there is none."""
    own, common = rules.due.get(lesson), policy.due.get(lesson)
    if own or not common:
        return in_zone(own, policy) if own else None
    return in_zone(common, policy) + rules.extra_days * DAY  # by the calendar: the hour stays


def in_zone(when: datetime, policy: Policy) -> datetime:
    """Return a time in the policy's zone; one that names no zone is read in it."""
    zone = policy.zone or UTC
    return when.astimezone(zone) if when.tzinfo else when.replace(tzinfo=zone)


def days_late(due: datetime, when: datetime) -> int:
    """Return how many days later than `due` something came, begun days whole; 0 where it was on time."""
    moment = when.astimezone(UTC)  # another zone than `due`: only then Python compares moments, not clocks
    days = max(0, (moment - due) // DAY)  # at least: a day has 25 hours at most
    while moment > due + days * DAY:
        days += 1
    return days


def lateness(
    times: Mapping[str, datetime | None], rules: StudentRules, policy: Policy
) -> dict[str, Lateness]:
    """Return how late each lesson is that has a due date; `times` are when they were handed in, None unknown.

    Free days are spent in the order of the due dates, whether or not that saves points.
    """
    dues = {lesson: due for lesson in times if (due := deadline(lesson, rules, policy))}
    free, found = policy.grace.free_days, dict[str, Lateness]()
    for lesson, due in sorted(dues.items(), key=lambda one: (one[1].astimezone(UTC), one[0])):
        when = times[lesson]
        if when is None:
            found[lesson] = Lateness(unknown=True)
            continue
        days = _after_grace(due, when, policy)
        common = deadline(lesson, StudentRules(), policy)
        extra = common is not None and _after_grace(common, when, policy) > days
        spent = min(days, free)
        free -= spent
        found[lesson] = Lateness(days - spent, spent, extra)
    return found


def _after_grace(due: datetime, when: datetime, policy: Policy) -> int:
    moment = in_zone(when, policy).astimezone(UTC)
    forgiven = due.astimezone(UTC) + timedelta(minutes=policy.grace.minutes)
    return 0 if moment <= forgiven else days_late(due, moment)
