"""What `secondsource grade` says while it works and when it is done."""

from __future__ import annotations

import contextlib
import os
import signal
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from secondsource.files import private_folder
from secondsource.grading import scratch
from secondsource.grading.classes import IntakeError, Student
from secondsource.grading.classes.mapping import FILE
from secondsource.grading.classroom import Options, Outcome, grade_class
from secondsource.grading.formats import write_all
from secondsource.grading.gradebook import class_marks
from secondsource.grading.graded import Book, Graded, slug
from secondsource.grading.notices import of_edits, of_marks, ruling
from secondsource.grading.outputs import Outputs
from secondsource.grading.report import ClassReport
from secondsource.grading.tables import PROCESS_WARNING
from secondsource.grading.worksheet import demand_worksheet

AGAIN = "Fill in {} for them, too, and grade the folder or zip again that they came in."
OUTSIDE = "For a hand-in of nobody in this class, write “none”."
MEND = "Open {}, write the right id into the column “student id” of each, save it, and run the same command again."
NAMED = 8
SHOWN_CHANGES = 40
"""Changed marks named one by one; of more, only their number is given."""


def grade_and_tell(
    place: Path, out: Path, options: Options, assignment: str, console: Console, policy: Path | None = None
) -> Outcome:
    """Grade a class with a progress bar, write every file, and say what came of it.

    Raises IntakeError, NoIsolation and PolicyError, whose messages are for the person.
    """
    if not place.exists():  # said before a folder is made for nothing
        raise IntakeError(f"There is no {place}.")
    if out.resolve() == place.resolve():
        raise IntakeError(f"{out} is what was handed in. Name another folder for the marks, with --out.")
    if options.worksheet:
        demand_worksheet(options.worksheet, out)
    with exclusive(private_folder(out)):
        return _graded(place, out, options, assignment, console, policy)


def _graded(
    place: Path, out: Path, options: Options, assignment: str, console: Console, policy: Path | None
) -> Outcome:
    rules = ruling(place, out, policy)
    outputs = Outputs(out)
    outputs.remove_drafts()
    Book(out / "results").take_over_edits(outputs)
    options = replace(options, secret=rules.secret)
    report = ClassReport()
    with _progress(console) as on_progress:
        outcome = grade_class(place, out, options, on_progress, report.look, outputs)
    marks = class_marks(outcome.book, rules.policy)
    written, lacking = report.write(outcome.book, out, assignment, marks, outputs)
    written += write_all(outcome.book, out, assignment, options.roster, marks, outputs, options.worksheet)
    outputs.close()
    outcome.edited = outputs.edited
    _tell(outcome, options, console)
    for notice in [
        *rules.notices,
        *of_marks(marks),
        *outputs.notices,
        *of_edits(outputs, marks, outcome.changes),
    ]:
        console.print(notice, markup=False, soft_wrap=True)
    if lacking:
        console.print(f"[yellow]{escape(lacking)}[/]")
    console.print(f"Written to {escape(str(out))}: {', '.join(written)}")
    _tell_of_unowned(outcome, out, console)
    return outcome


@contextlib.contextmanager
def _progress(console: Console) -> Iterator[Callable[[int, int, Student], None]]:
    """Show a bar; give what moves it: how many are done, of how many, and whose turn it is."""
    columns = [TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()]
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("Grading", total=None)

        def on_progress(done: int, total: int, student: Student) -> None:
            progress.update(task, completed=done, total=total, description=escape(student.name[:30]))

        yield on_progress


@contextlib.contextmanager
def exclusive(folder: Path) -> Iterator[None]:
    """Hold a folder of marks for one run at a time: two would undo each other's.

    Raises IntakeError where another run holds it; where the system holds nothing, as some network drives do, it goes on.
    """
    try:
        held = scratch.hold(folder.resolve())
    except BlockingIOError:
        says = f"Another run is writing to {folder}. Wait for its end, or name another folder with --out."
        raise IntakeError(says) from None
    except (OSError, ImportError):
        held = None
    try:
        yield
    finally:
        if held is not None:
            os.close(held)


@contextlib.contextmanager
def graceful_shutdown() -> Iterator[None]:
    """Have whoever asks a run to end (SIGTERM, SIGHUP) stop it as Ctrl-C does: nothing is left behind."""
    asked = [number for name in ("SIGTERM", "SIGHUP") if (number := getattr(signal, name, None))]
    asked = [number for number in asked if signal.getsignal(number) is signal.SIG_DFL]

    def stop(_number: int, _frame: object) -> None:
        for number in asked:
            signal.signal(number, signal.SIG_IGN)  # asked again, it goes on tidying up
        raise KeyboardInterrupt

    for number in asked:
        signal.signal(number, stop)
    try:
        yield
    finally:
        for number in asked:
            signal.signal(number, signal.SIG_DFL)


def _tell(outcome: Outcome, options: Options, console: Console) -> None:
    if options.level == "process":
        console.print(f"[yellow]{PROCESS_WARNING}[/]")
    standings = Counter(graded.standing for graded in outcome.book)
    console.print(
        f"{len(outcome.book) - standings['unmatched']} students; {outcome.marked} exercises marked, {outcome.kept} kept as they were. "
        f"Isolation: {options.level}."
    )
    for change in outcome.changes[:SHOWN_CHANGES]:
        mark = f"{change.before} → {change.after}"
        console.print(f"  {escape(change.student.name)}: {change.exercise} {mark} ({change.why})")
    if len(outcome.changes) > SHOWN_CHANGES:
        console.print(f"  … and {len(outcome.changes) - SHOWN_CHANGES} more marks changed.")
    if outcome.stopped:
        console.print(f"Stopped: {outcome.to_go} students to go. The same command goes on from here.")
    _tell_the_rest(outcome, console)


def _tell_the_rest(outcome: Outcome, console: Console) -> None:
    for line in outcome.lines:
        console.print(f"  {escape(line)}")
    if outcome.loose:
        console.print(f"Not looked at, since they belong to nobody: {escape(_few(outcome.loose))}.")
    unread = [graded.student.name for graded in outcome.book if graded.unread]
    if unread:
        console.print(
            f"No answer was found in what {escape(_few(unread))} handed in. The column “remarks” of the gradebook says why."
        )
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


def _tell_of_unowned(outcome: Outcome, out: Path, console: Console) -> None:
    """Say last, where it is read, which hand-ins are nobody's yet and what to do."""
    if outcome.unowned:
        _list(outcome.unowned, "nobody's yet", console)
        console.print(MEND.format(escape(str(out / FILE))))
    if outcome.waiting:
        _list(outcome.waiting, "nobody's yet, from an earlier run", console)
        console.print(AGAIN.format(escape(str(out / FILE))))
    if not outcome.unowned and not outcome.waiting:
        return
    console.print(OUTSIDE)
    if unclear := sum(graded.standing == "unclear" for graded in outcome.book):
        console.print(f"Until then {unclear} of the class have no final mark: one of these may be theirs.")


def _list(lines: list[str], what: str, console: Console) -> None:
    number = len(lines)
    console.print(f"[red]{number} {'hand-in is' if number == 1 else 'hand-ins are'} {what}[/]:")
    for line in lines[:SHOWN_CHANGES]:
        console.print(f"  {escape(line)}")
    if number > SHOWN_CHANGES:
        console.print(f"  … and {number - SHOWN_CHANGES} more.")


def _few(names: list[str]) -> str:
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return f"{', '.join(names[:NAMED])}{more}"


def exit_code(outcome: Outcome) -> int:
    """Return what the command ends with.

    0 when every student has a mark, 3 where the grader failed somewhere, 4 where a hand-in is nobody's yet,
    5 where somebody had changed an output, which is kept aside, 130 after Ctrl-C.
    """
    if outcome.stopped:
        return 130
    if any(graded.faults for graded in outcome.book):
        return 3
    if outcome.unowned or outcome.waiting:
        return 4
    return 5 if outcome.edited else 0
