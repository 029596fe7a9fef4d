"""Forms in the page, without a browser: what describes them, and the reader that keeps the student's file whole."""

import ast
import json
import re
import subprocess
from pathlib import Path
from typing import Annotated, Literal

import pytest
from pydantic import Field

from secondsource import catalogue, seeds
from secondsource.forms import Letter, PageName, Passage, SetAnswer, SourceLabel, TrackRecord
from secondsource.grading.contract import contract_in
from secondsource.models import Needs, Record, SourceType
from secondsource.site import tools
from secondsource.site.bundle import WIDGET
from secondsource.site.forms_in_page import forms
from secondsource.site.shapes import shape_of

PAGES = [one.slug for one in seeds.load_articles()]
CHOICE = {"kind": "choice", "options": ["yes", "no"]}
NEEDS = {
    "kind": "choice",
    "options": ["page", "outside"],
    "names": {"Needs.PAGE": "page", "Needs.OUTSIDE": "outside"},
}


class Pair(Record):
    """Something no form is made for."""

    both: tuple[str, str]


# --- from the contract ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "shape"),
    [
        (str, {"kind": "text"}),
        (Passage | None, {"kind": "passage", "empty": True}),
        (PageName, {"kind": "choice", "options": PAGES}),
        (PageName | None, {"kind": "choice", "options": [*PAGES, ""], "empty": True}),
        (Letter, {"kind": "choice", "options": ["a", "b", "c", "d"]}),
        (bool | None, {"kind": "choice", "options": [True, False], "empty": True}),
        (int, {"kind": "number", "least": None, "most": None}),
        (Annotated[int, Field(ge=1, le=20)], {"kind": "number", "least": 1, "most": 20}),
        (Annotated[int, Field(ge=1, le=3)], {"kind": "choice", "options": [1, 2, 3]}),
        (Needs, NEEDS),
        (dict[str, Literal["yes", "no"]], {"kind": "entries", "each": CHOICE}),
        (list[Literal["yes", "no"]], {"kind": "several", "each": CHOICE}),
        (list[Passage], {"kind": "rows", "each": {"kind": "passage"}}),
        *[(kind, None) for kind in (float, Pair, dict[int, str], list[Pair], tuple[str, str], str | int)],
    ],
)
def test_the_type_asked_for_says_which_field_fits(kind, shape):
    assert shape_of(kind) == shape


def test_a_record_says_what_its_fields_mean_and_where_none_is_an_answer():
    rung = shape_of(SourceLabel)["fields"]["rung"]

    assert rung["options"] == [0, 1, 2, 3, 4, 5]
    assert rung["none"] == "the source is not an unnamed person or group"
    assert "none" not in shape_of(SourceLabel)["fields"]["type"]
    assert shape_of(SetAnswer)["fields"]["sentence"]["about"] == "Number of the sentence that decided."
    assert shape_of(TrackRecord)["fields"]["checked"]["least"] == 0


# --- from the prose ------------------------------------------------------------------------


def described(short):
    return {one["name"]: one for one in forms(catalogue.find(short)[0])}


def test_every_constant_an_exercise_asks_for_has_its_form():
    for exercise in catalogue.exercises():
        assert {one["name"] for one in forms(exercise)} == set(contract_in(exercise.visible).constants)


def test_a_row_of_a_table_says_what_an_entry_is_about():
    item = described("lesson1/ex1")["LABELS"]["items"]["theprint_a11"]

    assert item["places"] == [["theprint", 14]]
    assert item["about"] == [
        ["page, paragraph", "<code>theprint</code> 14", [["theprint", 14]]],
        ["passage", "officials emphasised", []],
    ]


def test_a_heading_a_point_and_a_name_say_it_too():
    assert described("lesson0/ex1")["ANSWERS"]["items"]["set_3"]["section"] == "Set 3"
    shown = described("lesson2/ex2")["SHOWN"]["items"]["taken_over"]
    assert shown["places"] == [["quiet_rewrite", 0], ["statement_courier", 0]]
    assert shown["about"][0][1].startswith("words of <code>quiet_rewrite</code>")
    assert described("lesson3/ex1")["LABELS"]["items"]["newsup_11"]["places"] == [["newsup", 11]]
    assert described("lesson2/ex5")["POINTS_TO"]["items"]["newsup"]["places"] == [["newsup", 0]]


def test_words_are_picked_from_the_pages_the_prose_names():
    assert described("lesson1/ex5")["DESCRIPTOR"]["pages"] == ["theprint"]
    assert described("lesson5/ex3")["PASSAGES"]["pages"] == PAGES


def test_the_prose_says_what_the_values_mean():
    types = described("lesson1/ex1")["LABELS"]["shape"]["each"]["fields"]["type"]
    assert types["words"]["unnamed_group"] == "several people, not named"
    assert set(types["words"]) == set(SourceType)
    sure = described("lesson0/ex1")["ANSWERS"]["shape"]["each"]["fields"]["confidence"]
    assert sure["words"]["2"] == "hardly"
    pair = described("lesson4/ex5")["PAIRS"]["shape"]["each"]["fields"]["verdict"]
    assert pair["words"]["overreach"] == "the same, and the stronger one is the headline"
    needs = described("lesson4/ex1")["FINDINGS"]["shape"]["each"]["fields"]["needs"]
    assert needs["words"]["outside"] == "where one must bring a fact that the page does not hold"


def test_the_letters_of_a_question_come_with_its_answers():
    letters = described("lesson4/ex5")["LETTERS"]["items"]

    assert letters["hedge_lost"]["words"]["a"] == "The page contradicts itself there."
    assert letters["focal_point"]["words"]["a"] == "Yes: the word stands in the table."


def test_nothing_comes_from_where_the_answers_are(monkeypatch):
    for place in ("solution", "held_out", "wrong_answers"):
        monkeypatch.setattr(catalogue.Exercise, place, property(lambda _: pytest.fail("opened an answer")))
    for exercise in catalogue.exercises():
        handed_out = " ".join(exercise.handed_out.read_text("utf-8").replace("\n#", "\n").split())
        prose = re.sub("[*`]", "", handed_out)
        for form in forms(exercise):
            for words in all_words(form):
                assert words in prose


def all_words(part):
    """Every meaning of a value that a description gives."""
    if isinstance(part, dict):
        yield from (
            part["words"].values()
            if isinstance(part.get("words"), dict) and "kind" not in part["words"]
            else []
        )
        part = list(part.values())
    for inner in part if isinstance(part, list) else []:
        yield from all_words(inner)


# --- the page's reader of constants ----------------------------------------------------------


def run_all(cases):
    """What the page's own code makes of these cases."""
    command = [*tools.node(), Path(__file__).with_name("literals.mjs"), WIDGET / "src" / "literal.js"]
    ran = subprocess.run(command, input=json.dumps(cases), capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    return json.loads(ran.stdout)


def constant(text, name):
    """The value of a constant, as Python reads it."""
    nodes = [node for node in ast.parse(text).body if isinstance(node, ast.AnnAssign)]
    return next(ast.literal_eval(node.value) for node in nodes if node.target.id == name)


def test_every_form_reads_and_writes_its_file_and_touches_nothing_else():
    files = [
        (form, path.read_text("utf-8"))
        for one in catalogue.exercises()
        for form in forms(one)
        for path in (one.handed_out, one.solution)
    ]
    other = 'a “word”, a "quote"\\\n'
    cases = [{"act": "read", "form": form, "text": text} for form, text in files]
    cases += [{"act": "there", "form": form, "text": text, "other": other} for form, text in files]
    results = run_all(cases)

    for (form, text), found, changes in zip(files, results[: len(files)], results[len(files) :], strict=True):
        name = form["name"]
        right = constant(text, name)
        assert found == {"value": right}
        for path, there, back in changes:
            assert at(constant(there, name), path) == other
            assert constant(back, name) == right
            assert untouched(there, name) == untouched(text, name)


def at(value, path):
    for step in path:
        value = value[step]
    return value


def untouched(text, name):
    """Everything of a file but one constant."""
    node = next(
        node for node in ast.parse(text).body if isinstance(node, ast.AnnAssign) and node.target.id == name
    )
    lines = text.splitlines()
    return lines[: node.lineno - 1], lines[node.end_lineno :]


ENTRIES = {"name": "IT", "shape": {"kind": "entries", "each": {**CHOICE, "empty": True}}}
ROWS = {"name": "IT", "shape": {"kind": "entries", "each": {"kind": "rows", "each": {"kind": "text"}}}}
NEEDED = {"name": "IT", "shape": {"kind": "record", "fields": {"needs": NEEDS}}}


PLAIN = [
    (ENTRIES, "IT: dict = {  # mine\n  'x': ('y' # so\n  \"es\"),\n  'y': None}  # done\n", {"x": "yes", "y": None}),
    (ROWS, 'IT: dict = {"x": ["""two\nlines""", u"\\u00e9\\x41\\\\\\\n!"],}', {"x": ["two\nlines", "éA\\!"]}),
    (NEEDED, "IT: Answer = {'needs': Needs.OUTSIDE}", {"needs": "outside"}),
    ({"name": "IT", "shape": {"kind": "several", "each": CHOICE}}, "IT: list = ['no']", ["no"]),
    ({"name": "IT", "shape": {"kind": "number"}}, "IT: int = -12", -12),
]  # fmt: skip


def test_what_python_reads_as_a_plain_value_the_page_reads_too():
    found = run_all([{"act": "read", "form": form, "text": text} for form, text, _ in PLAIN])

    assert found == [{"value": value} for *_, value in PLAIN]


ODD = [
    ("IT = {}", "not there as it was handed out"),
    ("IT: dict = {}\nIT['x'] = 'yes'", "more than once"),
    ("IT: dict = dict(x='yes')", "other than a plain value"),
    ("IT: dict = {'x': f'yes'}", "line 1 holds something other"),
    ("IT: dict = {'x': 'yes'} | {}", "goes on after the value"),
    ("IT: dict = {'x': 'maybe'}", '"maybe" is not one'),
    ("IT: dict = {'x': Needs.PAGE}", "Needs.PAGE is not one"),
    ("IT: dict = {'x': ['yes']}", "a bracket is not one"),
    ("IT: dict = {'x': 'yes', 'x': 'no'}", "stands there twice"),
    ("IT: dict = {1: 'yes'}", "key that is not text"),
    ("IT: dict = {'x' 'yes'}", "“:” was expected"),
    ("IT: dict = {'x': 'y\\0'}", "cannot be read"),
    ("IT: dict = {'x': 'yes'", "“}” was expected"),
    ("IT: dict = ['yes']", "braces"),
]


def test_anything_else_is_left_to_the_editor():
    found = run_all([{"act": "read", "form": ENTRIES, "text": text} for text, _ in ODD])

    for (text, why), one in zip(ODD, found, strict=True):
        assert why in one["odd"], text


def test_a_record_must_have_its_names_and_no_other():
    texts = ["IT: dict = {}", "IT: dict = {'needs': None, 'why': None}"]
    found = run_all([{"act": "read", "form": NEEDED, "text": text} for text in texts])

    assert [one["odd"] for one in found] == ["“needs” is missing", "“why” is not one of its names"]
    assert (
        "a list was expected"
        in run_all([{"act": "read", "form": ROWS, "text": "IT: d = {'x': 'y'}"}])[0]["odd"]
    )


ADDED = [
    ("[]", {"a": None, "b": [1]}, '[\n        {"a": None, "b": [1]},\n    ]'),
    ("[ # none\n    ]", True, "[\n        True, # none\n    ]"),
    ("['a', 'b']", "c", "['a', 'b',\n        \"c\",]"),
    ("[\n        'a',  # one\n    ]", "b", "[\n        'a',\n        \"b\",  # one\n    ]"),
]


def test_a_row_is_added_at_the_end():
    file = "IT: dict = {{\n    'x': {},\n}}".format
    cases = [(file(before), value, file(after)) for before, value, after in ADDED]
    found = run_all(
        [
            {"act": "add", "form": ROWS, "path": ["x"], "text": text, "value": value}
            for text, value, _ in cases
        ]
    )

    assert found == [after for *_, after in cases]


TAKEN_OUT = [
    ("['a', 'b', 'c']", 1, "['a', 'c']"),
    ("['a', 'b']", 1, "['a', ]"),
    ("[\n    'a',\n    'b',\n]", 0, "[\n    'b',\n]"),
    ("[\n    'a',  # keep me\n]", 0, "[\n    # keep me\n]"),
]


def test_a_row_is_taken_out_and_comments_stay():
    file = "IT: d = {{'x': {}}}".format
    cases = [(file(before), number, file(after)) for before, number, after in TAKEN_OUT]
    found = run_all(
        [
            {"act": "remove", "form": ROWS, "path": ["x"], "text": text, "number": number}
            for text, number, _ in cases
        ]
    )

    assert found == [after for *_, after in cases]
