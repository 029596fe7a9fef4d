"""One page of feedback a student: HTML that asks nothing of any network and runs nothing."""

from __future__ import annotations

from collections.abc import Collection
from html import escape

from secondsource import catalogue
from secondsource.grading import totals
from secondsource.grading.gradebook import NOT_KNOWN, StudentMark
from secondsource.grading.graded import ABSENT, Graded
from secondsource.grading.results import CheckResult, ExerciseResult, State
from secondsource.grading.student_view import REPORTED, for_student, notes_for_student
from secondsource.grading.tables import PROCESS_WARNING

STYLE = """
:root { color-scheme: light dark; --paper: #faf6ee; --raised: #fffdf8; --ink: #221d17; --muted: #5f564b; --rule: #ddd2bf;
  --accent: #8a2f1d; --blue: #1f5a94; --good: #276a3c }
@media (prefers-color-scheme: dark) { :root { --paper: #14191f; --raised: #1c232b; --ink: #e9e4da; --muted: #aab2ba;
  --rule: #36414d; --accent: #f2a38b; --blue: #84bcf2; --good: #7fc894 } }
* { box-sizing: border-box }
body { margin: 0; background: var(--paper); color: var(--ink); font: 17px/1.6 "Source Serif 4", Charter, Georgia, serif }
main { max-width: 46rem; margin: 0 auto; padding: 2rem 1.2rem 4rem }
h1 { font-size: 1.9rem; line-height: 1.15; margin: .3em 0 } h2 { font-size: 1.3rem; line-height: 1.25; margin: 0 0 .5rem }
section { border-top: 1px solid var(--rule); margin-top: 1rem; padding-top: .9rem }
.lead { font-size: 1.2rem; font-weight: 600 } .dim { color: var(--muted); font-weight: 400 }
table, .state, summary { font-family: Inter, system-ui, sans-serif; font-size: .85rem }
table { border-collapse: collapse; width: 100% } th, td { padding: .3rem .5rem; border-bottom: 1px solid var(--rule); text-align: left }
tbody th { font-weight: 500 } td { font-variant-numeric: tabular-nums } a, summary { color: var(--accent) }
ul { list-style: none; padding: 0; margin: 0 } details { margin-top: .5rem } summary { cursor: pointer; font-weight: 600 }
section > p { font-size: .9rem; line-height: 1.4; margin: .4rem 0 }
details li { margin: .4rem 0 } .state { font-weight: 650; color: var(--accent) } .passed .state { color: var(--good) }
.failed > details { background: var(--raised); border: 1px solid var(--rule); border-left: 4px solid var(--accent); border-radius: 6px;
  margin: .4rem 0; padding: .35rem .7rem } .failed p { margin: .5rem 0 } .failed summary { color: inherit; line-height: 1.35; font-weight: 500 }
.failed blockquote { margin: .5rem 0; padding-left: .9rem; border-left: 3px solid var(--rule) }
#passed > details { margin-top: .3rem } #passed summary { padding: .25rem 0 } #passed ul { margin: 0 0 1rem 1rem }
.ask { border-top: 1px solid var(--rule); padding-top: .5rem; font-style: italic }
code { background: #8882; border-radius: 3px; padding: 0 .25em; font-size: .85em; overflow-wrap: anywhere }
.warning { border: 2px solid var(--accent); border-radius: 6px; padding: .6rem 1rem }
:focus-visible { outline: 3px solid var(--blue); outline-offset: 2px }
@media print { details::details-content { content-visibility: visible; display: block; height: auto } .failed { break-inside: avoid } }
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
<main>
"""
SHOWN = 3
"""How many troubles stand open: the first ones, where most points are.  Of the others, their checks are seen."""
NOT_COUNTED = "The entry and exit checks measure what you have learnt. Their points do not count."


def page(graded: Graded, mark: StudentMark | None = None) -> str:
    """Return a student's page, with the final mark where one is given.  Whatever came from outside is escaped."""
    title = escape(f"{catalogue.settings().name}: feedback for {graded.student.name}")
    parts = [
        HEAD.format(title=title, style=STYLE + catalogue.settings().styles("")),
        f"<h1>{title}</h1>\n",
        _summary(graded, mark),
    ]
    parts += _exercises(graded.exercises)
    return "".join([*parts, "</main>\n</body>\n</html>\n"])


def _exercises(results: list[ExerciseResult]) -> list[str]:
    """Return what needs work, most points first, and folded below it what does not."""
    done = [one for one in results if _all_passed(one)]
    work = sorted((one for one in results if not _all_passed(one)), key=lambda one: one.points - one.out_of)
    return [
        *([_overview(work)] if work else []),
        *([_pointer(len(done))] if done and work else []),
        *_in_full(work),
        *([_done(done)] if done else []),
    ]


def _all_passed(result: ExerciseResult) -> bool:
    return bool(result.checks) and all(check.state is State.PASSED for check in result.checks)


def _summary(graded: Graded, mark: StudentMark | None) -> str:
    counts = mark.counts if mark else ()
    earned = totals.points(graded.exercises, counts)
    most = mark.earned_out_of if mark else totals.out_of(graded.exercises, counts)
    said = [f"<p class=lead>{earned} of {most} points.</p>\n"]
    if not graded.exercises:
        said = [f"<p>{NOT_KNOWN if graded.standing == 'unclear' else 'Nothing was handed in.'}</p>\n"]
    if graded.faults:
        said = [
            "<p class=warning>The grader failed at a part of this. Your instructor knows; no mark yet.</p>\n"
        ]
    said += [f"<p>{escape(mark.said)}</p>\n"] if mark and mark.said else []
    said += [f"<p class=dim>{note}</p>\n" for note in _not_counted(graded, counts)]
    if graded.level == "process":
        said.append(f"<p class=warning>{escape(PROCESS_WARNING)}</p>\n")
    return "".join(said + [f"<p class=dim>{escape(note)}</p>\n" for note in _notes_on(graded)])


def _notes_on(graded: Graded) -> list[str]:
    return [note for note in notes_for_student(graded) if note != ABSENT]  # the page has said it


def _not_counted(graded: Graded, counts: Collection[str]) -> list[str]:
    if any(not totals.counts(one.lesson) for one in graded.exercises):
        return [NOT_COUNTED, *_left_out(graded, counts)]
    return _left_out(graded, counts)


def _left_out(graded: Graded, counts: Collection[str]) -> list[str]:
    """Return which exercises the instructor does not let count."""
    every = [one for one in graded.exercises if totals.counts(one.lesson)]
    out = [one.title for one in every if not totals.counts(f"{one.lesson}/{one.exercise}", counts)]
    return [f"Not counted in this course: {escape(', '.join(out))}."] if out else []


def _overview(results: list[ExerciseResult]) -> str:
    """Return the exercises with something to look at, as a table with links."""
    rows = "".join(
        f'<tr><th scope=row><a href="#{_anchor(one)}">{escape(one.title)}</a></th><td>{_points(one)}</td>'
        f"<td>{_to_look_at(one)}</td></tr>\n"
        for one in results
    )
    head = "<tr><th scope=col>Exercise</th><th scope=col>Points</th><th scope=col>To look at</th></tr>"
    return f"<table>\n<thead>{head}</thead>\n<tbody>\n{rows}</tbody>\n</table>\n"


def _pointer(done: int) -> str:
    many = "One exercise has" if done == 1 else f"{done} exercises have"
    return f'<p class=dim>{many} passed every check: <a href="#passed">at the end of this page</a>.</p>\n'


def _anchor(result: ExerciseResult) -> str:
    return escape(f"{result.lesson.partition('_')[0]}-{result.exercise.partition('_')[0]}")


def _points(result: ExerciseResult | CheckResult) -> str:
    return f"{result.points}&nbsp;of&nbsp;{result.out_of}"


def _to_look_at(result: ExerciseResult) -> str:
    failed = sum(check.state is not State.PASSED for check in result.checks)
    return {0: "–", 1: "1 check"}.get(failed, f"{failed} checks")


def _in_full(results: list[ExerciseResult]) -> list[str]:
    """Return a section for each exercise that needs work; the first few troubles of the page stand open."""
    parts, shown = [], 0
    for result in results:
        alike = _troubles(result)
        parts.append(_exercise(result, alike, SHOWN - shown))
        shown += len(alike)
    return parts


def _troubles(result: ExerciseResult) -> list[list[CheckResult]]:
    """Return the checks that did not pass, those with one and the same trouble together."""
    alike: dict[object, list[CheckResult]] = {}
    for check in map(for_student, result.checks):
        if check.state is not State.PASSED:
            alike.setdefault(_trouble(check), []).append(check)
    return list(alike.values())


def _exercise(result: ExerciseResult, alike: list[list[CheckResult]], opened: int) -> str:
    head = f'<section id="{_anchor(result)}">\n<h2>{escape(result.title)} <span class=dim>{_points(result)}</span></h2>\n'
    failed = "".join(_failed(some, number < opened) for number, some in enumerate(alike))
    passed = _passed(result)
    says = "1 check passed" if len(passed) == 1 else f"{len(passed)} checks passed"
    folded = f"<details>\n<summary>{says}</summary>\n{_list(passed)}</details>\n" if passed else ""
    return f"{head}{_notes(result)}<ul>\n{failed}</ul>\n{folded}</section>\n"


def _notes(result: ExerciseResult) -> str:
    return "".join(
        f"<p class=dim>Noticed when your file was run: <q>{escape(note)}</q></p>\n" for note in result.notes
    )


def _trouble(check: CheckResult) -> object:
    """Return what makes two failed checks one and the same trouble: a file that cannot be read fails all of them."""
    return (
        check.state,
        check.message,
        check.reported,
        check.belief,
        check.ask,
        check.line,
        check.cell,
        check.code,
    )


def _failed(some: list[CheckResult], opened: bool) -> str:
    """Return one card for checks with the same trouble: their titles, and folded behind them what is to be said."""
    first = some[0]
    named = "<br>\n".join(_named(check) for check in some)
    said = []
    if first.called:
        came = f" → <code>{escape(first.came_back)}</code>" if first.came_back else ""
        said.append(f"<code>{escape(first.called)}</code>{came}")
    head = f"<summary><span class=state>{escape(first.state)}</span> {named}</summary>\n"
    body = "".join(f"<p>{text}</p>\n" for text in said) + _explained(first)
    return f"<li class=failed>\n<details{' open' if opened else ''}>\n{head}{body}</details>\n</li>\n"


def _explained(check: CheckResult) -> str:
    """Return what went wrong: as a quotation where the process of the answer is all that says so."""
    said = [escape(check.message)] if check.message else []
    if check.line is not None:
        said.append(f"{check.place.capitalize()}: <code>{escape(check.code)}</code>")
    if check.belief:
        said.append(f"<span class=dim>What may lie behind it:</span> {escape(check.belief)}")
    ask = f"<p class=ask>{escape(check.ask)}</p>\n" if check.ask else ""
    words = "".join(f"<p>{text}</p>\n" for text in said) + ask
    return f"<p class=dim>{REPORTED}</p>\n<blockquote>\n{words}</blockquote>\n" if check.reported else words


def _named(check: CheckResult) -> str:
    held_out = ", a check you had not seen" if check.held_out else ""
    return f"{escape(check.title)} <span class=dim>{_points(check)}{held_out}</span>"


def _passed(result: ExerciseResult) -> list[CheckResult]:
    return [check for check in map(for_student, result.checks) if check.state is State.PASSED]


def _list(checks: list[CheckResult]) -> str:
    lines = "".join(
        f"<li class=passed><span class=state>passed</span> {_named(check)}</li>\n" for check in checks
    )
    return f"<ul>\n{lines}</ul>\n"


def _done(results: list[ExerciseResult]) -> str:
    """Return the exercises that passed every check, a line each, with their checks folded behind it."""
    folded = "".join(
        f'<details id="{_anchor(one)}">\n<summary>{escape(one.title)} <span class=dim>{_points(one)}</span></summary>\n'
        f"{_notes(one)}{_list(_passed(one))}</details>\n"
        for one in results
    )
    return f"<section id=passed>\n<h2>Every check passed</h2>\n{folded}</section>\n"
