"""Many questions in one message, and the replies: both sides of the conversation with an answer's process.

A message is one line, and so is a reply to it, unless the replies are large or slow: then they come in
several lines.  The side that answers goes on to the first call that fails; what it leaves open can be
asked again.
"""

from __future__ import annotations

import contextlib
import secrets
import socket
import time
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from secondsource.grading import bounds, wire
from secondsource.grading.wire import Ask, Line, Question, Told

if TYPE_CHECKING:
    from secondsource.grading.timing import Stopwatch

HELD_BACK = 0.5
"""Seconds replies may wait for those that come after them."""
LOOKS = 3_000
"""Bytes that a reply may take beside its value."""
TOGETHER = 5 * bounds.BYTES
"""Bytes that the replies to one message may take; what is left open then is asked again."""
MOST = 3 * (TOGETHER + bounds.BYTES)
"""Bytes to be heard of them at the most: quotation marks in a value take two more."""
SHORTEST = 0.01
"""Seconds to wait for more at the least."""
SENDING = 15.0
"""Seconds a process may leave a message unread."""


# --- the side that asks -----------------------------------------------------------------------


def ask(
    channel: socket.socket,
    questions: Sequence[Question],
    told: list[Told],
    watch: Stopwatch,
    patience: float,
    budget: float,
) -> None:
    """Ask all questions in one message and add the replies to `told`: what came before a trouble is kept there.

    `patience` is how many seconds the next reply may take, `budget` how many all may take together, by the
    watch on the process that answers.  Raises Forged, TimeoutError, OSError or EOFError.
    """
    if _waiting(channel):
        raise wire.Forged("it came before anything was asked")
    ids = [secrets.token_hex(16) for _ in questions]
    budget, patience = watch.limit(budget), watch.limit(patience)
    channel.settimeout(SENDING)
    channel.sendall(wire.written(questions, ids))
    lines = _Lines(channel, watch)
    more = True
    while more:
        line = wire.read_line(lines.next(min(watch.spent() + patience, budget)), ids[len(told) :])
        more = line.more and len(told) + len(line.told) < len(ids)
        if not more:
            lines.demand_end()
        told += line.told


def _waiting(channel: socket.socket) -> bool:
    """Whether bytes are there that nobody asked for.  Raises EOFError where the other end is gone."""
    channel.setblocking(False)
    with contextlib.suppress(BlockingIOError):
        if not channel.recv(1, socket.MSG_PEEK):
            raise EOFError
        return True
    return False


class _Lines:
    """Lines from a channel that may send rubbish, or too much."""

    def __init__(self, channel: socket.socket, watch: Stopwatch) -> None:
        self._channel, self._watch, self._heard, self._total = channel, watch, bytearray(), 0

    def next(self, until: float) -> bytes:
        """Return the next line; `until` is the time on the watch.  Raises Forged, TimeoutError, EOFError."""
        searched = 0
        while (end := self._heard.find(b"\n", searched)) < 0:
            searched = len(self._heard)
            self._hear(until)
        line = bytes(self._heard[: end + 1])
        del self._heard[: end + 1]
        return line

    def _hear(self, until: float) -> None:
        part = self._part(until)
        if not part:
            raise EOFError
        self._heard += part
        self._total += len(part)
        if self._total > MOST:
            raise wire.Forged("it sent more than an answer may hold")

    def _part(self, until: float) -> bytes:
        """Return what comes next.  Raises TimeoutError once the process has used up its time."""
        while (left := until - self._watch.spent()) > 0:
            self._channel.settimeout(max(left, SHORTEST))
            with contextlib.suppress(TimeoutError):  # others may have had the processor all the while
                return self._channel.recv(1 << 16)
        raise TimeoutError

    def demand_end(self) -> None:
        """Raise Forged where something stands behind the last line."""
        if self._heard:
            raise wire.Forged("it sent more than one answer")


# --- the side that answers --------------------------------------------------------------------


def replies(asks: Sequence[Ask], tell: Callable[[Ask], Told]) -> Iterator[bytes]:
    """Give the lines that reply to a message; `tell` is called for one question after the other.

    Nothing is told behind a call that failed: whoever asked goes no further.  A file that was run is told of
    before anything else is tried, and so is what is large, or has waited for long.
    """
    held: list[Told] = []
    since, size, total = time.monotonic(), 0, 0
    for one in asks:
        told = tell(one)
        space = len(told.data) + LOOKS
        if held and size + space > bounds.BYTES:
            yield _line(held, more=True)
            held, since, size = [], time.monotonic(), 0
        held.append(told)
        size, total = size + space, total + space
        over = one is asks[-1] or (one.ask == "call" and told.fault) or total > TOGETHER
        if over or one.ask == "load" or time.monotonic() - since > HELD_BACK:
            yield _line(held, more=not over)
            held, since, size = [], time.monotonic(), 0
        if over:
            return


def _line(told: list[Told], *, more: bool) -> bytes:
    return Line(told=told, more=more).model_dump_json().encode() + b"\n"
