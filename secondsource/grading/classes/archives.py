"""Walks folders and archives, one file at a time.  Trusts no name, size or link in them.

Nothing is unpacked to where its name says, nothing is held in memory whole, and one student's archives
are opened on one student's `Budget`: of bytes, files, archives and depth.
"""

from __future__ import annotations

import bz2
import gzip
import io
import os
import shutil
import stat
import tarfile
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import IO, Any

JUNK = frozenset(
    "__MACOSX .DS_Store Thumbs.db desktop.ini __pycache__ .ipynb_checkpoints .git .hg .svn .venv venv .env .conda "
    "node_modules site-packages dist-packages .tox .nox .idea .vscode .pytest_cache .mypy_cache .ruff_cache .cache".split()
)
"""What systems and tools leave in a folder, and nobody hands in: left out before anything is counted."""
MOST_BYTES = 200_000_000
"""Bytes that one student's archives may come to, those inside archives included."""
MOST_FILES = 1_000
"""Files of one student that are looked at, junk apart."""
MOST_ARCHIVES = 50
DEEPEST = 3
"""Archives inside archives inside archives."""
LONGEST_LIST = 8_000_000
"""Bytes of a zip's list of files, which is read whole: some 60,000 files with usual names."""
IN_MEMORY = 1_000_000
CHUNK = 65_536
READ_AS_IT_IS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2}
"""Not LZMA, whose header says how much memory reading takes: up to 4 GB."""
TARS = (".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2")
CLOSED = {".rar": "RAR", ".7z": "7-Zip", ".xz": "xz", ".gz": "gzip", ".bz2": "bzip2", ".zst": "Zstandard"}
"""Archives that nothing here can open, and what they are called."""
INSTEAD = "Hand in the files themselves, or an ordinary zip"


class Spent(Exception):
    """A student's archives hold more than they may; the message says what of."""


@dataclass
class Budget:
    """What may still be read of one student's archives."""

    bytes: int = MOST_BYTES
    archives: int = MOST_ARCHIVES

    @property
    def spent(self) -> bool:
        """Whether nothing more may be read."""
        return self.bytes < 0

    def take(self, size: int) -> None:
        """Count bytes.  Raises Spent after the last."""
        self.bytes -= size
        if self.spent:
            raise Spent(f"comes to more than {MOST_BYTES // 1_000_000} MB when it is unpacked")

    def open(self) -> None:
        """Count an archive.  Raises Spent after the last."""
        self.archives -= 1
        if self.archives < 0:
            self.bytes = -1
            raise Spent(f"holds more than {MOST_ARCHIVES} archives")


@dataclass(frozen=True, slots=True)
class Entry:
    """A file somewhere in what was handed over, not opened yet."""

    parts: tuple[str, ...]
    open: Callable[[], AbstractContextManager[IO[bytes]]]
    when: float = 0.0
    """Seconds since 1970; 0 where nothing says."""
    trouble: str = ""
    """Why it is not read, where it is not."""
    size: int = 0
    """Bytes it says it has."""
    zoned: bool = True
    """Whether `when` is a moment; otherwise what a clock of an unknown zone showed, read as UTC."""

    @property
    def suffix(self) -> str:
        """The ending that says what kind of file it is, in small letters: `.tar.gz`, `.zip`, `.py`."""
        name = self.parts[-1].casefold()
        return next((one for one in TARS if name.endswith(one)), PurePosixPath(name).suffix)

    @property
    def is_archive(self) -> bool:
        """Whether it is to be unpacked, or would be if it could be."""
        return self.suffix in {".zip", *TARS, *CLOSED}

    @property
    def stem(self) -> str:
        """Its name without the ending of an archive."""
        return self.parts[-1][: -len(self.suffix)] if self.is_archive else self.parts[-1]

    def under(self, parts: tuple[str, ...]) -> Entry:
        """Return the same file by another path."""
        return replace(self, parts=parts)


def is_junk(parts: tuple[str, ...]) -> bool:
    """Return whether a path is of the kind that nobody hands in."""
    return not JUNK.isdisjoint(parts) or parts[-1].startswith("._")


def nothing() -> AbstractContextManager[IO[bytes]]:
    """Return an empty file: what stands for one that is not read."""
    return io.BytesIO()


# --- folders ----------------------------------------------------------------------------------


def in_folder(place: Path) -> Iterator[Entry]:
    """Give every file under a folder; links and devices with their trouble."""
    for folder, names, files in os.walk(place):
        names[:] = sorted(name for name in names if name not in JUNK)
        inside = Path(folder).relative_to(place).parts
        links = [name for name in names if (Path(folder) / name).is_symlink()]
        for name in sorted([*files, *links]):
            if not is_junk((name,)):
                yield _of_folder(Path(folder) / name, (*inside, name))


def _of_folder(path: Path, parts: tuple[str, ...]) -> Entry:
    about = path.lstat()
    if not stat.S_ISREG(about.st_mode):
        return Entry(parts, nothing, trouble="is a link or a device, not a file, and is not read")
    return Entry(parts, lambda: path.open("rb"), about.st_mtime, size=about.st_size)


# --- zips -------------------------------------------------------------------------------------


def in_zip(archive: zipfile.ZipFile) -> Iterator[Entry]:
    """Give every file of a zip, not those of archives inside it."""
    for info in archive.infolist():
        inside = PurePosixPath(name_of(info).replace("\\", "/"))
        parts = tuple(part for part in inside.parts if part not in {"/", "..", "."})
        if parts and not info.is_dir() and not is_junk(parts):
            yield Entry(
                parts,
                _opener(archive, info),
                _time_of(info),
                _trouble_with(info, inside),
                info.file_size,
                False,
            )


def name_of(info: zipfile.ZipInfo) -> str:
    """Return a member's name.

    Without the flag that says UTF-8 a name is in the code page of whoever packed it, and Python takes cp437 for
    it.  macOS writes UTF-8 and sets no flag; no other code page gives valid UTF-8 by chance.
    """
    if info.flag_bits & 0x800:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return info.filename


def _opener(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo
) -> Callable[[], AbstractContextManager[IO[bytes]]]:
    return lambda: archive.open(info)


def _trouble_with(info: zipfile.ZipInfo, inside: PurePosixPath) -> str:
    mode = info.external_attr >> 16
    if ".." in inside.parts or inside.is_absolute():
        return "has a path that leads out of the zip, and is not read"
    if mode and stat.S_IFMT(mode) not in {0, stat.S_IFREG}:
        return "is a link or a device, not a file, and is not read"
    if info.compress_type not in READ_AS_IT_IS:
        return f"is packed in a way that is not read here. {INSTEAD}"
    return f"is locked with a password. {INSTEAD}, without one" if info.flag_bits & 1 else ""


def _time_of(info: zipfile.ZipInfo) -> float:
    try:
        return datetime(*info.date_time, tzinfo=UTC).timestamp()
    except ValueError:
        return 0.0


class _Guarded:
    """A file that is read in small pieces only: an archive says itself how much to read at once."""

    def __init__(self, file: IO[bytes], budget: Budget | None = None) -> None:
        self._file, self._budget = file, budget
        self.seek, self.tell, self.seekable, self.close = file.seek, file.tell, file.seekable, file.close

    def read(self, size: int = -1) -> bytes:
        data = self._file.read(size if 0 <= size <= LONGEST_LIST else LONGEST_LIST + 1)
        if len(data) > LONGEST_LIST:
            raise zipfile.BadZipFile("its list of files is too long")
        if self._budget:
            self._budget.take(len(data))
        return data


class _PlainHeader(tarfile.TarInfo):
    """A tar's header, but for those that come with more than a file's name."""

    def _proc_member(self, archive: tarfile.TarFile) -> tarfile.TarInfo:
        if not self.isreg() and self.size > IN_MEMORY:
            raise tarfile.ReadError("one of its headers is too long")
        # CPython says beside it that it may be overridden; its types do not know it.
        return _of(super())._proc_member(archive)  # type: ignore[no-any-return]


# --- what one student packed ------------------------------------------------------------------


def unpacked(entry: Entry, budget: Budget, depth: int = 1) -> Iterator[Entry]:
    """Give the files in an archive, and in the archives in it; a file that is none as it is.

    A file must be read before the next one is asked for.  What cannot be opened comes as one entry that says why.
    """
    if entry.trouble or not entry.is_archive:
        yield entry
        return
    try:
        yield from _in_archive(entry, budget, depth)
    except Exception as error:  # whatever a made-up archive raises is its own trouble, not the class's
        yield troubled(entry, error)


def troubled(entry: Entry, error: Exception) -> Entry:
    """Return an entry that says, in words for who packed it, why it cannot be read."""
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
        yield from unpacked(inner, budget, depth + 1)
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
