"""Marks jobs on a Dask cluster: the same function as on one machine, in workers anywhere.

Answers travel to a worker as text, and results come back as text: neither side unpickles what a
student wrote.  What Dask itself sends (which function to call) is trusted: whoever reaches the
scheduler can run code on the workers, so keep its port inside your own network.
"""

from __future__ import annotations

import base64
import contextlib
import importlib
import os
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from secondsource import catalogue
from secondsource.grading import scratch
from secondsource.grading.fingerprint import check_files, course_files, hash_of
from secondsource.grading.marking import Job, Marked
from secondsource.grading.sandbox import Level, NoIsolation
from secondsource.grading.workers import mark_class, unmarked
from secondsource.models import Record

NOT_INSTALLED = (
    "The scheduler or a worker cannot load the course. On its machine, in the course's folder, run `make cluster`, "
    "and start it from .venv there."
)
TOGETHER = 8
"""Students in one task: collecting the checks costs more than running them on one student."""
AHEAD = 3
"""Tasks on their way for each worker; more would only fill the memory here."""
PATIENCE = 20
"""Seconds to wait for a scheduler, and then for a first worker."""


class ClusterError(RuntimeError):
    """The cluster cannot be used; the message says why and what to do."""


class Sent(Record):
    """One file of an answer."""

    path: str
    """Inside the student's folder."""
    changed: float
    data: str
    """The bytes, as base64."""


class Parcel(Record):
    """What one task is given."""

    jobs: list[Job]
    files: list[list[Sent]]
    """For each job, in the same order."""
    level: Level
    course: str
    """Fingerprint of checks, records and code: a worker with another course may not mark."""


def mark_on_cluster(
    jobs: Iterable[Job], level: Level, address: str, on_marked: Callable[[Marked], None]
) -> None:
    """Mark all jobs on the cluster at this address and hand on each result as it comes.

    A worker that dies costs nobody a mark: its tasks go to another one.  Raises ClusterError where
    there is no cluster or no worker, NoIsolation where a worker cannot give the level.
    """
    with _connected(address) as client:
        _Run(client, level, on_marked).mark(jobs)


@contextlib.contextmanager
def _connected(address: str) -> Iterator[Any]:
    distributed = dask()
    try:
        client = distributed.Client(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        raise ClusterError(f"No Dask scheduler answers at {address} ({error}).") from None
    with client:
        try:
            client.wait_for_workers(1, timeout=PATIENCE)
        except TimeoutError:
            raise ClusterError(f"The scheduler at {address} has no worker.") from None
        yield client


def dask() -> Any:
    """Return Dask's distributed.  Raises ClusterError where it is not installed."""
    try:
        return importlib.import_module("distributed")
    except ImportError:
        raise ClusterError(
            "--scheduler needs Dask. Install it here and on every worker: "
            "make cluster (which installs requirements/cluster.txt)"
        ) from None


class _Run:
    """One class on its way through a cluster."""

    def __init__(self, client: Any, level: Level, on_marked: Callable[[Marked], None]) -> None:
        self.client, self.level, self.on_marked = client, level, on_marked
        self.course = course()
        self.on_their_way: dict[Any, list[Job]] = {}

    def mark(self, jobs: Iterable[Job]) -> None:
        ended = dask().as_completed(loop=self.client.loop)
        waiting = _together(jobs)
        for some in islice(waiting, AHEAD * len(self.client.scheduler_info()["workers"])):
            ended.add(self._sent(some))
        for future in ended:
            for some in [*self._heard(future), *islice(waiting, 1)]:
                ended.add(self._sent(some))

    def _sent(self, jobs: list[Job]) -> Any:
        files = [packed(Path(job.answers)) for job in jobs]
        parcel = Parcel(jobs=jobs, files=files, level=self.level, course=self.course)
        future = self.client.submit(mark_parcel, parcel.model_dump_json(), pure=False)
        self.on_their_way[future] = jobs
        return future

    def _heard(self, future: Any) -> list[list[Job]]:
        """Hand on what a task found; return what is to be sent again, a student at a time."""
        jobs = self.on_their_way.pop(future)
        error = future.exception()
        if isinstance(error, NoIsolation | ClusterError):
            raise error
        if isinstance(error, ImportError) or isinstance(error and error.__cause__, ImportError):
            raise ClusterError(f"{NOT_INSTALLED} ({error.__cause__ or error})")
        if error is None:
            for text in future.result():
                self.on_marked(Marked.model_validate_json(text))
            return []
        if len(jobs) > 1:
            return [[job] for job in jobs]
        self.on_marked(unmarked(jobs[0], self.level))
        return []


def _together(jobs: Iterable[Job]) -> Iterator[list[Job]]:
    left = iter(jobs)
    while some := list(islice(left, TOGETHER)):
        yield some


def packed(folder: Path) -> list[Sent]:
    """Return the files of an answer folder as they can travel."""
    return [
        Sent(
            path=path.relative_to(folder).as_posix(),
            changed=path.stat().st_mtime,
            data=base64.b64encode(path.read_bytes()).decode(),
        )
        for path in sorted(folder.glob("*/*"))
    ]


def unpacked(files: list[Sent], folder: Path) -> None:
    """Write such files into a folder."""
    for sent in files:
        path = folder / sent.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(base64.b64decode(sent.data))
        os.utime(path, (sent.changed, sent.changed))


def mark_parcel(parcel: str) -> list[str]:
    """Mark the jobs of a parcel: what runs on a worker, in a process of its own that is watched over.

    Raises ClusterError where the worker has another course, NoIsolation where it lacks the level.
    """
    given = Parcel.model_validate_json(parcel)
    if given.course != course():
        raise ClusterError(
            "A worker has other checks, records or code than this machine. Install the same version on all."
        )
    found: list[str] = []
    with scratch.folder("secondsource_task_") as stage:
        jobs = [
            _laid_out(job, files, Path(stage, str(n)))
            for n, (job, files) in enumerate(zip(given.jobs, given.files, strict=True))
        ]
        mark_class(jobs, given.level, 1, lambda marked: found.append(marked.model_dump_json()))
    return found


def _laid_out(job: Job, files: list[Sent], folder: Path) -> Job:
    unpacked(files, folder)
    return job.model_copy(update={"answers": str(folder)})


def course() -> str:
    """Return the fingerprint of all that a mark depends on beside the answer."""
    checks = {path for exercise in catalogue.exercises() for path in check_files(exercise)}
    return hash_of([*course_files(), *sorted(checks)])
