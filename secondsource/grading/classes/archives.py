"""Walks folders and archives, one file at a time.  Trusts no name, size or link in them.

Files are listed, and opened one at a time: nothing is held in memory whole.  One student's archives are opened
on one student's `Budget`.
"""

from __future__ import annotations

import io
import os
import stat
import zipfile
from collections.abc import Callable, Collection, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import IO, Any

JUNK = frozenset(
    "__MACOSX .DS_Store Thumbs.db desktop.ini __pycache__ .ipynb_checkpoints .git .hg .svn .venv venv .env .conda "
    "node_modules site-packages dist-packages .tox .nox .idea .vscode .pytest_cache .mypy_cache .ruff_cache .cache handed_out".split()
)
"""What systems, tools and our kit leave in a folder, and nobody hands in: left out before anything is counted."""
MOST_BYTES = 200_000_000
"""Bytes that one student's archives may come to, those inside archives included."""
MOST_FILES = 1_000
"""Files of one student that are looked at, junk apart."""
MOST_ARCHIVES = 50
READ_AS_IT_IS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2}
"""Not LZMA, whose header says how much memory reading takes: up to 4 GB."""
TARS = (".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2")
CLOSED = {".rar": "RAR", ".7z": "7-Zip", ".xz": "xz", ".gz": "gzip", ".bz2": "bzip2", ".zst": "Zstandard"}
"""Archives that nothing here can open, and what they are called."""
NO_TIME = (1980, 1, 1, 0, 0, 0)
"""What a zip says of a file whose time it does not know: the first moment it can say."""
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
    """When it was handed in, in seconds since 1970; 0 where nothing says.  Never a time in a student's archive."""
    trouble: str = ""
    """Why it is not read, where it is not."""
    size: int = 0
    """Bytes it says it has."""
    zoned: bool = True
    """Whether `when` is a moment; otherwise what a clock of an unknown zone showed, read as UTC."""
    packed: float = 0.0
    """What a student's own archive says of its time: their clock, so it only ranks copies in that archive."""

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

    def handed_in_with(self, when: float, *, zoned: bool) -> Entry:
        """Return a file of a student's archive with the time at which that archive was handed in."""
        return replace(self, when=when, zoned=zoned, packed=self.when)


@dataclass(frozen=True, slots=True, eq=False)
class _Opener:
    """Opens a file.  A class has tens of thousands: this takes a quarter of the memory of a function that does."""

    way: Callable[[Any], AbstractContextManager[IO[bytes]]]
    what: Any

    def __call__(self) -> AbstractContextManager[IO[bytes]]:
        return self.way(self.what)


def is_junk(parts: tuple[str, ...]) -> bool:
    """Return whether a path is of the kind that nobody hands in."""
    return not JUNK.isdisjoint(parts) or parts[-1].startswith("._")


def nothing() -> AbstractContextManager[IO[bytes]]:
    """Return an empty file: what stands for one that is not read."""
    return io.BytesIO()


# --- folders ----------------------------------------------------------------------------------


def in_folder(place: Path, apart: Collection[Path] = ()) -> Iterator[Entry]:
    """Give every file under a folder, without the folders that lie apart; links and devices with their trouble."""
    closed: list[OSError] = []
    for folder, names, files in os.walk(place, onerror=closed.append):
        names[:] = sorted(name for name in names if name not in JUNK and Path(folder, name) not in apart)
        inside = tuple(map(_named, Path(folder).relative_to(place).parts))
        links = [name for name in names if (Path(folder) / name).is_symlink()]
        for name in sorted([*files, *links]):
            if not is_junk((name,)):
                yield _of_folder(Path(folder) / name, (*inside, _named(name)))
    yield from (_of_closed(error, place) for error in closed)


def _of_closed(error: OSError, place: Path) -> Entry:
    """Return what stands for a folder that cannot be listed: who handed it in did hand in something."""
    parts = tuple(map(_named, Path(error.filename).relative_to(place).parts))
    trouble = f"cannot be opened ({error.strerror}): whoever grades needs the right to read that folder"
    return Entry((*parts, "the folder"), nothing, trouble=trouble)


def _named(name: str) -> str:
    """Return a file's name read as UTF-8, whatever this system takes names for: a student keeps their id."""
    return os.fsencode(name).decode("utf-8", "surrogateescape")


def _of_folder(path: Path, parts: tuple[str, ...]) -> Entry:
    about = path.lstat()
    if not stat.S_ISREG(about.st_mode):
        return Entry(parts, nothing, trouble="is a link or a device, not a file, and is not read")
    return Entry(parts, _Opener(_opened, str(path)), about.st_mtime, size=about.st_size)


def _opened(path: str) -> IO[bytes]:
    return open(path, "rb")  # noqa: PTH123 - a path as text is smaller; who asked for it closes it


# --- zips -------------------------------------------------------------------------------------


def in_zip(archive: zipfile.ZipFile) -> Iterator[Entry]:
    """Give every file of a zip, not those of archives inside it."""
    way = archive.open  # one for all
    for info in archive.infolist():
        inside = PurePosixPath(name_of(info).replace("\\", "/"))
        parts = tuple(part for part in inside.parts if part not in {"/", "..", "."})
        if parts and not info.is_dir() and not is_junk(parts):
            yield Entry(
                parts,
                _Opener(way, info),
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
    if info.date_time == NO_TIME:
        return 0.0
    try:
        return datetime(*info.date_time, tzinfo=UTC).timestamp()
    except ValueError:
        return 0.0
