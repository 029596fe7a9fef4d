"""What the command says of a class."""

import io
import signal

import pytest
from rich.console import Console

from secondsource.grading import scratch
from secondsource.grading.classes import IntakeError, Student
from secondsource.grading.classroom import Options, Outcome
from secondsource.grading.command import _tell, exclusive, exit_code, graceful_shutdown, grade_and_tell
from secondsource.grading.graded import Book, Graded
from secondsource.grading.results import CheckResult, ExerciseResult, State


def test_a_value_no_check_could_use_is_named_and_blanks_no_total(tmp_path):
    check = CheckResult(check="c", title="C", state=State.ERROR, points=0, out_of=1, remark="Traceback …")
    result = ExerciseResult(lesson="l1", exercise="ex1", title="E", file="", checks=[check])
    book = Book(tmp_path, ["ada"])
    book.keep(Graded(student=Student(id="ada", name="Ada"), exercises=[result], level="sandbox"))
    outcome, said = Outcome(book), io.StringIO()

    _tell(outcome, Options(), Console(file=said, width=200))

    assert "No check could use what Ada gave back in l1/ex1." in said.getvalue()
    assert "results/ada.json" in said.getvalue()
    assert exit_code(outcome) == 0


def test_what_was_noticed_on_the_way_is_told_as_it_was_written(tmp_path):
    said = io.StringIO()
    line = "Ada [bold]: two hand-ins"

    _tell(Outcome(Book(tmp_path, []), lines=[line]), Options(), Console(file=said, width=200))

    assert line in said.getvalue()


def grade(folder, out):
    return grade_and_tell(folder, out, Options(level="process"), "Week 1", Console(file=io.StringIO()))


def test_marks_do_not_go_where_the_hand_ins_are(tmp_path):
    (tmp_path / "link").symlink_to(tmp_path)
    with pytest.raises(IntakeError, match="Name another folder"):
        grade(tmp_path / "link", tmp_path)
    assert [one.name for one in tmp_path.iterdir()] == ["link"]


def test_a_worksheet_that_is_not_there_is_named_before_anything_is_graded(tmp_path):
    (tmp_path / "class").mkdir()
    options = Options(level="process", worksheet=tmp_path / "Grades.csv")
    with pytest.raises(IntakeError, match=r"There is no .*Grades\.csv"):
        grade_and_tell(tmp_path / "class", tmp_path / "out", options, "Week 1", Console(file=io.StringIO()))
    assert not (tmp_path / "out").exists()


def test_two_runs_do_not_write_to_one_folder(tmp_path):
    (tmp_path / "class").mkdir()
    with exclusive(tmp_path), pytest.raises(IntakeError, match="Another run is writing to"):
        grade(tmp_path / "class", tmp_path)
    with exclusive(tmp_path):
        pass


def test_where_nothing_can_be_held_a_run_goes_on(tmp_path, monkeypatch):
    def cannot(_):
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(scratch, "hold", cannot)
    with exclusive(tmp_path):
        pass


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_run_that_is_asked_to_end_stops_as_ctrl_c_stops_it(number):
    before = signal.signal(number, signal.SIG_DFL)  # whoever runs the tests may ignore it
    try:
        with pytest.raises(KeyboardInterrupt), graceful_shutdown():
            signal.raise_signal(number)
        assert signal.getsignal(number) is signal.SIG_DFL
    finally:
        signal.signal(number, before)


def test_asked_twice_it_goes_on_tidying_up_and_what_nohup_ignores_stays_ignored():
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with graceful_shutdown():
            signal.raise_signal(signal.SIGHUP)
            with pytest.raises(KeyboardInterrupt):
                signal.raise_signal(signal.SIGTERM)
            signal.raise_signal(signal.SIGTERM)
        assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGHUP, before)
