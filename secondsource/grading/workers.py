"""Spreads jobs over worker processes, each with a pytest session and a warm parent of its own."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from pathlib import Path

from secondsource.catalogue import Exercise
from secondsource.grading import scratch
from secondsource.grading.marking import Job, Marked, grader_fault
from secondsource.grading.results import ExerciseResult
from secondsource.grading.sandbox import Level, NoIsolation
from secondsource.grading.working import NO_LEVEL

START = "from secondsource.grading.working import main; main()"
TRIES = 2
"""How often a job is given to a worker; one that ended two of them is a grader fault."""
PATIENCE = 5.0
"""Seconds a worker has to end by itself."""
MOST_WORK = 300.0
"""Seconds of processor time that marking one student may take a worker, without what the answers take."""
LONGEST = 3600.0
"""Seconds it may take by the clock on the wall, answers and a busy machine included."""
LOOK = 1.0
"""Seconds between two looks at workers that say nothing."""
OnMarked = Callable[[Marked], None]


def mark_class(jobs: Iterable[Job], level: Level, workers: int, on_marked: OnMarked) -> None:
    """Mark all jobs on some worker processes and hand on each result as it comes.

    A worker that dies costs nobody a mark: its job is given to another one.  Stopping in the middle
    (KeyboardInterrupt) leaves what was handed on, and no process and no temporary file behind.
    Raises NoIsolation where the level cannot be given.
    """
    waiting = list(jobs)
    with Workers(level, workers, {name for job in waiting for name in job.exercises}) as some:
        some.mark(waiting, on_marked)


class Workers:
    """Some worker processes, started when there is work for them.  Use them in a `with` block."""

    def __init__(self, level: Level, most: int, exercises: Iterable[str]) -> None:
        """Start none yet; the exercises are all that they will be given."""
        self._level, self._most, self._exercises = level, most, sorted(exercises)
        self._idle: list[_Worker] = []
        self._closing = contextlib.ExitStack()

    def __enter__(self) -> Workers:
        """Return these; what they lay out lies in a folder of this process, so one that is killed takes nothing away."""
        self._folder = str(self._closing.enter_context(scratch.folder("secondsource_workers_")))
        return self

    def __exit__(self, *_: object) -> None:
        """End them all, and remove what they laid out."""
        with self._closing:
            for worker in self._idle:
                worker.channel.close()  # first all: each needs a moment to end
            for worker in self._idle:
                worker.stop()

    def mark(self, jobs: Iterable[Job], on_marked: OnMarked) -> None:
        """Mark jobs and hand on each result as it comes.  Raises NoIsolation where the level cannot be given."""
        run = _Run(deque((job, 1) for job in jobs), self._level, on_marked, self._start, self._idle)
        try:
            run.mark(self._most)
        finally:
            for worker in run.busy.values():
                worker.stop()

    def _start(self) -> _Worker:
        return self._idle.pop() if self._idle else _Worker.started(self._level, self._exercises, self._folder)


@dataclass(eq=False)
class _Worker:
    """A process that marks one job after the other."""

    process: subprocess.Popen[bytes]
    channel: Connection
    job: Job | None = None
    tries: int = 0
    begun: float = 0.0
    worked: float = 0.0

    @classmethod
    def started(cls, level: Level, exercises: list[str], folder: str) -> _Worker:
        """Return a new one: a fresh interpreter, that loads nothing of what started us, and shares nothing with it."""
        ours, theirs = socket.socketpair()
        with theirs:
            command = [sys.executable, "-P", "-c", START, str(theirs.fileno()), level, folder, *exercises]
            process = subprocess.Popen(  # noqa: S603 - our own command
                command, pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL, env={**os.environ, "PYTHONPATH": _path()},
                process_group=0,  # Ctrl-C is for the process that talks to the person
            )  # fmt: skip
        return cls(process, Connection(ours.detach()))

    def give(self, job: Job, tries: int) -> None:
        """Hand it a job."""
        self.job, self.tries = job, tries
        self.begun, self.worked = time.monotonic(), worked_by(self.process.pid)
        with contextlib.suppress(ConnectionError):  # one that is gone is heard of next
            self.channel.send_bytes(job.model_dump_json().encode())

    def is_stuck(self) -> bool:
        """Whether it has taken longer over this job than any job can."""
        took = worked_by(self.process.pid) - self.worked
        return took > MOST_WORK or time.monotonic() - self.begun > LONGEST

    def kill(self) -> None:
        """End it at once: what it started goes with it."""
        self.process.kill()

    def stop(self) -> None:
        """End it, and with it all it started.  One at work gets a moment to take its folder away."""
        self.channel.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(PATIENCE)
        self.process.kill()
        self.process.wait()


def _path() -> str:
    """Return where a worker finds this very package, whether it is installed or lies in the current folder."""
    given = [part for part in os.environ.get("PYTHONPATH", "").split(os.pathsep) if part]
    return os.pathsep.join([str(Path(__file__).resolve().parents[2]), *map(os.path.abspath, given)])


class _Run:
    """Some jobs, spread over workers."""

    def __init__(
        self,
        waiting: deque[tuple[Job, int]],
        level: Level,
        on_marked: OnMarked,
        started: Callable[[], _Worker],
        idle: list[_Worker],
    ) -> None:
        self.busy: dict[Connection, _Worker] = {}
        self._waiting, self._level, self._on_marked = waiting, level, on_marked
        self._started, self._idle = started, idle
        self._heard = False

    def mark(self, most: int) -> None:
        """Go on until every job has its result."""
        while self._waiting or self.busy:
            while self._waiting and len(self.busy) < most:
                self.start()
            for ready in wait(list(self.busy), LOOK):
                self.hear(self.busy[ready])  # type: ignore[index]
            self.end_the_stuck()

    def start(self) -> None:
        """Give a job to one more worker."""
        worker = self._started()
        self.busy[worker.channel] = worker
        worker.give(*self._waiting.popleft())

    def hear(self, worker: _Worker) -> None:
        """Take what a worker has to say, be it that it is gone, and give it more to do.

        Raises NoIsolation where the first to speak says that nobody can be marked here.
        """
        try:
            said = worker.channel.recv_bytes()
        except (EOFError, ConnectionError):
            said = b""
        if said.startswith(NO_LEVEL) and not self._heard:  # nobody could be marked, then
            raise NoIsolation(said.removeprefix(NO_LEVEL).decode())
        if not said or said.startswith(NO_LEVEL):
            self._give_up(worker)
            return
        self._heard = True
        if self._waiting:  # first: it works on while we look at what it said
            worker.give(*self._waiting.popleft())
        else:
            self._idle.append(self.busy.pop(worker.channel))
        self._on_marked(Marked.model_validate_json(said))

    def end_the_stuck(self) -> None:
        """End workers that no longer come back; their jobs become results that say so, and others go on."""
        for worker in [one for one in self.busy.values() if one.is_stuck()]:
            worker.kill()
            self._stop(worker)
            assert worker.job is not None  # noqa: S101 - a worker is never without one
            self._on_marked(unmarked(worker.job, self._level, STUCK))

    def _give_up(self, worker: _Worker) -> None:
        self._stop(worker)
        assert worker.job is not None  # noqa: S101 - a worker is never without one
        if worker.tries < TRIES:
            self._waiting.appendleft((worker.job, worker.tries + 1))
        else:
            self._on_marked(unmarked(worker.job, self._level))

    def _stop(self, worker: _Worker) -> None:
        del self.busy[worker.channel]
        worker.stop()


STUCK = "had not ended after a time in which any answer is marked, and was stopped"


def worked_by(process: int) -> float:
    """Return the seconds of processor time a process has used; 0 where this system does not say."""
    try:
        return time.clock_gettime((~process << 3) | 2)  # what clock_getcpuclockid gives on Linux
    except (OSError, OverflowError, AttributeError):
        return 0.0


def unmarked(job: Job, level: Level, why: str = f"ended {TRIES} times") -> Marked:
    """Return what stands for a job that ended every worker it was given to, or never ended."""
    found = []
    for name in job.exercises:
        exercise = Exercise(*name.split("/"))
        check = grader_fault("worker", f"The process that marks {name} {why}.")
        found.append(
            ExerciseResult(
                lesson=exercise.lesson, exercise=exercise.name, title=exercise.title, file="", checks=[check]
            )
        )
    return Marked(student=job.student, level=level, exercises=found, seconds={})
