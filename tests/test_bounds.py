"""No value within the bounds, however odd, hangs a check or breaks one."""

import json
import time

import pytest

from secondsource import catalogue
from secondsource.grading import bounds, plugin, run, wire
from secondsource.grading.answers import Reply
from secondsource.grading.results import State
from secondsource.grading.source import AnswerFault

MOST = 10.0
"""Seconds of processor time that all checks of an exercise may use on one odd value; solutions need a tenth."""
ROOM = 0.45
"""Share of the bounds on bytes that odd values fill, for some are filled in many places."""


def words(*some):
    """These words again and again, as long as a text may be."""
    one = " ".join(some) + " "
    return (one * (bounds.CHARACTERS // len(one) + 1))[: bounds.CHARACTERS]


ODD_TEXTS = {
    "empty": "",
    "blank": " " * bounds.CHARACTERS,
    "denials": words("not", "no", "cannot") + "",
    "a verdict after denials": words("nothing")[:-20] + " it is fake",
    "page names": words("theprint", "1"),
    "an enormous paragraph": "theprint " + "9" * 5000,
    "digits": "1" * bounds.CHARACTERS,
    "one letter": "a" * bounds.CHARACTERS,
    "stops": words(".", "!", "?"),
    "origins": words("origin", "12.", "Likely", "confidence"),
    "capitals": words("Tarin", "Voss,"),
    "quotation marks": words("“a”", "'b'", '"'),
    "a page that is none": "no_such_page",
    "dates": words("12", "March", "2024,"),
    "brackets": "(" * bounds.CHARACTERS,
    "not of this alphabet": "\U0001f4a9\u202e\u0000é" * 100,
}
ODD_NUMBERS = {
    "huge": 10**39,
    "far below zero": -(10**39),
    "zero": 0,
    "a huge fraction": 1e308,
    "tiny": 5e-324,
}


def texts_become(odd, value):
    """A value with every text in it replaced, as far as there is room."""
    if isinstance(value, str):
        return odd
    if isinstance(value, list):
        return [texts_become(odd, one) for one in value]
    return {key: texts_become(odd, one) for key, one in value.items()} if isinstance(value, dict) else value


def numbers_become(odd, value):
    if isinstance(value, int | float) and not isinstance(value, bool):
        return odd
    if isinstance(value, list):
        return [numbers_become(odd, one) for one in value]
    return {key: numbers_become(odd, one) for key, one in value.items()} if isinstance(value, dict) else value


def grown(distinct, value):
    """A value with its longest list or dictionary filled to the bound."""
    if isinstance(value, list) and value:
        size = max(1, len(json.dumps(value[:1])))
        many = min(bounds.ITEMS // 12, int(bounds.BYTES * ROOM) // size)
        return [varied(value[number % len(value)], number if distinct else 0) for number in range(many)]
    if isinstance(value, dict) and value:
        deeper = {key: grown(distinct, one) for key, one in list(value.items())[:1]}
        many = {f"{key}{number}": one for number in range(bounds.ITEMS // 40) for key, one in value.items()}
        return many | value | deeper if distinct else value | deeper
    return value


def varied(value, number):
    if isinstance(value, dict):
        return {key: varied(one, number) for key, one in value.items()}
    return f"{value}{number}" if isinstance(value, str) and number else value


def without(value):
    if isinstance(value, list | dict):
        return type(value)()
    return value


ODD = {
    **{f"texts: {name}": lambda value, odd=odd: texts_become(odd, value) for name, odd in ODD_TEXTS.items()},
    **{f"numbers: {name}": lambda value, odd=odd: numbers_become(odd, value) for name, odd in ODD_NUMBERS.items()},
    "many alike": lambda value: grown(False, value),
    "many different": lambda value: grown(True, value),
    "nothing in it": without,
}  # fmt: skip


class Odd:
    """A way to a solution that gives back something odd instead, where it still fits through the fence."""

    def __init__(self, real, odd):
        self.real, self.odd = real, odd

    def keep(self, constants):
        self.real.keep(constants)

    def announce(self, calls):
        self.real.announce(calls)

    def read(self, name):
        return self.become(self.real.read(name), name)

    def call(self, name, arguments, named, parameters):
        return self.become(self.real.call(name, arguments, named, parameters), name)

    def become(self, reply, name):
        data = json.dumps(self.odd(json.loads(reply.data)), ensure_ascii=False).encode(errors="surrogatepass")
        wire.vet(data, name)
        return Reply(data, data[:200].decode(errors="replace"))


@pytest.mark.untraced
@pytest.mark.parametrize("name", ODD)
def test_no_odd_value_within_the_bounds_costs_more_than_its_own_points(name, monkeypatch):
    real, began = plugin._in_this_process, {}

    def reach(path):
        began.setdefault(path, time.process_time())
        return Odd(real(path), ODD[name])

    monkeypatch.setattr(plugin, "_in_this_process", reach)
    results = run.run_checks(
        catalogue.exercises(), "solutions", held_out=True
    )  # in one session: starting takes longest

    ended = [*began.values(), time.process_time()]
    used = {path: after - before for path, before, after in zip(began, ended, ended[1:], strict=False)}
    assert len(used) == len(results)
    assert [path for path, seconds in used.items() if seconds > MOST] == []
    for result in results:
        assert State.GRADER_FAULT not in {check.state for check in result.checks}, result
        assert all(len(check.message) < 2100 for check in result.checks)


BEYOND = {
    "more than 200 kB": b'["' + b'","'.join([b"a" * 30_000] * 9) + b'"]',
    "a text of more than 40,000": json.dumps("a" * 40_001).encode(),
    "more than 2,000 items": json.dumps([0] * 2_001).encode(),
    "more than 20 deep": b"[" * 22 + b"]" * 22,
    "more than 40 digits": b"1" + b"0" * 40,
    "no check can read": b"[" * 5000 + b"]" * 5000,
    "a number that is not finite": b"1e999",
}


@pytest.mark.parametrize("says", BEYOND)
def test_what_lies_beyond_the_bounds_is_told_in_words_and_believed_of_nobody(says):
    with pytest.raises(AnswerFault, match=says) as fault:
        wire.vet(BEYOND[says], "count")
    assert fault.value.state is State.ERROR
    line = json.dumps({"told": [{"id": "1", "data": BEYOND[says].decode()}]}).encode()
    with pytest.raises(wire.Forged):
        wire.read_line(line, ["1"])


@pytest.mark.parametrize("value", [float("inf"), [float("nan")]])
def test_a_number_that_is_none_is_beyond_whoever_read_it(value):
    assert bounds.beyond(value) == "a number that is not finite (nan, inf)"


def test_what_lies_at_the_bounds_passes():
    for value in ("a" * 40_000, [0] * 2_000, 10**40 - 1, {"a": {"b": [1.5, None, True]}}):
        wire.vet(json.dumps(value).encode(), "count")
