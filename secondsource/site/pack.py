"""The packs a page loads: one compressed file holding many small ones.

A pack is gzip around four bytes (the length of the list), the list as JSON ([[path, size], …]),
and the files one after another.
"""

from __future__ import annotations

import gzip
import json
import zipfile
from collections.abc import Iterable
from pathlib import Path

from secondsource import catalogue, seeds
from secondsource.catalogue import Exercise

SITE_PACKAGES = "lib/python3.14/site-packages"
STANDARD_LIBRARY = "lib/python3.14"
PACKAGE = "secondsource"
OURS = [
    "__init__", "models", "forms", "catalogue", "seeds", "grading/__init__", "grading/answers",
    "grading/contract", "grading/in_page", "grading/limits", "grading/marks", "grading/plugin",
    "grading/results", "grading/run", "grading/source",
]  # fmt: skip
"""What of this package the page needs: no answers, no keys, no way to isolate or to grade a class."""

# What nobody needs in a page: other systems' modules, tools, old interfaces, type stubs, tests.
LEFT_OUT = (
    "pydantic/v1/", "pydantic/mypy.py", "pydantic/deprecated/", "pydantic/_internal/_docs_extraction.py~",
    "pydantic_core/core_schema.pyi", "ensurepip/", "venv/", "pydoc_data/", "idlelib/", "turtledemo/",
    "tkinter/", "test/", "lib2to3/", "wsgiref/", "xmlrpc/", "sqlite3/", "curses/", "dbm/", "_pyrepl/",
)  # fmt: skip
YAML = '''"""Reads the records of the page, which are JSON: all of YAML that is needed here."""

import json


class MarkedYAMLError(Exception):
    """Raised by a full reader of YAML only."""


class SafeLoader:
    """Only a name here."""


def load(text, Loader=SafeLoader):
    """Return what the text holds."""
    return json.loads(text)
'''


def packed(files: dict[str, bytes]) -> bytes:
    """Return the pack of these files, the same bytes for the same files."""
    names = sorted(files)
    index = json.dumps([[name, len(files[name])] for name in names]).encode()
    body = b"".join(files[name] for name in names)
    return gzip.compress(len(index).to_bytes(4, "little") + index + body, 9, mtime=0)


def unpacked(pack: bytes) -> dict[str, bytes]:
    """Return the files of a pack."""
    data = gzip.decompress(pack)
    start = 4 + int.from_bytes(data[:4], "little")
    files = {}
    for name, size in json.loads(data[4:start]):
        files[name] = data[start : start + size]
        start += size
    return files


def library_sources(standard_library: Path, wheels: Iterable[Path]) -> dict[str, bytes]:
    """Return the standard library and the wheels as they will lie in the page, trimmed, not yet compiled."""
    files = _unzipped(standard_library, STANDARD_LIBRARY)
    for wheel in wheels:
        files |= _unzipped(wheel, SITE_PACKAGES)
    return files


def licences(wheels: Iterable[Path]) -> dict[str, str]:
    """Return the licence texts that the wheels carry, by package and file."""
    texts = {}
    for wheel in wheels:
        with zipfile.ZipFile(wheel) as archive:
            for name in archive.namelist():
                if ".dist-info/licenses/" in name or name.endswith(".dist-info/LICENSE"):
                    texts[f"{wheel.name.partition('-')[0]}: {Path(name).name}"] = archive.read(name).decode()
    return texts


def _unzipped(archive: Path, under: str) -> dict[str, bytes]:
    with zipfile.ZipFile(archive) as opened:
        names = [name for name in opened.namelist() if _wanted(name)]
        return {f"{under}/{name}": opened.read(name) for name in names}


def _wanted(name: str) -> bool:
    useful = name.endswith((".py", ".so", ".pem", ".txt")) and ".dist-info/" not in name
    return useful and not name.startswith(LEFT_OUT)


def package_sources() -> dict[str, bytes]:
    """Return the part of this package that the page runs."""
    folder = Path(__file__).resolve().parent.parent
    return {
        f"{SITE_PACKAGES}/{PACKAGE}/{name}.py": (folder / f"{name}.py").read_bytes() for name in OURS
    } | {f"{SITE_PACKAGES}/yaml.py": YAML.encode()}


def course_files(exercises: list[Exercise]) -> dict[str, bytes]:
    """Return what the checks read: exercises as handed out, visible checks, texts, misconceptions.

    Of the held-out checks only this much goes along, that there are some.
    """
    files = {f"course/seeds/{name}": text.encode() for name, text in texts().items()}
    known = [one.model_dump(mode="json") for one in seeds.load_misconceptions().values()]
    files["course/seeds/misconceptions.yaml"] = json.dumps(known, ensure_ascii=False).encode()
    for one in exercises:
        files[f"course/{_place(one.handed_out)}"] = one.handed_out.read_bytes()
        files[f"course/{_place(one.visible)}"] = one.visible.read_bytes()
        if one.held_out.is_file():
            files[f"course/{_place(one.held_out)}"] = b""
    return files


def texts() -> dict[str, str]:
    """Return every text students may read: the words alone, without front matter, which holds answers."""
    files = {}
    for kind, articles in (("articles", seeds.load_articles()), ("controls", seeds.load_controls())):
        for article in articles:
            if not (article.info.control and article.info.control.held_out):
                files[f"{kind}/{article.slug}.md"] = "---\n{}\n---\n" + "\n\n".join(article.paragraphs) + "\n"
    return files


def _place(path: Path) -> str:
    return path.relative_to(catalogue.root()).as_posix()
