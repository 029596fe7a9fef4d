"""Two Pythons: the message says where a newer or an older one may be why, and only there."""

import ast
import importlib
import re
import sys
import time

import pytest

from secondsource.grading import versions
from secondsource.grading.answers import LoadedFile
from secondsource.grading.source import AnswerFault, Found, Path
from secondsource.site.pack import SITE_PACKAGES

NEWER = {
    'A = f"{\'a\' + "b"}"': "3.12",
    "A = f'{x['a']['b']}'": "3.12",
    "print(f'{', '.join(x)}')": "3.12",
    "A = f\"{'\\n'.join(x)}\"": "3.12",
    'A = f"{\n  x\n}"': "3.12",
    "A = f'''{x # why\n}'''": "3.12",
    "type X = int": "3.12",
    "type X[T] = list[T]": "3.12",
    "def first[T](x: list[T]) -> T: return x[0]": "3.12",
    "class Box[T]: pass": "3.12",
    "A = t'{x}'": "3.14",
    "try: pass\nexcept A, B: pass": "3.14",
}


def on_older(body, text):
    """Return the notes on a file, its lines called by their number."""
    return versions.on_older(body, text, "line {}".format)


def test_the_page_has_the_python_that_is_packed_for_it():
    assert versions.named(versions.PAGE) in SITE_PACKAGES


def fault_of(text):
    found = Found(Path("lesson9_none/ex1_try.py"), f"x = {{}}\n{text}\n".encode())
    with pytest.raises(AnswerFault) as fault:
        LoadedFile(found.path, found=found, model=[]).read("A")
    return fault.value.says


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="what is newer here is read")
@pytest.mark.parametrize("text", NEWER)
def test_what_a_newer_python_reads_is_said(text):
    says = fault_of(text)
    assert f"Python {NEWER[text]} and newer can read" in says
    assert f"Python {versions.named(versions.here())} checks here, and the page has Python 3.14." in says
    assert "It may be" in says


@pytest.mark.parametrize(
    "text",
    [
        "A = (1",
        "A = f'x' + )",
        "A = f'{x' + '",
        "A = f'x",
        "def f(:",
        "type = = 3",
        "x['t'",
        "A = f'{x'",
        "print 'not there'",
        "class A: x =",
    ],
)
def test_what_no_python_reads_is_not_laid_on_a_version(text):
    assert "page has" not in fault_of(text)


def test_a_newer_python_lays_nothing_on_itself(monkeypatch):
    monkeypatch.setattr(versions, "here", lambda: (3, 14))
    assert all(versions.on_syntax(text, "f-string: bad") == "" for text in NEWER)
    assert (
        versions.on_error(ImportError("cannot import name 'batched' from 'itertools'", name="itertools"))
        == ""
    )
    gone = versions.on_error(ModuleNotFoundError("No module named 'cgi'", name="cgi"))
    assert gone == (
        " Python 3.13 and newer no longer have cgi. Python 3.14 checks here; your instructor's grading may run an older one."
    )


def test_names_of_a_newer_python_are_known(monkeypatch):
    monkeypatch.setattr(versions, "here", lambda: (3, 11))
    for error in (
        ImportError("cannot import name 'batched' from 'itertools' (unknown location)", name="itertools"),
        AttributeError("module 'itertools' has no attribute 'batched'"),
    ):
        assert versions.on_error(error) == (
            " itertools.batched came with Python 3.12. Python 3.11 checks here, and the page has Python 3.14."
        )
    for error in (
        ImportError("something else"),
        AttributeError("'int' object has no attribute 'batched'"),
        ModuleNotFoundError("No module named 'numpy'", name="numpy"),
        ValueError("x"),
    ):
        assert versions.on_error(error) == ""


@pytest.mark.parametrize("name", versions.NEWER_NAMES)
def test_every_name_called_newer_is_newer(name):
    module, _, attribute = name.rpartition(".")
    there = is_module(name) or (is_module(module) and hasattr(sys.modules[module], attribute))
    assert there is (versions.here() >= versions.NEWER_NAMES[name])


def is_module(name):
    try:
        return bool(name and importlib.import_module(name))
    except ImportError:
        return False


@pytest.mark.parametrize("name", versions.GONE)
def test_every_module_called_gone_goes(name):
    assert (name in sys.stdlib_module_names) is (versions.here() < versions.GONE[name])


STRINGS = {
    'f"{\'a\' + "b"}"': True,
    "f'{x['a']}'": True,
    "f\"{'a'}\" 'b' f'{\"c\"}'": False,
    "rf'''{\n'a'}''' \\\n F'{1!r:>{2}}'": False,
    "f'a\\'b'": False,
}


@pytest.mark.parametrize("whole", STRINGS)
def test_strings_that_nest_are_told_from_those_that_do_not(whole):
    assert versions.is_newer_string(whole, []) is STRINGS[whole]


def test_a_sign_inside_the_braces_is_newer():
    assert versions.is_newer_string("f'{x}'", ["'\\n'.join(x)"])
    assert versions.is_newer_string("f'''{x # why\n}'''", ["x # why\n"])
    assert not versions.is_newer_string("f'{x}'", ["x", 'x["#"]'])


def test_what_an_older_python_cannot_read_is_noted(monkeypatch):
    text = "A = 'é'; B = f'{A}' 'b'\nC = f'''{A}\n{B}'''\n"
    body = ast.parse(text).body
    monkeypatch.setattr(versions, "here", lambda: (3, 14))
    assert on_older(body, text) == []
    monkeypatch.setattr(versions, "is_newer_string", lambda whole, _: whole.startswith("f'''"))
    body[0].type_params = []
    said = on_older(body, text)
    assert said == [
        "Line 2 needs Python 3.12 or newer. Python 3.14 checks here; grading may run an older one, down to 3.11. "
        "Then it could not read the file."
    ]
    body[0].type_params = ["T"]
    assert re.match("Line [12] needs", on_older(body, text)[0])


OLDER = [
    "A = f'{x!r:>{w}}' 'b' f\"{y['a']}\"",
    "A = f'{x:%Y}\\n'",
    "A = f'plain'",
    "A = f\"{f'{x}'}\"",
    "try: pass\nexcept (A, B): pass\nexcept C: pass\nexcept: pass",
    f"A = '{'x' * 5_000}', f'{{x}}'",
]


@pytest.mark.parametrize("text", OLDER)
def test_what_every_python_reads_is_not_noted(monkeypatch, text):
    if versions.here() < (3, 12):  # where strings in braces have places of their own
        monkeypatch.setattr(versions, "here", lambda: (3, 14))
        monkeypatch.setattr(versions, "is_newer_string", lambda *_: False)
    assert on_older(ast.parse(text).body, text) == []


def test_exceptions_without_brackets_are_noted(monkeypatch):
    monkeypatch.setattr(versions, "here", lambda: (3, 14))
    text = "try: pass\nexcept (A, B): pass\n"
    body = ast.parse(text).body
    body[0].handlers[0].type.col_offset += 1
    assert "Line 2 needs Python 3.14" in on_older(body, text)[0]


class TypeAlias(ast.stmt):
    """As Python 3.12 has it."""

    lineno = 7


def test_statements_of_a_newer_python_are_known(monkeypatch):
    monkeypatch.setattr(versions, "here", lambda: (3, 11))
    assert on_older([TypeAlias()], "") == []  # nobody has an older one
    monkeypatch.setattr(versions, "here", lambda: (3, 14))
    assert "Line 7 needs Python 3.12" in on_older([TypeAlias()], "")[0]


@pytest.mark.parametrize("text", ["f'", "'f'", 'f"f', "''", "f' "])
def test_hostile_strings_cost_no_time(text):
    began = time.process_time()
    versions.is_newer_string(text * 200_000, [])
    assert time.process_time() - began < 10  # a quadratic search takes hours


@pytest.mark.skipif(sys.version_info < (3, 12), reason="an older Python cannot read it at all")
@pytest.mark.parametrize("text", [one for one in NEWER if NEWER[one] == "3.12"])
def test_newer_syntax_is_noted_where_it_is_read(text):
    assert on_older(ast.parse(text).body, text)
