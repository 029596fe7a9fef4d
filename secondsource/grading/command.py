"""What `secondsource grade` says while it works and when it is done."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from secondsource.grading.classroom import Graded, Options, Outcome, grade_class, slug
from secondsource.grading.formats import PROCESS_WARNING, write_all
from secondsource.grading.intake import Student
from secondsource.grading.report import ClassReport

SHOWN_CHANGES = 40
"""Changed marks named one by one; of more, only their number is given."""


def grade_and_tell(place: Path, out: Path, options: Options, assignment: str, console: Console) -> Outcome:
    """Grade a class with a progress bar, write every file, and say what came of it.

    Raises IntakeError and NoIsolation, whose messages are for the person.
    """
    bar = [TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()]
    with Progress(*bar, console=console, transient=True) as progress:
        task = progress.add_task("Grading", total=None)

        def on_progress(done: int, total: int, student: Student) -> None:
            progress.update(task, completed=done, total=total, description=escape(student.name[:30]))

        report = ClassReport()
        outcome = grade_class(place, out, options, on_progress, report.look)
    written, lacking = report.write(outcome.book, out, assignment)
    written += write_all(outcome.book, out, assignment, options.roster)
    _tell(outcome, options, console)
    if lacking:
        console.print(f"[yellow]{escape(lacking)}[/]")
    console.print(f"Written to {escape(str(out))}: {', '.join(written)}")
    return outcome


def _tell(outcome: Outcome, options: Options, console: Console) -> None:
    if options.level == "process":
        console.print(f"[yellow]{PROCESS_WARNING}[/]")
    console.print(
        f"{len(outcome.book)} students; {outcome.marked} exercises marked, {outcome.kept} kept as they were. "
        f"Isolation: {options.level}."
    )
    for change in outcome.changes[:SHOWN_CHANGES]:
        mark = f"{change.before} → {change.after}"
        console.print(f"  {escape(change.student.name)}: {change.exercise} {mark} ({change.why})")
    if len(outcome.changes) > SHOWN_CHANGES:
        console.print(f"  … and {len(outcome.changes) - SHOWN_CHANGES} more marks changed.")
    if outcome.stopped:
        console.print(f"Stopped: {outcome.to_go} students to go. The same command goes on from here.")
    for graded in outcome.book:
        if graded.faults:
            console.print(
                f"[red]The grader failed[/] for {escape(graded.student.name)}: {', '.join(graded.faults)}"
            )
        if unusable := _unusable(graded):
            where = f"[yellow]No check could use[/] what {escape(graded.student.name)} gave back in {', '.join(unusable)}."
            console.print(f"{where} The traceback stands as “remark” in results/{slug(graded.student)}.json.")


def _unusable(graded: Graded) -> list[str]:
    """Return the exercises in which a check failed on what came back: worth a look, for it may be the check's fault."""
    return [
        f"{one.lesson}/{one.exercise}"
        for one in graded.exercises
        if any(check.remark for check in one.checks)
    ]


def exit_code(outcome: Outcome) -> int:
    """Return 0 when every student has a mark, 3 where the grader failed somewhere, 130 after Ctrl-C."""
    if outcome.stopped:
        return 130
    return 3 if any(graded.faults for graded in outcome.book) else 0
