"""Writes files whole or not at all, as open to others as the folder they lie in."""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

OWNER_ONLY = 0o700
READABLE = 0o644
"""The most a new file allows: its owner writes, nobody runs it."""
SPECIAL = 0o7000


def private_folder(folder: Path) -> Path:
    """Make a folder that only its owner can read, where there is none; return it.

    A folder that is there keeps the rights somebody gave it.  Raises OSError where it cannot be made.
    """
    if not folder.is_dir():
        folder.parent.mkdir(parents=True, exist_ok=True)
        folder.mkdir(mode=OWNER_ONLY)
    return folder


def write_atomically(
    path: Path,
    parts: str | bytes | Iterable[str | bytes],
    private: bool = False,
    before: Callable[[], object] = lambda: None,
) -> None:
    """Write a file whole or not at all: whoever looks finds the old one or the new one.

    Text becomes UTF-8; what UTF-8 cannot hold becomes a question mark.  A new file is as open to others as
    its folder, or its owner's alone where it is `private`; one that is there keeps its rights.  A link is
    replaced, not written through.  `before` is called when the new file is whole, and not yet there.
    Raises OSError; nothing of ours is left behind then.
    """
    _folder_like_the_one_above(path.parent)
    rights = _rights(path, private)
    number, name = tempfile.mkstemp(prefix=f".{path.name[:60]}.", suffix=".new", dir=path.parent)
    draft = Path(name)
    try:
        with naming(path), os.fdopen(number, "wb") as file:
            for part in [parts] if isinstance(parts, str | bytes) else parts:
                file.write(part.encode("utf-8", errors="replace") if isinstance(part, str) else part)
        draft.chmod(rights)
        before()
        draft.replace(path)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise


@contextmanager
def naming(path: Path) -> Iterator[None]:
    """Name the path in an OSError that names none: a full disk is told of without a place."""
    try:
        yield
    except OSError as error:
        if error.filename is not None:
            raise
        raise OSError(error.errno, error.strerror, str(path)) from None


def _folder_like_the_one_above(folder: Path) -> None:
    if not folder.is_dir():
        _folder_like_the_one_above(folder.parent)
        folder.mkdir(exist_ok=True)
        folder.chmod(_mode(folder) & (_mode(folder.parent) | SPECIAL))


def _rights(path: Path, private: bool) -> int:
    if path.is_file() and not path.is_symlink():
        return _mode(path)
    mode = _mode(path.parent) & READABLE
    return mode & OWNER_ONLY if private else mode


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)
