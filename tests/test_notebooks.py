"""Notebooks read as the files they stand for: any format, any damage, every line known by its cell."""

import json
import random
import subprocess
import time
from pathlib import Path

import jupytext
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from secondsource import catalogue
from secondsource.grading.kit import notebook
from secondsource.grading.notebooks import NotebookError, place_of, read_notebook, without_commands
from secondsource.grading.source import AnswerFault, Found, read
from secondsource.site import tools
from secondsource.site.bundle import WIDGET


def book_of(*cells, **fields):
    """Return a notebook of cells, each a kind and its source."""
    written = [{"cell_type": kind, "source": source, "metadata": {}} for kind, source in cells]
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": written} | fields)


def read_or_fault(found):
    """Return the file as read, or the fault it is."""
    try:
        return read(found)
    except AnswerFault as fault:
        return fault


def code_of(text):
    """Return the lines of code alone."""
    return [line for line in text.split("\n") if line and not line.startswith("#")]


@pytest.mark.parametrize("exercise", catalogue.exercises(), ids=lambda one: one.id)
def test_every_exercise_comes_back_as_jupytext_would_give_it(exercise):
    book = notebook(exercise.solution.read_text("utf-8")).decode()
    theirs = jupytext.writes(jupytext.reads(book, fmt="ipynb"), fmt="py:percent")
    assert code_of(read_notebook(book).text) == code_of(theirs)


OLD = {
    "format 3": {"nbformat": 3, "worksheets": [{"cells": [{"cell_type": "code", "input": ["A = 1\n", "B = 2"]}]}]},
    "format 2": {"nbformat": 2, "worksheets": [{"cells": [{"cell_type": "code", "input": "A = 1\nB = 2"}]}]},
    "no metadata": {"nbformat": 4, "cells": [{"cell_type": "code", "source": "A = 1\nB = 2"}]},
    "no format": {"cells": [{"cell_type": "code", "source": ["A = 1\r\n", "B = 2"]}]},
    "minor null": {"nbformat": 4, "nbformat_minor": None, "cells": [{"source": "A = 1\rB = 2"}]},
}  # fmt: skip


@pytest.mark.parametrize("kind", OLD)
def test_a_notebook_of_any_format_is_read(kind):
    assert read_notebook(json.dumps(OLD[kind])).text == "# %%\nA = 1\nB = 2\n"


def test_text_is_comment_and_what_cells_put_out_is_left_behind():
    cells = [
        {"cell_type": "markdown", "source": "# Hi\n\nyou"},
        {"cell_type": "code", "source": "A = 1", "outputs": [{"text": "never"}]},
        {"cell_type": "heading", "source": None},
    ]
    assert read_notebook(json.dumps({"cells": cells})).text == (
        "# %% [markdown]\n# # Hi\n#\n# you\n\n# %%\nA = 1\n\n# %% [markdown]\n#\n"
    )


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        ("no notebook", "Expecting value"),
        ("[" * 400_000, "nested too deep"),
        ("[]", "no list of cells"),
        ("{}", "no list of cells"),
        ('{"cells": 3}', "no list of cells"),
        ('{"worksheets": 3}', "no list of cells"),
        ('{"worksheets": []}', "no list of cells"),
        ('{"worksheets": [3]}', "no list of cells"),
        ('{"cells": [3]}', "cell 1 is no cell"),
        ('{"cells": [{"source": [3]}]}', "cell 1 holds something that is not text"),
        ('{"cells": [{"source": 3}]}', "cell 1 holds something that is not text"),
    ],
)
def test_what_is_no_notebook_says_why(raw, says):
    with pytest.raises(NotebookError, match=says):
        read_notebook(raw)


def test_a_number_of_any_length_in_an_output_does_no_harm():
    assert read_notebook('{"cells": [{"source": "A = 1", "outputs": [%s]}]}' % ("9" * 5000)).text


def test_a_wish_for_blank_lines_is_not_granted():
    raw = json.dumps({"cells": [{"source": "A = 1", "metadata": {"lines_to_next_cell": 100_000_000}}]})
    assert len(read_notebook(raw).text) < 20


def test_every_line_is_known_by_its_cell():
    book = read_notebook(
        book_of(("markdown", "a\nb\nc"), ("code", "x = 1\ny = 2"), ("code", ""), ("code", "z = 3"))
    )
    lines = book.text.split("\n")
    for text, place in (("x = 1", (2, 1)), ("y = 2", (2, 2)), ("z = 3", (4, 1)), ("# b", (1, 2))):
        assert place_of(lines.index(text) + 1, book.starts) == place


COMMANDS = {
    "%matplotlib inline": "# %matplotlib inline",
    "if x:\n    !ls": "if x:\n    pass  # !ls",
    "?help": "# ?help",
    "str.upper??": "# str.upper??",
    "files = !ls -l": "files = []  # !ls -l",
    "where = %pwd": "where = None  # %pwd",
    "%time y = f(3)": "y = f(3)",
    '!echo "it\'s \\\n two"\nx = 1': '# !echo "it\'s \\\n#  two"\nx = 1',
}


@pytest.mark.parametrize("source", COMMANDS)
def test_commands_to_jupyter_become_lines_that_do_nothing(source):
    assert without_commands(source) == COMMANDS[source]


@pytest.mark.parametrize(
    "source",
    [
        "x = (5\n%2)",
        's = """\n!no\n%no\n"""',
        "s = '\\'\\\n!x'",
        "z = 5 \\\n% 3",
        "a == 3",
        "a = b != c",
        "# !x\nx = {\n}",
    ],
)
def test_what_python_understands_is_left_alone(source):
    assert without_commands(source) == source


def test_cells_of_another_language_are_left_out_and_named():
    book = read_notebook(book_of(("code", "%%bash\nls\n"), ("code", "%%time\nA = 1\n!ls"), ("code", "B = 2")))
    assert code_of(book.text) == ["A = 1", "B = 2"]
    assert book.notes == [
        "Cells in another language were left out: 1 (%%bash).",
        "Commands to Jupyter or to the shell (lines with %, ! or ?) are not run here.",
    ]


@pytest.mark.parametrize(
    "text", ["[", '"""', "!\n", "(\n", "x", "x\n", "\\\n", '\\"', "a=", "%time ", "a.", "'\\"]
)
def test_hostile_code_costs_no_time(text):
    began = time.monotonic()
    without_commands(text * (500_000 // len(text)))
    assert time.monotonic() - began < 10


PLAIN = [
    "%!x",
    "x",
    "if x:",
    "!ls",
    "%time x",
    "?y",
    "y?",
    "x = !ls",
    "x = %p",
    "'",
    '"',
    '"""',
    "(",
    ")",
    "#",
    "%%bash",
    "%%time",
    "",
]


def test_the_page_reads_notebooks_as_the_grading_does():
    luck = random.Random(7)  # noqa: S311 - no secret
    books = (
        [json.dumps(book) for book in OLD.values()]
        + list(COMMANDS)
        + ["[]", "{}", '{"cells": [{"source": 3}]}']
    )
    for _ in range(1_500):
        lines = luck.choices(PLAIN, k=luck.randrange(1, 7))
        source = luck.choice(["", "    ", "\t"]) + luck.choice(["\n", "\n    ", "\r\n", "\\\n", " "]).join(
            lines
        )
        books.append(
            book_of((luck.choice(["code", "code", "code", "markdown", "raw"]), source), ("code", "A = 1"))
        )
    command = [*tools.node(), Path(__file__).with_name("notebooks.mjs"), WIDGET / "src" / "notebook.js"]
    ran = subprocess.run(
        command, input=json.dumps(books), capture_output=True, text=True, check=True, timeout=60
    )
    for book, theirs in zip(books, json.loads(ran.stdout), strict=True):
        assert theirs == text_or_none(book), book


def text_or_none(book):
    try:
        return read_notebook(book).text
    except NotebookError:
        return None


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
SOURCE = st.text("%!?#'\"\\()[]{}=. \n\tabx\u2028\x0c\r", max_size=60)
CELL = st.fixed_dictionaries({}, optional={
    "cell_type": st.sampled_from(["code", "markdown", "raw", "heading"]) | JSON,
    "source": SOURCE | st.lists(SOURCE, max_size=3) | JSON, "input": SOURCE | JSON, "outputs": JSON, "metadata": JSON,
})  # fmt: skip
BOOK = JSON | st.fixed_dictionaries({}, optional={
    "nbformat": JSON, "nbformat_minor": JSON, "metadata": JSON, "cells": st.lists(CELL | JSON, max_size=4) | JSON,
    "worksheets": JSON | st.lists(st.fixed_dictionaries({"cells": st.lists(CELL | JSON, max_size=2) | JSON}), max_size=2),
})  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(BOOK)
def test_any_notebook_is_read_or_is_a_fault_with_words(tmp_path_factory, book):
    found = Found(tmp_path_factory.getbasetemp() / "ex1_try.ipynb", json.dumps(book).encode())
    answer = read_or_fault(found)
    if isinstance(answer, AnswerFault):
        assert answer.says
    else:
        lines = answer.text.split("\n")
        assert all(answer.place(number).code == line for number, line in enumerate(lines, 1))


@settings(max_examples=200, deadline=None)
@given(SOURCE)
def test_no_line_of_a_cell_moves(source):
    plain = without_commands(source)
    assert plain.count("\n") == source.count("\n")
