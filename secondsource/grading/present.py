"""Shows a student's results in the terminal: what happened, and what to ask oneself."""

from __future__ import annotations

from itertools import groupby

from rich.console import Console, Group, RenderableType
from rich.markup import escape
from rich.padding import Padding
from rich.panel import Panel
from rich.progress_bar import ProgressBar
from rich.table import Table
from rich.text import Text

from secondsource.grading.results import CheckResult, ExerciseResult, State

LOOKS = {
    State.PASSED: ("✓", "green"),
    State.WRONG: ("✗", "yellow"),
    State.NOT_ANSWERED: ("○", "cyan"),
    State.ERROR: ("!", "magenta"),
    State.TIMED_OUT: ("◷", "magenta"),
    State.OUT_OF_MEMORY: ("▣", "magenta"),
    State.STOPPED: ("■", "magenta"),
    State.GRADER_FAULT: ("?", "red"),
}
YOUR_FILE = {State.ERROR, State.TIMED_OUT, State.OUT_OF_MEMORY, State.STOPPED}


def show(results: list[ExerciseResult], console: Console, hints: int = 1) -> None:
    """Print every exercise's results, then a progress bar and points for each lesson."""
    for result in results:
        console.print(exercise_view(result, hints))
    for lesson, group in groupby(results, key=lambda one: one.lesson):
        console.print(lesson_view(lesson, list(group)))


def exercise_view(result: ExerciseResult, hints: int) -> RenderableType:
    """Return one exercise: a line a check, and words for the first one that needs them."""
    parts: list[RenderableType] = [Text(), _heading(result)]
    parts += [Text(f"  {note}", style="dim") for note in result.notes]
    parts += [_line(check) for check in result.checks]
    first = next((check for check in result.checks if check.state is not State.PASSED), None)
    if first:
        parts.append(Padding(_detail(first, result, hints), (0, 0, 0, 4)))
    elif result.more_held_out:
        parts.append(Text("    All visible checks pass; your instructor's grading runs more.", style="dim"))
    return Group(*parts)


def lesson_view(lesson: str, results: list[ExerciseResult]) -> RenderableType:
    """Return a lesson's progress bar and points."""
    points, out_of = sum(one.points for one in results), sum(one.out_of for one in results)
    table = Table.grid(padding=(0, 1))
    table.add_row(
        Text(lesson.replace("_", " ", 1).replace("_", " "), style="bold"),
        ProgressBar(total=max(out_of, 1), completed=points, width=30, complete_style="green"),
        Text(f"{points} of {out_of} points"),
    )
    return Padding(table, (1, 0, 1, 0))


def _heading(result: ExerciseResult) -> Text:
    heading = Text(f"{result.exercise.partition('_')[0]}  {result.title}", style="bold")
    heading.append(f"   {result.points} of {result.out_of} points", style="not bold dim")
    heading.append(f"   {result.file}", style="not bold dim")
    return heading


def _line(check: CheckResult) -> Text:
    sign, colour = LOOKS[check.state]
    line = Text(f"  {sign} ", style=colour)
    line.append(check.title, style="default")
    shown = f"{check.state} · " if check.state is not State.PASSED else ""
    line.append(f"   {shown}{check.points}/{check.out_of}", style="dim")
    return line


def _detail(check: CheckResult, result: ExerciseResult, hints: int) -> RenderableType:
    if check.state is State.NOT_ANSWERED:
        return _invitation(check, result, hints)
    table = Table.grid(padding=(0, 2))
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    for name, text in _rows(check):
        table.add_row(name, Text(text))
    for number, hint in enumerate(check.hints[: max(hints, 0)], start=1):
        table.add_row(f"hint {number}", Text(hint, style="italic"))
    _, colour = LOOKS[check.state]
    return Panel(
        Group(table, *_more(check, hints)), title=escape(check.title), title_align="left", border_style=colour
    )


def _rows(check: CheckResult) -> list[tuple[str, str]]:
    in_file = f"{check.place}: {check.code.strip()}" if check.line else ""
    rows = [
        ("you wrote", in_file),
        ("asked for", check.called),
        ("came back", check.came_back if check.state is State.WRONG else ""),
        ("what happened" if check.state in YOUR_FILE else "what we saw", check.message),
        ("a known trap", check.belief),
        ("ask yourself", check.ask),
        ("it printed", check.printed.strip()),
    ]
    return [(name, text) for name, text in rows if text]


def _more(check: CheckResult, hints: int) -> list[Text]:
    if len(check.hints) <= hints:
        return []
    return [Text(f"More help: add --hints {hints + 1}", style="dim")]


def _invitation(check: CheckResult, result: ExerciseResult, hints: int) -> RenderableType:
    title = check.title.rstrip(".")
    lines = [f"Your turn: open {result.file} and begin with “{title}”."]
    lines += [f"To start with: {hint}" for hint in check.hints[: max(hints, 1)]]
    if check.called:
        lines.insert(1, f"The check asks for {check.called}.")
    return Text("\n".join(lines), style="cyan")
