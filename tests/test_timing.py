"""A watch counts what a process does or idles, and not what others take from it."""

import os
import subprocess
import sys
import time

import pytest

from secondsource.grading import timing
from secondsource.grading.timing import Stopwatch
from tests.conftest import needs

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux says how long a process waited")
WORK = "import time\nwhile time.process_time() < {}: pass"


def handle_of(process):
    return os.pidfd_open(process.pid)


@pytest.fixture
def one_processor():
    """A crowd that shares one processor."""
    needs("two processors", len(os.sched_getaffinity(0)) >= 1)
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(before)})
    yield
    os.sched_setaffinity(0, before)


def test_a_crowd_takes_nobodys_time(one_processor):
    crowd = [subprocess.Popen([sys.executable, "-c", WORK.format(3)]) for _ in range(6)]
    worker = subprocess.Popen([sys.executable, "-c", WORK.format(0.4)])
    watch, began = Stopwatch(handle_of(worker)), time.monotonic()
    while worker.poll() is None:
        spent, wall = watch.spent(), time.monotonic() - began
        time.sleep(0.05)
    for one in crowd:
        one.kill()
        one.wait()
    watch.close()

    assert 0.2 < spent < wall / 2


def test_sleep_counts_and_is_no_work():
    sleeper = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    watch = Stopwatch(handle_of(sleeper))
    time.sleep(0.3)
    watch.start()
    time.sleep(0.5)
    assert watch.spent() > 0.3
    assert watch.worked() < 0.3
    assert watch.limit(2.0) == 2.0
    sleeper.kill()
    sleeper.wait()
    watch.close()
    assert watch.spent() > 0.3
    watch.close()


def test_where_nobody_can_say_the_limit_is_wider(monkeypatch):
    monkeypatch.setattr(timing, "_opened", lambda _: None)
    watch = Stopwatch(os.pidfd_open(os.getpid()))
    assert watch.limit(2.0) == 2.0 * timing.WIDER
    assert watch.worked() == 0.0
    assert Stopwatch().limit(2.0) == 2.0 * timing.WIDER
    assert Stopwatch().worked() == 0.0


def test_a_process_that_is_gone_has_no_place():
    gone = subprocess.Popen([sys.executable, "-c", ""])
    handle = handle_of(gone)
    gone.wait()
    watch = Stopwatch(handle)
    assert watch.limit(1.0) > 1.0
    watch.close()
