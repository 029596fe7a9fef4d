"""The same exercise for other graders: twelve tests that make the same calls and compare with the solution.

A plain comparison asks less than our checks do, which also judge, count and explain: what other
graders are given here is the cheaper task.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from bench.classes import Asked

SAME = '''
def same(came, right):
    """Whether two values are equal, numbers to nine places, sets in any order."""
    if isinstance(came, (int, float)) and isinstance(right, (int, float)):
        return abs(came - right) < 1e-9
    return sorted(came) == sorted(right) if isinstance(came, set) else came == right
'''


@dataclass(frozen=True)
class Test:
    """One of the twelve."""

    name: str
    uses: list[str]
    """Names of the answer that it needs."""
    code: str
    """Raises AssertionError for a wrong answer."""


def tests_of(asked: Iterable[Asked]) -> Iterator[Test]:
    """Give one test a check, in their order."""
    for name, some in groupby(asked, key=lambda one: one.check):
        every = list(some)
        lines = [f"assert same({_expression(one)}, {one.value!r})" for one in every]
        yield Test(name, sorted({one.name for one in every}), SAME + "\n\n" + "\n".join(lines))


def _expression(one: Asked) -> str:
    return one.name if one.arguments is None else f"{one.name}({', '.join(map(repr, one.arguments))})"


# --- nbgrader ---------------------------------------------------------------------------------


def nbgrader_notebook(text: str, tests: Iterable[Test]) -> str:
    """Return a notebook with the answer in one cell and an autograder test in each of the others."""
    answer = _code(text, "answer", grade=False, locked=False, solution=True)
    cells = [_code(one.code, one.name, grade=True, locked=True, solution=False, points=1) for one in tests]
    return _notebook([answer, *cells])


def _code(source: str, name: str, **about: Any) -> dict[str, Any]:
    metadata = {"nbgrader": {"grade_id": name, "schema_version": 3, "task": False, **about}}
    return _cell(source, name, metadata)


# --- otter ------------------------------------------------------------------------------------


def plain_notebook(text: str) -> str:
    """Return a notebook with the answer in one cell."""
    return _notebook([_cell(text, "answer", {})])


def otter_test(test: Test) -> str:
    """Return one of otter's test files, in the form where a test is a function."""
    body = test.code.replace("\n", "\n    ")
    return (
        "from otter.test_files import test_case\n\nOK_FORMAT = False\n\n"
        f'name = "{test.name}"\npoints = 1\n\n\n'
        f"@test_case(points=1, hidden=False)\ndef {test.name}({', '.join(test.uses)}):\n    {body}\n"
    )


def _cell(source: str, name: str, metadata: dict[str, Any]) -> dict[str, Any]:
    return {
        "cell_type": "code", "execution_count": None, "id": name[:60], "metadata": metadata, "outputs": [],
        "source": source,
    }  # fmt: skip


def _notebook(cells: list[dict[str, Any]]) -> str:
    kernel = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    return json.dumps({"cells": cells, "metadata": kernel, "nbformat": 4, "nbformat_minor": 5})
