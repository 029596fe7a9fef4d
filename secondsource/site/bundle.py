"""The bundle: all that the exercises in the page load, made from packages pinned by version and checksum.

It goes to docs/assets/play, which git ignores.  File names carry content hashes, so they can be cached
for ever; only play.json, which names them, and the exercises' own files keep their names.  They end in .js,
.json, .txt, .py or .pack: no server has to know more than these, and packs are read by their bytes alone.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import re
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from secondsource import catalogue, pasted, workbench
from secondsource.catalogue import Exercise
from secondsource.site import forms_in_page, pack, tools

RUNTIME = "pyodide.asm.wasm"
"""Python itself; what drives it is part of worker.js."""
CDN = re.compile(rb"https://cdn\.[\w.]+/")
"""Where the runtime would look for packages if nobody told it where: never, as a test demands."""
SCRIPTS = ("worker", "page", "progress", "carry")
WIDGET = Path(__file__).parent / "widget"
MANIFEST = "play.json"


def out() -> Path:
    """Return the folder the bundle goes to."""
    return catalogue.docs() / "assets" / "play"


def build_bundle(say: Callable[[str], object] = lambda _line: None) -> bool:
    """Make the bundle where its inputs have changed; return whether there was anything to do.

    Raises BundleError where a tool is missing or fails, with what to do.
    """
    stamp = _digest(_inputs())
    if _fresh(stamp):
        return False
    with _alone():
        return not _fresh(stamp) and _build(stamp, say)


@contextmanager
def _alone() -> Iterator[None]:
    """Wait until nobody else makes the bundle of this folder: two at once would mix their files."""
    place = catalogue.root() / ".cache" / "play.lock"
    place.parent.mkdir(exist_ok=True)
    with place.open("w") as lock:
        with suppress(OSError):  # some network folders know no locks
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _build(stamp: str, say: Callable[[str], object]) -> bool:
    say("Making what the exercises in the page load (the first time takes a minute) …")
    work = _workshop()
    with ThreadPoolExecutor() as beside:  # Node does the work: two processors can share it
        compiled = beside.submit(_course, work)
        library = _library(work)
        course = compiled.result()
    draft = _emptied(out().with_name(".play"))
    manifest = {"stamp": stamp, **_filled(draft, work, library, course)}
    (draft / MANIFEST).write_text(json.dumps(manifest, indent=1), encoding="utf-8")
    shutil.rmtree(out(), ignore_errors=True)
    draft.replace(out())
    return True


def prepare_library() -> None:
    """Fetch and compile what of the bundle is other people's: it takes longest and depends on no file of ours.

    Does nothing where a bundle was made before.  Raises BundleError as `build_bundle` does.
    """
    with _alone():
        if not (out() / MANIFEST).is_file():
            _library(_workshop())


def _fresh(stamp: str) -> bool:
    try:
        manifest = json.loads((out() / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return manifest["stamp"] == stamp and all((out() / name).is_file() for name in manifest["files"])


def _inputs() -> Iterable[bytes]:
    """Give everything the bundle depends on."""
    for path in sorted([*WIDGET.rglob("*"), _requirements(), *Path(__file__).parent.glob("*.py")]):
        if path.is_file():
            yield path.read_bytes()
    exercises = offered()
    for files in (pack.package_sources(exercises), pack.course_files(exercises)):
        for name, data in sorted(files.items()):
            yield name.encode() + data


def offered() -> list[Exercise]:
    """Return the exercises that can be worked in the page: all that are handed out."""
    return [one for one in catalogue.exercises() if one.handed_out.is_file()]


def _requirements() -> Path:
    return catalogue.root() / "requirements" / "page.txt"


def _digest(parts: Iterable[bytes]) -> str:
    total = hashlib.sha256()
    for part in parts:
        total.update(hashlib.sha256(part).digest())
    return total.hexdigest()[:16]


def _emptied(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


# --- other people's packages ----------------------------------------------------------------


def _workshop() -> Path:
    """Return the folder with the widget's sources and its npm packages, fetched where that is needed."""
    work = catalogue.root() / ".cache" / "play"
    work.mkdir(parents=True, exist_ok=True)
    shutil.copytree(WIDGET, work, dirs_exist_ok=True)
    lock = _digest([(WIDGET / "package-lock.json").read_bytes()])
    stamp = work / "node_modules" / f".{lock}"
    with ThreadPoolExecutor() as beside:
        wheels = beside.submit(_wheels, work)
        if not stamp.is_file():
            command = [*tools.npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
            tools.run(command, work, "Fetching the page's npm packages")
            stamp.touch()
        wheels.result()
    return work


def _wheels(work: Path) -> list[Path]:
    folder = work / f"wheels-{_digest([_requirements().read_bytes()])}"
    done = folder / ".done"
    if not done.is_file():
        tools.fetch_wheels(_requirements(), _emptied(folder))
        done.touch()
    return sorted(folder.glob("*.whl"))


def _library(work: Path) -> dict[str, bytes]:
    """Return the standard library and the wheels, compiled; kept for the next build."""
    ours = ("pack.py", "stand_ins.py", "widget/package-lock.json", "widget/compile.mjs")
    depends = [(Path(__file__).parent / name).read_bytes() for name in ours] + [_requirements().read_bytes()]
    kept = work / f"python-{_digest(depends)}.pack"
    if not kept.is_file():
        runtime = work / "node_modules" / "pyodide"
        sources = pack.library_sources(runtime / "python_stdlib.zip", _wheels(work))
        kept.write_bytes(pack.packed(_compiled(work, sources), 1))
    return pack.unpacked(kept.read_bytes())


def _compiled(work: Path, sources: dict[str, bytes]) -> dict[str, bytes]:
    """Return the files with every Python source compiled by the Python that the page runs."""
    code = {name: data for name, data in sources.items() if name.endswith(".py")}
    with tempfile.TemporaryDirectory(dir=work) as folder:
        before, after = _emptied(Path(folder, "sources")), _emptied(Path(folder, "compiled"))
        _laid_out(before, code)
        command = [*tools.node(), "compile.mjs", "node_modules/pyodide", str(before), str(after)]
        tools.run(command, work, "Compiling for the page")
        compiled = {path.relative_to(after).as_posix(): path.read_bytes() for path in after.rglob("*.pyc")}
    return {name: data for name, data in sources.items() if name not in code} | compiled


def _course(work: Path) -> dict[str, bytes]:
    """Return our own package and the course's files, compiled."""
    exercises = offered()
    return _compiled(work, pack.package_sources(exercises)) | pack.course_files(exercises)


def _laid_out(folder: Path, files: dict[str, bytes]) -> None:
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def _remembered(work: Path, files: dict[str, bytes]) -> tuple[dict[str, bytes], set[str]]:
    """Return the memory of a Python that has imported what checks need from these files, and which it no longer needs."""
    before, after = _emptied(work / "files"), _emptied(work / "memory")
    _laid_out(before, files)
    command = [*tools.node(), "remember.mjs", "node_modules/pyodide", str(before), str(after)]
    tools.run(command, work, "Starting Python for the page")
    native = next(name for name in files if name.endswith(".so"))
    imported = json.loads((after / "imported.json").read_text("utf-8"))
    memory = {name: (after / name).read_bytes() for name in ("memory", "kept.json")}
    no_longer = {Path(name.lstrip("/")).with_suffix(".pyc").as_posix() for name in imported}
    return memory | {"native.wasm": files[native]}, no_longer | {native}


# --- what goes out ----------------------------------------------------------------------------


def _filled(folder: Path, work: Path, library: dict[str, bytes], course: dict[str, bytes]) -> dict[str, Any]:
    """Write the bundle's files; return the manifest."""
    exercises = offered()
    runtime = {RUNTIME: (work / "node_modules" / "pyodide" / RUNTIME).read_bytes()}
    with (
        ThreadPoolExecutor() as beside
    ):  # starting Python keeps one processor busy: the rest is done meanwhile
        scripts = {name: beside.submit(_script, folder, work, name) for name in SCRIPTS}
        packs = {"runtime": beside.submit(pack.packed, runtime)}
        memory, imported = _remembered(work, library | course)
        for name, files in {
            "memory": memory,
            "python": _without(imported, library),
            "course": _without(imported, course),
        }.items():
            packs[name] = beside.submit(pack.packed, files)
    manifest: dict[str, Any] = {
        **{name: _named(folder, f"{name}.pack", packed.result()) for name, packed in packs.items()},
        "texts": _named(folder, "texts.json", _json(_texts())),
        **{name: script.result() for name, script in scripts.items()},
        "exercises": {one.id: _handed_out(folder, one) for one in exercises},
        "assessing": _ids(pasted.USES),
    }
    (folder / "licences.txt").write_text(_licences(work), encoding="utf-8")
    manifest["files"] = sorted(
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()
    )
    return manifest


def _without(names: set[str], files: dict[str, bytes]) -> dict[str, bytes]:
    return {name: data for name, data in files.items() if name not in names}


def _named(folder: Path, name: str, data: bytes) -> dict[str, Any]:
    """Write a file under a name with its hash in it; return its name and size."""
    stem, _, ending = name.rpartition(".")
    hashed = f"{stem}.{_digest([data])}.{ending}"
    (folder / hashed).write_bytes(data)
    return {"file": hashed, "size": len(data)}


def _own(script: bytes) -> bytes:
    """Return a script that names no CDN."""
    return CDN.sub(b"./", script)


def _script(folder: Path, work: Path, name: str) -> dict[str, Any]:
    made = work / f"{name}.out.js"
    tools.run([*tools.node(), "build.mjs", f"src/{name}.js", str(made)], work, f"Bundling {name}.js")
    return _named(folder, f"{name}.js", _own(made.read_bytes()))


def _handed_out(folder: Path, one: Exercise) -> dict[str, Any]:
    path = folder / "exercises" / one.lesson / f"{one.name}.py"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(one.handed_out.read_bytes())
    known: dict[str, Any] = {"hash": _digest([one.handed_out.read_bytes()]), "title": one.title}
    if forms := forms_in_page.forms(one):
        known["forms"] = _named(folder, "forms.json", _json(forms))["file"]
    if workbench.__name__ in pack.imported(one.handed_out):
        known["needs"] = _ids(workbench.USES)
    return known


def _ids(names: Iterable[str]) -> list[str]:
    """Return the exercises that short names mean, as the page calls them, where they are offered."""
    return [one.id for one in offered() if f"{one.lesson.partition('_')[0]}/{one.short}" in names]


def _texts() -> dict[str, list[str]]:
    """Return the paragraphs of every text students may read, by slug."""
    return {
        Path(name).stem: text.split("---\n", 2)[2].strip().split("\n\n")
        for name, text in pack.texts().items()
    }


def _json(data: Any) -> bytes:
    return json.dumps(data, ensure_ascii=False).encode()


def _licences(work: Path) -> str:
    texts = {
        f"{path.parent.relative_to(work / 'node_modules')}: {path.name}": path.read_text("utf-8")
        for path in sorted((work / "node_modules").rglob("LICEN[CS]E*"))
        if "esbuild" not in path.parts
    }
    texts |= pack.licences(_wheels(work))
    parts = [f"{name}\n{'=' * len(name)}\n\n{text.strip()}\n" for name, text in texts.items()]
    return f"{LICENCE_NOTE}\n" + "\n\n".join(parts)


LICENCE_NOTE = """The exercises in the page run on other people's free software:
Pyodide (Mozilla Public License 2.0, pyodide.org) with CPython (PSF License, docs.python.org/3/license.html),
and the packages whose licences follow.
"""
