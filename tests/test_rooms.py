"""The package's rooms use each other in one direction: no two modules lean on each other, and nothing leans up."""

import ast
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

import secondsource

PACKAGE = Path(secondsource.__file__).parent
ABOVE = {
    "grading": {"site", "cli", "generate"},
    "drawing": {"site", "grading", "cli"},
    "reading": {"site", "grading", "cli"},
}
"""Room to what stands above it: it must not import that."""  # fmt: skip


def name_of(path):
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {name_of(path): path for path in PACKAGE.rglob("*.py")}


def imported(path):
    """Every module of ours that a module imports, wherever in it: a late import leans on the other as well."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in MODULES)
        elif isinstance(node, ast.ImportFrom) and node.module in MODULES:
            inner = [f"{node.module}.{alias.name}" for alias in node.names]
            yield from (name if name in MODULES else node.module for name in inner)


USES = {name: set(imported(path)) - {name} for name, path in MODULES.items()}


def test_no_two_modules_lean_on_each_other():
    try:
        TopologicalSorter(USES).prepare()
    except CycleError as error:
        pytest.fail(f"a circle of imports: {' imports '.join(reversed(error.args[1]))}")


@pytest.mark.parametrize("room", ABOVE)
def test_nothing_leans_on_what_stands_above_it(room):
    up = [
        (name, other)
        for name, others in USES.items()
        for other in others
        if name.split(".")[1:2] == [room] and other.split(".")[1:2] and other.split(".")[1] in ABOVE[room]
    ]
    assert up == []
