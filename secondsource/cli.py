"""The command line: `check` for students, `grade` for instructors, `build` and `serve` for whoever runs it."""

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

os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "1")  # looking for some takes longer than a page of records
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
    from secondsource.grading.cells import keep_handed_out
    from secondsource.grading.present import show
    from secondsource.grading.run import run_checks
    from secondsource.stubs import make_stub

    chosen = _wanted(what)
    for one in chosen:
        if (
            one.solution.is_file()
        ):  # who works in the course's own folder has no other copy of what was handed out
            keep_handed_out(one, make_stub(one.solution.read_text(encoding="utf-8")))
    results = run_checks(chosen, answers)
    if as_json:
        sys.stdout.write("[" + ",\n".join(result.model_dump_json() for result in results) + "]\n")
    else:
        show(results, console, hints)
    raise typer.Exit(0 if all(result.passed for result in results) else 1)


@app.command()
def grade(
    submissions: Annotated[Path, typer.Argument(help="Folder or zip of what the class handed in.")],
    out: Annotated[Path, typer.Option(help="Folder for marks and feedback.")] = Path("graded"),
    roster: Annotated[
        Path | None,
        typer.Option(help="Class list as CSV: it says whose a hand-in is, and who handed in nothing."),
    ] = None,
    only: Annotated[
        list[str] | None, typer.Option(help="Lessons or exercises to grade; all if left out.")
    ] = None,
    jobs: Annotated[int, typer.Option(min=0, help="Worker processes; 0 means one for each processor.")] = 0,
    isolation: Annotated[
        str, typer.Option(help="How answers are kept apart: sandbox, or process where there is no sandbox.")
    ] = "sandbox",
    regrade: Annotated[bool, typer.Option("--regrade", help="Mark everything anew.")] = False,
    assignment: Annotated[
        str, typer.Option(help="The column's name on your platform; the name of the course if left out.")
    ] = "",
    scheduler: Annotated[str, typer.Option(help="Address of a Dask scheduler to grade on.")] = "",
    policy: Annotated[
        Path | None,
        typer.Option(
            help="Your policy (late days, weights, marks by hand); policy.yaml in --out if left out."
        ),
    ] = None,
    mapping: Annotated[
        Path | None,
        typer.Option(help="CSV that says whose each hand-in is; mapping.csv in --out is read, too."),
    ] = None,
    worksheet: Annotated[
        Path | None,
        typer.Option(help="Moodle’s offline grading worksheet, to fill in with the marks."),
    ] = None,
) -> None:
    """For instructors: grade a class, each answer in a sandbox, and write marks and feedback."""
    from secondsource.course import CourseError
    from secondsource.grading.classes import IntakeError
    from secondsource.grading.classroom import Options
    from secondsource.grading.cluster import ClusterError
    from secondsource.grading.command import exit_code, graceful_shutdown, grade_and_tell
    from secondsource.grading.policy import PolicyError
    from secondsource.grading.sandbox import NoIsolation, level_of

    chosen = tuple(one.id for one in _wanted(only)) if only else ()
    try:
        options = Options(
            level_of(isolation), jobs, regrade, roster, chosen, scheduler, mapping, worksheet=worksheet
        )
        named = assignment or catalogue.settings().name
        with graceful_shutdown():
            outcome = grade_and_tell(submissions, out, options, named, console, policy)
    except (ClusterError, CourseError, IntakeError, NoIsolation, PolicyError, OSError) as error:
        errors.print(str(error), markup=False)
        raise typer.Exit(2) from None
    raise typer.Exit(exit_code(outcome))


@app.command()
def policy(
    file: Annotated[Path, typer.Argument(help="The policy.")] = Path("graded/policy.yaml"),
    write: Annotated[
        bool, typer.Option("--write", help="Write a policy to start from, all in comments.")
    ] = False,
) -> None:
    """For instructors: check what you decide (late days, weights, marks by hand), and say it in words."""
    from secondsource.grading.policy import PolicyError
    from secondsource.grading.policy.starter import read_and_say, write_starter

    try:
        said = [write_starter(file)] if write else read_and_say(file)
    except (PolicyError, OSError) as error:
        errors.print(str(error), markup=False)
        raise typer.Exit(2) from None
    for line in said:
        console.print(line, markup=False, soft_wrap=True)


@app.command()
def kit(
    out: Annotated[Path, typer.Option(help="Folder to write the kit into.")] = Path("build"),
) -> None:
    """For instructors: write the student kit, a folder and a zip, with nothing that answers the exercises."""
    from secondsource.grading.kit import write_kit

    with _said_plainly():
        folder, archive, changed = write_kit(out)
    console.print(f"Written: {folder} and {archive}", markup=False)
    if changed:
        console.print(f"Left as they are, since somebody changed them: {', '.join(changed)}", markup=False)


@app.command()
def export(
    platform: Annotated[str, typer.Argument(help="gradescope or classroom50.")],
    out: Annotated[Path, typer.Option(help="Folder to write the package into.")] = Path("build"),
    only: Annotated[list[str] | None, typer.Option(help="Lessons or exercises; all if left out.")] = None,
    isolation: Annotated[
        str, typer.Option(help="How answers are kept apart: sandbox, or process where there is no sandbox.")
    ] = "sandbox",
) -> None:
    """For instructors: write the package a platform needs to grade each student by itself."""
    from secondsource.grading.export import ExportError, write_export
    from secondsource.grading.sandbox import NoIsolation, level_of

    try:
        with _said_plainly():
            package = write_export(platform, level_of(isolation), _wanted(only), out)
    except (ExportError, NoIsolation) as error:
        errors.print(str(error), markup=False)
        raise typer.Exit(2) from None
    console.print(f"Written: {package}", markup=False)


@app.command()
def example(
    folder: Annotated[Path, typer.Argument(help="Folder to write the class into.")] = Path("example_class"),
) -> None:
    """For instructors: write an invented class of thirty, to try the grading on."""
    from secondsource.grading.example_class import write_class
    from secondsource.grading.recorded import RecordingError

    try:
        with _said_plainly():
            handed_in = write_class(folder)
    except RecordingError as error:
        errors.print(str(error), markup=False)
        raise typer.Exit(2) from None
    console.print(f"Written: {handed_in} and {folder / 'roster.csv'}", markup=False)


@app.command()
def build(
    check: Annotated[bool, typer.Option("--check", help="Write nothing; fail when a file is stale.")] = False,
) -> None:
    """Write every generated file: exercises, schemas, the site's tables and figures."""
    from secondsource import freshness

    if not check and freshness.fresh("build"):
        console.print("Nothing has changed since the last build.")
        return
    from secondsource.generate import generated_files, stale, write

    with _said_plainly(), contextlib.nullcontext() if check else _library_ahead():
        files = generated_files(app)
    if not check:
        console.print(f"{len(write(files))} of {len(files)} generated files were written anew.")
        bundle()
        freshness.done("build")
        return
    old = stale(files)
    for path in old:
        errors.print(f"stale: {_short(path)}")
    if old:
        errors.print("Run `secondsource build` and commit what it writes.")
        raise typer.Exit(1)
    console.print(f"All {len(files)} generated files are fresh.")


@contextlib.contextmanager
def _library_ahead() -> Iterator[None]:
    """Make other people's part of the page's bundle beside what is done meanwhile.  Raises BundleError."""
    from concurrent.futures import ThreadPoolExecutor

    from secondsource.site.bundle import prepare_library

    with ThreadPoolExecutor() as beside:
        library = beside.submit(prepare_library)
        yield
        library.result()


@app.command()
def bundle() -> None:
    """Make what the exercises in the page load, where anything has changed."""
    from secondsource.site.bundle import build_bundle

    with _said_plainly():
        if build_bundle(console.print):
            console.print("The exercises can be worked in the page.")


@app.command()
def site(
    url: Annotated[str, typer.Option(help="Where it will stand, as https://example.org/course/.")] = "",
    out: Annotated[Path, typer.Option(help="Folder to write the site into.")] = Path("site"),
) -> None:
    """Build the site, ready to publish on any web server."""
    from secondsource.site.publish import publish_site

    with _said_plainly():
        folder = publish_site(out, url)
    console.print(f"Written: {folder}. Publish all that is in it.", markup=False)


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
def beside(
    out: Annotated[
        Path | None, typer.Option(help="File to write; beside.html next to the captures if left out.")
    ] = None,
) -> None:
    """For whoever holds the originals: write them beside their retellings, in a file for your own eyes."""
    from secondsource.site.beside import write_beside

    with _said_plainly():
        target = write_beside(out)
    console.print(f"Written: {target}", markup=False)


@app.command()
def serve(
    port: Annotated[
        int, typer.Option(help="First port to try; if it is taken, the next free one is used.")
    ] = 8000,
) -> None:
    """Serve the course site on this machine and print its address."""
    from secondsource.site.serve import serve_site

    with _said_plainly():
        serve_site(port, console)


@contextlib.contextmanager
def _said_plainly() -> Iterator[None]:
    """Turn an error that names its own mend into that message and exit code 2."""
    from secondsource.course import CourseError
    from secondsource.seeds import RecordError
    from secondsource.stubs import StubError

    try:
        yield
    except (catalogue.CatalogueError, CourseError, RecordError, StubError, OSError) as error:
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
