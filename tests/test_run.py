"""Where a course lies and what its folder is called: the checks run, and mark, the same everywhere."""

import sys
from pathlib import Path

import pytest

from secondsource import catalogue
from secondsource.grading import marking
from secondsource.grading.run import run_checks

CHECK = '''
from typing import Protocol


class Answer(Protocol):
    def double(self, number: int) -> int: ...


def test_double(answer):
    """Double a number."""
    assert answer.double(4) == 8
'''
ANSWER = "def double(number):\n    return 2 * number\n"
NAMES = (
    "a[x]",
    "a::b",
    "a b",
    "-lead",
    "50%d",
    "q'u\"o",
    "a#b",
    "a$HOME",
    "héß",
    "a;b&c",
    "@file",
    "a\\b",
    "[a]::test_x[1]",
)


@pytest.fixture(params=NAMES)
def course(tmp_path, monkeypatch, request):
    """A course with one exercise, in a folder with an odd name; answers lie in a folder of the same name."""
    root = tmp_path / request.param
    for folder in (
        "seeds/articles",
        "exercises/lesson1_try",
        f"{request.param}/lesson1_try",
        "tests/lesson1_try",
    ):
        (root / folder).mkdir(parents=True)
    (root / "tests/lesson1_try/test_ex1_double.py").write_text(CHECK, "utf-8")
    (root / request.param / "lesson1_try/ex1_double.py").write_text(ANSWER, "utf-8")
    for name in [name for name in sys.modules if name.startswith("tests.lesson1_try")]:
        monkeypatch.delitem(sys.modules, name)  # another test's checks
    monkeypatch.chdir(root)
    return root


def test_a_course_folder_may_be_called_anything_when_checking(course):
    (result,) = run_checks(catalogue.exercises(), course.name, seed="-1")

    assert [(one.state, one.message) for one in result.checks] == [("passed", "")]
    assert Path.cwd() == course


def test_a_course_folder_may_be_called_anything_when_marking(course):
    found = []
    job = marking.Job(
        student="-1", answers=str(course / course.name), exercises=["lesson1_try/ex1_double"], seed="-1"
    )
    marking.mark_all([job], "process", found.append)

    assert [one.state for one in found[0].exercises[0].checks] == ["passed"]
    assert Path.cwd() == course


def test_checks_that_cannot_be_read_leave_us_where_we_were(course):
    (course / "tests/lesson1_try/test_ex1_double.py").write_text("def (", "utf-8")
    (result,) = run_checks(catalogue.exercises(), course.name)

    assert [one.state for one in result.checks] == ["grader fault"]
    assert "SyntaxError" in result.checks[0].message
    assert Path.cwd() == course
