"""Many questions in one message: what an honest process replies, and what any other may send."""

import contextlib
import json
import socket
import threading

import pytest

from secondsource.grading import bounds, conversation, wire
from secondsource.grading.results import State
from secondsource.grading.timing import Stopwatch
from secondsource.grading.wire import Fault, Question, Told

THREE = [Question.call("f", [number], {}, ["number"]) for number in range(3)]


class Watch(Stopwatch):
    """Takes limits as they are: nobody's process is watched here."""

    def limit(self, seconds):
        return seconds


def held(reply, questions=THREE, patience=5.0, budget=9.0):
    """What was told, and the trouble it ended in, where the other side sends what `reply` makes of the asks."""
    ours, theirs = socket.socketpair()
    told, trouble = [], None

    def answer():
        with contextlib.suppress(OSError), theirs, theirs.makefile("rb") as lines:
            for sent in reply(wire.read_asks(next(lines))):
                theirs.sendall(sent)

    other = threading.Thread(target=answer)
    other.start()
    try:
        conversation.ask(ours, questions, told, Watch(), patience, budget)
    except (wire.Forged, TimeoutError, OSError, EOFError) as error:
        trouble = error
    finally:
        ours.close()
        other.join()
    return [one.data for one in told], trouble


def argument(ask, **more):
    return Told(id=ask.id, data=json.dumps(ask.arguments[0]), **more)


def failing(ask):
    fault = Fault(state=State.ERROR, says="no") if ask.arguments == [1] else None
    return argument(ask, fault=fault)


def told_line(*told, more=False):
    return wire.Line(told=list(told), more=more).model_dump_json().encode() + b"\n"


def test_all_come_back_in_one_line():
    lines = []
    assert held(lambda asks: lines.extend(conversation.replies(asks, argument)) or lines) == (
        ["0", "1", "2"],
        None,
    )
    assert len(lines) == 1


def test_nothing_is_told_behind_a_call_that_failed():
    assert held(lambda asks: conversation.replies(asks, failing)) == (["0", "1"], None)


def test_a_file_that_has_run_is_told_of_at_once():
    load = Question.of("load", "ex1.py", arguments="A = 1")
    lines = []
    told, trouble = held(
        lambda asks: lines.extend(conversation.replies(asks, lambda ask: Told(id=ask.id))) or lines,
        [load, *THREE],
    )
    assert (len(told), trouble, len(lines)) == (4, None, 2)


def test_what_waited_long_is_told(monkeypatch):
    monkeypatch.setattr(conversation, "HELD_BACK", -1.0)
    lines = []
    assert held(lambda asks: lines.extend(conversation.replies(asks, argument)) or lines)[0] == [
        "0",
        "1",
        "2",
    ]
    assert len(lines) == 3


def test_large_replies_come_in_lines_of_their_own_and_end_early():
    large = json.dumps(["a" * (bounds.BYTES // 6)] * 5)
    lines = []
    told, trouble = held(
        lambda asks: (
            lines.extend(conversation.replies(asks, lambda ask: Told(id=ask.id, data=large))) or lines
        ),
        THREE * 3,
    )
    assert (told, trouble, len(lines)) == ([large] * 6, None, 6)


def test_what_came_before_a_trouble_stays():
    def dying(asks):
        yield told_line(argument(asks[0]), more=True)

    told, trouble = held(dying)
    assert (told, type(trouble)) == (["0"], EOFError)


FORGED = {
    "one too many": lambda asks: [told_line(*map(argument, asks), Told(id="x"))],
    "another order": lambda asks: [told_line(argument(asks[1]), argument(asks[0]), argument(asks[2]))],
    "bytes behind": lambda asks: [told_line(*map(argument, asks)) + b"more"],
    "a line behind": lambda asks: [told_line(*map(argument, asks)) * 2],
    "nothing, for ever": lambda asks: [b'{"told": [], "more": true}\n'],
    "no line": lambda asks: [b"a" * 2 * conversation.MOST],
}


@pytest.mark.parametrize("sent", FORGED.values(), ids=FORGED)
def test_a_forgery_keeps_nothing_of_its_line(sent):
    told, trouble = held(sent)
    assert (told, type(trouble)) == ([], wire.Forged)


def test_the_next_reply_and_all_of_them_have_a_limit():
    event = threading.Event()

    def silent(_):
        event.wait(5)
        return []

    def drop_by_drop(asks):
        for ask in asks:
            yield told_line(argument(ask), more=True)
            event.wait(0.3)

    assert type(held(silent, patience=0.1)[1]) is TimeoutError
    told, trouble = held(drop_by_drop, patience=5.0, budget=0.1)
    assert (told, type(trouble)) == (["0"], TimeoutError)
    event.set()


def test_bytes_that_wait_are_a_forgery_and_an_end_is_an_end():
    for sent, trouble in ((b"x", wire.Forged), (b"", EOFError)):
        ours, theirs = socket.socketpair()
        theirs.sendall(sent)
        theirs.close()
        with ours, pytest.raises(trouble):
            conversation.ask(ours, THREE, [], Watch(), 1.0, 1.0)
