"""Two clocks: the one on the wall, and the processor time of everything a run started and waited for.

A machine that others use makes the first one jump; the second hardly notices.  What ran in a sandbox is
missing from the second: the kernel ends a namespace without adding up what ran in it.
"""

from __future__ import annotations

import resource
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Taken:
    """What a run took, in seconds."""

    wall: float
    processor: float


def clocked(run: Callable[[], None]) -> Taken:
    """Return what a run takes."""
    before, started = _processor(), time.perf_counter()
    run()
    return Taken(time.perf_counter() - started, _processor() - before)


def _processor() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)
