"""A class of one odd and three honest students always ends, with the honest marks as if the odd one were not there.

To add a kind of oddness, write a strategy that draws the files of one hand-in (`Files`: path inside the class
folder to bytes) and name it in `KINDS`.
"""

import json
import os
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from secondsource import catalogue
from secondsource.grading import classroom, sandbox
from secondsource.grading.classroom import Options, grade_class
from secondsource.grading.contract import contract_in
from secondsource.grading.workers import Workers
from tests.conftest import needs

EXAMPLES = int(os.environ.get("SECONDSOURCE_EXAMPLES", "300"))
"""Classes to try; 5,000 on demand."""
EXERCISE = catalogue.find("lesson1/ex4")[0]
FILE = f"{EXERCISE.lesson}/{EXERCISE.name}.py"
SOLUTION = EXERCISE.solution.read_text("utf-8")
HONEST = ("ada", "ben", "cy")
ODD = "Bob Odd"
OPTIONS = Options(level="sandbox", jobs=2, exercises=(EXERCISE.id,))

Files = dict[str, bytes]

# --- odd answers ------------------------------------------------------------------------------

CONTRACT = contract_in(EXERCISE.visible)
NAMES = [*CONTRACT.functions, *CONTRACT.constants]
ATOMS = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=30),
    st.sampled_from([10**39, 10**41, -(10**39), 2**53 + 1, 5e-324, 1e308]),
    st.integers(1, 60_000).map(lambda times: "not " * times),
)  # fmt: skip
VALUES = st.recursive(
    ATOMS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(st.text(max_size=10), inner, max_size=4),
        st.tuples(inner, inner),
        st.tuples(inner, st.integers(2, 3000)).map(lambda pair: [pair[0]] * pair[1]),
    ),
    max_leaves=8,
)
DEEDS = [
    "import os; os._exit({n})", "import sys; sys.exit({n})", "raise ValueError('x' * {n}000)",
    "raise KeyboardInterrupt", "raise MemoryError", "1 / 0", "x = [[]] * {n}; x.append(x)",
    "open('left_{n}', 'w').write('x' * {n}000)", "import os; os.mkdir('m{n}', 0)", "open('/tmp/answer/f', 'w')",
    "import os; [os.mkdir(str(one)) for one in range({n}00)]", "import os; os.write(0, b'x' * {n})",
    "import os; os.write(0, b'\\n')", "import os; os.close(0)", "bytearray({n} << 30)", "held = bytearray({n} << 20)",
    "import builtins; builtins.len = lambda _: {n}", "import json; json.dumps = None", "print('x' * {n}000)",
    "def deeper(): deeper()\ndeeper()", "import signal; signal.alarm(1)", "import gc; gc.disable()",
    "import sys; sys.setrecursionlimit({n}0000)", "import ctypes; ctypes.string_at({n})", "input()",
    "import threading; threading.Thread(target=print).start()", "import os; os.fork()", "import os; os.chdir('/')",
    "import secondsource.models; secondsource.models.SourceType = None", "__name__ = None; __file__ = None",
    "import os; os.umask(0o777)", "import sys; sys.modules.clear()", "import sys; sys.stdout = None", "pass",
]  # fmt: skip
"""None of these waits or works for ever: what does, costs seconds, and stands among the attacks."""


@st.composite
def deeds(draw):
    return draw(st.sampled_from(DEEDS)).replace("{n}", str(draw(st.integers(0, 99))))


def indented(text):
    return "".join(f"    {line}\n" for line in text.splitlines())


def spelt(value):
    """A value as a student's file can hold it: JSON has names for what Python has no literal for."""
    return f"__import__('json').loads({json.dumps(value)!r})"


ENDLESS = st.integers(30, 6000).map(lambda digits: f"{{'a': 10**{digits}, 'b': [1e{digits}]}}")
EXPRESSIONS = st.one_of(VALUES.map(spelt), VALUES.map(spelt), ENDLESS)


@st.composite
def odd_values(draw):
    """The solution, but one name gives back something odd."""
    name, value = draw(st.sampled_from(NAMES)), draw(EXPRESSIONS)
    odd = (
        f"def {name}(*_, **__):\n    return {value}\n"
        if name in CONTRACT.functions
        else f"{name} = {value}\n"
    )
    return f"{SOLUTION}\n\n{odd}".encode(errors="surrogatepass")


@st.composite
def odd_deeds(draw):
    """The solution, but something odd is done as it is loaded, or in a call."""
    deed = draw(deeds())
    if draw(st.booleans()):
        return f"{deed}\n{SOLUTION}".encode()
    name = draw(st.sampled_from([*CONTRACT.functions]))
    return f"{SOLUTION}\n\ndef {name}(*_, **__):\n{indented(deed)}    return None\n".encode()


@st.composite
def odd_text(draw):
    """The solution with bytes that were cut, doubled or put in."""
    source = SOLUTION.encode()
    place = draw(st.integers(0, len(source)))
    return source[:place] + draw(st.binary(max_size=60)) + source[place + draw(st.integers(0, 400)) :]


NESTED = st.builds(
    lambda one, times: one * times,
    st.sampled_from([b"(", b"[", b"{", b"not ", b"lambda:"]),
    st.integers(1, 100_000),
)
ANSWERS = st.one_of(odd_values(), odd_deeds(), odd_text(), st.binary(max_size=300), NESTED)


def as_folder(data) -> Files:
    return {f"{ODD}/{FILE}": data}


KINDS: list[st.SearchStrategy[Files]] = [ANSWERS.map(as_folder)]

# --- classes ----------------------------------------------------------------------------------


def hand_in(place: Path, files: Files) -> None:
    for name, data in files.items():
        path = place / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


@pytest.fixture(scope="module")
def some_workers():
    """Workers that stay for all the classes: starting them takes longer than marking one."""
    lacking = sandbox.missing("sandbox")
    needs("sandbox", not lacking)
    with Workers("sandbox", OPTIONS.jobs, [EXERCISE.id]) as workers:
        yield workers


@pytest.fixture
def grade(some_workers, tmp_path, monkeypatch):
    """Grade a class of the honest and these files, and return points by student."""
    monkeypatch.setattr(classroom, "mark_class", lambda jobs, _level, _many, on: some_workers.mark(jobs, on))
    monkeypatch.setattr(classroom, "course_files", lambda: [])

    def graded(files: Files):
        place, out = tmp_path / "class", tmp_path / "out"
        for folder in (place, out):
            shutil.rmtree(folder, ignore_errors=True)
        hand_in(place, {f"{name}/{FILE}": SOLUTION.encode() for name in HONEST} | files)
        outcome = grade_class(place, out, OPTIONS, lambda *_: None)
        return {one.student.id: one for one in outcome.book}

    return graded


def marks(students):
    """All that a mark is made of, for the honest."""
    return {
        name: [
            (check.check, check.state, check.points)
            for one in students[name].exercises
            for check in one.checks
        ]
        for name in HONEST
    }


def test_the_honest_are_marked_as_if_nobody_else_were_there(grade):
    alone = marks(grade({}))
    assert {state for checks in alone.values() for _, state, _ in checks} == {"passed"}

    @settings(
        max_examples=EXAMPLES, deadline=None, derandomize=EXAMPLES <= 300, database=None,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(st.one_of(KINDS))
    def always(files):
        students = grade(files)
        assert marks(students) == alone
        odd = [one for name, one in students.items() if name not in HONEST]
        assert not [one.faults for one in odd if one.faults]

    always()
