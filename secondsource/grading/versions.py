"""What needs a newer Python, or an older one, than the one that runs a check.

The page brings its own Python; who grades has another.  Where that may be why a file fails, the message says so.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Callable, Iterator

from secondsource.grading.notebooks import STRING

PAGE = (3, 14)
"""The Python of the page."""
OLDEST = (3, 11)
"""The oldest Python that checks run on."""
Version = tuple[int, ...]

NEWER_SYNTAX: list[tuple[Version, str, re.Pattern[str]]] = [
    ((3, 12), "a type statement", re.compile(r"\s*type\s+\w+\s*(?:\[[^=]*\]\s*)?=")),
    ((3, 12), "type parameters", re.compile(r"\s*(?:(?:async\s+)?def|class)\s+\w+\s*\[")),
    ((3, 14), "a template string", re.compile(r"""(?:[^"'#]*[^\w"'#])?(?:t|tr|rt)["']""", re.I)),
    ((3, 14), "except without brackets", re.compile(r"\s*except\b[^(:#]*,[^(:#]*:")),
    ((3, 12), "quotation marks, a backslash or # inside the braces of an f-string", re.compile(r"""(?:.*\W)?(?:f|fr|rf)["']""", re.I)),
]  # fmt: skip
"""How a line looks that an older Python cannot read; the looser ones come last."""
NEWER_NODES: dict[str, Version] = {"TypeAlias": (3, 12), "TemplateStr": (3, 14)}
LITERALS = re.compile(
    rf"(?>(?:\s|\\\n)*+(?:[rfu]|rf|fr)?(?:{STRING}))++\s*",
    re.I | re.DOTALL,
)
"""Strings one after the other, as Python 3.11 saw them: the first quotation mark of the same kind ends one."""
FAR = 5_000
"""Bytes into a line from which on no f-string is looked at: nobody writes such lines."""
NEWER_NAMES: dict[str, Version] = {
    **dict.fromkeys("itertools.batched math.sumprod random.binomialvariate calendar.Month calendar.Day typing.override "
                    "typing.TypeAliasType inspect.markcoroutinefunction types.get_original_bases".split(), (3, 12)),
    **dict.fromkeys("math.fma copy.replace warnings.deprecated typing.TypeIs typing.ReadOnly typing.NoDefault "
                    "queue.ShutDown re.PatternError pathlib.UnsupportedOperation".split(), (3, 13)),
    **dict.fromkeys("functools.Placeholder uuid.uuid6 uuid.uuid7 uuid.uuid8 heapq.heappush_max heapq.heappop_max "
                    "heapq.heapify_max typing.evaluate_forward_ref annotationlib compression string.templatelib "
                    "concurrent.interpreters pathlib.types".split(), (3, 14)),
}  # fmt: skip
"""Names of the standard library that a student may meet, by the Python that brought them."""
GONE: dict[str, Version] = {
    **dict.fromkeys("asynchat asyncore distutils imp smtpd".split(), (3, 12)),
    **dict.fromkeys("aifc audioop cgi cgitb chunk crypt imghdr lib2to3 mailcap msilib nis nntplib ossaudiodev pipes "
                    "sndhdr spwd sunau telnetlib uu xdrlib".split(), (3, 13)),
}  # fmt: skip
"""Modules of the standard library by the Python that no longer has them."""


def named(version: Version) -> str:
    """Return a version as people write it."""
    return ".".join(str(part) for part in version[:2])


def here() -> Version:
    """Return the Python that runs this."""
    return tuple(sys.version_info[:2])


def on_syntax(line: str, said: str) -> str:
    """Return what a line that cannot be read here may need, in words; empty where nothing points to that."""
    for version, what, looks in NEWER_SYNTAX:
        fits = _nests(line, said, looks) if "f-string" in what else looks.match(line)
        if version <= here() or not fits:
            continue
        return f" It may be {what}, which Python {named(version)} and newer can read. {two_pythons()}"
    return ""


def _nests(line: str, said: str, looks: re.Pattern[str]) -> bool:
    """Return whether an f-string may have failed for what stands in its braces, not for a brace left open."""
    if "f-string expression part" in said:  # a backslash or #; the line may be another
        return True
    if "unterminated" in said:
        return bool(looks.match(line) and re.search(r"\{[^}\"']*$", line))
    return "f-string" in said and max(line.count('"'), line.count("'")) >= 4


def on_error(error: BaseException) -> str:
    """Return whether a name is missing because this Python is too old or too new, in words; empty otherwise."""
    name = missing_name(error)
    if version := NEWER_NAMES.get(name):
        return f" {name} came with Python {named(version)}. {two_pythons()}" if version > here() else ""
    if version := GONE.get(name.partition(".")[0]):
        return f" Python {named(version)} and newer no longer have {name}. {two_pythons()}"
    return ""


def missing_name(error: BaseException) -> str:
    """Return the full name of what a module was asked for and does not have; empty for any other error."""
    if isinstance(error, ModuleNotFoundError):
        return error.name or ""
    if isinstance(error, ImportError):
        said = re.match(r"cannot import name '(\w+)'", str(error))
        return f"{error.name}.{said[1]}" if said and error.name else ""
    said = re.match(r"module '([\w.]+)' has no attribute '(\w+)'", str(error))
    return f"{said[1]}.{said[2]}" if said and isinstance(error, AttributeError) else ""


def two_pythons() -> str:
    """Return which Python checks here, and that another one may check elsewhere."""
    if here() == PAGE:
        return f"Python {named(PAGE)} checks here; your instructor's grading may run an older one."
    return f"Python {named(here())} checks here, and the page has Python {named(PAGE)}."


def on_older(body: list[ast.stmt], text: str, place: Callable[[int], object]) -> list[str]:
    """Return a note on what an older Python could not read, though this one can; `place` puts a line in words."""
    if here() <= OLDEST or not (found := dict(_newer_in(body, text))):
        return []
    version = max(found)
    says = f"{str(place(found[version])).capitalize()} needs Python {named(version)} or newer. Python {named(here())} checks here; grading may"
    return [f"{says} run an older one, down to {named(OLDEST)}. Then it could not read the file."]


def _newer_in(body: list[ast.stmt], text: str) -> Iterator[tuple[Version, int]]:
    lines: list[bytes] = []
    formats = set[int]()
    for node in ast.walk(ast.Module(body, type_ignores=[])):
        line = getattr(node, "lineno", 0)
        if version := NEWER_NODES.get(type(node).__name__):
            yield version, line
        if getattr(node, "type_params", None):
            yield (3, 12), line
        if isinstance(node, ast.FormattedValue):
            formats.add(
                id(node.format_spec)
            )  # what stands behind a colon is a string for Python, and none in the file
        lines = lines or [one.encode() for one in text.split("\n")]
        if isinstance(node, ast.JoinedStr) and id(node) not in formats and _is_newer(node, lines):
            yield (3, 12), line
        if isinstance(node, ast.ExceptHandler) and _is_bare(node.type, lines):
            yield (3, 14), line


def _is_newer(node: ast.JoinedStr, lines: list[bytes]) -> bool:
    if (node.end_col_offset or 0) > FAR:
        return False
    inside = [_segment(one.value, lines) for one in node.values if isinstance(one, ast.FormattedValue)]
    return is_newer_string(_segment(node, lines), inside)


def _is_bare(caught: ast.expr | None, lines: list[bytes]) -> bool:
    """Return whether several exceptions are caught without brackets around them."""
    return isinstance(caught, ast.Tuple) and not _segment(caught, lines).startswith("(")


def _segment(node: ast.expr, lines: list[bytes]) -> str:
    """Return what stands in the file for a node, whose places count bytes."""
    first, last = node.lineno - 1, (node.end_lineno or node.lineno) - 1
    some = lines[first : last + 1]
    some[-1] = some[-1][: node.end_col_offset]
    some[0] = some[0][node.col_offset :]
    return b"\n".join(some).decode()


def is_newer_string(whole: str, inside: list[str]) -> bool:
    """Return whether Python 3.11 could not read these f-strings: `whole` as in the file, `inside` what is in braces."""
    bare = [re.sub(STRING, "", one, flags=re.DOTALL) for one in inside]
    return (
        not LITERALS.fullmatch(whole) or any("\\" in one for one in inside) or any("#" in one for one in bare)
    )
