"""One page of feedback a student: HTML that asks nothing of any network and runs nothing."""

from __future__ import annotations

from html import escape

from secondsource.grading import totals
from secondsource.grading.classroom import Graded
from secondsource.grading.formats import PROCESS_WARNING, for_student
from secondsource.grading.results import CheckResult, ExerciseResult, State

STYLE = """
:root { color-scheme: light dark; --line: #8886; --good: #1a7f37; --bad: #b42318; --dim: #667 }
@media (prefers-color-scheme: dark) { :root { --good: #57c26f; --bad: #ff8a7a; --dim: #aab } }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem }
h2 { border-bottom: 1px solid var(--line); margin-top: 2.5rem }
li { margin: .9rem 0 } ul { list-style: none; padding: 0 }
.state { font-weight: 600 } .passed .state { color: var(--good) } .failed .state { color: var(--bad) }
.dim, .ask { color: var(--dim) } code { background: #8882; padding: 0 .25em; overflow-wrap: anywhere }
.warning { border: 2px solid var(--bad); padding: .6rem 1rem }
"""
HEAD = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
"""


def page(graded: Graded) -> str:
    """Return a student's page.  Whatever came from outside is escaped."""
    title = escape(f"Second Source: feedback for {graded.student.name}")
    parts = [HEAD.format(title=title, style=STYLE), f"<h1>{title}</h1>\n", _summary(graded)]
    parts += [_exercise(one) for one in graded.exercises]
    return "".join([*parts, "</body>\n</html>\n"])


def _summary(graded: Graded) -> str:
    earned, most = totals.points(graded.exercises), totals.out_of(graded.exercises)
    said = [f"<p>{earned} of {most} points.</p>\n"]
    if not graded.exercises:
        said = ["<p>Nothing was handed in.</p>\n"]
    if graded.faults:
        said = [
            "<p class=warning>The grader failed at a part of this. Your instructor knows; no mark yet.</p>\n"
        ]
    if graded.level == "process":
        said.append(f"<p class=warning>{escape(PROCESS_WARNING)}</p>\n")
    return "".join(said + [f"<p class=dim>{escape(note)}</p>\n" for note in graded.notes])


def _exercise(result: ExerciseResult) -> str:
    head = f"<h2>{escape(result.title)}: {result.points} of {result.out_of}</h2>\n"
    notes = "".join(f"<p class=dim>{escape(note)}</p>\n" for note in result.notes)
    return head + notes + "<ul>\n" + "".join(_check(check) for check in result.checks) + "</ul>\n"


def _check(check: CheckResult) -> str:
    seen = for_student(check)
    kind = "passed" if seen.state is State.PASSED else "failed"
    held_out = " <span class=dim>(a check you had not seen)</span>" if seen.held_out else ""
    lines = [f"<span class=state>{escape(seen.state)}</span> {escape(seen.title)}{held_out} "
             f"<span class=dim>{seen.points} of {seen.out_of}</span>"]  # fmt: skip
    if seen.called and kind == "failed":
        lines.append(
            f"<code>{escape(seen.called)}</code> → <code>{escape(seen.came_back) or 'nothing'}</code>"
        )
    lines += [escape(text) for text in (seen.message, seen.belief) if text]
    if seen.line is not None:
        lines.append(f"Line {seen.line}: <code>{escape(seen.code)}</code>")
    if seen.ask:
        lines.append(f"<span class=ask>{escape(seen.ask)}</span>")
    return f"<li class={kind}>" + "<br>\n".join(lines) + "</li>\n"
