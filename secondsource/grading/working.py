"""A worker: a process that marks what comes through its channel.

What it needs is imported where it is used, so that the warm parent starts while the rest is loaded.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING

from secondsource.grading.sandbox import Level, NoIsolation, Warm, level_of

if TYPE_CHECKING:
    from secondsource.grading.marking import Job

NO_LEVEL = b"no level: "
"""What stands before the reason why a worker cannot give the level."""


def main() -> None:
    """Work for the process that started this one, as it said on the command line."""
    handle, level, folder, *exercises = sys.argv[1:]
    work(Connection(int(handle)), level_of(level), exercises, folder)


def work(channel: Connection, level: Level, exercises: list[str], folder: str | None = None) -> None:
    """Mark the jobs that come through this channel until it closes.

    Its temporary files go into the folder, where one is given.
    """
    tempfile.tempdir = folder or tempfile.tempdir
    with suppress(ConnectionError):  # nobody waits for the mark any more
        try:
            with Warm(level) as warm:
                from secondsource.grading.marking import mark_with

                jobs = _given(channel)
                mark_with(
                    warm, jobs, lambda one: channel.send_bytes(one.model_dump_json().encode()), exercises
                )
        except NoIsolation as error:
            channel.send_bytes(NO_LEVEL + str(error).encode())


def _given(channel: Connection) -> Iterator[Job]:
    from secondsource.grading.marking import Job

    while True:
        try:
            yield Job.model_validate_json(channel.recv_bytes())
        except EOFError:
            return
