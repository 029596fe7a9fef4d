"""How often a check waits for an answer's process: once at most, whatever it asks."""

import os
from collections import Counter

import pytest

from secondsource import catalogue
from secondsource.grading import conversation
from secondsource.grading.marking import Job, mark_all
from secondsource.grading.results import State


@pytest.fixture(scope="module")
def waited():
    """Round trips of every check on its solution, by exercise and check; and every result."""
    trips, results = Counter(), []
    ask = conversation.ask

    def counted(*given):
        check = os.environ["PYTEST_CURRENT_TEST"].partition(" ")[0]
        trips[check] += 1
        return ask(*given)

    every = [exercise.id for exercise in catalogue.exercises()]
    job = Job(student="solution", answers="solutions", exercises=every, seed="round trips")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(conversation, "ask", counted)
        mark_all([job], "process", lambda one: results.extend(one.exercises))
    return trips, results


def test_every_check_on_a_solution_takes_one_round_trip_at_most(waited):
    trips, _ = waited
    assert {check: times for check, times in trips.items() if times > 1} == {}


def test_checks_were_made_and_passed(waited):
    trips, results = waited
    checks = [check for result in results for check in result.checks]
    assert {check.state for check in checks} == {State.PASSED}
    assert len(results) == len(catalogue.exercises()) <= len(trips) <= len(checks)


def test_checks_that_ask_everybody_the_same_take_one_round_trip_together(waited):
    trips, _ = waited
    for exercise in catalogue.exercises():
        visible = [
            times for check, times in trips.items() if check.startswith(f"{within_course(exercise)}::")
        ]
        held_out = exercise.visible.read_text("utf-8").count("fresh")
        assert sum(visible) <= 1 + held_out, exercise.id


def within_course(exercise):
    return exercise.visible.relative_to(catalogue.root()).as_posix()
