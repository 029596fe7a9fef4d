"""What the command says of a class."""

import io

from rich.console import Console

from secondsource.grading.classes import Student
from secondsource.grading.classroom import Book, Graded, Options, Outcome
from secondsource.grading.command import _tell, exit_code
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
