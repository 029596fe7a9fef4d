"""Asked together or one by one, an answer gets the same results, and the call that fails is named."""

import json
from typing import Protocol

import pytest

from secondsource.grading import conversation, isolated
from secondsource.grading.answers import Answer, Call, LoadedFile
from secondsource.grading.contract import read_contract
from secondsource.grading.isolated import IsolatedFile
from secondsource.grading.results import State
from secondsource.grading.sandbox import Warm
from secondsource.grading.source import AnswerFault
from secondsource.grading.wire import Question


@pytest.fixture(scope="module")
def warm():
    with Warm("process") as running:
        yield running


@pytest.fixture
def isolated_file(tmp_path, warm):
    """An answer file in a process of its own."""
    made = []

    def written(text):
        path = tmp_path / "ex1_try.py"
        path.write_text(text, "utf-8")
        made.append(IsolatedFile(path, warm))
        return made[-1]

    yield written
    for file in made:
        file.close()


@pytest.fixture
def messages(monkeypatch):
    """How many questions every message held."""
    sizes, ask = [], conversation.ask

    def counted(channel, questions, *more):
        sizes.append(len(questions))
        return ask(channel, questions, *more)

    monkeypatch.setattr(conversation, "ask", counted)
    return sizes


def calls(name, numbers):
    return [Call(name, (number,), {}, ["number"]) for number in numbers]


def outcome(file, call):
    """What comes of a call, in one word and a few."""
    try:
        return json.loads(file.call(*call).data)
    except AnswerFault as fault:
        return fault.state, fault.says


def outcomes(file, every):
    return [outcome(file, call) for call in every]


HEAD = "import os, time\n"
ODD = {
    "honest": "def f(number):\n    return number\n",
    "raises": "def f(number):\n    return 1 // (number - 2)\n",
    "wrong type": "def f(number):\n    return object() if number == 2 else number\n",
    "dies": "def f(number):\n    if number == 2:\n        os._exit(3)\n    return number\n",
    "hangs": "def f(number):\n    while number == 2:\n        pass\n    return number\n",
    "forges": "def f(number):\n    if number == 2:\n        os.write(0, b'{}\\n')\n    return number\n",
    "no file": "def f(number:\n",
    "no function": "g = 1\n",
    "other parameters": "def f():\n    return 1\n",
}


@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
def test_asked_together_or_one_by_one_comes_to_the_same(isolated_file, text):
    """Whatever one of them does, those before and after it keep their results."""
    every = [*calls("f", range(5)), *calls("f", [2, 3])]
    alone = outcomes(isolated_file(HEAD + text), every)
    file = isolated_file(HEAD + text)
    file.announce(every)
    assert outcomes(file, every) == alone


def test_the_file_its_constants_and_the_calls_go_in_one_message(isolated_file, messages):
    file = isolated_file("A, B = 1, 2\ndef f(number):\n    return number\n")
    file.keep(["A", "B"])
    file.announce(calls("f", range(100)))
    assert outcomes(file, calls("f", range(100))) == list(range(100))
    assert (file.read("B").data, file.read("A").data) == (b"2", b"1")
    assert messages == [103]


def test_what_was_announced_for_one_check_is_not_asked_for_the_next(isolated_file, messages):
    file = isolated_file("def f(number):\n    return 1 // number\n")
    file.begin([Question.call(*call) for call in calls("f", [0, 1, 2])])
    assert outcome(file, *calls("f", [0]))[0] is State.ERROR
    file.begin([Question.call(*call) for call in calls("f", [1])])
    assert outcome(file, *calls("f", [1])) == 1
    assert messages == [4, 1]


def test_what_later_checks_ask_goes_with_the_first_message_and_is_asked_once(isolated_file, messages):
    file = isolated_file("COUNT = []\ndef f(number):\n    COUNT.append(number)\n    return len(COUNT)\n")
    first, second = (
        [Question.call(*call) for call in calls("f", some)] for some in ([1, 2], [2, 3])
    )  # one is asked twice
    file.begin(first, [*first, *second])
    assert outcomes(file, calls("f", [1, 2])) == [1, 2]
    file.begin(second, second)
    assert outcomes(file, calls("f", [2, 3])) == [3, 4]
    assert messages == [5]


def test_after_a_fault_each_check_asks_for_itself_and_nothing_twice(isolated_file, messages):
    file = isolated_file("def f(number):\n    return 1 // number\n")
    first, second = ([Question.call(*call) for call in calls("f", some)] for some in ([1, 0, 2], [1, 3]))
    file.begin(first, [*first, *second])
    assert outcome(file, *calls("f", [1])) == 1
    assert outcome(file, *calls("f", [0]))[0] is State.ERROR
    file.begin(second, second)
    assert outcomes(file, calls("f", [1, 3])) == [1, 0]
    assert messages == [6, 2]


def test_a_call_that_was_not_announced_is_made_all_the_same(isolated_file, messages):
    file = isolated_file("def f(number):\n    return number\n")
    file.announce(calls("f", [1, 2]))
    assert outcomes(file, calls("f", [3, 2, 1, 1])) == [3, 2, 1, 1]
    assert messages == [2, 1, 1, 1]


def test_a_call_nobody_looked_at_costs_no_mark(isolated_file):
    """A function that would hang, or end its process, counts only where a check comes to it."""
    text = (
        HEAD
        + "def f(number):\n    if number:\n        os._exit(3)\n    return number\ndef g(number):\n    return number\n"
    )
    file = isolated_file(text)
    for _ in range(3):
        file.begin([Question.call(*call) for call in calls("f", [0, 1])])
        assert outcome(file, *calls("f", [0])) == 0
    assert outcome(file, *calls("g", [5])) == 5
    for says in ("exit code 3", "exit code 3", "twice"):
        assert says in outcome(file, *calls("f", [1]))[1]


def test_a_function_that_hung_once_is_asked_alone(isolated_file, messages, monkeypatch):
    monkeypatch.setattr(isolated, "BUDGET", 60.0)
    file = isolated_file("def f(number):\n    while number == 1:\n        pass\n    return number\n")
    file.announce(calls("f", range(4)))
    found = outcomes(file, calls("f", [0, 1, 2, 3, 1, 2]))
    assert [one[0] if isinstance(one, tuple) else one for one in found] == [
        0, State.TIMED_OUT, 2, 3, State.TIMED_OUT, State.TIMED_OUT,
    ]  # fmt: skip
    assert messages == [5, 1, 1, 1]


DEADLY = HEAD + "class A(list):\n    def __repr__(self):\n        os._exit(3)\nFIRST, SECOND = A(), 2\n"


def test_a_constant_that_ends_the_process_is_named(isolated_file):
    file = isolated_file(DEADLY)
    file.keep(["FIRST", "SECOND"])
    assert file.read("SECOND").data == b"2"
    for says in ("FIRST ended", "FIRST ended", "twice"):
        with pytest.raises(AnswerFault, match=says):
            file.read("FIRST")


class Asked(Protocol):
    """A small contract."""

    WORDS: list[str]

    def double(self, number: int) -> int: ...
    def joined(self, first: str, second: str) -> str: ...


TEXT = """WORDS = ["a"]
def double(number):
    WORDS.append("b")
    return 2 * number if number < 3 else None
def joined(first, second):
    return first + second
"""


@pytest.fixture(params=["in this process", "in one of its own"])
def answer(request, tmp_path, isolated_file):
    """The same answer, reached both ways."""
    file = isolated_file(TEXT)
    return Answer(
        file if "own" in request.param else LoadedFile(tmp_path / "ex1_try.py"), read_contract(Asked)
    )


def test_a_function_is_mapped_over_arguments(answer):
    assert list(answer.double.map([1, 2])) == [2, 4]
    assert list(answer.joined.map(["a", "b"], ["c", "d"])) == ["ac", "bd"]
    assert list(answer.joined.starmap([("a", "b"), ("c", "d")])) == ["ab", "cd"]
    assert list(answer.double.map([])) == []
    with pytest.raises(ValueError, match="zip"):
        answer.joined.map(["a"], [])


def test_what_goes_wrong_with_one_is_raised_when_its_turn_comes(answer):
    doubled = answer.double.map([1, 3, 2])
    assert next(doubled) == 2
    with pytest.raises(AnswerFault, match="gave back None"):
        next(doubled)
    assert (answer._called, answer._came_back) == ("double(3)", "None")
    assert next(doubled) == 4
    assert (answer._called, answer._came_back) == ("double(2)", "4")


def test_a_constant_stays_as_the_file_left_it(answer):
    assert answer.double(1) == 2
    assert answer.WORDS == ["a"]
    assert (answer._called, answer._came_back) == ("WORDS", "['a']")


def test_two_functions_mapped_before_either_is_looked_at_go_in_one_message(isolated_file, messages):
    answer = Answer(isolated_file(TEXT), read_contract(Asked))
    doubled, joined = answer.double.map([1, 2]), answer.joined.map("ab", "cd")
    assert list(zip(doubled, joined, strict=True)) == [(2, "ac"), (4, "bd")]
    assert messages == [6]
