"""From earned points to the final mark: exact, and as every rule says."""

from datetime import datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from secondsource.grading.policy.fields import Policy
from secondsource.grading.policy.final import Earned, best_kept, final_mark, plain, rounded, scale, short

ONE, TWO, THREE = "lesson1_anonymous_sourcing", "lesson2_syndication", "lesson3_opinion_and_reporting"
EX = {
    "1a": f"{ONE}/ex2_find_attributions", "1b": f"{ONE}/ex3_classify_source",
    "2a": f"{TWO}/ex4_variant_readings", "3a": f"{THREE}/ex3_judge_article",
}  # fmt: skip
WORTH = {EX["1a"]: 10, EX["1b"]: 20, EX["2a"]: 10, EX["3a"]: 20}
ENTRY = "lesson0_entry_check/ex1_entry_check"
LESSONS = [f"lesson{n}" for n in range(1, 6)]


def earned(points=(5, 20, 8, 10), times=None, faults=()):
    found = {name: one for name, one in zip(WORTH, points, strict=True) if one is not None}
    when = dict.fromkeys(found, times) if times else {}
    return Earned("ada", found, frozenset(faults), when)


def mark(policy, *given, worth=WORTH, **more):
    final = final_mark(earned(*given, **more), worth, Policy(**policy))
    return final.mark, "; ".join(final.why)


def weights(*numbers):
    return {"weights": dict(zip(LESSONS, numbers, strict=True))}


def test_without_a_policy_the_mark_is_what_was_earned():
    assert mark({}) == (43, "")
    assert mark({}, worth={**WORTH, ENTRY: 8}) == (43, "")


def test_what_does_not_count_is_out_of_both_sides():
    assert mark({"counts": ["lesson1", "lesson3"]}) == (35, "")
    assert scale(WORTH, Policy(counts=["lesson1", "lesson3"])) == 50
    assert mark({"counts": ["lesson1/ex2", "lesson2"]}) == (13, "")
    assert mark({"counts": ["lesson5"]}) == (None, "nothing that counts was graded")


def test_weights_are_the_parts_of_the_total():
    # 25 of 30, 8 of 10, 10 of 20: 5/6 × 10 + 4/5 × 20 + 1/2 × 30
    assert mark(weights(10, 20, 30, 0, 0)) == (Decimal("39.33"), "lessons weighed")
    assert scale(WORTH, Policy(**weights(10, 20, 30, 0, 0))) == 60
    assert mark({"out_of": 100, **weights(1, 2, 3, 0, 0)})[0] == Decimal("65.56")
    assert mark(weights(0, 0, 0, 1, 1)) == (0, "lessons weighed")
    assert scale(WORTH, Policy(out_of=100)) == 100


def test_the_lowest_are_dropped_and_named():
    assert mark({"drop_lowest": {"lessons": 1}}) == (
        Decimal("49.5"), "lesson3: lowest lesson, dropped",
    )  # fmt: skip
    assert mark({"drop_lowest": {"exercises": 1}}) == (48, "lesson1/ex2: lowest of its lesson, dropped")
    assert mark({"drop_lowest": {"lessons": 9, "exercises": 9}})[0] == 60  # one of each always stays


def test_lateness_costs_what_the_policy_says():
    late = {"time_zone": "UTC", "due": dict.fromkeys(LESSONS[:2], "2026-10-12"), "late": {"per_day": "10 %"}}
    when = datetime(2026, 10, 14, 12)
    assert mark(late, times=when) == (
        Decimal("36.4"), "lesson1: 2 days late, −5 points; lesson2: 2 days late, −1.6 points",
    )  # fmt: skip
    assert mark({**late, "grace": {"free_days": 3}}, times=when) == (
        Decimal("42.2"), "lesson1: 2 days late, forgiven as free; lesson2: 1 day late, −0.8 points; 1 day late, forgiven as free",
    )  # fmt: skip
    assert mark({**late, "students": {"ada": {"extra_days": 9}}}, times=when) == (
        43, "lesson1: extra time; lesson2: extra time",
    )  # fmt: skip
    del late["late"]
    assert mark(late, times=when) == (
        43,
        "lesson1: 2 days late, costs nothing; lesson2: 2 days late, costs nothing",
    )


def test_a_lesson_is_handed_in_with_its_last_file():
    late = Policy(time_zone="Europe/Vienna", due={"lesson1": "2026-10-12"}, late={"per_day": "1 point"})
    naive, aware = datetime(2026, 10, 13, 0, 30), datetime.fromisoformat("2026-10-12T21:00:00+00:00")
    points = {EX["1a"]: 5, EX["1b"]: 20}
    for times, days in (
        ({EX["1a"]: naive, EX["1b"]: aware}, 1),
        ({EX["1a"]: None, EX["1b"]: aware}, 0),
        ({EX["1b"]: naive}, 1),
        ({}, 0),
    ):
        assert final_mark(Earned("ada", points, times=times), WORTH, late).mark == 25 - days
    unknown = final_mark(Earned("ada", points, times={EX["1a"]: None}), WORTH, late)
    assert "time of handing in unknown" in unknown.why[0]


def test_what_was_not_handed_in_is_named():
    assert mark({}, (5, 20, None, None)) == (25, "lesson2: nothing handed in; lesson3: nothing handed in")


@pytest.mark.parametrize(
    ("marks", "comes_to", "says"),
    [
        ({"lesson1/ex2": 9}, 47, "lesson1/ex2: set by hand, 9 (was 5)"),
        ({"lesson1": {"mark": 30, "comment": "oral"}}, 48, "lesson1: set by hand, 30 (was 25): oral"),
        ({"total": "61.5"}, Decimal("61.5"), "total: set by hand, 61.5 (was 43)"),
        ({"lesson2": 14}, 49, "lesson2: set by hand, 14 (was 8)"),
    ],
)
def test_a_mark_set_by_hand_stands(marks, comes_to, says):
    assert mark({"students": {"ada": {"marks": marks}, "ben": {"marks": {"total": 1}}}}) == (comes_to, says)


def test_where_the_grader_failed_there_is_no_mark_but_one_set_by_hand():
    failed = {"faults": (EX["1b"],)}
    assert mark({}, **failed) == (None, "the grader failed at lesson1/ex3: no mark yet")
    assert mark({"counts": ["lesson2"]}, **failed) == (8, "")
    for part in ("lesson1/ex3", "lesson1", "total"):
        value, why = mark({"students": {"ada": {"marks": {part: 7}}}}, **failed)
        assert value is not None
        assert "set by hand, 7" in why
    assert "(was no mark)" in mark({"students": {"ada": {"marks": {"total": 7}}}}, **failed)[1]


def test_lateness_still_counts_for_an_exercise_set_by_hand_and_not_for_a_lesson():
    late = {"time_zone": "UTC", "due": {"lesson2": "2026-10-12"}, "late": {"per_day": "50 %"}}
    when = datetime(2026, 10, 13, 12)
    for part, comes_to in (("lesson2/ex4", 40), ("lesson2", 45)):
        assert mark({**late, "students": {"ada": {"marks": {part: 10}}}}, times=when)[0] == comes_to


@pytest.mark.parametrize(
    ("value", "decimals", "most", "comes_to"),
    [
        ("1/8", 2, None, "0.13"),
        ("5/2", 0, None, "3"),
        ("1/3", 4, None, "0.3333"),
        ("21/2", 0, "21/2", "10"),
        ("11", 0, "21/2", "11"),  # by hand it may be more
    ],
)
def test_a_half_is_rounded_up_and_never_beyond_what_there_is(value, decimals, most, comes_to):
    assert rounded(Fraction(value), decimals, Fraction(most) if most else None) == Decimal(comes_to)


def test_full_marks_are_never_rounded_beyond_what_there_is():
    halves = {"decimals": 0, **weights("0.5", "0.5", "0.5", 0, 0)}
    assert mark(halves, (10, 20, 10, 20))[0] == 1


def test_numbers_and_names_are_short():
    assert [plain(one) for one in (Decimal("61.50"), Fraction(1, 3), 100, 0)] == ["61.5", "0.33", "100", "0"]
    assert [short(name) for name in (ONE, EX["1b"], "total")] == ["lesson1", "lesson1/ex3", "total"]


# --- whatever is given ------------------------------------------------------------------------

PARTS = st.lists(
    st.tuples(st.integers(0, 40), st.integers(1, 40)).map(lambda one: (Fraction(min(one)), Fraction(one[1]))),
    min_size=1, max_size=7,
)  # fmt: skip


def share(parts):
    return sum(one for one, _ in parts) / sum(one for _, one in parts)


@given(PARTS, st.integers(1, 7))
def test_what_is_kept_is_the_best_there_is(parts, keep):
    keep = min(keep, len(parts))
    kept = [parts[place] for place in best_kept(parts, keep)]
    assert len(kept) == keep
    assert share(kept) == max(share(some) for some in combinations(parts, keep))
    assert share(kept) >= share(parts)


AMOUNT = st.integers(0, 60).flatmap(lambda n: st.sampled_from([f"{n} %", f"{n} points"]))
LATE = st.builds(
    lambda per_day, most, closes, of: {
        "per_day": per_day, "closes_after": closes, "percent_of": of,
        "at_most": most and per_day.replace(per_day.split()[0], str(most)),
    },
    AMOUNT, st.none() | st.integers(1, 99), st.none() | st.integers(0, 9), st.sampled_from(["earned", "possible"]),
)  # fmt: skip
POLICIES = st.builds(
    lambda late, free, drop, exercises, weight, out_of, decimals, counts: {
        "time_zone": "Europe/Vienna", "due": {"lesson1": "2026-10-12", "lesson2": "2026-10-19", "lesson3": "2026-10-25"},
        "late": late, "grace": {"free_days": free}, "drop_lowest": {"lessons": drop, "exercises": exercises},
        "out_of": out_of, "decimals": decimals, "counts": counts, **(weights(*weight) if weight else {}),
    },
    LATE, st.integers(0, 4), st.integers(0, 2), st.integers(0, 2),
    st.none() | st.lists(st.integers(0, 9), min_size=5, max_size=5).filter(any),
    st.none() | st.integers(1, 100), st.integers(0, 2),
    st.sampled_from([[], ["lesson1", "lesson2"], ["lesson1/ex2", "lesson3"]]),
)  # fmt: skip
POINTS = st.tuples(*(st.none() | st.integers(0, most) for most in WORTH.values()))
TIMES = st.lists(st.integers(-48, 400), min_size=4, max_size=4)
FIRST = datetime(2026, 10, 12)


def given_in(points, hours):
    found = {name: one for name, one in zip(WORTH, points, strict=True) if one is not None}
    times = {name: FIRST + timedelta(hours=h) for name, h in zip(WORTH, hours, strict=True) if name in found}
    return Earned("ada", found, times=times)


@settings(max_examples=150)
@given(POLICIES, POINTS, TIMES, st.integers(0, 3), st.integers(0, 200))
def test_no_policy_gives_more_than_there_is_and_none_rewards_lateness(said, points, hours, place, more):
    policy = Policy(**said)
    most, mark = scale(WORTH, policy), final_mark(given_in(points, hours), WORTH, policy).mark
    assert 0 <= mark <= most
    later = [hour + more * (n == place) for n, hour in enumerate(hours)]
    assert final_mark(given_in(points, later), WORTH, policy).mark <= mark


@settings(max_examples=100)
@given(POLICIES, POINTS, TIMES, st.sampled_from(["lessons", "exercises"]))
def test_dropping_one_more_never_costs_anything(said, points, hours, what):
    before, after = Policy(**said), {**said, "drop_lowest": dict(said["drop_lowest"])}
    after["drop_lowest"][what] += 1
    student = given_in(points, hours)
    assert final_mark(student, WORTH, Policy(**after)).mark >= final_mark(student, WORTH, before).mark


@given(POINTS)
def test_a_policy_that_decides_nothing_leaves_what_was_earned(points):
    assert final_mark(given_in(points, [0] * 4), WORTH, Policy()).mark == sum(one or 0 for one in points)
