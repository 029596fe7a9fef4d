"""The student kit: everything to read, write and check the exercises, and nothing that answers them."""

from __future__ import annotations

import hashlib
import zipfile
from pathlib import Path

import jupytext

from secondsource import __version__, catalogue
from secondsource.grading.sandbox import open_texts

NAME = "secondsource_kit"
WITHOUT = {"kit.py", "site", "drawing", "scripts"}
LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The time in the zip: two kits of the same course are the same file."""
SCRIPTS = Path(__file__).resolve().parent / "scripts"
KERNEL = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
"""What a notebook runs in: without it, Jupyter asks before it shows the first cell."""
README = """# {name} {version}: your kit

You need Python 3.11 to 3.14, and a connection the first time. On Windows write `py` instead of `python3`, and
`.venv\\Scripts\\python` instead of `.venv/bin/python`.

1.  **Make the kit ready.** In this folder:

        python3 start.py

    If you like notebooks, `python3 start.py --jupyter` installs JupyterLab as well. Either goes into the
    folder `.venv` and nowhere else.

2.  **Work.** Every exercise is there twice, as `.py` for an editor and as `.ipynb` for Jupyter. Work on one
    of the two: where you wrote in both, the `.py` file is read. The folder `handed_out/` has every exercise
    as you got it, if you want to start again.

        .venv/bin/python exercises/lesson1_anonymous_sourcing/ex2_find_attributions.py
        .venv/bin/python -m jupyter lab exercises

    In VS Code, open this folder and choose the Python in `.venv`.

3.  **Check.**

        .venv/bin/python -m secondsource check lesson1
        .venv/bin/python -m secondsource check lesson1/ex2 --hints 3

    Visible checks are all here. When your instructor grades, more checks run, on texts you have not seen.

4.  **Hand in** the folder `exercises/`, as a zip. The rest of this folder is not needed.

**A newer kit** comes in a folder of its own, and writes over nothing. Put it beside the old one; `start.py` then
says how to bring your answers along. Answers that you already wrote in the new kit stay as they are.
"""


def kit_files() -> dict[str, bytes]:
    """Return path and content of every file of the kit.

    In it: exercises, texts, visible checks, the package, the lock.  Never: solutions, held-out checks,
    annotations, controls that only the grading uses.
    """
    root, files = catalogue.root(), dict[str, bytes]()
    for exercise in catalogue.exercises():
        text = exercise.handed_out.read_text(encoding="utf-8")
        for kind, data in (("py", text.encode()), ("ipynb", notebook(text))):
            files[f"exercises/{exercise.id}.{kind}"] = files[f"handed_out/{exercise.id}.{kind}"] = data
        files[str(exercise.visible.relative_to(root).as_posix())] = exercise.visible.read_bytes()
    benches = (catalogue.seeds() / "workbench").glob("*.json")
    for path in [*open_texts(), catalogue.seeds() / "misconceptions.yaml", *benches, *_package()]:
        files[_inside(path)] = path.read_bytes()
    files["requirements.txt"] = (root / "requirements" / "student.txt").read_bytes()
    files["requirements-jupyter.txt"] = (root / "requirements" / "jupyter.txt").read_bytes()
    files |= settings_file()
    files["start.py"] = (SCRIPTS / "kit_start.py").read_bytes()
    files["README.md"] = README.format(name=catalogue.settings().name, version=__version__).encode()
    return dict(sorted(files.items()))


def settings_file() -> dict[str, bytes]:
    """Return what the instructor decided about the course, where they did: it holds wherever the course goes."""
    path = catalogue.root() / "course.yaml"
    return {path.name: path.read_bytes()} if path.is_file() else {}


def kit_name(files: dict[str, bytes]) -> str:
    """Return the name of a kit's folder.

    Another kit has another name: unpacking it never writes over the answers in an older one.
    """
    total = hashlib.sha256()
    for name, data in sorted(files.items()):
        total.update(name.encode() + b"\0" + hashlib.sha256(data).digest())
    return f"{NAME}-{__version__}-{total.hexdigest()[:6]}"


def _package() -> list[Path]:
    package = Path(__file__).resolve().parent.parent
    return sorted(
        path for path in package.rglob("*.py") if not WITHOUT & set(path.relative_to(package).parts)
    )


def _inside(path: Path) -> str:
    package = Path(__file__).resolve().parent.parent
    if path.is_relative_to(package):
        return f"secondsource/{path.relative_to(package).as_posix()}"
    return path.relative_to(catalogue.root()).as_posix()


def notebook(text: str) -> bytes:
    """Return an exercise as a notebook, the same one for the same text."""
    book = jupytext.reads(text, fmt="py:percent")
    for number, cell in enumerate(book.cells, 1):
        cell["id"] = f"cell-{number}"
    book.metadata |= KERNEL
    return str(jupytext.writes(book, fmt="ipynb")).encode()


def write_kit(out: Path) -> tuple[Path, Path, list[str]]:
    """Write the kit as a folder and as a zip beside it.

    Returns both paths, and the names of files in the folder that somebody changed: those stay as they are.
    """
    files = kit_files()
    name = kit_name(files)
    folder, archive = out / name, out / f"{name}.zip"
    changed = [inner for inner, data in files.items() if not _written(folder / inner, data)]
    draft = archive.with_name(f".{archive.name}.new")
    with zipfile.ZipFile(draft, "w", zipfile.ZIP_DEFLATED) as target:
        for inner, data in files.items():
            target.writestr(zipfile.ZipInfo(f"{name}/{inner}", LONG_AGO), data, zipfile.ZIP_DEFLATED)
    draft.replace(archive)
    return folder, archive, changed


def _written(path: Path, data: bytes) -> bool:
    """Write a file where there is none; return whether it now holds this."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return path.read_bytes() == data
