"""The packs a page loads: one compressed file holding many small ones.

A pack is gzip around four bytes (the length of the list), the list as JSON ([[path, size], …]),
and the files one after another.
"""

from __future__ import annotations

import ast
import gzip
import json
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from secondsource import catalogue, seeds
from secondsource.catalogue import Exercise
from secondsource.grading import run
from secondsource.site import stand_ins

SITE_PACKAGES = "lib/python3.14/site-packages"
STANDARD_LIBRARY = "lib/python314.zip"
"""A folder under the name of the only place where the page's Python looks."""
PACKAGE = Path(__file__).resolve().parent.parent
START = "secondsource.grading.in_page"
"""The module of ours that the page starts with; what it and the checks import goes along."""
KEPT_BACK = ("secondsource.site", "secondsource.stubs", "secondsource.cli", "secondsource.generate")
"""Never in a page: what makes exercises from solutions."""

# What nobody needs in a page: other systems' modules, tools, old interfaces, type stubs, tests, what pytest
# asks for when it makes reports or installs, alphabets of old machines, and what cannot work there (nothing
# waits, nobody is connected, no debugger, no compressed archives beside gzip and zip).
LEFT_OUT = (
    "pydantic/v1/", "pydantic/mypy.py", "pydantic/deprecated/", "pydantic/experimental/", "pydantic/color.py",
    "annotated_types/test_cases.py", "packaging/",
    "_pytest/pytester", *(f"_pytest/{name}.py" for name in run.LEFT_OUT),
    "ensurepip/", "venv/", "pydoc_data/", "idlelib/", "turtledemo/", "tkinter/", "test/", "lib2to3/", "wsgiref/", "xmlrpc/",
    "sqlite3/", "curses/", "dbm/", "multiprocessing/", "concurrent/", "ctypes/", "xml/dom/", "xml/sax/",
    "logging/config.py", "logging/handlers.py", "http/server.py", "http/cookie", "ssl.py", "_ssl.py", "netrc.py",
    "mailbox.py", "imaplib.py", "smtplib.py", "poplib.py", "ftplib.py", "urllib/robotparser.py", "socketserver.py", "webbrowser.py",
    "pyodide/console.py", "pyodide/http/", "pyodide/_nodesock", "_pyio.py", "_pydatetime.py", "_py_abc.py",
    "pickletools.py", "cProfile.py", "profile.py", "pstats.py", "tabnanny.py", "trace.py", "modulefinder.py", "compileall.py",
    "py_compile.py", "pyclbr.py", "symtable.py", "zipapp.py", "tarfile.py", "plistlib.py", "optparse.py", "pty.py", "wave.py",
    "_aix_support.py", "_ios_support.py", "_apple_support.py", "_android_support.py", "sysconfig/__main__.py",
    "encodings/cp", "encodings/mac_", "encodings/iso8859_", "encodings/koi8_", "encodings/hp_", "encodings/palmos",
    "asyncio/", "pdb.py", "_pyrepl/", "bz2.py", "lzma.py", "compression/zstd/", "importlib/metadata/",
)  # fmt: skip
KEPT = ("encodings/cp1252.py", "encodings/cp437.py", "encodings/iso8859_15.py")
"""Alphabets of texts and zips that students do meet."""


def packed(files: dict[str, bytes], effort: int = 7) -> bytes:
    """Return the pack of these files, the same bytes for the same files; least effort, 1, makes the largest.

    The most, 9, takes four times as long as 7 and makes one of our packs smaller by 1 %.
    """
    names = sorted(files)
    index = json.dumps([[name, len(files[name])] for name in names]).encode()
    body = b"".join(files[name] for name in names)
    return gzip.compress(len(index).to_bytes(4, "little") + index + body, effort, mtime=0)


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
    files = _unzipped(standard_library, STANDARD_LIBRARY) | _placed(STANDARD_LIBRARY, stand_ins.STANDARD)
    for wheel in wheels:
        files |= _unzipped(wheel, SITE_PACKAGES)
    for name, change in stand_ins.CHANGED.items():
        path = f"{SITE_PACKAGES}/{name}"
        files[path] = change(files[path].decode()).encode()
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
    return useful and (name in KEPT or not name.startswith(LEFT_OUT))


def package_sources(exercises: Iterable[Exercise]) -> dict[str, bytes]:
    """Return the part of this package that the page runs: what the runner, checks and exercises import.

    Raises ValueError where that is something no page may have.
    """
    wanted = [START]
    for one in exercises:
        wanted += [*imported(one.visible), *imported(one.handed_out)]
    modules: dict[str, Path] = {}
    while wanted:
        name = wanted.pop()
        path = _module(name)
        if name in modules or path is None:
            continue
        if name.startswith(KEPT_BACK):
            raise ValueError(f"{name} must not go into a page; a check or an exercise imports it")
        modules[name] = path
        wanted += [*imported(path), name.rpartition(".")[0]]
    files = {f"{SITE_PACKAGES}/{_inside(path)}": path.read_bytes() for path in modules.values()}
    return files | _placed(SITE_PACKAGES, stand_ins.PACKAGES)


def _placed(folder: str, texts: dict[str, str]) -> dict[str, bytes]:
    return {f"{folder}/{name}": text.encode() for name, text in texts.items()}


def imported(path: Path) -> Iterator[str]:
    """Give the names of our own modules that a file imports, or might."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] == PACKAGE.name:
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.partition(".")[0] == PACKAGE.name)


def _module(name: str) -> Path | None:
    """Return the file of one of our modules; None for a name that is no module."""
    if name.partition(".")[0] != PACKAGE.name:
        return None
    place = PACKAGE.joinpath(*name.split(".")[1:])
    return next((path for path in (place.with_suffix(".py"), place / "__init__.py") if path.is_file()), None)


def _inside(path: Path) -> str:
    return path.relative_to(PACKAGE.parent).as_posix()


def course_files(exercises: list[Exercise]) -> dict[str, bytes]:
    """Return what the checks read: exercises as handed out, visible checks, texts, misconceptions.

    Of the held-out checks only this much goes along, that there are some.
    """
    shown = texts()
    files = {f"course/seeds/{name}": text.encode() for name, text in shown.items()}
    for path in sorted((catalogue.seeds() / "workbench").glob("*.json")):
        if any(Path(name).stem == path.stem for name in shown):
            files[f"course/{_place(path)}"] = path.read_bytes()
    known = [one.model_dump(mode="json") for one in seeds.load_misconceptions().values()]
    files["course/seeds/misconceptions.yaml"] = json.dumps(known, ensure_ascii=False).encode()
    for one in exercises:
        files[f"course/{_place(one.handed_out)}"] = one.handed_out.read_bytes()
        files[f"course/{_place(one.visible)}"] = one.visible.read_bytes()
        if one.held_out.is_file():
            files[f"course/{_place(one.held_out)}"] = b""
    return files


def texts() -> dict[str, str]:
    """Return every text students may read: its title and its words; the rest of the front matter holds answers."""
    files = {}
    for kind, articles in (("articles", seeds.load_articles()), ("controls", seeds.load_controls())):
        for article in articles:
            if not (article.info.control and article.info.control.held_out):
                front = json.dumps({"title": article.info.title}, ensure_ascii=False)
                words = "\n\n".join(article.paragraphs)
                files[f"{kind}/{article.slug}.md"] = f"---\n{front}\n---\n{words}\n"
    return files


def _place(path: Path) -> str:
    return path.relative_to(catalogue.root()).as_posix()
