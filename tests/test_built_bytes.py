"""What the site hands out: no answer, no held-out check, no held-out text, in any byte of it."""

import ast
import html
import itertools
import json
import re

import pytest

from secondsource import catalogue, seeds
from secondsource.site.pack import unpacked
from tests.test_kit import LONG, answer_parts, bare

TEXT = {".css", ".html", ".js", ".json", ".md", ".mjs", ".py", ".svg", ".txt", ".xml", ".yaml"}


@pytest.fixture(scope="module")
def built(site):
    """Every built file by its name, what is packed unpacked."""
    files = {}
    for path in site.rglob("*"):
        if path.suffix == ".pack":
            files |= {f"{path.name}/{name}": data for name, data in unpacked(path.read_bytes()).items()}
        elif path.is_file():
            files[str(path.relative_to(site))] = path.read_bytes()
    return files


@pytest.fixture(scope="module")
def lines(built):
    """Every line that can be read anywhere, and every two that follow each other."""
    found = set()
    for name, data in built.items():
        for text in readable(name, data):
            short = bare(text).splitlines()
            found |= {*short, *(f"{one}\n{two}" for one, two in itertools.pairwise(filter(dense, short)))}
    return found


def dense(line):
    return len(line) > 3


def readable(name, data):
    """The texts in a file: what a page says, what a JSON file holds, a text as it is."""
    suffix = name[name.rfind(".") :]
    if suffix not in TEXT:
        return
    text = data.decode("utf-8")
    if suffix == ".html":
        yield html.unescape(re.sub(r"<[^>]*>", "", text))
    if suffix == ".json":
        yield from strings(json.loads(text))
    yield text


def strings(value):
    if isinstance(value, str):
        yield html.unescape(re.sub(r"<[^>]*>", "", value))
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from strings(one)


def kept_back(exercise):
    """Long lines of the held-out checks that neither the exercise nor its visible checks hold."""
    if not exercise.held_out.is_file():
        return set()
    open_text = bare(exercise.handed_out.read_text("utf-8") + exercise.visible.read_text("utf-8"))
    held = bare(exercise.held_out.read_text("utf-8")).splitlines()
    common = ("from ", "import ", "@", '"""')
    return {
        line for line in held if len(line) >= LONG and not line.startswith(common) and line not in open_text
    }


def literals(text):
    """Long words in quotation marks: they stay readable in compiled code."""
    found = (node.value for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Constant))
    return {one for one in found if isinstance(one, str) and len(one) >= LONG}


def test_the_search_would_find_something(lines):
    exercise = catalogue.exercises()[0]
    assert set(bare(exercise.handed_out.read_text("utf-8")).splitlines()) <= lines
    assert sum(len(answer_parts(one)) for one in catalogue.exercises()) > 500
    assert sum(len(kept_back(one)) for one in catalogue.exercises()) > 100


@pytest.mark.parametrize("exercise", catalogue.exercises(), ids=lambda one: one.id)
def test_no_answer_and_no_held_out_check_is_in_the_site(exercise, lines):
    assert answer_parts(exercise) & lines == set()
    assert kept_back(exercise) & lines == set()


def test_none_is_in_compiled_form_either(built):
    compiled = b"\n".join(
        data for name, data in built.items() if name.endswith(".pyc") and "secondsource" in name
    )
    known = "".join(
        path.read_text("utf-8") for one in catalogue.exercises() for path in (one.visible, one.handed_out)
    )
    wanted = set()
    for one in catalogue.exercises():
        for path in (one.solution, one.held_out):
            wanted |= literals(path.read_text("utf-8")) if path.is_file() else set()
    secret = {text for text in wanted if text not in known}
    assert (
        compiled.count(b"Returns") + compiled.count(b"Return") > 10
    )  # docstrings stay, so literals would too
    assert [text for text in secret if text.encode() in compiled] == []


def test_no_held_out_text_is_in_the_site(lines):
    held = [one for one in seeds.load_controls() if one.info.control.held_out]
    shown = {text for one in seeds.load_controls() if one not in held for text in one.paragraphs}
    secret = {text for one in held for text in one.paragraphs if len(text) >= LONG} - shown
    assert len(secret) > 20
    assert secret & lines == set()


def test_no_key_goes_along(built):
    assert not [name for name in built if re.search(r"solutions|wrong_answers|originals", name)]
    assert {data for name, data in built.items() if "/held_out/" in name} == {b""}  # only that there are some
    packed = [name for name in built if ".pack/course/" in name]
    assert [name for name in packed if name.endswith(".yaml")] == [
        next(name for name in packed if name.endswith("misconceptions.yaml"))
    ]


def test_no_built_byte_names_another_origin(built):
    """Text may link to other sites; code that runs may not fetch from them."""
    fetched = re.compile(rb"""(?:src|href)=["']?(https?:)?//[^"' >]+\.(?:js|mjs|css|woff2?|wasm|whl)\b""")
    assert [name for name, data in built.items() if name.endswith(".html") and fetched.search(data)] == []
    ours = [name for name in built if re.match(r"assets/(js|css)/|assets/play/(page|worker|carry)", name)]
    hosts = re.compile(rb"""(?:import|fetch|url)\(\s*["']?https?://""")
    assert ours
    assert [name for name in ours if hosts.search(built[name])] == []
