"""Unpacks what one student packed: zips and tars, also inside one another, on one student's budget.

Whatever a made-up archive raises becomes an entry that says why, in words for who packed it.
"""

from __future__ import annotations

import bz2
import gzip
import io
import shutil
import tarfile
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from dataclasses import replace
from pathlib import PurePosixPath
from typing import IO, Any

from secondsource.grading import scratch
from secondsource.grading.classes.archives import (
    CLOSED,
    INSTEAD,
    Budget,
    Entry,
    Spent,
    in_zip,
    is_junk,
    nothing,
)

DEEPEST = 3
"""Archives inside archives inside archives."""
LONGEST_LIST = 8_000_000
"""Bytes of a zip's list of files, which is read whole: some 60,000 files with usual names."""
IN_MEMORY = 1_000_000
CHUNK = 65_536
MOST_NOTHING = 100
"""Times in a row that an archive may be read behind its end."""


class _Guarded:
    """A file that is read in small pieces only: an archive says itself how much to read at once."""

    def __init__(self, file: IO[bytes], budget: Budget | None = None) -> None:
        self._file, self._budget, self._nothing = file, budget, 0
        self.seek, self.tell, self.seekable, self.close = file.seek, file.tell, file.seekable, file.close

    def read(self, size: int = -1) -> bytes:
        data = self._file.read(size if 0 <= size <= LONGEST_LIST else LONGEST_LIST + 1)
        if len(data) > LONGEST_LIST:
            raise zipfile.BadZipFile("its list of files is too long")
        if self._budget:
            self._budget.take(len(data))
        self._demand_more(data)
        return data

    def _demand_more(self, data: bytes) -> None:
        """Raise ReadError for who goes on reading behind the end: a header may say that there are years of it."""
        self._nothing = 0 if data else self._nothing + 1
        if self._nothing > MOST_NOTHING:
            raise tarfile.ReadError("it ends before it should")


class _PlainHeader(tarfile.TarInfo):
    """A tar's header, but for those that come with more than a file's name."""

    def _proc_member(self, archive: tarfile.TarFile) -> tarfile.TarInfo:
        if not self.isreg() and self.size > IN_MEMORY:
            raise tarfile.ReadError("one of its headers is too long")
        # CPython says beside it that it may be overridden; its types do not know it.
        return _of(super())._proc_member(archive)  # type: ignore[no-any-return]


def unpacked(entry: Entry, budget: Budget, depth: int = 1) -> Iterator[Entry]:
    """Give the files in an archive, and in the archives in it; a file that is none as it is.

    Each was handed in when the archive was; what the archive says of its time is its `packed`.
    A file must be read before the next one is asked for.  What cannot be opened comes as one entry that says why.
    """
    if budget.spent:
        return  # the file at which that was noticed says so
    if entry.trouble or not entry.is_archive:
        yield entry
        return
    try:
        yield from _in_archive(entry, budget, depth)
    except Exception as error:  # whatever a made-up archive raises is its own trouble, not the class's
        yield troubled(entry, error)


def names_in(entry: Entry) -> list[tuple[str, ...]]:
    """Return the paths in a zip, those in archives inside it left out; none where it cannot be read."""
    try:
        return [inner.parts[len(entry.parts) :] for inner in _of_zip(entry, Budget())]
    except Exception:  # whoever reads it says why
        return []


def troubled(entry: Entry, error: Exception) -> Entry:
    """Return an entry that says, in words for who packed it, why it cannot be read.

    Raises OSError where it is this machine that lacks something: that costs nobody a mark.
    """
    scratch.raise_exhausted(error)
    if isinstance(error, Spent):
        said = f"{error}; what comes after is not read. Leave out what is no answer"
    else:
        said = f"is damaged or no archive of its kind ({_why(error)}). {INSTEAD}"
    return replace(entry, open=nothing, trouble=said)


def _why(error: Exception) -> str:
    return str(error).partition("\n")[0][:100] or type(error).__name__


def _in_archive(entry: Entry, budget: Budget, depth: int) -> Iterator[Entry]:
    if entry.suffix in CLOSED:
        yield replace(entry, open=nothing, trouble=f"is a {CLOSED[entry.suffix]} archive, which is not read here. {INSTEAD}")  # fmt: skip
        return
    if depth > DEEPEST:
        yield replace(entry, open=nothing, trouble=f"is an archive inside too many archives. {INSTEAD}")
        return
    budget.open()
    found = 0
    for inner in (_of_zip if entry.suffix == ".zip" else _of_tar)(entry, budget):
        found += 1
        yield from unpacked(inner.handed_in_with(entry.when, zoned=entry.zoned), budget, depth + 1)
    if not found:
        yield replace(entry, open=nothing, trouble="is empty: there is no file in it")


def _of_zip(entry: Entry, budget: Budget) -> Iterator[Entry]:
    above = (*entry.parts[:-1], entry.stem)
    with ExitStack() as stack:
        file = stack.enter_context(entry.open())
        if not isinstance(
            file, io.BufferedReader
        ):  # inside another archive: it cannot be read back and forth
            file = stack.enter_context(_spooled(file, budget))
        if file.read(4) in {b"Rar!", b"7z\xbc\xaf"}:
            raise zipfile.BadZipFile("it is a RAR or 7-Zip archive by another name")
        archive = stack.enter_context(zipfile.ZipFile(_of(_Guarded(file))))
        for inner in in_zip(archive):
            yield replace(inner, parts=(*above, *inner.parts), open=_counted(inner.open, budget))


def _spooled(file: IO[bytes], budget: Budget) -> IO[bytes]:
    """Return a copy that can be read back and forth, on disk where it is large."""
    copy = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - whoever asked for it closes it
    try:
        shutil.copyfileobj(_of(_Guarded(file, budget)), copy, CHUNK)
    except Exception:
        copy.close()
        raise
    copy.seek(0)
    return copy


def _counted(
    opener: Callable[[], AbstractContextManager[IO[bytes]]], budget: Budget
) -> Callable[[], AbstractContextManager[IO[bytes]]]:
    @contextmanager
    def opened() -> Iterator[IO[bytes]]:
        with opener() as file:
            yield _of(_Guarded(file, budget))

    return opened


def _of_tar(entry: Entry, budget: Budget) -> Iterator[Entry]:
    """Give a tar's files in the order they come: it is read once, from front to back."""
    above = (*entry.parts[:-1], entry.stem)
    with entry.open() as packed, _inflated(entry.suffix, packed) as plain:
        stream = _of(_Guarded(plain, budget))
        with tarfile.open(fileobj=stream, mode="r|", tarinfo=_PlainHeader) as archive:
            for member in archive:
                parts = tuple(
                    part for part in PurePosixPath(member.name).parts if part not in {"/", "..", "."}
                )
                if parts and not member.isdir() and not is_junk(parts):
                    yield _of_member(archive, member, (*above, *parts))


def _inflated(suffix: str, packed: IO[bytes]) -> AbstractContextManager[Any]:
    if suffix in {".tar.gz", ".tgz"}:
        return gzip.GzipFile(fileobj=packed)
    return bz2.BZ2File(packed) if suffix in {".tar.bz2", ".tbz2"} else nullcontext(packed)


def _of_member(archive: tarfile.TarFile, member: tarfile.TarInfo, parts: tuple[str, ...]) -> Entry:
    if not member.isreg():
        return Entry(parts, nothing, trouble="is a link or a device, not a file, and is not read")
    return Entry(parts, lambda: _of(archive.extractfile(member)), max(0.0, float(member.mtime)))


def _of(file: Any) -> Any:
    """Return what has the methods of a file that are needed, whatever its type is called."""
    return file
