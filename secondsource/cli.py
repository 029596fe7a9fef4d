"""The command line: `check` for students, `build` and `serve` for whoever runs the course."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from secondsource import catalogue

os.environ.setdefault("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")  # a student's pytest starts faster bare

app = typer.Typer(
    help="Second Source: learn to evaluate security news, by reading and by writing Python.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="rich",
)
console = Console(highlight=False)
errors = Console(stderr=True, highlight=False, style="red")


@app.command()
def check(
    what: Annotated[
        list[str] | None,
        typer.Argument(
            help="A lesson (lesson1), an exercise (ex2, lesson1/ex2) or a file; all when left out."
        ),
    ] = None,
    hints: Annotated[
        int, typer.Option(min=0, max=9, help="How many hints to show for what fails first.")
    ] = 1,
    answers: Annotated[str, typer.Option(help="Folder that holds your answers.")] = "exercises",
    as_json: Annotated[bool, typer.Option("--json", help="Print the results as JSON instead.")] = False,
) -> None:
    """Check your answers: points, what came back, and what to ask yourself."""
    from secondsource.grading.present import show
    from secondsource.grading.run import run_checks

    results = run_checks(_wanted(what), answers)
    if as_json:
        sys.stdout.write("[" + ",\n".join(result.model_dump_json() for result in results) + "]\n")
    else:
        show(results, console, hints)
    raise typer.Exit(0 if all(result.passed for result in results) else 1)


@app.command()
def build(
    check: Annotated[bool, typer.Option("--check", help="Write nothing; fail when a file is stale.")] = False,
) -> None:
    """Write every generated file: exercises, schemas, the site's tables and figures."""
    from secondsource.generate import generated_files, stale, write

    with _said_plainly():
        files = generated_files()
    if not check:
        console.print(f"{len(write(files))} of {len(files)} generated files were written anew.")
        return
    old = stale(files)
    for path in old:
        errors.print(f"stale: {_short(path)}")
    if old:
        errors.print("Run `secondsource build` and commit what it writes.")
        raise typer.Exit(1)
    console.print(f"All {len(files)} generated files are fresh.")


@app.command()
def capture(
    file: Annotated[
        Path, typer.Argument(exists=True, dir_okay=False, help="The captured page, as plain text.")
    ],
) -> None:
    """For contributors: print a capture's `original` block, and hold its retelling against it."""
    import yaml

    from secondsource import fidelity, seeds

    with _said_plainly():
        original = fidelity.digest(file)
        told = [one for one in seeds.load_articles() if one.info.original == original]
    console.print(yaml.safe_dump({"original": original.model_dump()}, sort_keys=False), markup=False)
    found = [problem for article in told for problem in fidelity.problems(article, file)]
    for problem in found:
        errors.print(problem, markup=False)
    console.print(_retold(told[0].slug if told else None, len(found)))
    raise typer.Exit(1 if found else 0)


def _retold(slug: str | None, problems: int) -> str:
    if slug is None:
        return (
            "No retelling holds this block yet: copy it into the front matter of yours, then run this again."
        )
    return f"{slug}: {problems} places where the retelling departs from this capture."


@app.command()
def serve(
    port: Annotated[int, typer.Option(help="First port to try; a free one near it is taken.")] = 8000,
) -> None:
    """Serve the course site on this machine and print its address."""
    from secondsource.site.serve import serve_site

    with _said_plainly():
        serve_site(port, console)


@contextlib.contextmanager
def _said_plainly() -> Iterator[None]:
    """Turn an error that names its own mend into that message and exit code 2."""
    from secondsource.seeds import RecordError
    from secondsource.stubs import StubError

    try:
        yield
    except (catalogue.CatalogueError, RecordError, StubError, OSError) as error:
        errors.print(str(error), markup=False)
        raise typer.Exit(2) from None


def _wanted(what: list[str] | None) -> list[catalogue.Exercise]:
    with _said_plainly():
        return sorted({one for name in what or [""] for one in catalogue.find(name)})


def _short(path: Path) -> str:
    return str(path.relative_to(catalogue.root()))


def main() -> None:
    """Run the command line."""
    app()
