"""Names that only Jupyter has: they are there, and a right notebook earns its points."""

import importlib.util
import sys
from pathlib import Path

import pytest

from secondsource.grading import jupyter
from secondsource.grading.answers import LoadedFile
from secondsource.grading.source import AnswerFault, Found


def loaded(text):
    found = Found(Path("lesson9_none/ex1_try.py"), text.encode())
    return LoadedFile(found.path, found=found, model=[])


def test_names_that_jupyter_supplies_stand_for_nothing(capsys):
    file = loaded(
        "Out[3]\nprint(Out[3], In[-1], _, _12, _i3)\nget_ipython().run_line_magic('matplotlib', 'inline')\n"
        "display(1, 'two')\nOut.get(7)\nA = 1\n"
    )
    assert file.read("A").data == b"1"
    assert file.notes == ["Only Jupyter knows these names, so they do nothing here: In, Out, get_ipython."]
    said = capsys.readouterr().out
    assert "<Out[3], which only Jupyter has> <In[-1], which only Jupyter has>" in said
    assert "1\ntwo\n" in said


def test_names_of_the_students_own_stay_theirs():
    file = loaded("Out = {1: 2}\nfor _ in range(3):\n    pass\ndisplay = 4\nA = Out[1] + _ + display\n")
    assert (file.read("A").data, file.notes) == (b"8", [])


def test_who_needs_an_output_is_told_that_only_jupyter_has_it():
    with pytest.raises(AnswerFault, match=r"Out\[3\] is known to Jupyter only") as fault:
        loaded("A = Out[3].split()\n").read("A")
    assert fault.value.line == 1


def test_python_asks_a_shell_as_it_asks_everything():
    assert not hasattr(jupyter.Shell(), "__len__")


@pytest.fixture
def without_ipython(monkeypatch):
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    for name in ("IPython", "IPython.display"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    yield
    for name in ("IPython", "IPython.display"):
        sys.modules.pop(name, None)


@pytest.mark.usefixtures("without_ipython")
def test_ipython_is_there_where_it_is_not(capsys):
    text = "import IPython\nfrom IPython.display import display, Markdown\ndisplay(Markdown('hi'))\nA = 1\n"
    assert loaded(text).read("A").data == b"1"
    assert loaded(text).read("A").data == b"1"
    assert capsys.readouterr().out == "hi\nhi\n"
    assert not hasattr(sys.modules["IPython.display"], "__wrapped__")
