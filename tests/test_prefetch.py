"""What a check asks of every answer alike is learnt from the solution, once."""

import pytest

from secondsource import catalogue
from secondsource.grading import marking, prefetch
from secondsource.grading.results import State

EXERCISE = catalogue.Exercise("lesson1_anonymous_sourcing", "ex3_classify_source")


@pytest.fixture
def asked(monkeypatch):
    """The questions of every check that is run: a list for each time."""
    found, known = {}, prefetch.Prefetch.questions

    def noted(self, item):
        found.setdefault(item.name, []).append(known(self, item))
        return found[item.name][-1]

    monkeypatch.setattr(prefetch.Prefetch, "questions", noted)
    return found


def marked(*answers):
    results = []
    jobs = [marking.Job(student=name, answers=name, exercises=[EXERCISE.id], seed=name) for name in answers]
    marking.mark_all(jobs, "process", lambda one: results.append(one.exercises[0]), [EXERCISE.id])
    return results


def test_questions_come_from_the_solution_whatever_is_marked(asked):
    stub, right = marked("exercises", "solutions")
    assert {check.state for check in stub.checks} == {State.NOT_ANSWERED}
    assert {check.state for check in right.checks} == {State.PASSED}
    ladder, *again = asked["test_the_ladder"]
    assert [one.name for one in ladder] == ["rung"] * 6
    assert again
    assert all(one is ladder for one in again)


def test_a_check_with_fresh_texts_is_not_run_beforehand(asked):
    marked("solutions")
    assert asked["test_fresh_phrases"] == [[]]


class Check:
    def __init__(self, name, *fixtures):
        self.name, self.fixturenames = name, fixtures


def test_nothing_is_asked_ahead_of_a_check_with_fresh_texts(monkeypatch):
    """Calls stay in the order of the checks: what an answer remembers of earlier ones is the same everywhere."""
    monkeypatch.setattr(
        prefetch.Prefetch, "questions", lambda self, item: [f"{item.name} 1", f"{item.name} 2"]
    )
    checks = [Check("a", "answer"), Check("b"), Check("c", "answer", "fresh"), Check("d")]
    assert prefetch.Prefetch().ahead(checks) == ["a 1", "a 2", "b 1", "b 2"]
    assert prefetch.Prefetch().ahead(checks[2:]) == []


def test_without_a_solution_everything_is_asked_as_it_comes(asked, monkeypatch):
    monkeypatch.setattr(
        catalogue.Exercise, "solution", property(lambda self: self.handed_out.with_suffix(".none"))
    )
    (right,) = marked("exercises")
    assert right.points == 0
    assert {len(questions) for times in asked.values() for questions in times} == {0}
