"""The warm parent: holds no key, forks a child for every answer file, and ends it when told.

Started by `sandbox.py` as `python -c "from secondsource.grading.warm import main; main()"`, inside
the namespaces.  Its one open descriptor is a socket on which the grader says what to start.
Coverage cannot watch it there: `no cover` marks what tests/test_isolation.py runs in the sandbox.
"""

from __future__ import annotations

import gc
import json
import os
import random
import signal
import socket
import sys
import tempfile
import time
from base64 import b64decode, b64encode
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any, NoReturn

from secondsource import forms, models, seeds
from secondsource.grading import conversation, lockdown, scratch, wire
from secondsource.grading.answers import LoadedFile, Reply
from secondsource.grading.cells import Piece, model_of
from secondsource.grading.source import AnswerFault, Found

SAMPLE = b'''"""A sample."""

from __future__ import annotations

import re

SOME: dict[str, list[int]] = {"a": [1]}


def same(value: list[int]) -> list[int]:
    return [one for one in value if re.search("[0-9]+", str(one))]
'''
"""A file as students write them, to have loaded and called one before the first of theirs."""
CLEANING = 0.2
"""Seconds that removing what one answer left may take, before the next one has its turn."""


def main() -> None:  # pragma: no cover
    """Serve the grader until it goes away.  Every order gets one reply."""
    control = socket.socket(fileno=int(sys.argv[1]))
    handles: list[int] = []
    coming = _coming(control, handles)
    orders = next(coming, None) or sys.exit()
    for text in orders["texts"]:
        seeds.load_text(text)  # read once, before the fork, for every answer
    _warm_up()
    gc.collect()
    gc.freeze()
    lockdown.adopt_orphans()
    running: dict[str, tuple[int, Path | None]] = {}
    try:
        _serve_orders(control, coming, orders, handles, running)
    finally:
        while running:
            _end(running, next(iter(running)))


def _serve_orders(
    control: socket.socket,
    coming: Iterator[dict[str, Any]],
    orders: dict[str, Any],
    handles: list[int],
    running: dict[str, tuple[int, Path | None]],
) -> None:  # pragma: no cover
    models: dict[str, list[Piece]] = {"": []}
    _reply(control, {"landlock": lockdown.landlock_version()})
    for wanted in coming:
        if wanted["do"] == "learn":
            models[wanted["id"]] = model_of(wanted["handed_out"])
            _reply(control, {"learnt": wanted["id"]})
        elif wanted["do"] == "start":
            seen = orders | {"readable": [*orders["readable"], *wanted["sees"]]}
            running[wanted["id"]] = _start(handles.pop(0), seen, models[wanted["model"]])
            _reply(control, {"started": wanted["id"]}, running[wanted["id"]][0])
        else:
            _reply(control, {"status": _end(running, wanted["id"])})


def _warm_up() -> None:  # pragma: no cover
    """Do once, before the fork, what every answer's process would do for the first time: slow, and the same for all.

    Records get their validators, and a file of our own is loaded and called.
    """
    for kind in filter(_is_record, [*vars(forms).values(), *vars(models).values()]):
        kind.model_rebuild()
    load = wire.Ask("", "load", "", b64encode(SAMPLE).decode())
    sample = _loaded(Path("sample.py"), load, model_of(SAMPLE.decode()))
    asks = [load, wire.Ask("", "read", "SOME"), wire.Ask("", "call", "same", [[1]], {}, ["value"])]
    for _ in conversation.replies(asks, partial(_told, sample)):
        pass


def _is_record(value: object) -> bool:  # pragma: no cover
    return isinstance(value, type) and issubclass(value, models.Record)


def _coming(control: socket.socket, handles: list[int]) -> Iterator[dict[str, Any]]:  # pragma: no cover
    """Give one order after the other until the grader is gone; descriptors that come along go into `handles`."""
    heard = b""
    while True:
        while b"\n" not in heard:  # several may come at once
            data, more, _, _ = socket.recv_fds(control, 1 << 16, 1)
            if not data:
                return
            heard += data
            handles += more
        line, _, heard = heard.partition(b"\n")
        yield json.loads(line)


def _reply(control: socket.socket, reply: dict[str, Any], child: int = 0) -> None:  # pragma: no cover
    """Reply, and send a handle on a new child along, by which the grader reads what time it had."""
    line = json.dumps(reply).encode() + b"\n"
    if not child or not hasattr(os, "pidfd_open"):
        control.sendall(line)
        return
    handle = os.pidfd_open(child)
    socket.send_fds(control, [line], [handle])
    os.close(handle)


def _start(
    handle: int, orders: dict[str, Any], model: list[Piece]
) -> tuple[int, Path | None]:  # pragma: no cover
    """Start a child; return it, and the folder to remove after it: in the sandbox there is none."""
    folder = None if orders["scratch"] else Path(tempfile.mkdtemp(prefix="answer_"))
    child = os.fork()
    if not child:
        _become_child(handle, folder, orders, model)
    os.close(handle)
    return child, folder


def _end(running: dict[str, tuple[int, Path | None]], name: str) -> int:  # pragma: no cover
    child, folder = running.pop(name)
    with suppress(ProcessLookupError):
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    _end_orphans({one for one, _ in running.values()})
    if folder:
        scratch.remove(folder, CLEANING)  # what is left goes with everything else at the end
    return os.waitstatus_to_exitcode(status)


def _end_orphans(running: set[int]) -> None:  # pragma: no cover
    """End what an answer started and left behind, where it could: nothing of it works on beside the next one."""
    until = time.monotonic() + CLEANING
    while (left := _children() - running) and time.monotonic() < until:
        for child in left:
            with suppress(ProcessLookupError, ChildProcessError):
                os.kill(child, signal.SIGKILL)
                os.waitpid(child, 0)


def _children() -> set[int]:  # pragma: no cover
    """Return our children, those we adopted included; none where this system does not say."""
    try:
        return set(map(int, Path("/proc/thread-self/children").read_text("ascii").split()))
    except OSError:
        return set()


# --- in the child -----------------------------------------------------------------------------


def _become_child(
    handle: int, folder: Path | None, orders: dict[str, Any], model: list[Piece]
) -> NoReturn:  # pragma: no cover
    try:
        channel = _closed_in(handle, folder, orders)
        channel.sendall(wire.CLOSED_IN)
    except BaseException:  # no answer runs half closed in
        os._exit(wire.NOT_CLOSED_IN)
    try:
        _serve(channel, Path.cwd(), model)
    finally:
        os._exit(wire.CUT_OFF)


def _closed_in(handle: int, folder: Path | None, orders: dict[str, Any]) -> socket.socket:  # pragma: no cover
    random.seed(0)
    lockdown.end_with_parent()
    writable = [orders["scratch"]] if orders["scratch"] and lockdown.own_scratch(orders["scratch"]) else []
    os.chdir(folder or orders["scratch"])
    _only_descriptor(handle)
    channel = socket.socket(fileno=0)  # asks the kernel what it is, which the filter forbids
    lockdown.limit_resources()
    if orders["filter"]:
        lockdown.drop_privileges_for_good()
        lockdown.allow_only(orders["readable"], writable)
        lockdown.filter_syscalls(bytes.fromhex(orders["filter"]))
    return channel


def _only_descriptor(handle: int) -> None:  # pragma: no cover
    """Make the channel descriptor 0, send what is printed nowhere, close all others."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(handle, 0)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    os.closerange(3, 1024)
    sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: SIM115, PTH123 - open for good


def _serve(channel: socket.socket, folder: Path, model: list[Piece]) -> None:  # pragma: no cover
    answer: LoadedFile | None = None
    for line in channel.makefile("rb"):
        asks = wire.read_asks(line)
        if answer is None:
            answer = _loaded(folder / asks[0].name, asks[0], model)
        for reply in conversation.replies(asks, partial(_told, answer)):
            channel.sendall(reply)


def _loaded(path: Path, ask: wire.Ask, model: list[Piece]) -> LoadedFile:  # pragma: no cover
    """Return the answer, read and run here from the bytes that were handed in: no parser outside sees them."""
    found = Found(path, b64decode(ask.arguments))
    return LoadedFile(path, shared=False, found=found, model=model)  # arguments come anew with every call


def _told(answer: LoadedFile, ask: wire.Ask) -> wire.Told:  # pragma: no cover
    try:
        reply = _replied(answer, ask)
        wire.vet(reply.data, ask.name)
        return wire.Told(id=ask.id, data=reply.data.decode(), shown=wire.clean(reply.shown))
    except AnswerFault as fault:
        return wire.Told(id=ask.id, fault=wire.Fault.of(fault))


def _replied(answer: LoadedFile, ask: wire.Ask) -> Reply:  # pragma: no cover
    if ask.ask == "load":
        return Reply(json.dumps(answer.notes).encode(), "")
    if ask.ask == "read":
        return answer.read(ask.name)
    named = wire.unpack(ask.named)
    return answer.call(ask.name, tuple(wire.unpack(ask.arguments)), named, ask.parameters)
