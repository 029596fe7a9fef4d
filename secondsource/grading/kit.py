"""The student kit: everything to read, write and check the exercises, and nothing that answers them."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import jupytext

from secondsource import __version__, catalogue
from secondsource.grading.sandbox import open_texts

NAME = "secondsource_kit"
WITHOUT = {"kit.py", "site"}
LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The time in the zip: two kits of the same course are the same file."""
README = """# {name} {version}: your kit

Python 3.11 or newer is all you need.

1. In this folder, make an environment and install what the checks use:

       python3 -m venv .venv
       .venv/bin/python -m pip install --require-hashes -r requirements.txt

   On Windows write `.venv\\Scripts\\python` instead of `.venv/bin/python`.

2. Open a file in `exercises/` and write your answers: as `.py` in any editor, or as `.ipynb` in
   Jupyter. Work on one of the two and delete the other: where both are there, the check reads the
   `.py` file. (Grading reads the notebook where the `.py` file is still as you got it.)

3. Check them:

       .venv/bin/python -m secondsource check lesson1
       .venv/bin/python -m secondsource check lesson1/ex2 --hints 3

Visible checks are all here. When your instructor grades, more checks run, on texts you have not seen.

4. Hand in the folder `exercises/`, as a zip.
"""


def kit_files() -> dict[str, bytes]:
    """Return path and content of every file of the kit.

    In it: exercises, texts, visible checks, the package, the lock.  Never: solutions, held-out checks,
    annotations, controls that only the grading uses.
    """
    root, files = catalogue.root(), dict[str, bytes]()
    for exercise in catalogue.exercises():
        text = exercise.handed_out.read_text(encoding="utf-8")
        files[f"exercises/{exercise.id}.py"] = text.encode()
        files[f"exercises/{exercise.id}.ipynb"] = notebook(text)
        files[str(exercise.visible.relative_to(root).as_posix())] = exercise.visible.read_bytes()
    benches = (catalogue.seeds() / "workbench").glob("*.json")
    for path in [*open_texts(), catalogue.seeds() / "misconceptions.yaml", *benches, *_package()]:
        files[_inside(path)] = path.read_bytes()
    files["requirements.txt"] = (root / "requirements" / "student.txt").read_bytes()
    files["README.md"] = README.format(name=catalogue.settings().name, version=__version__).encode()
    return dict(sorted(files.items()))


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
    return str(jupytext.writes(book, fmt="ipynb")).encode()


def write_kit(out: Path) -> tuple[Path, Path]:
    """Write the kit as a folder and as a zip beside it; return both paths."""
    files = kit_files()
    folder, archive = out / NAME, out / f"{NAME}.zip"
    if folder.exists():
        shutil.rmtree(folder)
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in files.items():
            target.writestr(zipfile.ZipInfo(f"{NAME}/{name}", LONG_AGO), data, zipfile.ZIP_DEFLATED)
    return folder, archive
