"""Every generated file, from one function: `build` writes them, `build --check` compares them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter

from secondsource import catalogue, models
from secondsource.field_words import describe
from secondsource.files import write_atomically
from secondsource.grading.policy import fields
from secondsource.models import Annotations, Misconception, PageInfo, Provenance, Record, SharedClaim
from secondsource.stubs import StubError, make_stub

if TYPE_CHECKING:
    import typer

SCHEMAS: dict[str, TypeAdapter[Any]] = {
    "page": TypeAdapter(PageInfo),
    "annotations": TypeAdapter(Annotations),
    "claims": TypeAdapter(list[SharedClaim]),
    "derivations": TypeAdapter(Provenance),
    "misconceptions": TypeAdapter(list[Misconception]),
    "policy": TypeAdapter(fields.Policy),
}


def generated_files(app: typer.Typer) -> dict[Path, str]:
    """Return path and text of every generated file; `app` is the command line, which a page describes.

    Raises StubError naming the solution whose answers cannot be cut out, RecordError for records.
    """
    from secondsource.site import FRAGMENTS, generated
    from secondsource.site.cells import fragments
    from secondsource.site.commands import reference
    from secondsource.workbench import workbench_files

    exercises = exercise_files()
    handed_out = {one: exercises[one.handed_out] for one in catalogue.every_exercise()}
    pages = {**generated(), **fragments(handed_out), FRAGMENTS / "commands.md": reference(app)}
    on_site = {catalogue.docs() / path: text for path, text in pages.items()}
    return {**exercises, **schema_files(), **workbench_files(), **on_site}


def exercise_files() -> dict[Path, str]:
    """Return every exercise as handed out.  Raises StubError naming the solution."""
    files = {}
    for exercise in catalogue.every_exercise():
        try:
            files[exercise.handed_out] = make_stub(exercise.solution.read_text(encoding="utf-8"))
        except StubError as error:
            raise StubError(f"{exercise.solution.name}: {error}") from None
    return files


def schema_files() -> dict[Path, str]:
    """Return the JSON Schema of every kind of record, for editors that complete and check YAML."""
    folder = catalogue.seeds() / "schema"
    kinds = {
        name: one
        for name, one in {**vars(models), **vars(fields)}.items()
        if isinstance(one, type) and issubclass(one, Record)
    }
    told = {name: describe(model.json_schema(), kinds) for name, model in SCHEMAS.items()}
    return {
        folder / f"{name}.schema.json": json.dumps(schema, indent=2, sort_keys=True) + "\n"
        for name, schema in told.items()
    }


def stale(files: dict[Path, str]) -> list[Path]:
    """Return the files that are missing or hold something else."""
    return [path for path, text in files.items() if not path.is_file() or _read(path) != text]


def write(files: dict[Path, str]) -> list[Path]:
    """Write the stale ones, each whole or not at all; return their paths."""
    old = stale(files)
    for path in old:
        write_atomically(path, files[path])
    return old


def _read(path: Path) -> str:
    return path.read_bytes().decode("utf-8")
