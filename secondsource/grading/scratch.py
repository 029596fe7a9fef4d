"""Takes a folder away, whatever an answer made of it.  Runs where answers run, too.

`shutil.rmtree` calls itself once a level and gives up at a folder that may not be read: an answer makes
both in a moment.
"""

from __future__ import annotations

import errno
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path

MEND = "Make room there, or set TMPDIR to a folder that has room."
EXHAUSTED = {errno.ENOSPC, errno.EDQUOT, errno.EMFILE, errno.ENFILE}
LEFT_FOR = 60.0
"""Seconds after which a folder that nobody holds is what a killed run left behind."""


@contextmanager
def folder(prefix: str) -> Iterator[Path]:
    """Give a new folder for temporary files and take it away at the end, with what killed runs left of the kind.

    Raises OSError, with the place and the mend, where none can be made.
    """
    try:
        path = Path(tempfile.mkdtemp(prefix=prefix))
    except OSError as error:
        place = tempfile.tempdir or "the folder for temporary files"
        raise OSError(error.errno, f"{error.strerror}. {MEND}", place) from None
    holds = _held(path)
    try:
        _remove_left(path.parent, prefix)
        yield path
    finally:
        remove(path)
        if holds is not None:
            os.close(holds)


def raise_exhausted(error: BaseException) -> None:
    """Raise OSError where this machine has no room, or may open no more files: that is no fault of any hand-in."""
    if not isinstance(error, OSError) or error.errno not in EXHAUSTED:
        return
    if MEND in str(error):  # it came by here before
        raise error
    place = error.filename or tempfile.gettempdir()
    raise OSError(error.errno, f"{error.strerror}. {MEND}", place) from None


def hold(path: Path) -> int:
    """Return a handle that keeps a folder for this process as long as it lives.

    Raises BlockingIOError where another process has it, OSError where this file system keeps nothing.
    """
    import fcntl  # Windows has none, and grades nothing

    handle = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(handle)
        raise
    return handle


def _held(path: Path) -> int | None:
    """Return such a handle; None where there is none to be had."""
    with suppress(OSError):
        return hold(path)
    return None


def _remove_left(place: Path, prefix: str) -> None:
    """Remove folders of this kind that are ours and that no process holds any more."""
    for path in place.glob(f"{prefix}*"):
        with suppress(OSError):
            about = path.lstat()
            if about.st_uid == os.getuid() and time.time() - about.st_mtime > LEFT_FOR:
                holds = _held(path)
                if holds is not None:
                    remove(path)
                    os.close(holds)


def remove(path: Path, seconds: float = float("inf")) -> bool:
    """Remove a folder and all in it; return whether it is gone.  Stops after so many seconds.

    Folders inside are first moved up to where this one stands: no path grows too long, nothing recurses.
    """
    until, numbers = time.monotonic() + seconds, count()
    changed = True
    while changed and time.monotonic() < until:
        changed = False
        for entry in _entries(path):
            if time.monotonic() > until:
                break
            changed |= _removed(entry, path, numbers)
    with suppress(OSError):
        path.rmdir()
    return not path.exists()


def _removed(one: os.DirEntry[str], top: Path, numbers: Iterator[int]) -> bool:
    """Remove a file, or a folder whose own folders were moved to `top`; return whether anything changed."""
    if not one.is_dir(follow_symlinks=False):
        return _done(os.unlink, one.path)
    if _done(os.rmdir, one.path):
        return True
    changed = False
    for inner in _entries(Path(one.path)):
        if inner.is_dir(follow_symlinks=False):
            changed |= _moved(inner, top, numbers)
        else:
            changed |= _done(os.unlink, inner.path)
    return _done(os.rmdir, one.path) or changed


def _moved(inner: os.DirEntry[str], top: Path, numbers: Iterator[int]) -> bool:
    _done(os.chmod, inner.path, 0o700)  # moving a folder writes into it
    return _done(os.rename, inner.path, f"{top}/.moved_{next(numbers)}_{inner.name[:20]}")


def _done(act: Callable[..., None], *given: object) -> bool:
    try:
        act(*given)
    except OSError:
        return False
    return True


def _entries(path: Path) -> Iterator[os.DirEntry[str]]:
    """Give what lies in a folder, one after the other; nothing where it cannot be listed."""
    _done(os.chmod, path, 0o700)
    with suppress(OSError), os.scandir(path) as entries:
        yield from entries
