"""Whether anything has changed since a command last did its work: by names, sizes and times, as make does it."""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from secondsource import catalogue

READ = "docs exercises requirements secondsource seeds solutions tests".split()
"""The folders that building reads or writes; beside them, the files that lie in the course's own folder."""


def fresh(work: str) -> bool:
    """Say whether the course is as it was when this work was last done."""
    try:
        return _note(work).read_text("utf-8") == _state()
    except OSError:
        return False


def done(work: str) -> None:
    """Note that this work has been done for the course as it is now; where nothing can be written, it is done again."""
    note = _note(work)
    with contextlib.suppress(OSError):
        note.parent.mkdir(parents=True, exist_ok=True)
        note.write_text(_state(), encoding="utf-8")


def _note(work: str) -> Path:
    return catalogue.root() / ".cache" / "fresh" / work


def _state() -> str:
    total = hashlib.sha256()
    for path, about in sorted(_files(str(catalogue.root()), top=True)):
        total.update(f"{path}\0{about.st_size}\0{about.st_mtime_ns}\0".encode(errors="surrogateescape"))
    return total.hexdigest()


def _files(folder: str, top: bool = False) -> Iterator[tuple[str, os.stat_result]]:
    """Give every file that counts: nothing hidden, nothing that Python keeps for itself."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith((".", "__pycache__")):
                continue
            if entry.is_file():
                yield entry.path, entry.stat()
            elif entry.is_dir() and (not top or entry.name in READ):
                yield from _files(entry.path)
