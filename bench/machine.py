"""What this machine asks for the two things that a grader cannot do without: a round trip, and a fork.

Measured in a fresh interpreter, so that what the benchmark itself holds in memory does not count.
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass

DEAR = 0.5
"""Milliseconds a round trip takes where waiting is what costs: the targets are meant for such machines."""


@dataclass(frozen=True)
class Costs:
    """Medians, in milliseconds."""

    round_trip: float
    """One byte to another process and one back."""
    fork: float
    """A process forked, ended and waited for."""

    def __str__(self) -> str:
        """Return both in words."""
        return f"a round trip between two processes takes {self.round_trip:.3f} ms, a bare fork {self.fork:.2f} ms"


def costs(trips: int = 2_000, forks: int = 200) -> Costs:
    """Return what both cost here, as medians of so many.  Raises CalledProcessError."""
    command = [sys.executable, "-I", "-c", MEASURE, str(trips), str(forks)]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return Costs(**json.loads(said))


MEASURE = """
import json, os, socket, statistics, sys, time

def median(times, run):
    taken = []
    for _ in range(times):
        started = time.perf_counter()
        run()
        taken.append(time.perf_counter() - started)
    return statistics.median(taken) * 1000

def fork():
    child = os.fork()
    if not child:
        os._exit(0)
    os.waitpid(child, 0)

ours, theirs = socket.socketpair()
echo = os.fork()
if not echo:
    ours.close()
    while byte := theirs.recv(1):
        theirs.sendall(byte)
    os._exit(0)
theirs.close()

def trip():
    ours.sendall(b".")
    ours.recv(1)

trips = median(int(sys.argv[1]), trip)
ours.close()
os.waitpid(echo, 0)
print(json.dumps({"round_trip": trips, "fork": median(int(sys.argv[2]), fork)}))
"""
