"""Grading a class: what is taken in, what is marked anew, what is written."""

import csv
import importlib.util
import io
import json
import os
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from collections import deque
from datetime import datetime
from multiprocessing import Pipe
from pathlib import Path
from types import SimpleNamespace

import pytest
from rich.console import Console
from typer.testing import CliRunner

from secondsource import catalogue, cli, seeds
from secondsource.grading import (
    alone,
    classroom,
    command,
    feedback,
    formats,
    isolated,
    marking,
    sandbox,
    student_view,
    tables,
    timing,
    warm,
    wire,
    workers,
    working,
)
from secondsource.grading.classes import Student, rosters
from secondsource.grading.classroom import Options, grade_class
from secondsource.grading.gradebook import class_marks
from secondsource.grading.graded import Book, Graded, reason, slug
from secondsource.grading.results import CheckResult, ExerciseResult, State
from tests.conftest import needs

EXERCISE = catalogue.Exercise("lesson1_anonymous_sourcing", "ex3_classify_source")
OTHER = catalogue.Exercise("lesson1_anonymous_sourcing", "ex2_find_attributions")
ONLY = Options(level="process", jobs=1, exercises=(EXERCISE.id,))
QUIET = lambda *_: None  # noqa: E731 - a callback that does nothing


def hand_in(place, student, text=None, exercise=EXERCISE):
    path = place / student / exercise.lesson / f"{exercise.name}.py"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(exercise.solution.read_text("utf-8") if text is None else text, "utf-8")
    return path


# --- marking ----------------------------------------------------------------------------------


def marked(jobs, level="process"):
    found = []
    marking.mark_all(jobs, level, found.append, [EXERCISE.id])
    return found


def job(folder, student="ada", exercise=EXERCISE):
    return marking.Job(student=student, answers=str(folder), exercises=[exercise.id], seed=student)


def test_solutions_earn_all_points_one_after_the_other():
    for one in marked([job("solutions"), job("solutions", "ben"), job("exercises", "cy")]):
        result = one.exercises[0]
        assert result.points == (0 if one.student == "cy" else result.out_of)
        assert any(check.held_out for check in result.checks)
        assert one.seconds[EXERCISE.id] > 0


def test_an_exercise_nobody_knows_is_a_grader_fault():
    result = marked([job("solutions", exercise=catalogue.Exercise("lesson9_none", "ex1_none"))])[0].exercises[
        0
    ]
    assert result.checks[0].state is State.GRADER_FAULT
    assert "could not be read" in result.checks[0].message


def test_checks_that_cannot_be_read_are_a_grader_fault(tmp_path, monkeypatch):
    broken = tmp_path / "tests" / EXERCISE.lesson / EXERCISE.visible.name
    broken.parent.mkdir(parents=True)
    broken.write_text("import no_such_module\n")
    files = marking._check_files(set())
    monkeypatch.setattr(marking, "_check_files", lambda _: [*files, broken])
    result = marked([job("solutions")])[0].exercises[0]
    assert result.checks[-1].state is State.GRADER_FAULT
    assert "no_such_module" in result.checks[-1].message


def test_no_checks_at_all_is_said(monkeypatch):
    monkeypatch.setattr(marking, "options_for", lambda _: ["-k", "nothing_is_called_so"])
    with pytest.raises(marking.MarkingFailed, match="found no checks"):
        marked([job("solutions")])


def test_trouble_of_the_grader_comes_out():
    def jobs():
        yield job("solutions")
        raise OSError("disk gone")

    with pytest.raises(OSError, match="disk gone"):
        marked(jobs())


def test_a_process_that_cannot_be_closed_in_is_our_fault(tmp_path):
    class Half:
        level = "process"

        def start(self):
            import socket

            ours, theirs = socket.socketpair()
            theirs.close()
            return "x", ours, timing.Stopwatch()

        def end(self, _):
            return wire.NOT_CLOSED_IN

        refuse = sandbox.Warm.refuse

    path = tmp_path / "ex1_x.py"
    path.write_text("A = 1")
    with pytest.raises(sandbox.NoIsolation, match="closed in"):
        isolated.IsolatedFile(path, Half()).read("A")


def test_the_parent_that_ends_says_why(monkeypatch):
    monkeypatch.setattr(sandbox, "START", "import sys; sys.exit('setting up uid map: Permission denied')")
    with (
        sandbox.Warm("process") as parent,
        pytest.raises(sandbox.NoIsolation, match="forbids user namespaces"),
    ):
        parent.ready()
    monkeypatch.setattr(sandbox, "START", "raise SystemExit(1)")
    with sandbox.Warm("process") as parent, pytest.raises(sandbox.NoIsolation, match="it said nothing"):
        parent.start()


def test_a_parent_that_cannot_be_started_leaves_nothing_behind(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(sandbox, "_command", lambda *_: ["/there/is/no/such/program"])
    with pytest.raises(FileNotFoundError):
        sandbox.Warm("process")
    assert not list(tmp_path.iterdir())


def test_levels_on_other_machines(monkeypatch):
    monkeypatch.setattr(
        sandbox.syscalls, "program", lambda: (_ for _ in ()).throw(ImportError("no libseccomp"))
    )
    monkeypatch.setattr(sandbox.shutil, "which", lambda _: "/usr/bin/bwrap")
    assert "no libseccomp" in sandbox.missing("sandbox")
    monkeypatch.delattr(sandbox.os, "fork")
    assert "WSL" in sandbox.missing("process")
    with pytest.raises(sandbox.NoIsolation, match="WSL"):
        sandbox.demand("process")


def test_a_parent_that_was_cut_off_says_so(monkeypatch):
    with sandbox.Warm("process") as warm_parent:
        warm_parent._process.kill()
        warm_parent._process.wait()
        warm_parent._control.close()
        warm_parent._control = SimpleNamespace(recvmsg=_reset, close=QUIET)
        with pytest.raises(sandbox.NoIsolation, match="it said nothing"):
            warm_parent._reply()


def _reset(*_):
    raise ConnectionResetError


def test_a_parent_that_ends_twice_before_it_begins_is_told_and_nothing_stays_open(tmp_path):
    with sandbox.Warm("process") as warm_parent:
        warm_parent.ready()
        warm_parent._reply = lambda: warm_parent._lost()
        with pytest.raises(sandbox.NoIsolation, match="ended"):
            warm_parent.start()
        assert warm_parent._control is None
        assert warm_parent._received() == (b"", [])


def test_a_kernel_without_landlock_is_refused(monkeypatch):
    monkeypatch.setattr(sandbox, "_command", lambda *given: sandbox_command("process", *given[1:]))
    monkeypatch.setattr(sandbox.syscalls, "program", lambda: b"")
    monkeypatch.setattr(sandbox.Warm, "_reply", lambda self: {"landlock": 0})
    with sandbox.Warm("sandbox") as parent, pytest.raises(sandbox.NoIsolation, match="landlock"):
        parent.ready()


sandbox_command = sandbox._command


def test_the_filter_is_made_and_the_command_hides_packages(tmp_path, monkeypatch):
    needs("sandbox", importlib.util.find_spec("pyseccomp"))
    assert len(sandbox.syscalls.program()) % 8 == 0
    command = sandbox._command("sandbox", tmp_path, [Path(catalogue.__file__)], 5)
    assert command[0] == "bwrap"
    assert "--unshare-net" in command
    monkeypatch.setattr(sandbox, "_interpreter", lambda: [catalogue.root().parent])
    assert catalogue.root() in sandbox._hidden()


def test_compiled_modules_come_along(tmp_path):
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "one.py").write_text("")
    compiled = tmp_path / "__pycache__" / f"one.{sys.implementation.cache_tag}.pyc"
    compiled.write_bytes(b"")
    (tmp_path / "out").mkdir()
    sandbox._copy_module(tmp_path / "one.py", tmp_path / "out")
    assert (tmp_path / "out" / "__pycache__" / compiled.name).is_file()


def test_modules_of_the_sandbox_can_be_imported():
    assert warm.main


# --- workers ----------------------------------------------------------------------------------


def test_a_worker_marks_what_it_is_given_until_the_channel_closes(monkeypatch):
    load_text, real = seeds.load_text, marking.mark_with
    ours, theirs = Pipe()
    ours.send_bytes(job("solutions").model_dump_json().encode())
    ours.send_bytes(job("exercises").model_dump_json().encode())
    got = []
    monkeypatch.setattr(
        marking, "mark_with", lambda warm, jobs, *more: real(warm, _closing(jobs, ours, got), *more)
    )
    try:
        working.work(theirs, "process", [EXERCISE.id])
    finally:
        vars(seeds)["load_text"] = load_text
    assert len(got) == 2


def _closing(jobs, ours, got):
    for one in jobs:
        got.append(one)
        yield one
        if len(got) == 2:
            while ours.poll(0.2):
                ours.recv_bytes()
            ours.close()


def test_a_worker_that_dies_costs_nobody_a_mark_and_leaves_nothing_behind(tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", None)
    real, died = workers._Worker.give, []

    def give(self, one, tries):
        real(self, one, tries)
        if one.student == "ill" or (one.student == "unlucky" and not died):
            died.append(one.student)
            self.process.kill()
            self.process.wait()

    monkeypatch.setattr(workers._Worker, "give", give)
    found = {}
    jobs = [job("solutions", name) for name in ("ada", "unlucky", "ill", "ben")]
    workers.mark_class(jobs, "process", 2, lambda one: found.update({one.student: one.exercises[0]}))
    assert set(found) == {"ada", "unlucky", "ill", "ben"}
    assert found["unlucky"].points == found["ada"].points == found["ada"].out_of
    assert found["ill"].checks[0].state is State.GRADER_FAULT
    assert not list(tmp_path.iterdir())


def test_a_level_that_is_missing_is_said_before_anything_is_done(tmp_path, monkeypatch):
    hand_in(tmp_path / "c", "ada")
    monkeypatch.setattr(classroom, "missing", lambda _: "There is no bubblewrap.")
    with pytest.raises(sandbox.NoIsolation, match="no bubblewrap"):
        grade_class(tmp_path / "c", tmp_path / "out", ONLY, QUIET)
    assert not (tmp_path / "out").exists()


def test_a_level_that_only_a_try_shows_to_be_missing_is_said(tmp_path, monkeypatch):
    needs("sandbox", importlib.util.find_spec("pyseccomp"))
    bubblewrap = tmp_path / "bwrap"
    bubblewrap.write_text("#!/bin/sh\necho 'bwrap: setting up uid map: Permission denied' >&2\nexit 1\n")
    bubblewrap.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    hand_in(tmp_path / "c", "ada")
    with pytest.raises(sandbox.NoIsolation, match="forbids user namespaces"):
        grade_class(
            tmp_path / "c", tmp_path / "out", Options("sandbox", 1, False, None, (EXERCISE.id,)), QUIET
        )


def test_a_worker_that_cannot_start_later_on_stops_nobody():
    found = []
    run = workers._Run(deque(), "process", found.append, QUIET, [])
    marks = marking.Marked(student="ada", level="process", exercises=[], seconds={}).model_dump_json()
    one, other = said(marks.encode(), "ada"), said(working.NO_LEVEL + b"no memory left", "ben")
    run.busy |= {one.channel: one, other.channel: other}
    run.hear(one)
    run.hear(other)
    assert [job.student for job, _ in run._waiting] == ["ben"]
    assert [one.student for one in found] == ["ada"]
    assert run.busy == {}


def said(message, student):
    """A worker that has sent this."""
    channel = type("Channel", (), {"recv_bytes": lambda _: message})()
    return SimpleNamespace(channel=channel, job=job("solutions", student), tries=1, stop=QUIET)


def test_a_worker_says_why_it_cannot_start(monkeypatch):
    monkeypatch.setattr(sandbox, "START", "raise SystemExit('no room')")
    ours, theirs = Pipe()
    working.work(theirs, "process", [EXERCISE.id])
    assert ours.recv_bytes().startswith(working.NO_LEVEL)


def test_a_worker_does_what_its_command_line_says(monkeypatch):
    ours, theirs = Pipe()
    ours.close()
    worked = []
    monkeypatch.setattr(working, "work", lambda *given: worked.append(given))
    monkeypatch.setattr(sys, "argv", ["-c", str(os.dup(theirs.fileno())), "process", "folder", "lesson/ex"])
    working.main()
    assert worked[0][1:] == ("process", ["lesson/ex"], "folder")
    with pytest.raises(EOFError):
        worked[0][0].recv_bytes()


def test_ctrl_c_leaves_no_worker_behind(monkeypatch):
    def stop(_):
        raise KeyboardInterrupt

    real, begun = workers._Worker.started, []
    monkeypatch.setattr(workers._Worker, "started", lambda *given: begun.append(real(*given)) or begun[-1])
    with pytest.raises(KeyboardInterrupt):
        workers.mark_class([job("solutions", name) for name in ("ada", "ben", "cy")], "process", 2, stop)
    assert begun
    assert all(one.process.returncode is not None for one in begun)


# --- a class ----------------------------------------------------------------------------------


@pytest.fixture
def in_process(monkeypatch):
    """Mark in this process: quicker, and coverage sees it.  The course's own files count as unchanged."""
    monkeypatch.setattr(classroom, "course_files", lambda: [])
    monkeypatch.setattr(
        classroom,
        "mark_class",
        lambda jobs, level, _, on: jobs and marking.mark_all(jobs, level, on, asked_in(jobs)),
    )


def asked_in(jobs):
    return {name for one in jobs for name in one.exercises}


def test_a_mark_depends_on_every_file_an_answer_is_shown(tmp_path):
    sandbox.lay_out(tmp_path)
    shown = {
        path.relative_to(tmp_path) for path in tmp_path.rglob("*") if path.suffix in {".py", ".md", ".json"}
    }
    known = {path.relative_to(catalogue.root()) for path in classroom.course_files()}
    assert {path.parts[0] for path in shown} == {"secondsource", "seeds"}
    assert shown <= known


KILLED = """
import sys, time
from pathlib import Path
from secondsource.grading.alone import grade_alone
from secondsource.grading.classes import Student
from secondsource.grading.classroom import Options, grade_class

def waits(*_):
    print("marked", flush=True)
    time.sleep(600)

if __name__ == "__main__":
    place, out, how = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
    if how == "alone":
        from secondsource.grading import alone
        alone.grade_class = waits
        grade_alone(place / "ada", Student(id="ada", name="Ada"), "process", None)
    else:
        grade_class(place, out, Options(level="process", jobs=1, exercises=(how,)), waits)
"""


@pytest.mark.parametrize(
    ("how", "prefix"), [(EXERCISE.id, "secondsource_class_"), ("alone", "secondsource_one_")]
)
def test_the_answers_that_a_killed_run_left_go_with_the_next(tmp_path, monkeypatch, in_process, how, prefix):
    place, out, temporary = (tmp_path / name for name in ("c", "out", "tmp"))
    temporary.mkdir()
    hand_in(place, "ada")
    run = subprocess.Popen(
        [sys.executable, "-c", KILLED, str(place), str(out), how],
        env={**os.environ, "TMPDIR": str(temporary), "PYTHONPATH": str(catalogue.root())},
        stdout=subprocess.PIPE,
    )
    with run:
        assert run.stdout.readline() == b"marked\n"
        run.kill()
    (left,) = temporary.glob(f"{prefix}*")
    assert list(left.rglob("*.py"))
    os.utime(left, (0, 0))
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    if how == "alone":
        alone.grade_alone(place / "ada", Student(id="ada", name="Ada"), "process", None)
    else:
        grade_class(place, out, ONLY, QUIET)
    assert not list(temporary.glob(f"{prefix}*"))


def test_a_second_run_marks_only_what_changed(tmp_path, in_process):
    place, out = tmp_path / "c", tmp_path / "out"
    for student in ("ada", "ben", "cy"):
        hand_in(place, student)
    hand_in(place, "ada", exercise=OTHER)
    both = Options(level="process", jobs=1, exercises=(EXERCISE.id, OTHER.id))
    first = grade_class(place, out, both, QUIET)
    assert (first.marked, first.kept, len(first.book)) == (6, 0, 3)

    again = grade_class(place, out, both, QUIET)
    assert (again.marked, again.kept, again.changes) == (0, 6, [])

    hand_in(place, "ben", "def nothing():\n    pass\n")
    changed = grade_class(place, out, both, QUIET)
    assert (changed.marked, changed.kept) == (1, 5)
    assert [(one.student.id, one.after, one.why) for one in changed.changes] == [("ben", 0, "handed in anew")]
    assert [(one.student.id, one.points > 0) for one in changed.book] == [
        ("ada", True),
        ("ben", False),
        ("cy", True),
    ]

    assert grade_class(place, out, Options("process", 1, True, None, both.exercises), QUIET).marked == 6


def test_a_check_that_changed_is_marked_anew_and_said(tmp_path, in_process, monkeypatch):
    hand_in(tmp_path / "c", "ada")
    grade_class(tmp_path / "c", tmp_path / "out", ONLY, QUIET)
    path = tmp_path / "out" / "results" / "ada.json"
    data = json.loads(path.read_text())
    data["exercises"][0]["checks"][0]["points"] = 0
    data["keys"][EXERCISE.id]["checks"] = "before the mend"
    path.write_text(json.dumps(data))
    outcome = grade_class(tmp_path / "c", tmp_path / "out", ONLY, QUIET)
    assert [one.why for one in outcome.changes] == ["the checks changed"]


def test_reasons():
    key = classroom.Key(answer="a", checks="b", grader="c", level="sandbox")
    assert reason(None, key) == "the grader had failed before"
    assert reason(key, key) == "regraded"
    assert "isolation" in reason(key, key.model_copy(update={"level": "process"}))


def test_ctrl_c_keeps_what_is_done(tmp_path, monkeypatch):
    for student in ("ada", "ben", "cy"):
        hand_in(tmp_path / "c", student)

    def stopped(jobs, level, _, on):
        marking.mark_all(jobs[:1], level, on, asked_in(jobs))
        raise KeyboardInterrupt

    monkeypatch.setattr(classroom, "mark_class", stopped)
    outcome = grade_class(tmp_path / "c", tmp_path / "out", ONLY, QUIET)
    assert outcome.stopped
    assert outcome.to_go == 2
    assert [one.student.id for one in outcome.book] == ["ada"]
    assert command.exit_code(outcome) == 130


def test_a_grader_fault_is_no_mark_and_is_tried_again(tmp_path, in_process, monkeypatch):
    hand_in(tmp_path / "c", "ada")
    real = marking._Session._result
    monkeypatch.setattr(
        marking._Session, "_result", lambda self, exercise, one, _: real(self, exercise, one, [])
    )
    outcome = grade_class(tmp_path / "c", tmp_path / "out", ONLY, QUIET)
    graded = next(iter(outcome.book))
    assert graded.faults == [EXERCISE.id]
    assert command.exit_code(outcome) == 3
    marks = class_marks(outcome.book)
    head, line = rows(tables.gradebook(marks))
    assert {name: line[head.index(name)] for name in (EXERCISE.id, "earned", "final")} == {EXERCISE.id: "", "earned": "", "final": ""}  # fmt: skip
    assert tables.canvas(marks, "X").count("\n") == 2
    said = formats.gradescope(graded)
    assert (said["score"], said["visibility"]) == (0, "hidden")  # without a score Gradescope makes its own
    assert "not final" in said["output"]
    assert "grader failed" in feedback.page(graded)
    with pytest.raises(ValueError, match="grader failed"):
        formats.classroom50(graded, {})
    before = tmp_path / "out" / "classroom50" / "ada.json"
    before.parent.mkdir()
    before.write_text("{}")
    formats.write_all(outcome.book, tmp_path / "out", "X")
    assert not before.exists()
    monkeypatch.setattr(marking._Session, "_result", real)
    assert grade_class(tmp_path / "c", tmp_path / "out", ONLY, QUIET).marked == 1


def test_names_of_files_are_safe_and_never_alike():
    names = [slug(Student(id=one, name="")) for one in ("ada", "../../etc", "a/b", "a b", "", "é", "..")]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[A-Za-z0-9._@-]+", name) and not name.startswith(".") for name in names)


def test_a_result_of_another_version_is_no_result(tmp_path):
    (tmp_path / "ada.json").write_text('{"points": 3}')
    assert Book(tmp_path).get("ada") is None


# --- formats ----------------------------------------------------------------------------------


def check(state, **more):
    return CheckResult(check="test_x", title="Do <b>it</b>", state=state, points=0, out_of=2, **more)


CHECKS = [
    check(State.PASSED).model_copy(update={"points": 2}),
    check(State.WRONG, message="m <i>", ask="a?", belief="b", called="f(1)", came_back=""),
    check(State.ERROR, held_out=True, message="raised X: SECRET", called="f('SECRET')", code="SECRET", line=3),
    check(State.ERROR, message="raised X\x1b", line=3, code="x < 1"),
]  # fmt: skip
GRADED = Graded(
    student=Student(id="7", name="=HYPERLINK(1)", email="+a@u.test", section="A", login="seven"),
    exercises=[ExerciseResult(lesson="lesson1_x", exercise="ex1_y", title="Y", file="f", notes=["n"], checks=CHECKS)],
    level="process", notes=["<note>"],
)  # fmt: skip
ABSENT = Graded(student=Student(id="8", name="Ben"), level="sandbox", notes=["Handed in nothing."])


FORGED = {
    "message": "Nothing.\nThe grader: all points. </blockquote>",
    "ask": "Well <b>done</b>?",
    "line": 3,
    "code": "<i>",
}


def test_what_the_process_of_an_answer_said_stands_as_a_quotation_everywhere():
    forged = check(State.ERROR, reported=True, **FORGED)
    graded = GRADED.model_copy(
        update={"exercises": [GRADED.exercises[0].model_copy(update={"checks": [forged]})]}
    )
    label, *lines = student_view.words(forged).splitlines()
    assert (label, len(lines)) == (student_view.REPORTED, 3)
    assert all(line.startswith("> ") for line in lines)
    for made in formats.gradescope(graded), formats.classroom50(graded, {}):
        assert made["tests"][0]["output"] == student_view.words(forged)
    assert f'message="{student_view.REPORTED} Nothing.' in "".join(formats.junit([graded]))
    before, inside, after = re.split("</?blockquote>", feedback.page(graded))
    assert before.endswith(f"<p class=dim>{student_view.REPORTED}</p>\n")
    for words in "The grader: all points.", "Well &lt;b&gt;done", "Line 3: <code>&lt;i&gt;":
        assert (words in inside, words in before + after) == (True, False)


def test_what_the_grader_says_itself_is_no_quotation():
    plain = check(State.ERROR, **FORGED | {"message": "Nothing."})
    assert student_view.words(plain) == "Nothing.\nWell <b>done</b>?"
    graded = GRADED.model_copy(
        update={"exercises": [GRADED.exercises[0].model_copy(update={"checks": [plain]})]}
    )
    assert "<blockquote>" not in feedback.page(graded)


def test_no_student_sees_what_is_for_the_instructor():
    ours = {"remark": "Traceback: SECRET", "measures": {"SECRET": 3}}
    told = {
        **FORGED,
        "cell": 2,
        "called": "f('SECRET')",
        "came_back": "SECRET",
        "printed": "SECRET",
        "hints": ["SECRET"],
    }
    for held_out in (False, True):
        seen = student_view.for_student(check(State.ERROR, held_out=held_out, reported=True, **ours, **told))
        assert (seen.remark, seen.measures) == ("", {})
        assert ("SECRET" in seen.model_dump_json()) is not held_out
    assert (seen.message, seen.ask, seen.code, seen.place) == (
        student_view.HELD_OUT_WORDS[State.ERROR], "", "", "line None",
    )  # fmt: skip
    assert student_view.for_student(check(State.WRONG, held_out=True, ask="Why?")).ask == "Why?"


def rows(text):
    return list(csv.reader(io.StringIO(text)))


def test_tables_hold_no_formula():
    for text in (
        tables.gradebook(class_marks([GRADED, ABSENT])),
        tables.canvas(class_marks([GRADED]), "A (1)"),
        tables.moodle(class_marks([GRADED, ABSENT]), "A", {"7": "=7"}),
    ):
        for row in rows(text):
            assert not [cell for cell in row if re.match(r"[=+@-]", cell)]


def test_canvas_columns():
    head, possible, line = rows(tables.canvas(class_marks([GRADED]), "Course (42)"))
    assert head == ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "Course (42)"]
    assert possible == ["    Points Possible", "", "", "", "", "8"]
    assert line == ["'=HYPERLINK(1)", "7", "", "seven", "A", "2"]


def test_moodle_columns():
    head, _, absent = rows(tables.moodle(class_marks([GRADED, ABSENT]), "Course", {"8": "s008"}))
    assert head == ["ID number", "Full name", "Email address", "Course", "Course (feedback)"]
    assert absent == ["s008", "Ben", "", "", "Handed in nothing."]
    # Without an ID number from the class list there is none: a participant's number is another thing.
    assert rows(tables.moodle(class_marks([GRADED]), "Course", {}))[1][0] == ""


def measured(lesson):
    """The entry or exit check of a student who got everything right in it."""
    checks = [check(State.PASSED).model_copy(update={"points": 2})]
    return ExerciseResult(lesson=lesson, exercise="ex1_z", title="Z", file="f", checks=checks)


def test_what_measures_learning_has_columns_of_its_own_and_counts_for_nothing():
    around = [measured("lesson0_entry_check"), *GRADED.exercises, measured("lesson6_exit_check")]
    graded = GRADED.model_copy(update={"exercises": around})
    marks = class_marks([graded])
    head, line = rows(tables.gradebook(marks))
    assert head[4:12] == ["lesson1_x/ex1_y", "earned", "out of", "final", "final out of", "why", "lesson0_entry_check/ex1_z", "lesson6_exit_check/ex1_z"]  # fmt: skip
    assert line[4:12] == ["2", "2", "8", "2", "8", "", "2", "2"]
    assert [row[-1] for row in rows(tables.canvas(marks, "A"))] == ["A", "8", "2"]
    assert rows(tables.moodle(marks, "A", {}))[1][3:] == ["2", "Z: 2 of 2 (does not count); Y: 2 of 8; Z: 2 of 2 (does not count)"]  # fmt: skip
    assert "2 of 8 points" in feedback.page(graded)
    here, there = formats.gradescope(graded), formats.classroom50(graded, {})
    assert here["score"] == sum(one.get("score", 0) for one in here["tests"]) == 2
    assert there["score"] == sum(one["score"] for one in there["tests"]) == 2
    assert there["max-score"] == sum(one["max-score"] for one in there["tests"]) == 8


HEADINGS = "Identifier,Full name,Email address,Status,Grade,Maximum Grade,Grade can be changed,Last modified (submission),Last modified (grade),Feedback comments"
WORKSHEET = f"""\ufeff{HEADINGS}
Participant 7,=Ada,ada@u.test,Submitted for grading,,"100,00",Yes,"Monday, 2 March 2026, 9:30 AM",-,
Participant 8,Ben,ben@u.test,No submission,3.00,100.00,Yes,-,-,"Come and see me."
Participant 9,Cy,cy@u.test,Submitted for grading,,100.00,No,-,-,
Participant 10,Di,di@u.test,Submitted for grading,,Pass-Fail,Yes,-,-,
Participant 11,Eve,eve@u.test,Submitted for grading,5.00,100.00,Yes,-,-,Second Source: Y: 0 of 8
Participant 12,Flo,flo@u.test,Submitted for grading,,100.00,Yes,-,-,
"""


def test_moodles_worksheet_comes_back_with_grades_in_it(tmp_path):
    roster = tmp_path / "Grades.csv"
    roster.write_text(WORKSHEET, "utf-8")
    people = {one.id: one for one in rosters.read_roster(roster)}
    failed = GRADED.model_copy(update={"student": people["12"], "exercises": [faulty()]})
    book = [GRADED.model_copy(update={"student": people[name]}) for name in ("7", "9", "10", "11")]
    written = formats.write_all([*book, ABSENT, failed], tmp_path / "out", "A", roster)
    assert "moodle_worksheet.csv (2 of 6 lines filled)" in written
    head, *lines = rows((tmp_path / "out" / "moodle_worksheet.csv").read_text("utf-8-sig"))
    assert head == HEADINGS.split(",")
    assert [line[0] for line in lines] == [f"Participant {number}" for number in range(7, 13)]
    assert [line[4] for line in lines] == ["25.00", "3.00", "", "", "25.00", ""]
    assert [line[9] for line in lines] == ["Second Source: Y: 2 of 8", "Come and see me.", "", "", "Second Source: Y: 2 of 8", ""]  # fmt: skip
    # What Moodle compares is as it was, and so is every cell that came from Moodle.
    assert lines[0][7:9] == ["Monday, 2 March 2026, 9:30 AM", "-"]
    assert lines[0][1] == "=Ada"


def test_what_is_held_out_stays_held_out():
    book = [GRADED, ABSENT]
    for text in (feedback.page(GRADED), json.dumps(formats.gradescope(GRADED)), "".join(formats.junit(book)),
                 json.dumps(formats.classroom50(GRADED, {}))):  # fmt: skip
        root = text.replace("raised X: SECRET", "") if text.startswith("<?xml") else text
        assert "SECRET" not in root


def test_gradescope_keys():
    said = formats.gradescope(GRADED)
    assert said["score"] == 2
    assert {one["status"] for one in said["tests"]} == {"passed", "failed"}
    assert said["extra_data"]["isolation"] == "process"
    assert "without the sandbox" in said["output"]


def test_classroom50_keys():
    said = formats.classroom50(GRADED, {"CLASSROOM": "c", "SUBMISSION_TAG": "submit/1"})
    assert said["schema"] == "classroom50/result/v1"
    assert (said["classroom"], said["submission"], said["score"], said["max-score"]) == (
        "c",
        "submit/1",
        2,
        8,
    )
    assert set(said["tests"][0]) >= {"test-name", "passed", "score", "max-score"}
    when = datetime.fromisoformat("2026-06-01T16:32:01+02:00")
    dated = formats.classroom50(GRADED.model_copy(update={"handed_in": when}), {})
    assert (said["datetime"], dated["datetime"]) == ("", "2026-06-01T14:32:01Z")


def test_junit_counts():
    root = ET.fromstring("".join(formats.junit([GRADED, ABSENT])))  # noqa: S314 - our own
    first, second = root.findall("testsuite")
    assert (first.get("tests"), first.get("failures"), first.get("errors")) == ("4", "1", "2")
    assert second.get("tests") == "0"


def test_the_page_is_escaped_and_asks_nothing_of_a_network():
    page = feedback.page(GRADED) + feedback.page(ABSENT)
    assert "<b>" not in page
    assert "<i>" not in page
    assert "&lt;note&gt;" in page
    assert not re.search(r"src=|href=(?!\"#)|@import|url\(", page)
    assert "Nothing was handed in" in page


def test_the_page_says_once_what_failed_many_checks():
    twice = [check(State.ERROR, message="no Python", line=3, code="x ("), check(State.ERROR, message="no Python", line=3, code="x (")]  # fmt: skip
    broken = GRADED.exercises[0].model_copy(update={"checks": [*twice, *CHECKS]})
    page = feedback.page(GRADED.model_copy(update={"exercises": [broken, measured("lesson6_exit_check")]}))
    assert page.count("no Python") == 1
    assert page.count("class=failed") == 4
    assert page.count("1 check passed") == 1
    assert "<section id=passed>" in page.partition("1 check passed")[2]  # what passed whole comes last
    assert 'href="#lesson1-ex1"' in page
    assert 'id="lesson1-ex1"' in page
    assert "5 checks</td>" in page
    assert "Their points do not count" in page
    assert "Their points do not count" not in feedback.page(GRADED)


def test_the_page_begins_with_what_needs_work_and_folds_the_rest():
    def result(name, *checks):
        return ExerciseResult(lesson="lesson1_x", exercise=f"ex{name}_y", title=f"E{name}", file="f", checks=list(checks))  # fmt: skip

    passed, wrong = (check(state).model_copy(update={"points": points}) for state, points in ((State.PASSED, 2), (State.WRONG, 0)))  # fmt: skip
    troubles = [wrong.model_copy(update={"message": f"trouble {n}"}) for n in range(4)]
    one_lost = result(2, passed, troubles[0])
    exercises = [result(1, passed), one_lost, result(3, *troubles[1:]), result(4)]
    page = feedback.page(GRADED.model_copy(update={"exercises": exercises}))
    anchors = re.findall(r'<(section|details) id="([^"]+)"', page)
    assert anchors == [("section", "lesson1-ex3"), ("section", "lesson1-ex2"), ("section", "lesson1-ex4"), ("details", "lesson1-ex1")]  # fmt: skip
    links = re.findall(r'href="#([^"]+)"', page)
    assert links == ["lesson1-ex3", "lesson1-ex2", "lesson1-ex4", "passed"]
    assert "One exercise has passed every check" in page
    assert page.count("<details open>") == feedback.SHOWN
    assert page.index("trouble 0") > page.rindex("<details open>")
    again = feedback.page(
        GRADED.model_copy(update={"exercises": [one_lost, result(1, passed), result(5, passed)]})
    )
    assert "2 exercises have passed every check" in again
    alone = feedback.page(GRADED.model_copy(update={"exercises": [result(1, passed)]}))
    assert "<table" not in alone
    assert "at the end of this page" not in alone


# --- the command ------------------------------------------------------------------------------


def test_the_command_grades_a_class_and_says_what_it_did(tmp_path, in_process):
    place = tmp_path / "c"
    hand_in(place, "ada")
    hand_in(place, "ben", "")
    (tmp_path / "roster.csv").write_text("id,name\nada,Ada\nben,Ben\ncy,Cy\n")
    given = [
        "grade",
        str(place),
        "--out",
        str(tmp_path / "out"),
        "--only",
        EXERCISE.id,
        "--isolation",
        "process",
    ]
    ran = CliRunner().invoke(cli.app, [*given, "--roster", str(tmp_path / "roster.csv")])
    assert ran.exit_code == 0, ran.output
    assert "without the sandbox" in ran.output.replace("\n", " ")
    assert "3 students; 2 exercises marked" in ran.output
    book = rows((tmp_path / "out" / "gradebook.csv").read_text("utf-8-sig"))
    assert [row[0] for row in book] == ["id", "ada", "ben", "cy"]
    assert "Handed in nothing." in book[3][-1]
    for folder, kind in (("feedback", "html"), ("gradescope", "json"), ("classroom50", "json")):
        names = {path.name for path in (tmp_path / "out" / folder).iterdir()}
        handed_in = ("ada", "ben") if folder == "classroom50" else ("ada", "ben", "cy")
        assert names == {f"{name}.{kind}" for name in handed_in}  # a blank is no mark for that platform
    result = json.loads((tmp_path / "out" / "classroom50" / "ada.json").read_text("utf-8"))
    assert (result["owner"], result["assignment"]) == ("ada", "Second Source")
    assert result["score"] > 0


def test_the_command_says_what_is_wrong(tmp_path):
    for given, says in (
        ([str(tmp_path / "gone")], "There is no"),
        ([str(tmp_path), "--isolation", "none"], "no isolation level"),
    ):
        ran = CliRunner().invoke(cli.app, ["grade", *given, "--out", str(tmp_path / "out")])
        assert ran.exit_code == 2
        assert says in ran.output


def test_many_changes_are_counted():
    said = Console(file=io.StringIO(), width=200)
    change = classroom.Change(Student(id="a", name="A"), "ex", 1, 2, "the checks changed")
    outcome = classroom.Outcome(Book(Path("nowhere")), changes=[change] * 50, stopped=True, to_go=4)
    command._tell(outcome, Options(), said)
    text = said.file.getvalue()
    assert "10 more marks changed" in text
    assert "4 students to go" in text
    fault = classroom.Outcome([GRADED.model_copy(update={"exercises": [faulty()]})])
    command._tell(fault, Options(), said)
    assert "grader failed" in said.file.getvalue()


def faulty():
    return ExerciseResult(
        lesson="l", exercise="e", title="E", file="", checks=[marking.grader_fault("x", "no")]
    )
