"""What a mark depends on, as fingerprints of files: where one changes, an answer is marked anew."""

from __future__ import annotations

import hashlib
from pathlib import Path

from secondsource import catalogue
from secondsource.catalogue import Exercise

ONLY_SHOWS = {"site", "drawing", "report", "scripts"}
"""Rooms of the package that no mark depends on."""


def check_files(exercise: Exercise) -> list[Path]:
    """Return all files an exercise's checks are made of."""
    folder = exercise.visible.parent
    return [exercise.visible, exercise.held_out, *folder.glob("**/conftest.py")]


def course_files() -> list[Path]:
    """Return the course's records and its code, without checks and without what only shows results."""
    package = Path(__file__).resolve().parent.parent
    records = [path for path in catalogue.seeds().rglob("*") if path.suffix in {".md", ".yaml", ".json"}]
    code = [path for path in package.rglob("*.py") if not ONLY_SHOWS & set(path.relative_to(package).parts)]
    return sorted(records + code)


def hash_of(files: list[Path], salt: str = "") -> str:
    """Return one fingerprint for the contents of files, those that are missing included."""
    total = hashlib.sha256(salt.encode())
    for path in files:
        data = path.read_bytes() if path.is_file() else b""
        total.update(path.name.encode() + b"\0" + hashlib.sha256(data).digest())
    return total.hexdigest()
