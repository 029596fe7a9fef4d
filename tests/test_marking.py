"""What becomes of an exercise whose answer, check or warm parent does something odd."""

import pytest

from secondsource import catalogue
from secondsource.grading import answers, marking, sandbox
from secondsource.grading.isolated import IsolatedFile
from secondsource.grading.marking import Job
from secondsource.grading.results import State
from secondsource.grading.sandbox import Warm

LABELS = catalogue.find("lesson1/ex1")[0]
PROFILE = catalogue.find("lesson1/ex4")[0]
MEMO = catalogue.find("lesson5/ex3")[0]


def hand_in(place, exercise, more=""):
    path = place / exercise.lesson / f"{exercise.name}.py"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(exercise.solution.read_text("utf-8") + more, "utf-8")
    return str(place)


def mark(*places, exercises=(PROFILE,), level="process"):
    """Mark folders of answers, one student each, and return the results of each."""
    ids, found = [one.id for one in exercises], []
    jobs = [Job(student=str(n), answers=place, exercises=ids, seed="s") for n, place in enumerate(places)]
    marking.mark_all(jobs, level, found.append, ids)
    return [one.exercises for one in found]


def states(result):
    return {check.state for check in result.checks}


def test_an_answer_whose_warm_parent_dies_is_judged_again(tmp_path, monkeypatch):
    place, real, died = hand_in(tmp_path, PROFILE), IsolatedFile.call, []

    def call(self, *given):
        if not died:
            died.append(self._warm._process.kill())
        return real(self, *given)

    monkeypatch.setattr(IsolatedFile, "call", call)
    for (result,) in mark(place, place):
        assert result.points == result.out_of
    assert died


KILLS = "\n\nimport os, signal\ndef share_by_type(claims):\n    os.kill(os.getppid(), signal.SIGKILL)\n    while True:\n        pass\n"


def test_one_that_ends_the_warm_parent_every_time_harms_itself_only(tmp_path):
    bad, good = hand_in(tmp_path / "bad", PROFILE, KILLS), hand_in(tmp_path / "good", PROFILE)
    (first,), (second,), (third,) = mark(bad, good, bad)
    assert State.GRADER_FAULT in states(first) & states(third)
    assert second.points == second.out_of


def test_a_warm_parent_that_dies_between_two_answers_costs_nobody_anything(tmp_path, monkeypatch):
    place, real = hand_in(tmp_path, PROFILE), Warm.start

    def start(self, *given):
        self.ready()
        self._process.kill()
        self._process.wait()
        monkeypatch.setattr(Warm, "start", real)
        return self.start(*given)

    monkeypatch.setattr(Warm, "start", start)
    ((result,),) = mark(place)
    assert result.points == result.out_of


def test_where_no_answer_can_be_run_any_more_marking_ends(tmp_path, monkeypatch):
    place = hand_in(tmp_path, PROFILE)
    monkeypatch.setattr(Warm, "_start", lambda self, _: self.refuse("no room"))
    with pytest.raises(sandbox.NoIsolation, match="no room"):
        mark(place)


def test_the_process_of_an_exercise_ends_before_the_next_one_begins(tmp_path, monkeypatch):
    place, running, most = tmp_path, set(), []
    start, let_go = Warm.start, Warm.let_go
    for exercise in (LABELS, PROFILE, MEMO):
        hand_in(place, exercise)

    def started(self, *given):
        found = start(self, *given)
        running.add(found[0])
        most.append(len(running))
        return found

    monkeypatch.setattr(Warm, "start", started)
    monkeypatch.setattr(Warm, "let_go", lambda self, name: running.discard(name) or let_go(self, name))
    mark(str(place), exercises=(LABELS, PROFILE, MEMO))
    assert most == [1, 1, 1]
    assert not running


UNUSABLE = {
    "a number of too many digits in a memo": (MEMO, "\nMEMO['agrees'] = 'theprint ' + '9' * 5000\n"),
    "a paragraph that is none": (MEMO, "\nPASSAGES[0].paragraph = -10**18\n"),
    "a page nobody wrote": (LABELS, "\nLABELS = {'no_such_page_1': None}\n"),
}


@pytest.mark.parametrize("kind", UNUSABLE)
def test_no_value_makes_a_grader_fault(tmp_path, kind):
    exercise, more = UNUSABLE[kind]
    ((result,),) = mark(hand_in(tmp_path, exercise, more), exercises=(exercise,))
    assert State.GRADER_FAULT not in states(result)
    assert result.points < result.out_of


def test_a_check_that_fails_on_a_value_says_what_came_back_and_keeps_its_traceback(tmp_path):
    exercise, more = UNUSABLE["a number of too many digits in a memo"]
    ((result,),) = mark(hand_in(tmp_path, exercise, more), exercises=(exercise,))
    (check,) = [one for one in result.checks if one.remark]
    assert check.state is State.ERROR
    assert check.message.startswith(
        "No check can work with what came back last (ValueError). It was “{'question'"
    )
    assert "Traceback" in check.remark
    assert len(check.message) < 500


def test_a_check_that_works_for_ever_at_a_value_is_ended(tmp_path, monkeypatch):
    real = answers.rebuild

    def never(data, wanted):
        while b"stop" in data:
            pass
        return real(data, wanted)

    place = hand_in(tmp_path, PROFILE, "\n\ndef share_by_type(claims):\n    return {'stop': 1.0}\n")
    monkeypatch.setattr(answers, "rebuild", never)
    monkeypatch.setattr(marking, "CHECK_SECONDS", 0.05)
    ((result,),) = mark(place)
    (check,) = [one for one in result.checks if "it took too long" in one.message][:1]
    assert check.state is State.ERROR
    assert State.PASSED in states(result)


def test_a_check_that_fails_on_our_own_solution_is_our_fault(tmp_path, monkeypatch):
    def broken(*_):
        raise ZeroDivisionError

    place = hand_in(tmp_path, PROFILE)
    monkeypatch.setattr(answers, "rebuild", broken)
    ((result,),) = mark(place)
    assert states(result) == {State.GRADER_FAULT}
    assert "on our solution as well" in result.checks[0].message


def test_where_there_is_no_solution_what_came_back_is_at_fault(tmp_path, monkeypatch):
    exercise, more = UNUSABLE["a number of too many digits in a memo"]
    place = hand_in(tmp_path, exercise, more)
    monkeypatch.setattr(catalogue.Exercise, "solution", tmp_path / "none.py")
    ((result,),) = mark(place, exercises=(exercise,))
    assert State.ERROR in states(result)


def test_what_fails_before_any_value_is_our_fault(tmp_path, monkeypatch):
    def broken(*_):
        raise ZeroDivisionError

    monkeypatch.setattr(IsolatedFile, "call", broken)
    monkeypatch.setattr(IsolatedFile, "read", broken)
    ((result,),) = mark(hand_in(tmp_path, PROFILE))
    assert states(result) == {State.GRADER_FAULT}
