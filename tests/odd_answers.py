"""Strategies: odd files handed in as an exercise's answer, as Python and as notebooks."""

import codecs
import json

from hypothesis import strategies as st

from secondsource import catalogue
from secondsource.grading.contract import contract_in

EXERCISE = catalogue.find("lesson1/ex4")[0]
FILE = f"{EXERCISE.lesson}/{EXERCISE.name}.py"
BOOK = f"{EXERCISE.lesson}/{EXERCISE.name}.ipynb"
SOLUTION = EXERCISE.solution.read_text("utf-8")
CONTRACT = contract_in(EXERCISE.visible)
NAMES = [*CONTRACT.functions, *CONTRACT.constants]
ATOMS = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=30),
    st.sampled_from([10**39, 10**41, -(10**39), 2**53 + 1, 5e-324, 1e308]),
).map(repr)  # fmt: skip
LONG = st.builds(
    "{!r} * {}".format, st.sampled_from(["not ", "1 ", "said ", '"', "\0", "é"]), st.integers(1, 60_000)
)
VALUES = st.recursive(
    ATOMS | ATOMS | LONG,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4).map(lambda parts: f"[{', '.join(parts)}]"),
        st.lists(inner, max_size=4).map(lambda parts: f"({''.join(f'{part}, ' for part in parts)})"),
        st.dictionaries(st.text(max_size=10), inner, max_size=4).map(
            lambda parts: "{" + ", ".join(f"{key!r}: {part}" for key, part in parts.items()) + "}"
        ),
        st.builds("[{}] * {}".format, inner, st.integers(2, 3000)),
    ),
    max_leaves=8,
)
"""Values as code: only what runs the answer ever has them whole, for a list of lists of lists can be beyond any memory."""
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


ENDLESS = st.integers(30, 6000).map(lambda digits: f"{{'a': 10**{digits}, 'b': [1e{digits}]}}")
EXPRESSIONS = st.one_of(VALUES, VALUES, ENDLESS)


@st.composite
def odd_values(draw):
    """The solution, but one name gives back something odd."""
    name, value = draw(st.sampled_from(NAMES)), draw(EXPRESSIONS)
    start = "inf, nan = float('inf'), float('nan')"
    odd = (
        f"{start}\ndef {name}(*_, **__):\n    return {value}\n"
        if name in CONTRACT.functions
        else f"{start}\n{name} = {value}\n"
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

# --- notebooks --------------------------------------------------------------------------------

CELLS = [
    {"cell_type": "code", "execution_count": None, "metadata": {}, "outputs": [], "source": cell}
    for cell in SOLUTION.split("# %%\n")
]
"""The solution, cell by cell."""
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
LINES = ["%matplotlib inline\n", "!ls\n", "%%bash\nls\n", "%%time\n", "x = !ls\n", "  %cd /\n", "?len\n", "\f\u2028x = 1\n",
         "await f()\n", "display(1)\n", "get_ipython().system('ls')\n", "\0", "\ud800", "%%\n", "%" * 3000, "!" * 3000]  # fmt: skip
METADATA = [
    {"lines_to_next_cell": 100_000_000},
    {"lines_to_next_cell": -1},
    {"lines_to_next_cell": "x"},
    {"title": "\n# %%\n"},
    None,
    [],
]
KEYS = ["cell_type", "metadata", "outputs", "source", "execution_count", "id", "input", "attachments"]
OUTPUTS = st.integers(0, 2_000_000).map(
    lambda size: [{"output_type": "stream", "name": "stdout", "text": "x" * size}]
)


def book_of(cells, more=()):
    return {
        "cells": cells,
        "metadata": {"kernelspec": {"name": "python3"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    } | dict(more)


def in_format_3(cells):
    return {
        "nbformat": 3,
        "nbformat_minor": 0,
        "metadata": {"name": ""},
        "worksheets": [{"cells": cells, "metadata": {}}],
    }


def changes(cell, key):
    """Strategy: what may stand in place of a cell."""
    kinds = ["markdown", "raw", "heading", "", None, 4]
    without = {name: cell[name] for name in cell if name != key}
    return st.one_of(
        st.sampled_from([[], [cell, cell], [cell] * 300, [without]]),
        st.sampled_from(kinds).map(lambda kind: [{**cell, "cell_type": kind}]),
        st.sampled_from(LINES).map(lambda line: [{**cell, "source": f"{line}{cell.get('source', '')}"}]),
        st.sampled_from(METADATA).map(lambda given: [{**cell, "metadata": given}]),
        OUTPUTS.map(lambda given: [{**cell, "outputs": given}]),
        JSON.map(lambda value: [{**cell, key: value}]),
        JSON.map(lambda value: [value, cell]),
    )


@st.composite
def odd_cells(draw):
    """The solution's cells, of which some are changed, doubled, left out or no cells."""
    cells = [*CELLS]
    for _ in range(draw(st.integers(1, 3))):
        place = draw(st.integers(0, len(cells) - 1))
        cell = cells[place] if isinstance(cells[place], dict) else {}
        cells[place : place + 1] = draw(changes(cell, draw(st.sampled_from(KEYS))))
        cells = cells or [{}]
    return cells


def nested(times):
    return b'{"cells": ' + b"[" * times + b"]" * times + b"}"


BOOKS = st.one_of(
    odd_cells().map(book_of),
    odd_cells().map(book_of),
    odd_cells().map(in_format_3),
    st.builds(
        lambda key, value: book_of(CELLS, {key: value}),
        st.sampled_from(["cells", "metadata", "nbformat", "worksheets"]),
        JSON,
    ),
    JSON,
)
TEXTS = BOOKS.map(json.dumps)
NOTEBOOKS = st.one_of(
    TEXTS.map(str.encode),
    st.builds(
        lambda text, coding: text.encode(coding),
        TEXTS,
        st.sampled_from(["utf-8-sig", "utf-16", "utf-32", "utf-16-le"]),
    ),
    st.builds(lambda text, cut: text.encode()[:cut], TEXTS, st.integers(0, 5_000)),
    st.integers(1, 100_000).map(nested),
    st.integers(4_000, 400_000).map(lambda digits: f'{{"cells": [], "nbformat": {"9" * digits}}}'.encode()),
    st.binary(max_size=200).map(lambda data: codecs.BOM_UTF8 + data),
)
"""The bytes of a notebook."""
