"""Cells that are missing, doubled or turned: mended the same everywhere, and no line of the student's is changed."""

import ast
import random
import shutil

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from secondsource import catalogue, cli
from secondsource.grading import cells, sandbox
from secondsource.grading.answers import LoadedFile
from secondsource.grading.isolated import IsolatedFile
from secondsource.grading.kit import notebook
from secondsource.grading.run import run_checks
from secondsource.grading.source import AnswerFault, Found
from tests.test_isolation import sandboxed  # noqa: F401 - a fixture

OVERLAP = catalogue.Exercise("lesson2_syndication", "ex2_overlap")
MODEL = """import re
from typing import Any

WORDS = ['a']

@staticmethod
def one(x: Any):
    return re.sub('a', x, WORDS[0])

def two():
    raise NotImplementedError
"""


def loaded(tmp_path, text, model=MODEL):
    found = Found(tmp_path / "ex1_try.py", text.encode())
    return LoadedFile(found.path, found=found, model=cells.model_of(model))


def test_an_untouched_file_is_left_alone():
    for exercise in catalogue.exercises():
        text = exercise.solution.read_text("utf-8")
        found = cells.mended(text, cells.model_for(exercise.solution))
        assert (found.text, found.notes) == (text, [])
        assert [ast.dump(one) for one in found.body] == [ast.dump(one) for one in ast.parse(text).body]


def test_what_is_missing_is_put_back_and_named(tmp_path):
    file = loaded(tmp_path, "def two():\n    return one('b')\n")
    assert file.call("two", (), {}, []).data == b'"b"'
    assert file.notes == ["Not in your file, and put back as it was handed out: re, Any, WORDS, one."]


def test_what_only_got_another_name_is_not_put_back(tmp_path):
    model = "def find_attributions(text):\n    raise NotImplementedError\n"
    with pytest.raises(AnswerFault, match="no find_attributions") as fault:
        loaded(tmp_path, "def find_atributions(text):\n    return []\n", model).call(
            "find_attributions", (), {}, []
        )
    assert fault.value.ask == "There is a find_atributions: is that the one?"


def test_what_is_there_twice_is_named(tmp_path):
    assert loaded(tmp_path, MODEL + "\ndef two():\n    return 2\n").notes == [
        "More than once in your file, and the last one counts: two."
    ]


def test_what_is_put_back_waits_for_what_it_needs(tmp_path):
    model = "from math import floor\nLIMIT = floor(2.5)\ndef two():\n    pass\n"
    file = loaded(
        tmp_path,
        '"""Mine."""\nfrom __future__ import annotations\nfrom math import floor\ndef two():\n    return LIMIT\n',
        model,
    )
    assert file.call("two", (), {}, []).data == b"2"


TURNED = "RESULT = len(WORDS)\nWORDS = make()\n\n@deco\ndef make():\n    return two()\n\ndef two():\n    return [2]\n\ndef deco(of):\n    return of\n"


def test_cells_in_an_order_that_does_not_run_are_turned_and_that_is_said(tmp_path):
    file = loaded(tmp_path, TURNED, "")
    assert file.read("RESULT").data == b"1"
    assert file.notes == [cells.TURNED]


def test_a_file_that_runs_keeps_its_own_order(tmp_path):
    text = "from typing import Any\nimport re\ndef two():\n    return WORDS\nWORDS = ['b']\ndef one():\n    pass\ndef helper():\n    return ['c']\nWORDS = helper()\n"
    file = loaded(tmp_path, text)
    assert file.call("two", (), {}, []).data == b'["c"]'
    assert cells.TURNED not in file.notes


@pytest.mark.parametrize(
    "text", ["A = b\n", "A = b\nC = d\nb = c\nd = A\nc = d\n", "def f():\n    return b\nA = f()\n"]
)
def test_a_name_that_is_nowhere_is_told_with_the_students_line(tmp_path, text):
    with pytest.raises(AnswerFault, match="NameError"):
        loaded(tmp_path, text, "").read("A")


def test_an_error_after_mending_shows_the_students_own_line(tmp_path):
    with pytest.raises(AnswerFault) as fault:
        loaded(tmp_path, "A = b\nx = 1\n\nb = 2\nprint(A / 0)\n", MODEL).read("A")
    assert (fault.value.line, fault.value.code) == (5, "print(A / 0)")


def test_an_error_in_what_was_put_back_is_no_line_of_the_students(tmp_path):
    with pytest.raises(AnswerFault) as fault:
        loaded(tmp_path, "A = 1\n", "B = 1 / 0\n").read("A")
    assert fault.value.line is None


def test_what_is_no_exercise_has_no_model(tmp_path):
    assert cells.model_of("def (") == []
    assert cells.model_for(tmp_path / "lesson9" / "ex1_none.py") == []


def test_what_was_handed_out_is_known_after_a_students_file_took_its_place(tmp_path, monkeypatch):
    monkeypatch.setattr(cells, "_handed_out", {})
    place = tmp_path / "exercises" / OVERLAP.lesson
    place.mkdir(parents=True)
    shutil.copy(OVERLAP.handed_out, place)
    (tmp_path / "seeds" / "articles").mkdir(parents=True)
    wanted = cells.model_of(OVERLAP.handed_out.read_text("utf-8"))
    monkeypatch.chdir(tmp_path)
    assert OVERLAP.handed_out.is_relative_to(tmp_path)
    assert cells.model_for(OVERLAP.handed_out) == []
    cells.keep_handed_out(OVERLAP)
    OVERLAP.handed_out.write_text("", "utf-8")
    cells.keep_handed_out(OVERLAP)
    assert cells.model_for(OVERLAP.handed_out) == wanted
    cells.keep_handed_out(catalogue.Exercise("lesson9_none", "ex1_none"))
    assert list(cells._handed_out) == [OVERLAP.id]


def test_who_works_in_the_courses_own_folder_is_mended_too(tmp_path, monkeypatch):
    monkeypatch.setattr(cells, "_handed_out", {})
    course = tmp_path / "course"
    for name in ("exercises", "seeds", "tests", "solutions"):
        shutil.copytree(
            catalogue.root() / name,
            course / name,
            ignore=shutil.ignore_patterns("attacks", "originals", "__pycache__"),
        )
    monkeypatch.chdir(course)
    text = OVERLAP.solution.read_text("utf-8").replace("import re\n", "")
    OVERLAP.handed_out.write_text(text, "utf-8")
    ran = CliRunner().invoke(cli.app, ["check", OVERLAP.id])
    assert "put back as it was handed out: re." in ran.stdout
    assert ran.exit_code == 0


# --- check and grade are one -------------------------------------------------------------------


ODD = "\u2028\u2029\x0b\x0c\x1c\x85\r"
"""Characters at which `splitlines` splits and Python does not, but for the last, which ends a line in both."""


def shuffled(text, seed, sign):
    """Return a file with its cells in any order and an odd character in a comment of each."""
    some = f"\n{text}".split("\n# %%")[1:]
    random.Random(seed).shuffle(some)  # noqa: S311 - no secret
    return "".join(f"# %%{cell}\n# odd {sign} # sign\n" for cell in some)


@pytest.fixture(scope="module")
def warm(request):
    """A warm parent in the sandbox."""
    request.getfixturevalue("sandboxed")
    with sandbox.Warm("sandbox") as running:
        yield running


def looks(reach):
    """Return what an answer to the exercise gives, as a check would see it."""
    said = []
    for name, given_ in (
        ("shingles", ("a b c", 2)),
        ("jaccard", ("a b", "a b c", 1)),
        ("without_quotations", ("a “b” c",)),
    ):
        try:
            said.append(sorted(reach.call(name, given_, {}, []).data))
        except AnswerFault as fault:
            said.append((fault.state, fault.says, fault.line, fault.code))
    return [*said, reach.read("SHOWN").data, reach.read("FOLLOWS").data, reach.notes]


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10_000), sign=st.sampled_from(ODD), kind=st.sampled_from(["py", "ipynb"]))
def test_in_any_order_an_answer_is_the_same_here_and_in_the_sandbox(warm, tmp_path_factory, seed, sign, kind):
    text = shuffled(OVERLAP.solution.read_text("utf-8"), seed, sign)
    path = tmp_path_factory.mktemp("any") / OVERLAP.lesson / f"{OVERLAP.name}.{kind}"
    path.parent.mkdir()
    path.write_bytes(text.encode() if kind == "py" else notebook(text))
    there = IsolatedFile(path.with_suffix(".py"), warm)
    here = LoadedFile(path.with_suffix(".py"))
    assert looks(there) == looks(here)
    assert here.call("jaccard", ("a b", "a b", 1), {}, []).data == b"1.0"
    there.close()


def test_swapped_functions_and_an_odd_character_earn_all_points(tmp_path):
    first, second = "\n\n\ndef jaccard", "\n\n\ndef containment"
    text = OVERLAP.solution.read_text("utf-8")
    head, one, other = (
        text[: text.index(first)],
        text[text.index(first) : text.index(second)],
        text[text.index(second) :],
    )
    other, tail = other[: other.index("\n# %%")], other[other.index("\n# %%") :]
    path = tmp_path / f"{OVERLAP.name}.py"
    path.write_text(f"{head}{other} # \u2028 and \x0c\n{one}{tail}", "utf-8")
    result = run_checks([OVERLAP], str(path))[0]
    assert result.points == result.out_of > 0
