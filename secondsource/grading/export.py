"""The packages that platforms want: Gradescope's zip, Classroom 50's bundle.

Gradescope keeps its autograder to itself, so that package holds every check.  Classroom 50 serves
its bundle on a public page: that one holds what students have anyway, and no held-out check, no key.
"""

from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path

from secondsource import catalogue
from secondsource.catalogue import Exercise
from secondsource.grading.kit import LONG_AGO, kit_files, settings_file
from secondsource.grading.policy import Policy, secret_of
from secondsource.grading.policy.secret import NAME as SECRET
from secondsource.grading.sandbox import Level
from secondsource.workbench import REFERENCE, USES

PLATFORMS = ("gradescope", "classroom50")
NOT_NEEDED = {"site", "drawing", "report", "scripts", "kit.py", "export.py", "example_class.py", "cluster.py"}
"""Parts of the package that no platform runs."""
LARGEST_BUNDLE = 10_000_000
"""Bytes that Classroom 50 takes."""
RUNNABLE = 0o755
SCRIPTS = Path(__file__).resolve().parent / "scripts"
"""What platforms start, as it goes into a package but for the isolation level."""


class ExportError(ValueError):
    """The package cannot be written; the message says why."""


def gradescope_files(level: Level, exercises: list[Exercise], secret: bytes) -> dict[str, bytes]:
    """Return path and content of every file in Gradescope's zip; fresh texts are made with the secret."""
    root, files = catalogue.root(), dict[str, bytes]()
    for exercise in exercises:
        own = [exercise.handed_out, exercise.solution, exercise.visible, exercise.held_out]
        for path in [*own, *exercise.visible.parent.glob("**/conftest.py")]:
            files[path.relative_to(root).as_posix()] = path.read_bytes()
    for path in [*_records(), *_worked_with()]:
        files[path.relative_to(root).as_posix()] = path.read_bytes()
    files |= _package() | settings_file() | {"requirements.txt": _lock()}
    for name, script in (("setup.sh", "gradescope_setup.sh"), ("run_autograder", "gradescope_run.sh")):
        files[name] = _script(script, "@LEVEL@", level)
    files[SECRET] = secret
    return dict(sorted(files.items()))


def classroom50_files(level: Level, exercises: list[Exercise]) -> dict[str, bytes]:
    """Return path and content of every file in Classroom 50's bundle.

    Raises ExportError where it is larger than that platform takes.
    """
    wanted = {one.lesson for one in exercises}, {one.name for one in exercises}
    files = {name: data for name, data in kit_files().items() if _goes(name, *wanted)}
    files |= _package() | settings_file() | {"requirements.txt": _lock()}
    files["autograder.py"] = _script("classroom50_autograder.py", 'LEVEL = "sandbox"', f'LEVEL = "{level}"')
    files["runtime.json"] = json.dumps({"python": "3.13", "apt": ["bubblewrap"]}, indent=1).encode()
    if sum(map(len, files.values())) > LARGEST_BUNDLE:
        raise ExportError(f"The bundle is larger than the {LARGEST_BUNDLE // 1_000_000} MB that are allowed.")
    return dict(sorted(files.items()))


def _script(name: str, before: str, after: str) -> bytes:
    return (SCRIPTS / name).read_text(encoding="utf-8").replace(before, after).encode()


def _goes(name: str, lessons: set[str], names: set[str]) -> bool:
    """Whether a file of the student kit goes into a bundle of these exercises."""
    path = Path(name)
    if path.parts[0] == "seeds":
        return True
    chosen = path.parts[0] in {"exercises", "tests"} and path.suffix == ".py"
    return chosen and path.parts[1] in lessons and path.stem.removeprefix("test_") in names


def _records() -> list[Path]:
    folder = catalogue.seeds()
    kept = [path for path in folder.rglob("*") if path.suffix in {".md", ".yaml", ".json"}]
    return [path for path in kept if not {"originals", "schema"} & set(path.relative_to(folder).parts)]


def _worked_with() -> list[Path]:
    """Return the solutions that lesson 5's checks work with on pages nobody has seen, whatever else is taught."""
    solutions = catalogue.root() / REFERENCE
    return [path for one in USES for path in solutions.glob(f"{one.replace('/', '_*/')}_*.py")]


def _package() -> dict[str, bytes]:
    package = Path(__file__).resolve().parent.parent
    found = {path.relative_to(package.parent).as_posix(): path for path in package.rglob("*.py")}
    return {name: path.read_bytes() for name, path in found.items() if not NOT_NEEDED & set(name.split("/"))}


def _lock() -> bytes:
    return (catalogue.root() / "requirements" / "grading.txt").read_bytes()


def write_export(platform: str, level: Level, exercises: list[Exercise], out: Path) -> Path:
    """Write a platform's package and return its path: a zip for Gradescope, a folder for Classroom 50.

    An older bundle in that place is replaced.  Raises ExportError for a platform there is no package
    for, a package that is too large, and a folder in the way that is something else.
    """
    if platform == "gradescope":
        return _zipped(out / "gradescope.zip", gradescope_files(level, exercises, secret_of(out, Policy())))
    if platform == "classroom50":
        return _folder(out / "classroom50", classroom50_files(level, exercises))
    retired = (
        " GitHub Classroom was retired in 2026; Classroom 50 takes its place." if "github" in platform else ""
    )
    raise ExportError(f"There is no package for {platform!r}, only for {' and '.join(PLATFORMS)}.{retired}")


def _zipped(path: Path, files: dict[str, bytes]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.new")
    with zipfile.ZipFile(draft, "w") as archive:
        for name, data in files.items():
            about = zipfile.ZipInfo(name, LONG_AGO)
            about.external_attr = (RUNNABLE if name in {"run_autograder", "setup.sh"} else 0o644) << 16
            archive.writestr(about, data, zipfile.ZIP_DEFLATED)
    draft.replace(path)
    return path


def _folder(path: Path, files: dict[str, bytes]) -> Path:
    if path.exists() and not (path / "autograder.py").is_file():
        raise ExportError(f"{path} is there already, and is not a bundle. Name another folder with --out.")
    shutil.rmtree(path, ignore_errors=True)
    for name, data in files.items():
        target = path / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    return path
