"""Whose a hand-in is: a match only where nothing speaks against it."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from secondsource.grading.classes.identity import By, by_itself, owned, unmatched
from secondsource.grading.classes.people import Student
from secondsource.grading.classes.platform_names import Claim, by_hand, claim_of


def claim(name):
    return (claim_of(name) or (by_hand(name, name.removesuffix(".zip")), ""))[0]


def whose(names, roster, mapping=None):
    found = owned([claim(name) for name in names], roster, mapping or {})
    return [
        " ".join(one.id for one in claim.students)
        or f"? {' '.join(one.id for one in claim.candidates)}".strip()
        for claim in found
    ]


def moodle(name, number):
    return f"{name}_{number}_assignsubmission_file"


THREE = [
    Student(id="1", name="Ada Lovelace"),
    Student(id="2", name="Bob Byron"),
    Student(id="3", name="Cy Cole"),
]
SEVEN = [Student(id=str(n), name=f"{name} X") for n, name in enumerate("Al Bo Cy Di Ed Flo Gus".split(), 1)]


@pytest.mark.parametrize(
    ("names", "found"),
    [
        # Numbers of a platform that are others' ids say nothing (H1).
        ([moodle("Ada Lovelace", 2), moodle("Bob Byron", 3), moodle("Cy Cole", 1)], ["1", "2", "3"]),
        (["lovelaceada_2_9_x.py", "byronbob_3_9_x.py", "colecy_1_9_x.py"], ["1", "2", "3"]),
        # One that differs among many is a contradiction.
        (["lovelaceada_1_9_x.py", "byronbob_2_9_x.py", "colecy_1_9_y.py"], ["1", "2", "? 1 3"]),
        (["Ada Lovelace", "lovelaceada_17_900_a.zip"], ["1", "1"]),
        (["lovelaceada_17_900_a.zip", "lovelaceada_18_900_a.zip"], ["? 1", "? 1"]),
        (["lovelaceada_1_900_a.zip", "lovelaceada_18_900_a.zip"], ["1", "? 1"]),
        (["A Lovelace", "Ada Lovelace"], ["? 1", "1"]),
        (["A Lovelace", "Ada L Lovelace"], ["? 1", "? 1"]),
        (["A Lovelace"], ["1"]),
        (["1", "2 Ada Lovelace", "Ada Lovelace (2)", "3_Cole"], ["1", "? 2 1", "1", "? 3"]),
        (["Ada Lovlace", "zzz"], ["? 1", "?"]),
    ],
)
def test_names_and_numbers_against_a_list(names, found):
    assert whose(names, THREE) == found


def test_two_of_one_name_are_told_apart_by_numbers_that_the_class_confirms():
    twins = [*SEVEN, Student(id="8", name="Ada B"), Student(id="9", name="Ada B")]
    names = [moodle(one.name, one.id) for one in twins]
    assert whose(names, twins) == [one.id for one in twins]
    assert whose(names[-2:], twins[-2:]) == ["? 8 9", "? 8 9"]


def test_canvas_numbers_are_ids_where_the_list_is_canvass():
    listed = [Student(id="17", name="L, Ada", login="lada"), Student(id="18", name="B, Bob", login="bob")]
    assert whose(["lada_18_9_x.py"], listed) == ["? 18 17"]
    assert whose(["lada_17_9_x.py"], listed) == ["17"]


def test_blackboards_logins_stand_after_the_assignments_name():
    listed = [Student(id="9", name="Ada L", login="ada_l"), Student(id="8", name="Ben B", login="bben")]
    at = "attempt_2026-11-03-10-15-00"
    assert whose([f"HW_1_ada_l_{at}.txt", f"HW_1_bben_{at}.txt"], listed) == ["9", "8"]
    assert whose([f"HW_1_ada_l_{at}.txt"], [*listed, Student(id="7", name="L", login="l")]) == ["7"]
    assert whose([f"HW_1_ada_{at}.txt", f"HW_1_bob_{at}.txt"], None) == ["ada", "bob"]


def test_hidden_names_are_no_names():
    listed = [Student(id="a", name="Ada", participant="7"), Student(id="b", name="Bob", participant="8")]
    assert whose([moodle("Participant", 7), moodle("Participant", 8)], listed) == ["a", "b"]
    assert whose([moodle("Deltaker", 7), moodle("Deltaker", 8)], listed) == ["a", "b"]
    assert whose([moodle("Bob", 7)], listed) == ["? a b"]


def test_a_list_without_names_is_matched_by_what_it_has():
    listed = [
        Student(id="lada", name="lada"),
        Student(id="bob@u.test", name="bob@u.test", email="bob@u.test"),
    ]
    assert whose(["lada", "bob@u.test", "zzz"], listed) == ["lada", "bob@u.test", "?"]


def test_an_id_and_a_name_of_two_people_are_nobodys():
    listed = [Student(id="ada", name="Ben B"), Student(id="7", name="Ada")]
    assert whose(["ada"], listed) == ["? ada 7"]


def test_the_instructors_word_holds():
    assert whose(["zzz", "Ada Lovelace"], THREE, {"zzz": [THREE[0]]}) == ["1", "1"]
    assert whose(["A Lovelace", "zzz"], THREE, {"zzz": [THREE[0]]}) == ["? 1", "1"]
    assert whose(["lovelaceada_17_9_x", "lovelaceada_18_9_x"], THREE, {"lovelaceada_17": [THREE[0]]}) == [
        "1",
        "? 1",
    ]
    assert whose(["zzz"], None, {"zzz": [THREE[0]]}) == ["1"]


def test_without_a_list_one_id_with_two_names_is_nobodys():
    assert whose([moodle("Ada L", 5), moodle("Bob B", 5)], None) == ["?", "?"]
    assert whose([moodle("Ada L", 5), "Bob", "anon_ab_1_x.py"], None) == ["5", "Bob", "?"]


def test_who_stands_for_a_nameless_hand_in():
    nobody = Claim(label="x.py")
    assert by_itself(nobody) is None
    assert unmatched(nobody) == Student(id="unmatched x.py", name="x.py")
    assert owned([nobody], THREE, {})[0].by is By.NOTHING


NAMES = st.lists(
    st.sampled_from(
        "Ada Lovelace|Lovelace, Ada|Adá King Lovelace|A. Lovelace|Bob Byron|Byron|Ali bin Omar|Ali Omar|1|2|ada".split(
            "|"
        )
    ),
    min_size=1,
    max_size=5,
)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    NAMES,
    st.lists(
        st.tuples(
            st.sampled_from(["Ada Lovelace", "Bob Byron", "Ali Omar", "Lovelace Ada", "1", "ada"]),
            st.integers(1, 4),
        ),
        min_size=1,
        max_size=5,
    ),
)
def test_no_name_goes_to_somebody_it_does_not_fit(people, handed_in):
    roster = [Student(id=str(number), name=name) for number, name in enumerate(people, 1)]
    claims = [claim(moodle(name, number) if number % 2 else name) for name, number in handed_in]
    for one in owned(claims, roster, {}):
        assert len(one.students) <= 1
        for student in one.students:
            others = [other for other in roster if other.name == student.name and other.id != student.id]
            assert not others or one.by is By.ID
            assert student not in one.candidates
