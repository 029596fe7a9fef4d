"""A student's file is found by its bytes, and read where answers run: whatever is in it, words come of it."""

import os
import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from secondsource import catalogue
from secondsource.grading import sandbox, source
from secondsource.grading.classroom import Options, grade_class
from secondsource.grading.isolated import IsolatedFile
from secondsource.grading.kit import notebook as made
from secondsource.grading.report import ClassReport
from secondsource.grading.results import State
from secondsource.grading.source import AnswerFault, AnswerFile, Found, find, lines_of, read
from tests.test_isolation import sandboxed  # noqa: F401 - a fixture
from tests.test_notebooks import book_of, read_or_fault


def python(data):
    return Found(source.Path("lesson9_none/ex1_try.py"), data)


def notebook(data):
    return Found(source.Path("lesson9_none/ex1_try.ipynb"), data)


def test_finding_looks_into_nothing(tmp_path):
    path = tmp_path / "ex1_try.py"
    path.with_suffix(".ipynb").write_bytes(b"[" * 400_000)
    assert find(path).data == b"[" * 400_000
    path.write_bytes(b"\xff\0")
    os.utime(path, (time.time() + 60,) * 2)
    assert find(path) == Found(path, b"\xff\0")


@pytest.mark.parametrize(
    ("suffix", "most", "asks"),
    [(".py", "LARGEST_TEXT", "not your answer"), (".ipynb", "LARGEST_FILE", "clear all outputs")],
)
def test_what_is_too_large_is_told_with_the_mend(tmp_path, monkeypatch, suffix, most, asks):
    monkeypatch.setattr(source, most, 1_000_000)
    path = (tmp_path / "ex1_try").with_suffix(suffix)
    path.write_bytes(b" " * 1_000_000)
    assert find(path.with_suffix(".py"))
    path.write_bytes(b" " * 1_000_001)
    with pytest.raises(AnswerFault, match="larger than 1 MB") as fault:
        find(path.with_suffix(".py"))
    assert asks in fault.value.ask


def test_what_cannot_be_opened_is_told(tmp_path, monkeypatch):
    path = tmp_path / "ex1_try.py"
    path.write_bytes(b"")

    def refused(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(source.Path, "open", refused)
    with pytest.raises(AnswerFault, match=r"cannot be opened \(Permission denied\)"):
        find(path)


def test_outputs_do_not_count_and_text_does():
    cells = [{"cell_type": "code", "source": "A = 1", "outputs": ["x" * 2_000_000]}]
    assert read(notebook(book_of(cells=cells).encode())).text == "# %%\nA = 1\n"
    with pytest.raises(AnswerFault, match="more than 1 MB of text and code"):
        read(notebook(book_of(("markdown", "x" * 1_000_001)).encode()))


@pytest.mark.parametrize(
    "data", [b"A = '" + b"[" * 100_000 + b"'\n", b"{" * 100_000, b"[" * 900_000, b'{"a":' * 100_000]
)
def test_brackets_without_end_cost_nothing(data):
    began = time.monotonic()
    assert read(python(data)).text
    assert time.monotonic() - began < 5


@pytest.mark.parametrize("error", [RecursionError, MemoryError])
def test_what_is_too_deep_is_the_answers_fault(monkeypatch, error):
    def deep(_):
        raise error

    monkeypatch.setattr(source, "read_notebook", deep)
    with pytest.raises(AnswerFault, match="too large or nested too deep"):
        read(notebook(b"{}"))


def test_another_encoding_is_read_where_the_file_names_it():
    answer = read(python("# -*- coding: latin-1 -*-\nA = 'é'\n".encode("latin-1")))
    assert "A = 'é'" in answer.text
    assert answer.notes == ["The file was read as latin-1, as it says at its top. UTF-8 is safer."]
    assert "é" in read(python("#!python\n# vim: set fileencoding=cp1252 :\nA = 'é'\n".encode("cp1252"))).text


@pytest.mark.parametrize(
    "named", ["none", "rot13", "hex", "utf-8", "undefined", "ascii", "idna", "latin-1\0", ".", "-" * 300]
)
def test_an_encoding_that_does_not_fit_is_told_with_the_line(named):
    with pytest.raises(AnswerFault) as fault:
        read(python(f"# coding: {named}\nA = 1\nB = '\xe9'\n".encode("latin-1")))
    assert "null byte" in fault.value.says or fault.value.line == 3


def test_half_characters_become_question_marks():
    assert read(notebook(b'{"cells": [{"source": "A = \\"\\ud800\\""}]}')).text == '# %%\nA = "?"\n'
    assert "'?ÿ'" in read(python(b"# coding: unicode_escape\n'\\ud800\xff'")).text


def test_lines_end_where_python_ends_them():
    answer = read(python("A = 1\rB = 2\r\n# \u2028\x0b\x0c\x1c\x85 one line\nC = 3\n".encode()))
    assert lines_of(answer.text) == ["A = 1", "B = 2", "# \u2028\x0b\x0c\x1c\x85 one line", "C = 3", ""]
    assert answer.place(4).code == "C = 3"


def test_a_line_that_is_nobodys_has_no_place():
    answer = AnswerFile(source.Path("x.py"), "A = 1")
    assert [answer.place(line).line for line in (None, 0, 1, 2)] == [None, None, 1, None]
    assert str(answer.place(1)) == "line 1"


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=200), st.sampled_from([python, notebook]))
@example(b"# coding: punycode\n\xff", python)
@example(b"# coding: unicode_escape\n\\ud800\xff", python)
@example(b"\xff\xfe\0", python)
@example(b"# coding: utf-7\n+2AA-\xff", python)
def test_any_bytes_are_read_or_are_a_fault_with_words(data, kind):
    answer = read_or_fault(kind(data))
    if isinstance(answer, AnswerFault):
        assert answer.says
        assert answer.state is State.ERROR
    else:
        answer.text.encode()


# --- in the sandbox ------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def warm(request):
    """A warm parent in the sandbox."""
    request.getfixturevalue("sandboxed")
    with sandbox.Warm("sandbox") as running:
        yield running


def reached(folder, warm, kind, data):
    """Return what a file's constant A is in the sandbox, or the fault, and its notes."""
    (folder / f"ex1_try.{kind}").write_bytes(data)
    file = IsolatedFile(folder / "ex1_try.py", warm)
    try:
        return file.read("A").data, file.notes
    except AnswerFault as fault:
        return fault, file.notes
    finally:
        file.close()


HARMLESS = {
    "no metadata": b'{"nbformat": 4, "cells": [{"cell_type": "code", "source": "A = 1"}]}',
    "format 3": b'{"nbformat": 3, "worksheets": [{"cells": [{"cell_type": "code", "input": "A = 1"}]}]}',
    "minor null": book_of(("code", "A = 1"), nbformat_minor=None).encode(),
    "blank lines": b'{"cells": [{"source": "A = 1", "metadata": {"lines_to_next_cell": 100000000}}]}',
    "a string of brackets": book_of(("code", f"B = '{'[' * 100_000}'\nA = 1")).encode(),
    "outputs": book_of(cells=[{"cell_type": "code", "source": "A = 1", "outputs": ["x" * 5_000_000]}]).encode(),
    "jupyter": book_of(("code", "Out[3]\nget_ipython().system('ls')\n%matplotlib inline\nif True:\n    !ls"),
                       ("code", "async def f():\n    return 1"), ("code", "A = await f()")).encode(),
}  # fmt: skip


@pytest.mark.parametrize("kind", HARMLESS)
def test_a_right_notebook_is_right_in_the_sandbox(tmp_path, warm, kind):
    found, notes = reached(tmp_path, warm, "ipynb", HARMLESS[kind])
    assert found == b"1", getattr(found, "says", "")
    assert notes[0] == "Read from the notebook ex1_try.ipynb."


DEEP = "nested too deep|too many nested|SIGSEGV"
HARMFUL = {
    "brackets": (b"[" * 400_000, "is not a notebook that can be read"),
    "open brackets": (book_of(("code", "A = " + "[" * 100_000)).encode(), DEEP),
    "signs": (book_of(("code", f"A = {'-' * 300_000}1")).encode(), DEEP),
    "dots": (book_of(("code", f"A = a{'.a' * 100_000}")).encode(), DEEP),
    "sums": (book_of(("code", f"A = 1{'+1' * 100_000}")).encode(), DEEP),
    "a long number": (book_of(("code", f"A = {'1' * 4301}")).encode(), "cannot read line 1 of cell 1"),
    "null bytes": (book_of(("code", "A = '\0'")).encode(), "null byte"),
}


@pytest.mark.parametrize("kind", HARMFUL)
def test_a_harmful_notebook_is_its_own_fault_in_the_sandbox(tmp_path, warm, kind):
    data, says = HARMFUL[kind]
    fault, _ = reached(tmp_path, warm, "ipynb", data)
    with pytest.raises(AnswerFault, match=says):
        raise fault


def test_errors_in_notebooks_name_the_cell_and_its_line(tmp_path, warm):
    for code, line in (("x = 1\nA = (2", 2), ("\nx = 1 / 0", 2), ("def f(:", 1)):
        data = book_of(("markdown", "a\n\nb"), ("code", "C = 1"), ("code", code)).encode()
        fault, _ = reached(tmp_path, warm, "ipynb", data)
        assert (fault.cell, fault.line, fault.code) == (3, line, code.split("\n")[line - 1])


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300) | st.text(max_size=200).map(str.encode), st.sampled_from(["py", "ipynb"]))
def test_whatever_is_handed_in_ends_with_words(warm, tmp_path_factory, data, kind):
    found, _ = reached(tmp_path_factory.mktemp("any"), warm, kind, data)
    assert isinstance(found, bytes) or found.says


def test_a_class_with_every_odd_notebook_ends_and_costs_nobody_a_mark(tmp_path, request):
    request.getfixturevalue("sandboxed")
    exercise = catalogue.Exercise("lesson2_syndication", "ex2_overlap")
    solved = exercise.solution.read_bytes()
    deep = b"A = '" + b"[" * 100_000 + b"'\n"
    odd = HARMLESS | {kind: data for kind, (data, _) in HARMFUL.items()}
    files = {kind: (f"{exercise.name}.ipynb", data) for kind, data in odd.items()}
    files |= {
        "deep text": (f"{exercise.name}.py", deep),
        "an image": (f"{exercise.name}.py", b"\x89PNG\r\n\x1a\n\0"),
    }
    files |= dict.fromkeys(("Ada", "Zoe"), (f"{exercise.name}.py", solved))
    files["Mia"] = (f"{exercise.name}.ipynb", made(solved.decode()))
    for name, (file, data) in files.items():
        folder = tmp_path / "class" / name / exercise.lesson
        folder.mkdir(parents=True)
        (folder / file).write_bytes(data)
    report = ClassReport()
    options = Options(level="sandbox", jobs=1, exercises=(exercise.id,))
    outcome = grade_class(tmp_path / "class", tmp_path / "out", options, lambda *_: None, report.look)
    found = {one.student.name: one for one in outcome.book}
    assert set(found) == set(files)
    assert not any(one.faults for one in found.values())
    assert all(found[name].points == found[name].out_of > 0 for name in ("Ada", "Mia", "Zoe"))
    assert {one.student.name for one in report.likeness.holders} == {"Ada", "Mia", "Zoe"}
    assert all(check.message for name in HARMFUL for check in found[name].exercises[0].checks)
