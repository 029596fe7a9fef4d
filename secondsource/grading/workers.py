"""Spreads jobs over worker processes, each with a pytest session and a warm parent of its own."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
from collections import deque
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from pathlib import Path

from secondsource.catalogue import Exercise
from secondsource.grading.marking import Job, Marked, grader_fault
from secondsource.grading.results import ExerciseResult
from secondsource.grading.sandbox import Level, NoIsolation
from secondsource.grading.working import NO_LEVEL

START = "from secondsource.grading.working import main; main()"
TRIES = 2
"""How often a job is given to a worker; one that ended two of them is a grader fault."""
PATIENCE = 5.0
"""Seconds a worker has to end by itself."""
OnMarked = Callable[[Marked], None]


def mark_class(jobs: Iterable[Job], level: Level, workers: int, on_marked: OnMarked) -> None:
    """Mark all jobs on some worker processes and hand on each result as it comes.

    A worker that dies costs nobody a mark: its job is given to another one.  Stopping in the middle
    (KeyboardInterrupt) leaves what was handed on, and no process and no temporary file behind.
    Raises NoIsolation where the level cannot be given.
    """
    waiting = deque((job, 1) for job in jobs)
    # A worker that is killed takes nothing away: what it lays out lies in a folder of this process.
    with tempfile.TemporaryDirectory(prefix="secondsource_workers_", ignore_cleanup_errors=True) as folder:
        run = _Run(waiting, level, on_marked, folder)
        try:
            while waiting or run.busy:
                while waiting and len(run.busy) < workers:
                    run.start()
                for ready in wait(list(run.busy)):
                    run.hear(run.busy[ready])  # type: ignore[index]
        finally:
            for worker in run.busy.values():
                worker.stop()


@dataclass(eq=False)
class _Worker:
    """A process that marks one job after the other."""

    process: subprocess.Popen[bytes]
    channel: Connection
    job: Job | None = None
    tries: int = 0

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
        self.channel.send_bytes(job.model_dump_json().encode())

    def stop(self) -> None:
        """End it, and with it all it started.  One at work gets a moment to take its folder away."""
        self.channel.close()
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(PATIENCE)
        self.process.kill()
        self.process.wait()


def _path() -> str:
    """Return where a worker finds this very package, whether it is installed or lies in the current folder."""
    given = [part for part in os.environ.get("PYTHONPATH", "").split(os.pathsep) if part]
    return os.pathsep.join([str(Path(__file__).resolve().parents[2]), *map(os.path.abspath, given)])


class _Run:
    """One class, spread over workers."""

    def __init__(
        self, waiting: deque[tuple[Job, int]], level: Level, on_marked: OnMarked, folder: str
    ) -> None:
        self.busy: dict[Connection, _Worker] = {}
        self._waiting, self._level, self._on_marked, self._folder = waiting, level, on_marked, folder
        self._exercises = sorted({name for job, _ in waiting for name in job.exercises})
        self._heard = False

    def start(self) -> None:
        """Start one more worker."""
        worker = _Worker.started(self._level, self._exercises, self._folder)
        worker.give(*self._waiting.popleft())
        self.busy[worker.channel] = worker

    def hear(self, worker: _Worker) -> None:
        """Take what a worker has to say, be it that it is gone, and give it more to do."""
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
            self._stop(worker)
        self._on_marked(Marked.model_validate_json(said))

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


def unmarked(job: Job, level: Level) -> Marked:
    """Return what stands for a job that ended every worker it was given to."""
    found = []
    for name in job.exercises:
        exercise = Exercise(*name.split("/"))
        check = grader_fault("worker", f"The process that marks {name} ended {TRIES} times.")
        found.append(
            ExerciseResult(
                lesson=exercise.lesson, exercise=exercise.name, title=exercise.title, file="", checks=[check]
            )
        )
    return Marked(student=job.student, level=level, exercises=found, seconds={})
