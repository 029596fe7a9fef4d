"""Writes what learning platforms and CI read, from `Graded` records and the marks they come to."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

from secondsource import __version__
from secondsource.grading import feedback, totals, worksheet
from secondsource.grading.gradebook import ClassMarks, StudentMark, class_marks
from secondsource.grading.graded import Graded, slug
from secondsource.grading.outputs import Outputs
from secondsource.grading.policy.final import rounded
from secondsource.grading.results import CheckResult, ExerciseResult, State
from secondsource.grading.student_view import REPORTED, notes_for_student, words
from secondsource.grading.tables import PROCESS_WARNING, canvas, gradebook, id_numbers, moodle

NOT_IN_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


# --- one file a student -----------------------------------------------------------------------


def gradescope(graded: Graded, mark: StudentMark | None = None) -> dict[str, Any]:
    """Return Gradescope's results.json; with a `mark`, its final mark is the score.

    There is always a `score`: without one Gradescope adds the checks up, those that do not count too.
    Where the grader failed it is not final, so students are not shown it.
    """
    counts = mark.counts if mark else ()
    said = [PROCESS_WARNING] if graded.level == "process" else []
    said += [f"The grader failed at {name}: this score is not final." for name in graded.faults]
    said += [mark.said] if mark and mark.said else []
    shown = mark.mark is not None if mark else not graded.faults
    final = float(mark.mark) if mark and mark.mark is not None else totals.points(graded.exercises, counts)
    return {
        "score": int(final) if final == int(final) else final,
        "visibility": "visible" if shown else "hidden",
        "output": "\n".join(said + notes_for_student(graded)),
        "output_format": "text",
        "execution_time": round(sum(graded.seconds.values()), 3),
        "extra_data": {"isolation": graded.level, "grader": __version__},
        "tests": [_gradescope_test(one, check, counts) for one in graded.exercises for check in one.checks],
    }


def _gradescope_test(result: ExerciseResult, check: CheckResult, counts: Collection[str]) -> dict[str, Any]:
    counted = totals.counts(f"{result.lesson}/{result.exercise}", counts)
    marks = {"score": check.points, "max_score": check.out_of} if counted else {}
    return {
        "name": f"{result.title}: {check.title}",
        **marks,
        "status": "passed" if check.state is State.PASSED else "failed",
        "output": words(check),
        "output_format": "text",
        "visibility": "visible",
        "extra_data": {"state": check.state, "held_out": check.held_out},
    }


def classroom50(graded: Graded, given: Mapping[str, str], mark: StudentMark | None = None) -> dict[str, Any]:
    """Return Classroom 50's result.json; `given` is the environment that platform sets, as far as it is known.

    Scores add up to the total, as that platform demands: a check that does not count is worth 0, and where
    the final mark is not the sum of the checks it is an entry of its own, and they are worth 0.  Scores
    are whole numbers there; a half is rounded up.
    Raises ValueError where the grader failed: the platform takes that for what it is, its own trouble.
    """
    if graded.faults and not (mark and mark.mark is not None):
        raise ValueError(f"the grader failed at {', '.join(graded.faults)}")
    counts = mark.counts if mark else ()
    tests = [_classroom50_test(one, check, counts) for one in graded.exercises for check in one.checks]
    if mark and (_sum(tests, "score") != mark.mark or _sum(tests, "max-score") != mark.out_of):
        tests = [_final_test(mark), *({**one, "score": 0, "max-score": 0} for one in tests)]
    names = {"classroom": "CLASSROOM", "assignment": "ASSIGNMENT", "assignment_type": "ASSIGNMENT_TYPE",
             "owner": "OWNER", "submission": "SUBMISSION_TAG", "commit": "COMMIT_URL",
             "release": "RELEASE_URL", "review": "REVIEW_URL"}  # fmt: skip
    return {
        "schema": "classroom50/result/v1",
        **{ours: given.get(theirs, "") for ours, theirs in names.items()},
        "datetime": _instant(graded.handed_in),
        "score": _sum(tests, "score"),
        "max-score": _sum(tests, "max-score"),
        "tests": tests,
    }


def _sum(tests: list[dict[str, Any]], key: str) -> int:
    return sum(int(one[key]) for one in tests)


def _final_test(mark: StudentMark) -> dict[str, Any]:
    score, most = (int(rounded(Fraction(one or 0), 0)) for one in (mark.mark, mark.out_of))
    return {"test-name": "Final mark", "passed": score >= most, "score": score, "max-score": most,
            "state": "final mark", "output": mark.said[:2000]}  # fmt: skip


def _instant(when: datetime | None) -> str:
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if when else ""


def _classroom50_test(result: ExerciseResult, check: CheckResult, counts: Collection[str]) -> dict[str, Any]:
    counted = totals.counts(f"{result.lesson}/{result.exercise}", counts)
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
        says = f"{REPORTED} {check.message}" if check.reported else check.message
        trouble = ET.SubElement(case, kind, message=_xml(says), type=check.state)
        trouble.text = _xml(words(check))


def _junit_counts(suite: ET.Element) -> None:
    suite.set("tests", str(len(suite.findall("testcase"))))
    suite.set("failures", str(len(suite.findall("testcase/failure"))))
    suite.set("errors", str(len(suite.findall("testcase/error"))))


def _xml(text: str) -> str:
    return NOT_IN_XML.sub("�", text)


# --- all of them ------------------------------------------------------------------------------


def write_all(
    book: Iterable[Graded],
    out: Path,
    assignment: str,
    roster: Path | None = None,
    marks: ClassMarks | None = None,
    outputs: Outputs | None = None,
    sheet: Path | None = None,
) -> list[str]:
    """Write every file of a class; return their names, folders with a slash.

    Moodle's grading worksheet, the roster itself or `sheet` beside it, is written again with the grades in it.
    """
    marks, outputs = marks or class_marks(book), outputs or Outputs(out)
    outputs.write("gradebook.csv", gradebook(marks), copy=True)
    outputs.write("canvas.csv", canvas(marks, assignment), copy=True)
    outputs.write("moodle.csv", moodle(marks, assignment, id_numbers(roster)), copy=True)
    written = ["gradebook.csv", "canvas.csv", "moodle.csv"]
    listed = roster if roster and worksheet.is_worksheet(roster) else None
    if path := sheet or listed:
        done = worksheet.filled(path, marks, is_class_list=path == listed)
        outputs.write(worksheet.FILE, done.data)
        outputs.notices += done.notices
        written.append(f"{worksheet.FILE} ({done.filled} of {done.lines} lines filled)")
    outputs.write("junit.xml", junit(book))
    for graded in book:
        _write_student(graded, outputs, assignment, marks)
    return [*written, "junit.xml", "feedback/", "gradescope/", "classroom50/"]


def _write_student(graded: Graded, outputs: Outputs, assignment: str, marks: ClassMarks) -> None:
    name, mark = slug(graded.student), marks.by_id.get(graded.student.id)
    outputs.write(f"feedback/{name}.html", feedback.page(graded, mark))
    outputs.write(f"gradescope/{name}.json", json.dumps(gradescope(graded, mark), indent=1) + "\n")
    result = f"classroom50/{name}.json"
    if mark is None or mark.mark is None:
        outputs.remove(result)  # that platform knows no mark that is not final
        return
    owner = graded.student.login or graded.student.id
    given = {"ASSIGNMENT": assignment, "ASSIGNMENT_TYPE": "individual", "OWNER": owner}
    outputs.write(result, json.dumps(classroom50(graded, given, mark), indent=1) + "\n")
