"""Writes what learning platforms and CI read.  Every file is made from `Graded` records and nothing else."""

from __future__ import annotations

import csv
import io
import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from secondsource import __version__
from secondsource.grading.classroom import Graded, slug
from secondsource.grading.results import CheckResult, ExerciseResult, State

FORMULA = re.compile(r"[=+\-@\t\r\n]")
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
    """Return one line a student, one column an exercise; a mark the grader failed at is left empty."""
    names = _exercises(book)
    head = ["id", "name", "email", "section", *names, "total", "out of", "isolation", "handed in", "remarks"]
    return table([head, *(_line(graded, names) for graded in book)])


def _exercises(book: Iterable[Graded]) -> list[str]:
    return sorted({_id(one) for graded in book for one in graded.exercises})


def _line(graded: Graded, names: list[str]) -> list[object]:
    student, points = graded.student, {_id(one): one.points for one in graded.exercises}
    marks: list[object] = ["" if name in graded.faults else points.get(name, "") for name in names]
    total = "" if graded.faults else graded.points
    when = graded.handed_in.isoformat(timespec="seconds") if graded.handed_in else ""
    person = [student.id, student.name, student.email, student.section]
    return [*person, *marks, total, graded.out_of, graded.level, when, " ".join(_remarks(graded))]


def _remarks(graded: Graded) -> list[str]:
    failed = [f"The grader failed at {name}: no mark yet." for name in graded.faults]
    return failed + ([PROCESS_WARNING] if graded.level == "process" else []) + graded.notes


def _id(result: ExerciseResult) -> str:
    return f"{result.lesson}/{result.exercise}"


def canvas(book: Iterable[Graded], assignment: str) -> str:
    """Return Canvas's gradebook import; `assignment` as Canvas shows it, `Name (id)`, or it makes a new one."""
    head = ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", assignment]
    most = max((graded.out_of for graded in book), default=0)
    rows = [_canvas_line(graded) for graded in book if not graded.faults]
    return table([head, ["    Points Possible", "", "", "", "", most], *rows])


def _canvas_line(graded: Graded) -> list[object]:
    who = graded.student
    return [who.name, who.id, "", who.login, who.section, graded.points if graded.exercises else 0]


def moodle(book: Iterable[Graded], assignment: str) -> str:
    """Return Moodle's grade import, to be mapped by e-mail address or ID number, with the feedback."""
    head = ["ID number", "Full name", "Email address", assignment, f"{assignment} (feedback)"]
    rows = [_moodle_line(graded) for graded in book if not graded.faults]
    return table([head, *rows])


def _moodle_line(graded: Graded) -> list[object]:
    feedback = "; ".join(f"{one.title}: {one.points} of {one.out_of}" for one in graded.exercises)
    who = graded.student
    return [
        who.id,
        who.name,
        who.email,
        graded.points if graded.exercises else 0,
        feedback or "Handed in nothing.",
    ]


# --- one file a student -----------------------------------------------------------------------


def gradescope(graded: Graded) -> dict[str, Any]:
    """Return Gradescope's results.json.  No total where the grader failed: Gradescope then shows an error."""
    tests = [_gradescope_test(one, check) for one in graded.exercises for check in one.checks]
    top: dict[str, Any] = {} if graded.faults else {"score": graded.points}
    said = [PROCESS_WARNING] if graded.level == "process" else []
    return {
        **top,
        "output": "\n".join(
            said + [f"The grader failed at {name}." for name in graded.faults] + graded.notes
        ),
        "output_format": "text",
        "execution_time": round(sum(graded.seconds.values()), 3),
        "extra_data": {"isolation": graded.level, "grader": __version__},
        "tests": tests,
    }


def _gradescope_test(result: ExerciseResult, check: CheckResult) -> dict[str, Any]:
    return {
        "name": f"{result.title}: {check.title}",
        "score": check.points,
        "max_score": check.out_of,
        "status": "passed" if check.state is State.PASSED else "failed",
        "output": words(check),
        "output_format": "text",
        "visibility": "visible",
        "extra_data": {"state": check.state, "held_out": check.held_out},
    }


def classroom50(graded: Graded, given: Mapping[str, str]) -> dict[str, Any]:
    """Return Classroom 50's result.json; `given` is the environment that platform sets.

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
        "datetime": graded.handed_in.isoformat() if graded.handed_in else "",
        "score": graded.points,
        "max-score": graded.out_of,
        "tests": tests,
    }


def _classroom50_test(result: ExerciseResult, check: CheckResult) -> dict[str, Any]:
    return {
        "test-name": f"{result.title}: {check.title}",
        "passed": check.state is State.PASSED,
        "score": check.points,
        "max-score": check.out_of,
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


def write_all(book: Iterable[Graded], out: Path, assignment: str) -> list[str]:
    """Write every file of a class; return their names, folders with a slash."""
    from secondsource.grading.feedback import page

    _write(out / "gradebook.csv", [gradebook(book)])
    _write(out / "canvas.csv", [canvas(book, assignment)])
    _write(out / "moodle.csv", [moodle(book, assignment)])
    _write(out / "junit.xml", junit(book))
    for graded in book:
        name = slug(graded.student)
        _write(out / "feedback" / f"{name}.html", [page(graded)])
        _write(out / "gradescope" / f"{name}.json", [json.dumps(gradescope(graded), indent=1), "\n"])
    return ["gradebook.csv", "canvas.csv", "moodle.csv", "junit.xml", "feedback/", "gradescope/"]


def _write(path: Path, parts: Iterable[str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.new")
    with draft.open("w", encoding="utf-8", newline="\n", errors="replace") as file:
        file.writelines(parts)
    draft.replace(path)
