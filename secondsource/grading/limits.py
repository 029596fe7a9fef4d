"""A limit on how long a student's code may run, in this process."""

from __future__ import annotations

import _thread
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

try:
    from _signal import signal as _handle  # type: ignore[import-not-found]
except ImportError:  # pragma: no cover - a Python that keeps it elsewhere
    _handle = signal.signal

watch: Callable[[float], None] | None = None
"""Where no code can be interrupted: told of each limit as it begins, so that somebody outside keeps time,
and with 0 once the block is over.

It raises TimedOut instead where this very block is known not to end.
"""


ASLEEP = 10
"""How many times its limit code may last that does not work: it sleeps, or others have the processor."""
AGAIN = 0.2
RINGING = [int(getattr(signal, name)) for name in ("SIGPROF", "SIGALRM") if hasattr(signal, name)]
"""The signals of the timers, as numbers: `signal.signal` first looks them, and handlers, up in enumerations,
which takes longer than many a call of a student's function."""


class TimedOut(BaseException):
    """Raised inside code that ran too long; not an Exception, so `except Exception` lets it through."""

    def __init__(self, seconds: float) -> None:
        """Keep the limit that was passed, in seconds."""
        super().__init__(f"over {seconds:g} seconds")
        self.seconds = seconds


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Raise TimedOut in the block when it uses more than this many seconds of processor time.

    One that sleeps uses none: it may last a few times as long.  Uses timer signals; where the system has none (Windows), a thread that interrupts the main
    one.  In a browser there is neither: there `watch` is told, and the page ends the worker.
    """
    if watch is not None:
        watch(seconds)
        try:
            yield
        finally:
            watch(0)
    elif sys.platform == "emscripten" or threading.current_thread() is not threading.main_thread():
        yield
    elif hasattr(signal, "setitimer"):
        with _by_signal(seconds):
            yield
    else:
        with _by_thread(seconds):
            yield


def lift() -> None:
    """End the limit that is running, for a debugger; does nothing where none runs."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.setitimer(signal.ITIMER_REAL, 0)


@contextmanager
def _by_signal(seconds: float) -> Iterator[None]:
    def ring(_number: int, _frame: object) -> None:
        raise TimedOut(seconds)

    before = {number: _handle(number, ring) for number in RINGING}
    # Rings again: a bare `except:` around the first ring must not win.
    signal.setitimer(signal.ITIMER_PROF, seconds, AGAIN)
    signal.setitimer(signal.ITIMER_REAL, seconds * ASLEEP, AGAIN)
    try:
        yield
    finally:
        lift()
        for number, handler in before.items():
            _handle(number, handler)


@contextmanager
def _by_thread(seconds: float) -> Iterator[None]:
    rang = threading.Event()

    def ring() -> None:
        rang.set()
        _thread.interrupt_main()

    timer = threading.Timer(seconds, ring)
    timer.daemon = True
    timer.start()
    try:
        yield
    except KeyboardInterrupt:
        if rang.is_set():
            raise TimedOut(seconds) from None
        raise
    finally:
        timer.cancel()
