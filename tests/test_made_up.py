"""Made-up answers: they have the types asked for, so every check comes to its end with one, and none is right."""

import json

import pytest

from secondsource import catalogue
from secondsource.grading import in_page, plugin
from secondsource.grading.contract import contract_in
from secondsource.grading.made_up import made_up, sample
from secondsource.grading.results import State
from secondsource.site import bundle

EXERCISES = bundle.offered()


@pytest.mark.parametrize("exercise", EXERCISES, ids=str)
def test_every_type_asked_for_gets_a_value(exercise):
    contract = contract_in(exercise.visible)

    for name in contract.functions:
        wanted = contract.type_of(name)
        wanted.validate_json(json.dumps(sample(wanted.json_schema())), strict=True)


@pytest.mark.parametrize("exercise", EXERCISES, ids=str)
def test_every_check_comes_to_its_end(exercise, tmp_path, monkeypatch):
    monkeypatch.setattr(catalogue, "answers", lambda _folder: tmp_path)
    plugin._asked_for.cache_clear()
    monkeypatch.setattr(in_page, "_met", set())
    text = made_up(exercise.handed_out.read_text("utf-8"), contract_in(exercise.visible))

    states = {check.state for check in in_page.check(exercise.id, text).checks}

    assert states <= {State.PASSED, State.WRONG}
    assert State.WRONG in states or "check" in exercise.name


@pytest.mark.parametrize(
    ("schema", "value"),
    [
        ({"type": "array", "prefixItems": [{"type": "integer"}, {"const": "a"}]}, [1, "a"]),
        ({"anyOf": [{"type": "null"}, {"type": "string"}]}, None),
        (
            {
                "type": "object",
                "propertyNames": {"enum": ["who"]},
                "additionalProperties": {"type": "number"},
            },
            {"who": 1.0},
        ),
        ({"$ref": "#/$defs/Day", "$defs": {"Day": {"type": "string", "format": "date"}}}, "2015-01-01"),
        ({"const": False}, False),
        ({"enum": ["", "b"]}, ""),
        ({}, None),
    ],
)
def test_a_value_follows_its_schema(schema, value):
    assert sample(schema) == value
