"""Days late: on the calendar of a named zone, with grace, free days and extra time."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.grading.policy.fields import Policy
from secondsource.grading.policy.lateness import Lateness, days_late, deadline, lateness

ONE, TWO = "lesson1_anonymous_sourcing", "lesson2_syndication"
ZONE = "Europe/Vienna"


def policy(**more):
    return Policy(
        **{"time_zone": ZONE, "due": {"lesson1": "2026-10-12 23:59", "lesson2": "2026-10-19"}, **more}
    )


def late(when, lesson=ONE, **more):
    rules = policy(**more)
    time = datetime.fromisoformat(when) if when else None
    return lateness({lesson: time}, rules.rules("ada"), rules)[lesson]


@pytest.mark.parametrize(
    ("when", "days"),
    [
        ("2026-10-12 23:59:59", 0),
        ("2026-10-13 00:00:00", 1),
        ("2026-10-13 23:59:59", 1),
        ("2026-10-14 00:00:00", 2),
        ("2026-10-12T21:59:59+00:00", 0),  # Vienna is two hours on
        ("2026-10-12T22:00:00+00:00", 1),
        ("2026-10-12T23:59:59-10:00", 1),
        ("2020-01-01 00:00:00", 0),
    ],
)
def test_days_are_counted_in_the_zone_that_is_named(when, days):
    assert late(when).days == days


def test_a_day_is_a_day_where_clocks_are_changed():
    """On 25 October the clock is put back: that day has 25 hours."""
    due = {"due": {"lesson1": "2026-10-24 23:59"}}
    assert late("2026-10-25T23:59:00+01:00", **due).days == 1
    assert late("2026-10-26T00:00:00+01:00", **due).days == 2
    assert late("2026-10-26 22:00", students={"ada": {"extra_days": 2}}, **due) == Lateness(extra=True)


def test_grace_forgives_minutes_and_then_nothing():
    grace = {"grace": {"minutes": 15}}
    assert late("2026-10-13 00:14:59", **grace).days == 0
    assert late("2026-10-13 00:15:00", **grace).days == 1


def test_extra_time_and_own_dates():
    assert late("2026-10-14 20:00", students={"ada": {"extra_days": 2}}) == Lateness(extra=True)
    assert late("2026-10-16 20:00", students={"ada": {"extra_days": 2}}) == Lateness(days=2, extra=True)
    own = {"students": {"ada": {"extra_days": 2, "due": {"lesson1": "2026-11-01 12:00"}}}}
    assert late("2026-11-01 11:00", **own).days == 0
    assert late("2026-11-01 13:00", **own).days == 1  # extra days are not added to an own date
    alone = {"due": {}, "students": {"ada": {"due": {"lesson1": "2026-11-01 12:00"}}}}
    assert late("2026-11-01 13:00", **alone) == Lateness(days=1)


def test_who_has_no_due_date_is_never_late():
    rules = policy(due={"lesson1": "2026-10-12"})
    assert deadline(TWO, rules.rules("ada"), rules) is None
    assert lateness({TWO: datetime.now(UTC)}, rules.rules("ada"), rules) == {}


def test_a_time_nobody_knows_is_no_lateness():
    assert late(None) == Lateness(unknown=True)


def test_free_days_are_spent_in_the_order_of_the_due_dates():
    rules = policy(grace={"free_days": 3})
    times = {TWO: datetime(2026, 10, 22, 12), ONE: datetime(2026, 10, 14, 12)}
    found = lateness(times, rules.rules("ada"), rules)
    assert found == {ONE: Lateness(days=0, free=2), TWO: Lateness(days=2, free=1)}


MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC))


@given(MOMENTS, MOMENTS, st.timedeltas(timedelta(0), timedelta(days=30)))
def test_later_is_never_less_late(due, when, more):
    zone = policy().zone
    local = due.astimezone(zone)
    days = days_late(local, when)
    assert days <= days_late(local, when + more)
    assert (days == 0) == (when <= due)
    assert when <= (local + timedelta(days=days)).astimezone(UTC)
