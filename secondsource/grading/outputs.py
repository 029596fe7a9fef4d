"""The files of a class, as we wrote them and as somebody changed them since.

What was written is noted in `.secondsource/written`, in the form of `sha256sum`.  A file that is no longer
what was written is kept aside before it is written anew.  Results carry a seal of their own.
"""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from secondsource.files import naming, write_atomically

NOTES = ".secondsource"
WRITTEN = "written"
DRAFT = ".*.????????.new"
"""How the files are called that `write_atomically` has not put in their place yet."""
SEAL = re.compile(rb',\n "seal": "([0-9a-f]{64})"\n\}\s*$')
Now = Callable[[], datetime]


@dataclass
class Outputs:
    """The folder that the files of a class go to."""

    folder: Path
    now: Now = datetime.now
    edited: list[str] = field(default_factory=list)
    """Names of files that somebody changed since they were written."""
    unknown: list[str] = field(default_factory=list)
    """Names of files that were there, of which no note says whether they are as we wrote them."""
    aside: Path | None = None
    """Where those are now; None where there are none."""
    notices: list[str] = field(default_factory=list)
    """What is to be said of files that were written."""
    before: dict[str, bytes] = field(default_factory=dict)
    """What we had written, of the edited ones that were written with `copy`."""
    _known: dict[str, set[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Read what was written before."""
        notes = self.folder / NOTES / WRITTEN
        for line in notes.read_text("utf-8").splitlines() if notes.is_file() else []:
            digest, _, name = line.partition("  ")
            self._known.setdefault(name, set()).add(digest)

    def write(self, name: str, parts: str | bytes | Iterable[str | bytes], copy: bool = False) -> None:
        """Write a file, whole or not at all; keep aside what stands there, where it is not what we wrote.

        With `copy`, a later run finds out what was changed.  Raises OSError.
        """
        path, digest = self.folder / name, hashlib.sha256()

        def hashed() -> Iterator[bytes]:
            for part in [parts] if isinstance(parts, str | bytes) else parts:
                data = part.encode("utf-8", errors="replace") if isinstance(part, str) else part
                digest.update(data)
                yield data

        write_atomically(path, hashed(), before=lambda: self._keep_aside(name, digest.hexdigest()))
        self._note(name, digest.hexdigest())
        if copy:
            write_atomically(self.folder / NOTES / name, path.read_bytes())

    def remove(self, name: str) -> None:
        """Remove a file, where there is one; what somebody changed is kept aside.  Raises OSError."""
        self._keep_aside(name, "")
        (self.folder / name).unlink(missing_ok=True)

    def remove_drafts(self) -> None:
        """Remove what runs that were killed were about to write.  Raises OSError."""
        for path in [*self.folder.glob(DRAFT), *self.folder.glob(f"*/{DRAFT}")]:
            path.unlink(missing_ok=True)

    def close(self) -> None:
        """Leave one note a file.  Raises OSError."""
        lines = (
            f"{digest}  {name}\n" for name, some in sorted(self._known.items()) for digest in sorted(some)
        )
        write_atomically(self.folder / NOTES / WRITTEN, lines)

    def check_results(self, names: Iterable[str]) -> list[str]:
        """Return which of these results were changed since they were written; copies of them are kept aside."""
        found = []
        for name in names:
            path = self.folder / "results" / f"{name}.json"
            if path.is_file() and is_changed(path.read_bytes()):
                self.edited.append(f"results/{name}.json")
                target = self._place(f"results/{name}.json")
                shutil.copy2(path, target)
                found.append(name)
        return found

    def _note(self, name: str, digest: str) -> None:
        """Note at once what was written: a run that is ended later leaves no file without its note."""
        self._known[name] = {digest}
        path = self.folder / NOTES / WRITTEN
        with naming(path), path.open("a", encoding="utf-8") as notes:
            notes.write(f"{digest}  {name}\n")

    def _keep_aside(self, name: str, coming: str) -> None:
        path = self.folder / name
        (self.folder / NOTES).mkdir(exist_ok=True)
        found = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else coming
        known = self._known.get(name, set())
        if found != coming and found not in known:
            (self.edited if known else self.unknown).append(name)
            copy = self.folder / NOTES / name
            if copy.is_file():
                self.before[name] = copy.read_bytes()
            path.replace(self._place(name))

    def _place(self, name: str) -> Path:
        """Return where a file is kept aside: one new folder a run."""
        if self.aside is None:
            stem = f"edited-{self.now():%Y-%m-%dT%H%M}"
            names = [stem, *(f"{stem}-{number}" for number in range(2, 1000))]
            self.aside = next(one for name in names if not (one := self.folder / name).exists())
        target = self.aside / name
        target.parent.mkdir(parents=True, exist_ok=True)
        return target


def sealed(text: str) -> str:
    """Return a record's JSON with a seal at its end: a digest of all that stands before it."""
    body = text.removesuffix("\n}")
    return f'{body},\n "seal": "{hashlib.sha256(body.encode()).hexdigest()}"\n}}'


def is_changed(data: bytes) -> bool:
    """Return whether sealed JSON is not as it was sealed; what never had a seal counts as unchanged."""
    found = SEAL.search(data)
    if not found:
        return b'"seal"' in data
    return hashlib.sha256(data[: found.start()]).hexdigest().encode() != found[1]
