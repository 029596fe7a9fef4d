"""What crosses between the grader and an answer's process arrives as it was, or is refused."""

import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as some

from secondsource.forms import SourcedClaim, TrackRecord
from secondsource.grading import wire
from secondsource.grading.results import State
from secondsource.grading.source import AnswerFault
from secondsource.models import ArticleType, SourceType

WORDS = some.text(max_size=5) | some.sampled_from(sorted(wire.TAGS))
ENUMS = some.sampled_from([*SourceType, *ArticleType])
RECORDS = some.builds(TrackRecord, checked=some.just(9), borne_out=some.integers(0, 9)) | some.builds(
    SourcedClaim, text=WORDS.filter(bool), source_type=some.sampled_from(SourceType), premise=some.booleans()
)
PLAIN = (
    some.none() | some.booleans() | some.integers() | some.floats(allow_nan=False) | WORDS | ENUMS | RECORDS
)
HASHED = some.recursive(
    PLAIN.filter(lambda value: not isinstance(value, wire.models.Record)),
    lambda inner: some.frozensets(inner, max_size=3) | some.lists(inner, max_size=3).map(tuple),
    max_leaves=5,
)
VALUES = some.recursive(
    PLAIN | HASHED,
    lambda inner: (
        some.lists(inner, max_size=3)
        | some.lists(inner, max_size=3).map(tuple)
        | some.sets(HASHED, max_size=3)
        | some.dictionaries(HASHED, inner, max_size=3)
        | some.dictionaries(WORDS, inner, max_size=3)
    ),
    max_leaves=8,
)


def looks(value):
    """A value with the type of everything in it: True is not 1, and a kind of source not its name."""
    inside = value
    if isinstance(value, list | tuple):
        inside = tuple(looks(item) for item in value)
    if isinstance(value, set | frozenset):
        inside = frozenset(looks(item) for item in value)
    if isinstance(value, dict):
        inside = tuple((looks(key), looks(item)) for key, item in value.items())
    return type(value), inside


def crossed(*arguments, **named):
    """Arguments as they come out in the other process."""
    question = wire.Question.call("f", arguments, named, ["x"])
    (ask,) = wire.read_asks(wire.written([question], ["a"]))
    assert (ask.id, ask.ask, ask.name, ask.parameters) == ("a", "call", "f", ["x"])
    return wire.unpack(ask.arguments), wire.unpack(ask.named)


@given(VALUES)
def test_what_can_be_sent_arrives_as_it_was(value):
    (came,), named = crossed(value, key=value)
    assert looks(came) == looks(value)
    assert looks(named) == looks({"key": value})


def test_a_number_that_is_none_arrives_too():
    (came,), _ = crossed(math.nan)
    assert math.isnan(came)


class Longer(str):
    """Text of a check's own kind."""

    __slots__ = ()


NOT_SENT = [object(), Longer("a"), {Longer("a"): 1}, "\ud800", {"\ud800": 1}, 10**5000, b"a"]


@pytest.mark.parametrize("value", NOT_SENT, ids=range(len(NOT_SENT)))
def test_what_would_arrive_as_something_else_is_a_mistake_in_a_check(value):
    with pytest.raises(TypeError, match="a check passes"):
        crossed(value)


def line(*told, more=False):
    return json.dumps({"told": told, "more": more}).encode()


JSON = some.recursive(
    some.none() | some.booleans() | some.integers() | some.floats() | some.text(),
    lambda inner: some.lists(inner, max_size=3) | some.dictionaries(some.text(), inner, max_size=3),
    max_leaves=8,
).map(json.dumps)
NUMBERS = some.from_regex(r"-?[1-9][0-9]{0,320}(\.[0-9]{1,3})?([eE][+-]?[0-9]{1,4})?", fullmatch=True)
TOLD = some.builds(
    lambda name, data, more: {"id": name, "data": data, **more},
    some.sampled_from(["a", "b"]),
    JSON | NUMBERS | some.text() | some.sampled_from(["1e999", "[-1E+400]", "9" * 310 + ".0", "[" * 300]),
    some.sampled_from([{}, {"shown": 7}, {"fault": {"state": "passed", "says": ""}}, {"more": 1}]),
)


@given(some.binary() | some.lists(TOLD, max_size=3).map(lambda told: line(*told)) | JSON.map(str.encode))
def test_a_line_is_read_or_forged(sent):
    """Whatever an answer's process sends, one of two things comes of it, and no number in it is none."""
    try:
        found = wire.read_line(sent, ["a", "b"])
    except wire.Forged:
        return
    for told in found.told:
        json.dumps(json.loads(told.data), allow_nan=False)


@pytest.mark.parametrize(
    "sent",
    [
        b"rubbish",
        line(),
        line({"id": "b"}),
        line({"id": "a"}, {"id": "a"}),
        line({"id": "a"}, {"id": "b"}, {"id": "c"}),
        *(line({"id": "a", "data": data}) for data in ("NaN", "[[[", "1e999", "-1e999", '"\\ud800"')),
        line({"id": "a", "fault": {"state": "passed", "says": ""}}),
    ],
)
def test_replies_that_are_none(sent):
    with pytest.raises(wire.Forged):
        wire.read_line(sent, ["a", "b"])


def test_a_large_number_is_no_forgery():
    (told,) = wire.read_line(line({"id": "a", "data": '[1e308, "1e999"]'}), ["a"]).told
    assert told.data == '[1e308, "1e999"]'


@pytest.mark.parametrize("data", [b"[" * 100_000, b'"' + b"a" * 2_000_000 + b'"', b"1e999", b"\xff"])
def test_a_value_that_no_check_could_read_is_the_answers_fault(data):
    with pytest.raises(AnswerFault):
        wire.vet(data, "f")


def test_a_value_that_checks_can_read():
    wire.vet(b"1", "f")


def test_what_is_shown_is_cleaned():
    assert wire.read_notes(b'["one", 2, "\\u001b[2J"]') == ["one", "\ufffd[2J"]
    assert wire.read_notes(b"7") == []
    assert len(wire.clean("a" * 5000)) < 2100
    fault = AnswerFault(State.ERROR, "says", ask="asks", line=3, code="x")
    assert wire.Fault.of(fault).as_fault().line == 3
    assert wire.Fault.of(fault).as_fault().reported


@pytest.mark.parametrize(
    "line", [b"full marks", b'{"full marks": 1}', b'{"told": ["full marks"]}', b'"full marks"']
)
def test_what_is_said_of_a_forged_line_holds_none_of_its_words(line):
    with pytest.raises(wire.Forged) as forged:
        wire.read_line(line, ["a"])
    assert "full marks" not in str(forged.value)


def test_a_line_that_cannot_be_decoded_is_forged(monkeypatch):
    def too_deep(_):
        raise RecursionError("full marks")

    monkeypatch.setattr(wire.Line, "model_validate_json", too_deep)
    with pytest.raises(wire.Forged, match="RecursionError"):
        wire.read_line(b"", ["a"])
