"""Grading on a Dask cluster: the same marks as here, and none lost when a worker is killed."""

import importlib
import importlib.util
import json
import os
import signal
import subprocess
import sys
import time
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import SimpleNamespace

import pytest
from typer.testing import CliRunner

from secondsource import catalogue, cli
from secondsource.grading import classroom, cluster, marking
from secondsource.grading.classroom import Options, grade_class
from secondsource.grading.cluster import ClusterError
from secondsource.grading.results import State
from secondsource.grading.sandbox import NoIsolation
from tests import bare
from tests.conftest import needs

EXERCISE = catalogue.Exercise("lesson1_anonymous_sourcing", "ex3_classify_source")
QUIET = lambda *_: None  # noqa: E731 - a callback that does nothing
STARTED = 60
"""Seconds that scheduler and workers may take to come up."""


def hand_in(place, student, text):
    path = place / student / EXERCISE.lesson / f"{EXERCISE.name}.py"
    path.parent.mkdir(parents=True)
    path.write_text(text, "utf-8")


@pytest.fixture(scope="module")
def class_of_ten(tmp_path_factory):
    """Ten students, some right, some wrong, some slow: the slow ones give time to kill a worker."""
    place = tmp_path_factory.mktemp("cluster") / "class"
    right, given = EXERCISE.solution.read_text("utf-8"), EXERCISE.handed_out.read_text("utf-8")
    slow = f"import time\n{right}\ntime.sleep(0.4)\n"
    for number in range(10):
        hand_in(place, f"s{number}", [slow, given, slow, "broken ("][number % 4])
    return place


def options(**more):
    return Options(level="process", jobs=1, exercises=(EXERCISE.id,), **more)


def marks(outcome):
    """Everything a result says but the time it took."""
    return {one.student.id: one.model_dump(exclude={"seconds"}) for one in outcome.book}


@pytest.fixture(scope="module")
def here(class_of_ten, tmp_path_factory):
    """What this machine makes of the class."""
    return marks(grade_class(class_of_ten, tmp_path_factory.mktemp("here"), options(), QUIET))


@contextmanager
def started(program, *arguments, folder, command=()):
    """A part of Dask as a process of its own, by the command that the page on grading names."""
    command = command or [Path(sys.executable).with_name("dask"), program]
    with (folder / f"{program}.log").open("ab") as log:
        process = subprocess.Popen(
            [*command, *arguments], cwd=catalogue.root(), stdout=log, stderr=log, start_new_session=True
        )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


@contextmanager
def scheduler(folder, command=()):
    """A scheduler on a free port of this machine; its address."""
    found = folder / "scheduler.json"
    given = [
        "--host",
        "127.0.0.1",
        "--port",
        "0",
        "--no-dashboard",
        "--no-show",
        "--scheduler-file",
        str(found),
    ]
    with started("scheduler", *given, folder=folder, command=command):
        until = time.monotonic() + STARTED
        while not found.is_file():
            assert time.monotonic() < until, (folder / "scheduler.log").read_text()
            time.sleep(0.1)
        yield json.loads(found.read_text())["address"]


@contextmanager
def worker(address, folder):
    """One worker process, without a nanny that would start it again."""
    given = [address, "--no-nanny", "--nthreads", "1", "--no-dashboard", "--local-directory", str(folder)]
    with started("worker", *given, "--host", "127.0.0.1", folder=folder) as process:
        yield process


@pytest.fixture
def dask():
    needs("dask", importlib.util.find_spec("distributed") is not None)


def test_a_worker_killed_in_the_middle_costs_no_mark(class_of_ten, here, tmp_path, dask, monkeypatch):
    monkeypatch.setattr(cluster, "TOGETHER", 1)
    seen, killed = [], []
    with ExitStack() as running:
        address = running.enter_context(scheduler(tmp_path))
        both = [running.enter_context(worker(address, tmp_path)) for _ in range(2)]
        wait_for(address, 2)

        def on_progress(done, total, student):
            seen.append(student.id)
            if done == 3:
                os.kill(both[0].pid, signal.SIGKILL)
                killed.append(both[0].wait())

        outcome = grade_class(class_of_ten, tmp_path / "out", options(scheduler=address), on_progress)
        assert both[1].poll() is None

        # The same cluster, another course: it may not mark.
        monkeypatch.setattr(cluster, "course", lambda: "another")
        again = options(scheduler=address, regrade=True)
        with pytest.raises(ClusterError, match="other checks, records or code"):
            grade_class(class_of_ten, tmp_path / "out", again, QUIET)
    assert killed == [-signal.SIGKILL]
    assert sorted(seen) == sorted(here)  # each once
    assert marks(outcome) == here
    assert not any(one.faults for one in outcome.book)


def wait_for(address, workers):
    import distributed

    with distributed.Client(address, set_as_default=False) as client:
        client.wait_for_workers(workers, timeout=STARTED)


def test_a_scheduler_without_workers_and_none_at_all_are_told(class_of_ten, tmp_path, dask, monkeypatch):
    monkeypatch.setattr(cluster, "PATIENCE", 3)
    with scheduler(tmp_path) as address, pytest.raises(ClusterError, match="has no worker"):
        grade_class(class_of_ten, tmp_path / "out", options(scheduler=address), QUIET)
    monkeypatch.setattr(cluster, "PATIENCE", 1)
    given = ["grade", str(class_of_ten), "--out", str(tmp_path / "out"), "--scheduler", "tcp://127.0.0.1:9"]
    ran = CliRunner().invoke(cli.app, [*given, "--isolation", "process"])
    assert ran.exit_code == 2
    assert "No Dask scheduler answers" in ran.output


def test_a_machine_without_the_course_is_told_what_it_lacks(class_of_ten, tmp_path, dask):
    """The lock alone does not bring the course: a scheduler that has only that."""
    path = f"PYTHONPATH={bare.libraries(tmp_path / 'libraries')}"
    lacking = ["/usr/bin/env", path, sys._base_executable, "-P", "-m", "distributed.cli.dask_scheduler"]
    with scheduler(tmp_path, lacking) as address, worker(address, tmp_path):
        with pytest.raises(ClusterError, match=r"cannot load the course.*make cluster.*No module named"):
            grade_class(class_of_ten, tmp_path / "out", options(scheduler=address), QUIET)
        assert not list((tmp_path / "out" / "results").glob("*.json"))


def test_without_dask_the_command_says_what_to_install(class_of_ten, tmp_path, monkeypatch):
    monkeypatch.setattr(importlib, "import_module", refuse)
    given = [
        "grade",
        str(class_of_ten),
        "--out",
        str(tmp_path / "out"),
        "--scheduler",
        "tcp://127.0.0.1:8786",
    ]
    ran = CliRunner().invoke(cli.app, given)
    assert ran.exit_code == 2
    assert "make cluster" in " ".join(ran.output.split())


def refuse(name):
    raise ImportError(name)


# --- what runs on a worker, and what becomes of its errors, in this process --------------------


class Future:
    """A task that has ended."""

    def __init__(self, run):
        self.error, self.found = None, None
        try:
            self.found = run()
        except Exception as error:
            self.error = error

    def exception(self):
        return self.error

    def result(self):
        return self.found


class Ended(list):
    """Tasks in the order they were added, new ones included: as Dask's as_completed."""

    add = list.append


class Client:
    """A cluster of one worker: this process."""

    loop = None

    def __init__(self, run):
        self.run = run

    def scheduler_info(self):
        return {"workers": {"one": None}}

    def submit(self, function, parcel, pure):
        assert not pure  # the same parcel again is marked again
        return Future(lambda: self.run(function, parcel))


@pytest.fixture
def one_process(monkeypatch):
    """Make the cluster a call in this process; return how to say what happens to a parcel."""

    def use(run):
        @contextmanager
        def connected(_):
            yield Client(run)

        monkeypatch.setattr(cluster, "_connected", connected)
        monkeypatch.setattr(cluster, "dask", lambda: SimpleNamespace(as_completed=lambda loop: Ended()))

    return use


def test_the_marks_are_the_same_as_here(class_of_ten, here, tmp_path, one_process):
    one_process(lambda function, parcel: function(parcel))
    outcome = grade_class(class_of_ten, tmp_path / "out", options(scheduler="here"), QUIET)
    assert marks(outcome) == here


def test_what_ends_every_worker_is_a_grader_fault_for_one_student_alone(
    class_of_ten, here, tmp_path, one_process, monkeypatch
):
    monkeypatch.setattr(cluster, "mark_class", instead_of_marking)
    sizes = []

    def run(function, parcel):
        given = cluster.Parcel.model_validate_json(parcel)
        sizes.append(len(given.jobs))
        if "s3" in {job.student for job in given.jobs}:
            raise RuntimeError("the worker died")
        return function(parcel)

    one_process(run)
    outcome = grade_class(class_of_ten, tmp_path / "out", options(scheduler="here"), QUIET)
    states = {one.student.id: one.exercises[0].checks[0].state for one in outcome.book}
    assert states.pop("s3") is State.GRADER_FAULT
    assert set(states) == set(here) - {"s3"}
    assert set(states.values()) == {State.PASSED}
    assert sizes == [8, 2, *[1] * 8]


def instead_of_marking(jobs, level, _workers, on_marked):
    """Give every job a passed check, if its files have arrived."""
    for job in jobs:
        lesson, name = job.exercises[0].split("/")
        assert (catalogue.Path(job.answers) / lesson / f"{name}.py").is_file()
        check = marking.grader_fault("x", "").model_copy(update={"state": State.PASSED})
        result = marking.ExerciseResult(lesson=lesson, exercise=name, title="", file="", checks=[check])
        on_marked(marking.Marked(student=job.student, level=level, exercises=[result], seconds={}))


def test_no_isolation_on_a_worker_stops_the_grading(class_of_ten, tmp_path, one_process):
    def run(*_):
        raise NoIsolation("bubblewrap is missing")

    one_process(run)
    with pytest.raises(NoIsolation, match="bubblewrap"):
        grade_class(class_of_ten, tmp_path / "out", options(scheduler="here"), QUIET)


def test_another_course_may_not_mark(class_of_ten, monkeypatch):
    parcel = cluster.Parcel(jobs=[], files=[], level="process", course="another")
    with pytest.raises(ClusterError, match="Install the same version"):
        cluster.mark_parcel(parcel.model_dump_json())


def test_the_course_is_checks_records_and_code(monkeypatch):
    before = cluster.course()
    assert before == cluster.course()
    monkeypatch.setattr(cluster, "course_files", lambda: classroom.course_files()[1:])
    assert cluster.course() != before


def test_files_travel_whole(tmp_path):
    source = tmp_path / "a" / "lesson1_x"
    source.mkdir(parents=True)
    (source / "ex1.py").write_bytes(bytes(range(256)))
    os.utime(source / "ex1.py", (1_000_000_000, 1_000_000_000))
    cluster.unpacked(cluster.packed(tmp_path / "a"), tmp_path / "b")
    arrived = tmp_path / "b" / "lesson1_x" / "ex1.py"
    assert arrived.read_bytes() == bytes(range(256))
    assert arrived.stat().st_mtime == 1_000_000_000
