"""Spreads jobs over worker processes, each with a pytest session and a warm parent of its own."""

from __future__ import annotations

import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess

from secondsource import seeds
from secondsource.catalogue import Exercise
from secondsource.grading.marking import Job, Marked, grader_fault, mark_all
from secondsource.grading.results import ExerciseResult
from secondsource.grading.sandbox import Level

TRIES = 2
"""How often a job is given to a worker; one that ended two of them is a grader fault."""
PATIENCE = 5.0
"""Seconds a worker has to end by itself."""
OnMarked = Callable[[Marked], None]


def mark_class(jobs: Iterable[Job], level: Level, workers: int, on_marked: OnMarked) -> None:
    """Mark all jobs on some worker processes and hand on each result as it comes.

    A worker that dies costs nobody a mark: its job is given to another one.  Stopping in the middle
    (KeyboardInterrupt) leaves what was handed on, and no process behind.
    """
    waiting = deque((job, 1) for job in jobs)
    exercises = sorted({name for job, _ in waiting for name in job.exercises})
    busy: dict[Connection, _Worker] = {}
    try:
        while waiting or busy:
            while waiting and len(busy) < workers:
                worker = _Worker.started(level, exercises)
                worker.give(*waiting.popleft())
                busy[worker.channel] = worker
            for ready in wait(list(busy)):
                _hear(busy[ready], busy, waiting, on_marked)  # type: ignore[index]
    finally:
        for worker in busy.values():
            worker.stop()


@dataclass(eq=False)
class _Worker:
    """A process that marks one job after the other."""

    process: BaseProcess
    channel: Connection
    level: Level
    job: Job | None = None
    tries: int = 0

    @classmethod
    def started(cls, level: Level, exercises: list[str]) -> _Worker:
        """Return a new one."""
        spawning = multiprocessing.get_context("spawn")  # a fork would share what this process has open
        ours, theirs = spawning.Pipe()
        process = spawning.Process(target=work, args=(theirs, level, exercises), daemon=True)
        process.start()
        theirs.close()
        return cls(process, ours, level)

    def give(self, job: Job, tries: int) -> None:
        """Hand it a job."""
        self.job, self.tries = job, tries
        self.channel.send_bytes(job.model_dump_json().encode())

    def stop(self) -> None:
        """End it, and with it all it started.  One at work gets a moment to take its folder away."""
        self.channel.close()
        self.process.join(PATIENCE)
        self.process.terminate()
        self.process.join()


def _hear(
    worker: _Worker, busy: dict[Connection, _Worker], waiting: deque[tuple[Job, int]], on_marked: OnMarked
) -> None:
    try:
        marked = Marked.model_validate_json(worker.channel.recv_bytes())
    except (EOFError, ConnectionError):
        del busy[worker.channel]
        worker.stop()
        _try_again(worker, waiting, on_marked)
        return
    on_marked(marked)
    if waiting:
        worker.give(*waiting.popleft())
    else:
        del busy[worker.channel]
        worker.stop()


def _try_again(worker: _Worker, waiting: deque[tuple[Job, int]], on_marked: OnMarked) -> None:
    assert worker.job is not None  # noqa: S101 - a worker is never without one
    if worker.tries < TRIES:
        waiting.appendleft((worker.job, worker.tries + 1))
    else:
        on_marked(unmarked(worker.job, worker.level))


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


def work(channel: Connection, level: Level, exercises: list[str]) -> None:
    """Mark the jobs that come through this channel until it closes: the main function of a worker."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that talks to the person
    vars(seeds)["load_text"] = cache(seeds.load_text)  # this process lives for one run: texts do not change
    with suppress(ConnectionError):  # nobody waits for the mark any more
        mark_all(
            _given(channel), level, lambda one: channel.send_bytes(one.model_dump_json().encode()), exercises
        )


def _given(channel: Connection) -> Iterator[Job]:
    while True:
        try:
            yield Job.model_validate_json(channel.recv_bytes())
        except EOFError:
            return
