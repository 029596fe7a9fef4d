"""An answer reached in a process of its own: another `Reach` beside `answers.LoadedFile`.

The process may lie, die, hang or send rubbish.  Whatever it does becomes a fault of this one answer.
"""

from __future__ import annotations

import contextlib
import signal
import socket
from base64 import b64encode
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from secondsource.catalogue import Exercise
from secondsource.grading import conversation, wire
from secondsource.grading.answers import HANGS, SECONDS, Call, Reply
from secondsource.grading.results import State
from secondsource.grading.sandbox import Lost, Warm
from secondsource.grading.source import AnswerFault, find
from secondsource.grading.timing import Stopwatch
from secondsource.grading.wire import Question, Told

GRACE = 1.0
"""Seconds more than the answer's own process gives itself, before it is ended from outside."""
BUDGET = 15.0
"""Seconds of its own (see `timing`) that one answer file may use in all, over all its checks."""
SUBMISSION_BUDGET = 120.0
"""Seconds of their own that all files of one student may use together."""
PATIENCE = 60.0
"""Seconds a new process may take to be closed in, on a busy machine: nobody's code runs by then."""
DEATHS = 2
"""After so many ends of the process at one function, or at the file itself, that is not tried again."""


@dataclass
class Clock:
    """What the files of one student have used together, in seconds."""

    spent: float = 0.0


class IsolatedFile:
    """A student's file in a process of its own, started at the first use and again where it died.

    What was announced is asked in one message, the file itself and its constants with the first.  That only
    saves time: a reply counts where it is looked at, and where a message of several ends in trouble, the
    functions in it are from then on asked one call at a time, so that the one to blame is known.
    """

    def __init__(self, path: Path, warm: Warm, clock: Clock | None = None) -> None:
        """Find the file and look into nothing; a fault is kept and raised at every use."""
        self.path, self.notes, self.seconds = path, list[str](), 0.0
        self._warm, self._data = warm, b""
        self._hung, self._deaths = Counter[str](), Counter[str]()
        self._last: dict[str, AnswerFault] = {}
        self._kept: dict[str, None] = {}
        self._constants: dict[str, Told] = {}
        self._announced: list[Question] = []
        self._written: dict[int, tuple[Call, Question]] = {}
        self._replies: dict[Question, deque[Told]] = {}
        self._alone: set[str] = set()
        self._clock = clock or Clock()
        self._fault: AnswerFault | None = None
        self._name, self._asked, self._loaded = "", False, False
        self._channel: socket.socket | None = None
        self._watch = Stopwatch()
        self.lost: Lost | None = None
        """What became of the warm parent, where it ended while this file was asked."""
        try:
            found = find(path)
            self.path, self.notes, self._data = found.path, list(found.notes), found.data
        except AnswerFault as fault:
            self._fault = fault

    def keep(self, constants: Iterable[str]) -> None:
        """Have these constants told of as soon as the file has run."""
        self._kept |= dict.fromkeys(constants)

    def announce(self, calls: Sequence[Call]) -> None:
        """Have these calls made together, when the first of them is."""
        questions = wire.calls(calls)
        self._announced += questions
        self._written |= {id(call.arguments): (call, one) for call, one in zip(calls, questions, strict=True)}

    def begin(self, questions: Sequence[Question], ahead: Sequence[Question] = ()) -> None:
        """Begin a check, which will ask these questions; what an earlier one announced is forgotten.

        `ahead` is what it and those after it will ask: the first message of all asks that, too.
        """
        coming = questions if self._asked else ahead or questions
        self._announced = [one for one in coming if not self._replies.get(one)]
        self._written.clear()

    def read(self, name: str) -> Reply:
        """Return a constant of the file, as it was when it was first told of.  Raises AnswerFault."""
        while name not in self._constants:
            self._ask(Question.of("read", name))
        return _reply(self._constants[name])

    def call(
        self, name: str, arguments: tuple[Any, ...], named: dict[str, Any], parameters: list[str]
    ) -> Reply:
        """Return what a function of the file gave back.  Raises AnswerFault."""
        if self._hung[name] >= HANGS:
            raise AnswerFault(
                State.TIMED_OUT, f"{name} did not end in time twice, so it was not called again."
            )
        question = self._question(Call(name, arguments, named, parameters))
        try:
            while not self._replies.get(question):
                self._ask(question)
            return _reply(self._replies[question].popleft())
        except AnswerFault as fault:
            self._hung[name] += fault.state is State.TIMED_OUT
            raise

    def _question(self, call: Call) -> Question:
        """Return a call as a question: as it was announced, where it is the very same."""
        announced, question = self._written.get(id(call.arguments), (None, None))
        if question and announced == call:
            return question
        return Question.call(*call)

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

    def _ask(self, question: Question) -> None:
        """Ask this, and with it what is announced behind it.  Raises AnswerFault where nothing can come back."""
        if self._fault or self.lost:
            raise self._fault or self.lost  # type: ignore[misc]
        self._refuse(question.name)
        try:
            opening = self._opening()
            with self._timed():
                self._exchange([*opening, *self._with_announced(question)])
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

    def _with_announced(self, question: Question) -> list[Question]:
        """Return what goes into one message: this, and what is announced behind it; all of it with a constant, if that comes first."""
        if question.name in self._alone:
            return [question]
        if question in self._announced:
            coming = self._announced[self._announced.index(question) + 1 :]
        else:
            coming = self._announced if question.ask == "read" and not self._asked else []
        return [
            question,
            *(one for one in coming if one.name not in self._alone and self._hung[one.name] < HANGS),
        ]

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

    def _opening(self) -> list[Question]:
        """Return what a new process is asked first; nothing where one is running."""
        if self._channel is not None:
            return []
        handed_out = Exercise(self.path.parent.name, self.path.stem).handed_out
        self._watch.close()
        self._name, self._channel, self._watch = self._warm.start(*[handed_out] * handed_out.is_file())
        self._closed_in(self._channel)
        load = Question.of("load", self.path.name, arguments=b64encode(self._data).decode())
        reads = [name for name in self._kept if name not in self._constants and name not in self._alone]
        return [load, *(Question.of("read", name) for name in reads)]

    def _closed_in(self, channel: socket.socket) -> None:
        """Wait until the process is closed in.  Raises NoIsolation where it cannot be, Lost as `end` does."""
        channel.settimeout(PATIENCE)
        with contextlib.suppress(OSError):
            if channel.recv(1) == wire.CLOSED_IN:
                return
        self._ended()
        self._warm.refuse("A process could not be closed in, so the answer was not run.")

    def _exchange(self, questions: list[Question]) -> None:
        """Ask these questions and keep the replies.  Raises AnswerFault where it is clear what failed."""
        told: list[Told] = []
        channel, self._asked = self._channel, True
        assert channel is not None  # noqa: S101 - `_opening` opened it
        try:
            left = max(SECONDS + GRACE, BUDGET - self.seconds)
            conversation.ask(channel, questions, told, self._watch, SECONDS + GRACE, left)
        except (wire.Forged, TimeoutError, OSError, EOFError) as trouble:
            fault = self._ended_by(trouble, questions[len(told) :])
        else:
            fault = None
        for question, one in zip(questions, told, strict=False):
            self._hear(question, one)
        if fault:
            raise fault

    def _hear(self, question: Question, told: Told) -> None:
        if question.ask == "load":
            self._learn(told)
        elif question.ask == "read":
            self._constants.setdefault(question.name, told)
        else:
            self._replies.setdefault(question, deque()).append(told)
            if question in self._announced:
                self._announced.remove(question)
            if told.fault and told.fault.state is State.TIMED_OUT:  # not again before it is asked for
                self._alone.add(question.name)

    def _learn(self, told: Told) -> None:
        notes = _reply(told)
        if not self._loaded:
            self.notes += wire.read_notes(notes.data)
        self._loaded = True

    def _ended_by(self, trouble: Exception, unanswered: list[Question]) -> AnswerFault | None:
        """End the process and return the fault that its end stands for, where it is clear at which question."""
        idle = self._watch.limit(1.0) == 1.0 and self._watch.worked() < self._watch.spent() / 2
        status = self._ended()
        loading = any(one.ask == "load" for one in unanswered)
        if len(unanswered) > 1 and not loading:
            self._alone |= {one.name for one in unanswered}
            return None
        key, what = ("", "The file") if loading else [unanswered[0].name] * 2
        self._deaths[key] += 1
        self._last[key] = _fault_of(trouble, what, status, idle)
        return self._last[key]


def _reply(told: Told) -> Reply:
    """Return what was told, fit for a check and a report.  Raises AnswerFault."""
    if told.fault:
        raise told.fault.as_fault()
    return Reply(told.data.encode(), wire.clean(told.shown, 200))


def _fault_of(trouble: Exception, what: str, status: int | None, idle: bool) -> AnswerFault:
    if isinstance(trouble, wire.Forged):
        says = f"{what}: the process of this answer sent something that is not an answer ({trouble}). It was ended."
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
