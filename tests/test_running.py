"""A file run once: its own order, its own lines, and words for whatever it raises."""

import ast
import sys
from pathlib import Path

import pytest

from secondsource.grading import running
from secondsource.grading.answers import LoadedFile
from secondsource.grading.results import State
from secondsource.grading.source import AnswerFault, Found
from tests.test_notebooks import book_of


def loaded(text, name="ex1_try.py"):
    found = Found(Path("lesson9_none") / name, text.encode())
    return LoadedFile(found.path, found=found, model=[])


def fault_of(text, name="ex1_try.py"):
    with pytest.raises(AnswerFault) as fault:
        loaded(text, name).read("A")
    return fault.value


def test_what_waits_for_nothing_outside_runs():
    text = "import asyncio\nasync def two():\n    await asyncio.sleep(0)\n    return 2\nA = await two()\n"
    assert loaded(text).read("A").data == b"2"
    assert loaded(book_of(("code", text)), "ex1_try.ipynb").read("A").data == b"2"


@pytest.mark.parametrize(
    "wait",
    [
        "import asyncio\nA = await asyncio.sleep(1)\n",
        "class W:\n    def __await__(self):\n        yield 1\nA = await W()\n",
    ],
)
def test_what_waits_for_something_outside_is_told(wait):
    fault = fault_of(wait)
    assert "no running event loop" in fault.says
    assert "A check waits for nothing outside" in fault.ask
    assert fault.line


def test_errors_found_only_when_compiling_have_their_line():
    fault = fault_of("A = 1\nreturn A\n")
    assert (fault.line, fault.code) == (2, "return A")
    assert "outside function" in fault.says


def test_an_open_bracket_at_the_end_has_a_line():
    assert fault_of("A = 1\ndef f():\n").line == 2


@pytest.mark.parametrize("sign", ["(", "[", "-", "a.", "1+", "not ", "lambda: "])
def test_what_is_nested_too_deep_is_the_answers_fault(sign):
    fault = fault_of(f"A = {sign * 10_000}1\n")
    assert fault.state is State.ERROR
    assert (
        "nested" in fault.says
        or "complex" in fault.says
        or "never closed" in fault.says
        or "cannot read" in fault.says
    )


@pytest.mark.parametrize("error", [ValueError, OverflowError, SystemError, RecursionError, MemoryError])
def test_whatever_a_parser_raises_is_the_answers_fault(monkeypatch, error):
    def raises(*_):
        raise error

    monkeypatch.setattr(running, "mended", raises)
    assert "ex1_try.py" in fault_of("A = 1\n").says


def test_whatever_a_compiler_raises_is_the_answers_fault(monkeypatch):
    at = {"lineno": 1, "col_offset": 0, "end_lineno": 1, "end_col_offset": 1}
    node = ast.Constant(1, **at)
    for _ in range(100_000):
        node = ast.UnaryOp(ast.USub(), node, **at)
    body = [ast.Expr(node, **at)]
    monkeypatch.setattr(running, "mended", lambda *_: running.Mended("", body, set()))
    monkeypatch.setattr(running.versions, "on_older", lambda *_: [])
    assert "nested too deep" in fault_of("A = 1\n").says


def test_input_gets_the_right_question(monkeypatch):
    monkeypatch.setattr(sys, "stdin", open("/dev/null"))  # noqa: SIM115, PTH123 - as in the sandbox
    fault = fault_of("x = 1\nA = input('How many? ')\n")
    assert "A check has no keyboard" in fault.ask
    assert fault.line == 2
    sys.stdin.close()


def test_another_end_of_file_is_no_keyboard():
    assert "keyboard" not in fault_of("raise EOFError('Ran out of input')\n").ask


def test_the_line_of_a_notebook_is_one_of_its_cell():
    book = book_of(
        ("markdown", "a\nb"), ("code", "\ndef double():\n    return 2"), ("code", "A = 1\nB = A / 0")
    )
    fault = fault_of(book, "ex1_try.ipynb")
    assert (fault.cell, fault.line, fault.code) == (3, 2, "B = A / 0")
    good = loaded(book_of(("code", "A = 1"), ("code", "\ndef double():\n    return 2")), "ex1_try.ipynb")
    with pytest.raises(AnswerFault, match="other parameters") as other:
        good.call("double", (1,), {}, ["number"])
    assert (other.value.cell, other.value.line) == (2, 2)


@pytest.mark.skipif(sys.version_info >= (3, 14), reason="here it is there")
def test_a_name_that_a_newer_python_has_is_explained():
    says = fault_of("from string.templatelib import Template\n").says
    assert "string.templatelib came with Python 3.14" in says
    assert "the page has Python 3.14" in says
