"""How long an answer took: time in which others had the processor is not its own.

Linux says of every process how long it was ready to run and had to wait (`schedstat`).  Where a system
does not say, only the clock on the wall is left, and limits are wider.
"""

from __future__ import annotations

import os
import time
from contextlib import suppress
from pathlib import Path

WIDER = 5.0
"""How many times as long a limit is where nobody knows how busy the machine is."""


class Stopwatch:
    """Measures what one process used or idled away since `start`, and not what others took from it."""

    def __init__(self, handle: int | None = None) -> None:
        """Watch the process of this handle (a pidfd, which is closed); nobody, without."""
        self._files = [_opened(Path("/proc/thread-self/schedstat"))]
        self._files += [_opened(_of(handle))] if handle is not None else []
        self._seen = [(0.0, 0.0)] * len(self._files)
        if handle is not None:
            os.close(handle)
        self.start()

    def start(self) -> None:
        """Begin anew."""
        self._from, self._before = time.monotonic(), self._read()

    def spent(self) -> float:
        """Return the seconds since the start that were the process's own: it worked, or waited for something."""
        delays = sum(now[1] - then[1] for now, then in zip(self._read(), self._before, strict=True))
        return max(time.monotonic() - self._from - delays, self.worked())

    def worked(self) -> float:
        """Return the seconds of processor time since the start; 0 where nobody can say."""
        return self._read()[1][0] - self._before[1][0] if len(self._files) > 1 else 0.0

    def limit(self, seconds: float) -> float:
        """Return a limit that is fair by this watch."""
        return seconds if all(file is not None for file in self._files[1:] or [None]) else seconds * WIDER

    def close(self) -> None:
        """Stop watching; what was measured stays."""
        self._read()
        for file in self._files:
            if file is not None:
                os.close(file)
        self._files = [None] * len(self._files)

    def _read(self) -> list[tuple[float, float]]:
        """Return seconds of work and of waiting for a processor, as last known, of this thread and of the process."""
        for number, file in enumerate(self._files):
            with suppress(OSError, ValueError):  # a process that is gone says nothing any more
                if file is not None:
                    worked, waited, _ = os.pread(file, 100, 0).split()
                    self._seen[number] = (int(worked) / 1e9, int(waited) / 1e9)
        return list(self._seen)


def _of(handle: int) -> Path:
    """Return where the system says how a process fares."""
    about = Path(f"/proc/self/fdinfo/{handle}").read_text(encoding="ascii")
    numbers = [line.split()[1] for line in about.splitlines() if line.startswith("Pid:")]
    return Path(f"/proc/{numbers[0] if numbers else 0}/schedstat")


def _opened(path: Path) -> int | None:
    with suppress(OSError):
        return os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    return None
