"""Workers: what they are started with, and what becomes of a job whose worker does not end it."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from secondsource import catalogue
from secondsource.grading import workers
from secondsource.grading.marking import Job

COURSE = ("secondsource", "seeds", "exercises", "tests", "solutions")
EXERCISE = "lesson1_anonymous_sourcing/ex1_label_sources"
MARK_ONE = """
from secondsource.grading.marking import Job
from secondsource.grading.workers import mark_class
job = Job(student="a", answers="solutions", exercises=["lesson1_anonymous_sourcing/ex1_label_sources"], seed="a")
mark_class([job], "process", 1, lambda one: print(one.exercises[0].points, one.exercises[0].out_of))
"""


def test_workers_find_a_package_that_lies_in_the_current_folder_only(tmp_path):
    course, beside = tmp_path / "course", tmp_path / "libraries"
    beside.mkdir()
    course.mkdir()
    for place in map(Path, sys.path):
        for path in place.glob("*") if place.name == "site-packages" else ():
            if "secondsource" not in path.name and path.suffix != ".pth":
                (beside / path.name).symlink_to(path)
    for name in COURSE:
        shutil.copytree(catalogue.root() / name, course / name)
    env = {"PYTHONPATH": str(beside), "PATH": os.environ["PATH"]}
    ran = subprocess.run(
        [sys._base_executable, "-c", MARK_ONE], cwd=course, env=env, capture_output=True, text=True
    )
    points, out_of = ran.stdout.split() or [ran.stderr, ""]
    assert points == out_of, ran.stderr


def test_a_worker_that_no_longer_comes_back_is_ended_and_others_go_on(monkeypatch):
    real, stuck = workers._Worker.give, []

    def give(self, one, tries):
        real(self, one, tries)
        if one.student == "stuck":
            stuck.append(self)
            os.kill(self.process.pid, signal.SIGSTOP)
            self.begun -= workers.LONGEST

    monkeypatch.setattr(workers._Worker, "give", give)
    monkeypatch.setattr(workers, "LOOK", 0.05)
    found = {}
    jobs = [job(name) for name in ("ada", "stuck", "ben", "cy")]
    workers.mark_class(jobs, "process", 1, lambda one: found.update({one.student: one.exercises[0]}))
    assert "had not ended" in found.pop("stuck").checks[0].message
    assert {one.points == one.out_of for one in found.values()} == {True}
    assert len(found) == 3
    assert stuck[0].process.returncode == -signal.SIGKILL


def job(student):
    return Job(student=student, answers="solutions", exercises=[EXERCISE], seed=student)


def test_what_a_process_worked_is_known_where_the_system_says():
    assert workers.worked_by(os.getpid()) == pytest.approx(time.process_time(), abs=1)
    assert workers.worked_by(2**40) == 0.0


def test_where_the_system_does_not_say_nobody_is_taken_for_stuck(monkeypatch):
    monkeypatch.delattr(time, "clock_gettime")
    assert workers.worked_by(os.getpid()) == 0.0


def test_workers_stay_for_the_next_class_and_go_at_the_end():
    with workers.Workers("process", 1, [EXERCISE]) as some:
        found = []
        some.mark([job("ada")], found.append)
        first = some._idle[0].process
        some.mark([job("ben")], found.append)
        assert [one.process for one in some._idle] == [first]
    assert first.returncode is not None
    assert [one.student for one in found] == ["ada", "ben"]


def test_one_that_died_while_it_waited_is_replaced():
    with workers.Workers("process", 1, [EXERCISE]) as some:
        found = []
        some.mark([job("ada")], found.append)
        some._idle[0].process.kill()
        some._idle[0].process.wait()
        some.mark([job("ben")], found.append)
    assert [one.exercises[0].points > 0 for one in found] == [True, True]
