"""An answer reached in a process of its own: another `Reach` beside `answers.LoadedFile`.

The process may lie, die, hang or send rubbish.  Whatever it does becomes a fault of this one answer.
"""

from __future__ import annotations

import contextlib
import secrets
import signal
import socket
from base64 import b64encode
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from secondsource.catalogue import Exercise
from secondsource.grading import wire
from secondsource.grading.answers import HANGS, SECONDS, Reply
from secondsource.grading.results import State
from secondsource.grading.sandbox import Lost, Warm
from secondsource.grading.source import AnswerFault, find
from secondsource.grading.timing import WIDER, Stopwatch

GRACE = 1.0
"""Seconds more than the answer's own process gives itself, before it is ended from outside."""
BUDGET = 15.0
"""Seconds of its own (see `timing`) that one answer file may use in all, over all its checks."""
SUBMISSION_BUDGET = 120.0
"""Seconds of their own that all files of one student may use together."""
PATIENCE = 60.0
"""Seconds a new process may take to be closed in, on a busy machine: nobody's code runs by then."""
SHORTEST = 0.01
"""Seconds to wait for more at the least."""
DEATHS = 2
"""After so many ends of the process at one function, or at the file itself, that is not tried again."""


@dataclass
class Clock:
    """What the files of one student have used together, in seconds."""

    spent: float = 0.0


class IsolatedFile:
    """A student's file in a process of its own, started at the first use and again where it died."""

    def __init__(self, path: Path, warm: Warm, clock: Clock | None = None) -> None:
        """Find the file and look into nothing; a fault is kept and raised at every use."""
        self.path, self.notes, self.seconds = path, list[str](), 0.0
        self._warm, self._data = warm, b""
        self._hung, self._deaths = Counter[str](), Counter[str]()
        self._last: dict[str, AnswerFault] = {}
        self._constants: dict[str, Reply] = {}
        self._clock = clock or Clock()
        self._fault: AnswerFault | None = None
        self._name, self._loaded = "", False
        self._channel: socket.socket | None = None
        self._watch = Stopwatch()
        self.lost: Lost | None = None
        """What became of the warm parent, where it ended while this file was asked."""
        try:
            found = find(path)
            self.path, self.notes, self._data = found.path, list(found.notes), found.data
        except AnswerFault as fault:
            self._fault = fault

    def read(self, name: str) -> Reply:
        """Return a constant of the file, as it was when it was first read.  Raises AnswerFault."""
        if name not in self._constants:
            self._constants[name] = self._asked(wire.Ask(id=_fresh(), ask="read", name=name))
        return self._constants[name]

    def call(
        self, name: str, arguments: tuple[Any, ...], named: dict[str, Any], parameters: list[str]
    ) -> Reply:
        """Return what a function of the file gave back.  Raises AnswerFault."""
        if self._hung[name] >= HANGS:
            raise AnswerFault(State.TIMED_OUT, f"{name} did not end twice, so it was not called again.")
        given = {"arguments": wire.pack(list(arguments)), "named": wire.pack(named)}
        try:
            return self._asked(wire.Ask(id=_fresh(), ask="call", name=name, parameters=parameters, **given))
        except AnswerFault as fault:
            self._hung[name] += fault.state is State.TIMED_OUT
            raise

    def close(self) -> None:
        """End the process, if there is one."""
        if self._channel is not None:
            self._warm.let_go(self._name)
            self._closed()

    def _ended(self) -> int | None:
        """End the process, if there is one; return how it ended."""
        if self._channel is None:
            return None
        try:
            return self._warm.end(self._name)  # before the channel closes: how it ended is its own doing
        finally:
            self._closed()

    def _closed(self) -> None:
        self._watch.close()
        if self._channel is not None:
            self._channel.close()
        self._channel = None

    def _asked(self, ask: wire.Ask) -> Reply:
        if self._fault or self.lost:
            raise self._fault or self.lost  # type: ignore[misc]
        self._refuse(ask.name)
        try:
            self._started()
            with self._timed():
                return self._exchanged(ask)
        except Lost as lost:
            self.lost = lost
            self._closed()
            raise

    @contextlib.contextmanager
    def _timed(self) -> Iterator[None]:
        self._watch.start()
        try:
            yield
        finally:
            spent = self._watch.spent()
            self.seconds += spent
            self._clock.spent += spent

    def _refuse(self, name: str) -> None:
        """Raise AnswerFault for what is not tried again, and where no time is left."""
        for what in ("", name):
            if self._deaths[what] >= DEATHS:
                last = self._last[what]
                says = f"{last.says} That happened twice, so it was not tried again."
                raise AnswerFault(last.state, says, ask=last.ask)
        if self.seconds > BUDGET or self._clock.spent > SUBMISSION_BUDGET:
            says = (
                f"All calls together took over {min(self.seconds, BUDGET):.0f} seconds, so no more were made."
            )
            raise AnswerFault(State.TIMED_OUT, says, ask="Which function takes longest?")

    def _started(self) -> None:
        if self._channel is not None:
            return
        handed_out = Exercise(self.path.parent.name, self.path.stem).handed_out
        self._watch.close()
        self._name, self._channel, self._watch = self._warm.start(*[handed_out] * handed_out.is_file())
        self._closed_in(self._channel)
        data = b64encode(self._data).decode()
        with self._timed():
            notes = self._exchanged(wire.Ask(id=_fresh(), ask="load", name=self.path.name, arguments=data))
        if not self._loaded:
            self.notes += wire.read_notes(notes.data)
        self._loaded = True

    def _closed_in(self, channel: socket.socket) -> None:
        """Wait until the process is closed in.  Raises NoIsolation where it cannot be, Lost as `end` does."""
        channel.settimeout(PATIENCE)
        with contextlib.suppress(OSError):
            if channel.recv(1) == wire.CLOSED_IN:
                return
        self._ended()
        self._warm.refuse("A process could not be closed in, so the answer was not run.")

    def _exchanged(self, ask: wire.Ask) -> Reply:
        try:
            told = self._told(ask)
        except (wire.Forged, TimeoutError, OSError, EOFError) as trouble:
            raise self._ended_by(trouble, ask) from None
        if told.fault:
            raise told.fault.as_fault()
        return Reply(told.data.encode(), wire.clean(told.shown, 200))

    def _told(self, ask: wire.Ask) -> wire.Told:
        channel = self._channel
        assert channel is not None  # noqa: S101 - `_started` opened it
        if _waiting(channel):
            raise wire.Forged("it came before anything was asked")
        channel.settimeout(WIDER * (SECONDS + GRACE))
        channel.sendall(ask.model_dump_json().encode() + b"\n")
        line = _line(channel, self._watch)
        return wire.read_told(line, ask.id)

    def _ended_by(self, trouble: Exception, ask: wire.Ask) -> AnswerFault:
        """End the process and return the fault that its end stands for."""
        idle = self._watch.limit(1.0) == 1.0 and self._watch.worked() < self._watch.spent() / 2
        status = self._ended()
        key, what = ("", "The file") if ask.ask == "load" else (ask.name, ask.name)
        self._deaths[key] += 1
        self._last[key] = _fault_of(trouble, what, status, idle)
        return self._last[key]


def _fault_of(trouble: Exception, what: str, status: int | None, idle: bool) -> AnswerFault:
    if isinstance(trouble, wire.Forged):
        says = (
            f"{what}: the process of this answer sent something that is no answer ({trouble}). It was ended."
        )
        return AnswerFault(
            State.STOPPED, says, ask="Does your code open or write to something it did not make?"
        )
    if isinstance(trouble, TimeoutError) or status == -signal.SIGXCPU:
        says = f"{what} had not ended after {SECONDS + GRACE:g} seconds and was ended from outside."
        if idle:
            says = f"{says} It did nothing for most of that time: it slept, or waited."
        ask = "What does it wait for?" if idle else "Which loop has no way out?"
        return AnswerFault(State.TIMED_OUT, says, ask=ask)
    return AnswerFault(State.STOPPED, f"{what} ended the process it ran in ({_how(status)}).", ask=RETURN)


RETURN = "Can you return a value instead of ending the program?"


def _how(status: int | None) -> str:
    if status in {None, -signal.SIGKILL}:
        return "it closed what answers are sent through"
    return signal.Signals(-status).name if status and status < 0 else f"exit code {status}"


def _waiting(channel: socket.socket) -> bool:
    """Whether bytes are there that nobody asked for.  Raises EOFError where the other end is gone."""
    channel.setblocking(False)
    with contextlib.suppress(BlockingIOError):
        if not channel.recv(1, socket.MSG_PEEK):
            raise EOFError
        return True
    return False


def _line(channel: socket.socket, watch: Stopwatch) -> bytes:
    """Return one line and nothing behind it.  Raises Forged, TimeoutError, EOFError."""
    line = bytearray()
    while not line.endswith(b"\n"):
        part = _part(channel, watch)
        if not part:
            raise EOFError
        line += part
        if b"\n" in part[:-1]:
            raise wire.Forged("it sent more than one answer")
        if len(line) > wire.LONGEST_LINE:
            raise wire.Forged("it sent more than an answer may hold")
    return bytes(line)


def _part(channel: socket.socket, watch: Stopwatch) -> bytes:
    """Return what comes next.  Raises TimeoutError once the process has used up the time of a call."""
    most = watch.limit(SECONDS + GRACE)
    while (left := most - watch.spent()) > 0:
        channel.settimeout(max(left, SHORTEST))
        with contextlib.suppress(TimeoutError):  # others may have had the processor all the while
            return channel.recv(1 << 16)
    raise TimeoutError


def _fresh() -> str:
    return secrets.token_hex(16)
