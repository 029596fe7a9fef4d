"""Writes what learning platforms and CI read.  Every file is made from `Graded` records and nothing else."""

from __future__ import annotations

import csv
import io
import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from secondsource import __version__
from secondsource.grading import totals, worksheet
from secondsource.grading.classroom import Graded, slug
from secondsource.grading.results import CheckResult, ExerciseResult, State

FORMULA = re.compile(r"[=+@\t\r\n]|-(?!$)")  # a bare dash is how platforms write that there is nothing
NOT_IN_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
HELD_OUT_WORDS = {
    State.NOT_ANSWERED: "Nothing was there to check.",
    State.ERROR: "Your code raised an error, or gave back something of another type, on a text it had not seen.",
    State.TIMED_OUT: "Your code did not end in time on a text it had not seen.",
    State.OUT_OF_MEMORY: "Your code needed more memory than there is.",
    State.STOPPED: "Your code ended the process it ran in, or sent something that is no answer.",
}
PROCESS_WARNING = (
    "Graded without the sandbox: an answer may have read the key. Do not rely on these marks alone."
)


def for_student(check: CheckResult) -> CheckResult:
    """Return a result as its student may see it: of a held-out check only what its author wrote.

    What was called, what came back and what an error said would hand the held-out material on.
    """
    if not check.held_out:
        return check
    message = HELD_OUT_WORDS.get(check.state, check.message)
    hidden: dict[str, Any] = {
        "called": "",
        "came_back": "",
        "code": "",
        "printed": "",
        "hints": [],
        "line": None,
    }
    return check.model_copy(update={**hidden, "message": message})


def words(check: CheckResult) -> str:
    """Return the message, the belief and the question of a result, as plain text for a platform."""
    seen = for_student(check)
    return "\n".join(part for part in (seen.message, seen.belief, seen.ask) if part)


def harmless(text: object) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    cell = str(text)
    return f"'{cell}" if FORMULA.match(cell) else cell


def table(rows: Iterable[Iterable[object]]) -> str:
    """Return rows as CSV, numbers bare and every text harmless."""
    said = io.StringIO()
    writer = csv.writer(said, lineterminator="\n")
    for row in rows:
        writer.writerow([cell if isinstance(cell, int | float) else harmless(cell) for cell in row])
    return said.getvalue()


# --- tables -----------------------------------------------------------------------------------


def gradebook(book: Iterable[Graded]) -> str:
    """Return one line a student, one column an exercise; a mark the grader failed at is left empty.

    The entry and exit checks come after the total: they measure learning, and do not count.
    """
    names = _exercises(book)
    lessons, measured = (
        [name for name in names if totals.counts(name) is wanted] for wanted in (True, False)
    )
    head = ["id", "name", "email", "section", *lessons, "total", "out of", *measured]
    lines = (_line(graded, lessons, measured) for graded in book)
    return table([[*head, "isolation", "handed in", "remarks"], *lines])


def _exercises(book: Iterable[Graded]) -> list[str]:
    return sorted({_id(one) for graded in book for one in graded.exercises})


def _line(graded: Graded, lessons: list[str], measured: list[str]) -> list[object]:
    student, found = graded.student, {_id(one): one.points for one in graded.exercises}
    marks = {name: "" if name in graded.faults else found.get(name, "") for name in lessons + measured}
    total = "" if graded.faults else totals.points(graded.exercises)
    when = graded.handed_in.isoformat(timespec="seconds") if graded.handed_in else ""
    return [
        student.id, student.name, student.email, student.section, *(marks[name] for name in lessons),
        total, totals.out_of(graded.exercises), *(marks[name] for name in measured),
        graded.level, when, " ".join(_remarks(graded)),
    ]  # fmt: skip


def _remarks(graded: Graded) -> list[str]:
    failed = [f"The grader failed at {name}: no mark yet." for name in graded.faults]
    return failed + ([PROCESS_WARNING] if graded.level == "process" else []) + graded.notes


def _id(result: ExerciseResult) -> str:
    return f"{result.lesson}/{result.exercise}"


def canvas(book: Iterable[Graded], assignment: str) -> str:
    """Return Canvas's gradebook import; `assignment` as Canvas shows it, `Name (id)`, or it makes a new one."""
    head = ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", assignment]
    most = max((totals.out_of(graded.exercises) for graded in book), default=0)
    rows = [_canvas_line(graded) for graded in book if not graded.faults]
    return table([head, ["    Points Possible", "", "", "", "", most], *rows])


def _canvas_line(graded: Graded) -> list[object]:
    who = graded.student
    return [who.name, who.id, "", who.login, who.section, totals.points(graded.exercises)]


def moodle(book: Iterable[Graded], assignment: str) -> str:
    """Return Moodle's grade import, to be mapped by e-mail address or ID number, with the feedback."""
    head = ["ID number", "Full name", "Email address", assignment, f"{assignment} (feedback)"]
    rows = [_moodle_line(graded) for graded in book if not graded.faults]
    return table([head, *rows])


def _moodle_line(graded: Graded) -> list[object]:
    who = graded.student
    return [who.id, who.name, who.email, totals.points(graded.exercises), worksheet.in_words(graded)]


# --- one file a student -----------------------------------------------------------------------


def gradescope(graded: Graded) -> dict[str, Any]:
    """Return Gradescope's results.json.

    There is always a `score`: without one Gradescope adds the checks up, those that do not count too.
    Where the grader failed it is not final, so students are not shown it.
    """
    said = [PROCESS_WARNING] if graded.level == "process" else []
    said += [f"The grader failed at {name}: this score is not final." for name in graded.faults]
    return {
        "score": totals.points(graded.exercises),
        "visibility": "hidden" if graded.faults else "visible",
        "output": "\n".join(said + graded.notes),
        "output_format": "text",
        "execution_time": round(sum(graded.seconds.values()), 3),
        "extra_data": {"isolation": graded.level, "grader": __version__},
        "tests": [_gradescope_test(one, check) for one in graded.exercises for check in one.checks],
    }


def _gradescope_test(result: ExerciseResult, check: CheckResult) -> dict[str, Any]:
    marks = {"score": check.points, "max_score": check.out_of} if totals.counts(result.lesson) else {}
    return {
        "name": f"{result.title}: {check.title}",
        **marks,
        "status": "passed" if check.state is State.PASSED else "failed",
        "output": words(check),
        "output_format": "text",
        "visibility": "visible",
        "extra_data": {"state": check.state, "held_out": check.held_out},
    }


def classroom50(graded: Graded, given: Mapping[str, str]) -> dict[str, Any]:
    """Return Classroom 50's result.json; `given` is the environment that platform sets, as far as it is known.

    Scores add up to the total, as that platform demands: a check that does not count is worth 0.
    Raises ValueError where the grader failed: the platform takes that for what it is, its own trouble.
    """
    if graded.faults:
        raise ValueError(f"the grader failed at {', '.join(graded.faults)}")
    tests = [_classroom50_test(one, check) for one in graded.exercises for check in one.checks]
    names = {"classroom": "CLASSROOM", "assignment": "ASSIGNMENT", "assignment_type": "ASSIGNMENT_TYPE",
             "owner": "OWNER", "submission": "SUBMISSION_TAG", "commit": "COMMIT_URL",
             "release": "RELEASE_URL", "review": "REVIEW_URL"}  # fmt: skip
    return {
        "schema": "classroom50/result/v1",
        **{ours: given.get(theirs, "") for ours, theirs in names.items()},
        "datetime": _instant(graded.handed_in),
        "score": totals.points(graded.exercises),
        "max-score": totals.out_of(graded.exercises),
        "tests": tests,
    }


def _instant(when: datetime | None) -> str:
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if when else ""


def _classroom50_test(result: ExerciseResult, check: CheckResult) -> dict[str, Any]:
    counted = totals.counts(result.lesson)
    return {
        "test-name": f"{result.title}: {check.title}",
        "passed": check.state is State.PASSED,
        "score": check.points if counted else 0,
        "max-score": check.out_of if counted else 0,
        "state": check.state,
        "output": words(check)[:2000],
    }


def junit(book: Iterable[Graded]) -> Iterator[str]:
    """Give JUnit XML, a suite a student: wrong answers as failures, everything else as errors."""
    yield '<?xml version="1.0" encoding="utf-8"?>\n<testsuites name="secondsource">\n'
    for graded in book:
        suite = ET.Element("testsuite", name=_xml(graded.student.id))
        properties = ET.SubElement(suite, "properties")
        ET.SubElement(properties, "property", name="isolation", value=graded.level)
        for one in graded.exercises:
            for check in one.checks:
                _junit_case(suite, one, check)
        _junit_counts(suite)
        ET.indent(suite)
        yield ET.tostring(suite, encoding="unicode") + "\n"
    yield "</testsuites>\n"


def _junit_case(suite: ET.Element, result: ExerciseResult, check: CheckResult) -> None:
    case = ET.SubElement(
        suite, "testcase", classname=f"{result.lesson}.{result.exercise}", name=_xml(check.check)
    )
    if check.state is not State.PASSED:
        kind = "failure" if check.state in {State.WRONG, State.NOT_ANSWERED} else "error"
        trouble = ET.SubElement(case, kind, message=_xml(check.message), type=check.state)
        trouble.text = _xml(words(check))


def _junit_counts(suite: ET.Element) -> None:
    suite.set("tests", str(len(suite.findall("testcase"))))
    suite.set("failures", str(len(suite.findall("testcase/failure"))))
    suite.set("errors", str(len(suite.findall("testcase/error"))))


def _xml(text: str) -> str:
    return NOT_IN_XML.sub("�", text)


# --- all of them ------------------------------------------------------------------------------


def write_all(book: Iterable[Graded], out: Path, assignment: str, roster: Path | None = None) -> list[str]:
    """Write every file of a class; return their names, folders with a slash.

    A roster that is Moodle's grading worksheet is written again with the grades in it.
    """
    _write(out / "gradebook.csv", [gradebook(book)])
    _write(out / "canvas.csv", [canvas(book, assignment)])
    _write(out / "moodle.csv", [moodle(book, assignment)])
    written = ["gradebook.csv", "canvas.csv", "moodle.csv"]
    if roster and worksheet.is_worksheet(roster):
        lines, done = worksheet.filled(roster, book)
        _write(out / "moodle_worksheet.csv", [table(lines)])
        written.append(f"moodle_worksheet.csv ({done} of {len(lines) - 1} lines filled)")
    _write(out / "junit.xml", junit(book))
    for graded in book:
        _write_student(graded, out, assignment)
    return [*written, "junit.xml", "feedback/", "gradescope/", "classroom50/"]


def _write_student(graded: Graded, out: Path, assignment: str) -> None:
    from secondsource.grading.feedback import page

    name = slug(graded.student)
    _write(out / "feedback" / f"{name}.html", [page(graded)])
    _write(out / "gradescope" / f"{name}.json", [json.dumps(gradescope(graded), indent=1), "\n"])
    result = out / "classroom50" / f"{name}.json"
    if graded.faults:
        result.unlink(missing_ok=True)  # that platform knows no mark that is not final
        return
    owner = graded.student.login or graded.student.id
    given = {"ASSIGNMENT": assignment, "ASSIGNMENT_TYPE": "individual", "OWNER": owner}
    _write(result, [json.dumps(classroom50(graded, given), indent=1), "\n"])


def _write(path: Path, parts: Iterable[str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.new")
    with draft.open("w", encoding="utf-8", newline="\n", errors="replace") as file:
        file.writelines(parts)
    draft.replace(path)
