"""Turns a solution into the exercise that is handed out: the same file without its answers."""

from __future__ import annotations

import ast
import re
import textwrap

PROMPT = 'raise NotImplementedError("Write your answer here.")'
ANSWER = re.compile(
    r"^(?P<indent> *)# --8<-- \[start:answer\]\n(?P<body>.*?)^(?P=indent)# --8<-- \[end:answer\]\n",
    re.MULTILINE | re.DOTALL,
)


class StubError(ValueError):
    """A solution whose answers are not marked in a way that can be cut out."""


def make_stub(solution: str) -> str:
    """Return the exercise: answers inside functions become a prompt, forms are emptied.

    Raises StubError where a marker has no partner or nothing is marked.
    """
    stub, times = ANSWER.subn(_emptied, solution)
    if "# --8<--" in stub:
        line = stub[: stub.index("# --8<--")].count("\n") + 1
        raise StubError(f"line {line} of the exercise: an answer marker has no partner at the same indent")
    if not times:
        raise StubError(
            "nothing is marked as an answer; put # --8<-- [start:answer] and [end:answer] around it"
        )
    return stub


def _emptied(found: re.Match[str]) -> str:
    indent, body = found["indent"], found["body"]
    return f"{indent}{PROMPT}\n" if indent else empty_forms(body)


def empty_forms(block: str) -> str:
    """Return the annotated assignments of a block with every value taken out.

    Keys of dictionaries stay, lists become empty, everything else becomes None.  What is not an
    annotated assignment is a helper of the solution and is left out.
    """
    forms = [node for node in ast.parse(block).body if isinstance(node, ast.AnnAssign) and node.value]
    return "".join(f"{_form(block, node)}\n" for node in forms)


def _form(block: str, node: ast.AnnAssign) -> str:
    source = textwrap.dedent(ast.get_source_segment(block, node) or "")
    value = ast.parse(source).body[0].value  # type: ignore[attr-defined]
    lines = source.encode().splitlines(keepends=True)  # ast counts columns in bytes
    for start, end, new in sorted(_holes(value), reverse=True):
        before, after = lines[start[0] - 1][: start[1]], lines[end[0] - 1][end[1] :]
        lines[start[0] - 1 : end[0]] = [before + new + after]
    return b"".join(lines).decode()


Place = tuple[int, int]


def _holes(value: ast.expr) -> list[tuple[Place, Place, bytes]]:
    """Return the places to empty: where they start and end, and what to put there."""
    if isinstance(value, ast.Dict):
        return [hole for item in value.values for hole in _holes(item)]
    if isinstance(value, ast.Call):
        return [hole for word in value.keywords for hole in _holes(word.value)]
    start = (value.lineno, value.col_offset)
    end = (value.end_lineno or value.lineno, value.end_col_offset or value.col_offset)
    return [(start, end, b"[]" if isinstance(value, ast.List) else b"None")]
