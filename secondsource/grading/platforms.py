"""What runs on a platform that grades one student at a time: Gradescope, Classroom 50.

Each calls `main` with its name, a folder and the isolation level, from the package that
`secondsource export` wrote.  Anything that is no mark (no isolation, a fault of the grader) ends with
exit code 1 and without a result: the platform then says that the grading failed, and shows no 0.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from secondsource import catalogue
from secondsource.grading import totals
from secondsource.grading.classes import Student, meant
from secondsource.grading.classroom import Graded, Options, grade_class, slug
from secondsource.grading.formats import PROCESS_WARNING, classroom50, gradescope
from secondsource.grading.sandbox import Level, level_of

NO_ANSWER = "There is no file with an exercise's name in what was handed in."
MORE = (
    "These are the visible checks. More checks, on texts you have not seen, run when your instructor grades."
)
TAG = re.compile(r"submit/(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)Z-")


def on_gradescope(root: Path, level: Level) -> None:
    """Grade `root/submission` and write `root/results/results.json`; `root` is /autograder there.

    Raises ValueError where the grader failed, NoIsolation where the level cannot be given.
    """
    target = root / "results" / "results.json"
    target.unlink(missing_ok=True)
    student, handed_in = submitter(root / "submission_metadata.json")
    graded = grade_alone(root / "submission", student, level, handed_in)
    _write(target, gradescope(_without_fault(graded)))


def submitter(metadata: Path) -> tuple[Student, datetime | None]:
    """Return who submitted and when, as Gradescope's metadata has it; a group is one student of several names."""
    about = json.loads(metadata.read_text(encoding="utf-8")) if metadata.is_file() else {}
    people = about.get("users", [])
    if not people:
        return Student(id="submission", name="submission"), None
    student = Student(
        id="-".join(sorted(str(one["id"]) for one in people)),
        name=", ".join(one["name"] for one in people),
        email=people[0].get("email", ""),
    )
    return student, datetime.fromisoformat(about["created_at"])


def on_classroom50(checkout: Path, level: Level) -> None:
    """Grade a student's checkout and write `result.json` and `release-body.md` into it.

    Raises ValueError where the grader failed, NoIsolation where the level cannot be given.
    """
    target = checkout / "result.json"
    target.unlink(missing_ok=True)
    given = dict(os.environ)
    given["OWNER"] = given.get("OWNER") or given.get("USERNAME", "")
    given["REVIEW_URL"] = given.get("REVIEW_URL") or given.get("COMMIT_URL", "")
    owner = given["OWNER"] or "submission"
    graded = grade_alone(checkout, Student(id=owner, name=owner), level, submission_instant(checkout, given))
    _write(target, classroom50(_without_fault(graded), given))
    (checkout / "release-body.md").write_text(release_body(graded), encoding="utf-8")


def submission_instant(checkout: Path, given: Mapping[str, str]) -> datetime | None:
    """Return when a checkout was committed; failing that, the time in the submission's tag; None without both.

    It must not change when the same commit is graded again.
    """
    ran = subprocess.run(  # noqa: S603 - git from the platform's PATH, on the folder it checked out
        ["git", "-C", str(checkout), "log", "-1", "--format=%cI"],  # noqa: S607
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if ran.returncode == 0:
        return datetime.fromisoformat(ran.stdout.strip())
    said = TAG.match(given.get("SUBMISSION_TAG", ""))
    return datetime.fromisoformat(f"{said[1]}T{said[2]}:{said[3]}:{said[4]}+00:00") if said else None


def release_body(graded: Graded) -> str:
    """Return what a student reads on the platform, as Markdown: points only, since names may come from outside."""
    earned, most = totals.points(graded.exercises), totals.out_of(graded.exercises)
    lines = [f"### {earned} of {most} points", "", "| Exercise | Points |", "|---|---|"]
    lines += [f"| {one.title} | {one.points} of {one.out_of} |" for one in graded.exercises]
    warning = ["", PROCESS_WARNING] if graded.level == "process" else []
    return "\n".join([*lines, "", MORE, *warning, ""])


def grade_alone(place: Path, student: Student, level: Level, handed_in: datetime | None) -> Graded:
    """Return the result of one student's folder, whatever else lies in it.

    Fresh texts depend on the student's id alone, so that the same submission gets the same mark again.
    """
    with tempfile.TemporaryDirectory(prefix="secondsource_one_") as stage:
        inside = Path(stage, "class", slug(student), "exercises")
        empty = not _copied(place, inside)
        options = Options(level=level, jobs=1)
        outcome = grade_class(Path(stage, "class"), Path(stage, "out"), options, lambda *_: None)
        graded = next(iter(outcome.book))
    notes = [NO_ANSWER] if empty else graded.notes
    return graded.model_copy(update={"student": student, "handed_in": handed_in, "notes": notes})


def _copied(place: Path, inside: Path) -> int:
    """Copy the files that answer an exercise; return how many.  Without any, an exercise as handed out stands in."""
    found = [path for path in sorted(place.rglob("*")) if _answers(path.relative_to(place))]
    for path in found:
        target = inside / path.relative_to(place)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(path, target, follow_symlinks=False)
    if not found:
        first = catalogue.exercises()[0]
        (inside / first.lesson).mkdir(parents=True)
        shutil.copy(first.handed_out, inside / first.lesson)
    return len(found)


def _answers(path: Path) -> bool:
    hidden = any(part.startswith(".") for part in path.parts)
    return not hidden and meant(path.parts) is not None


def _without_fault(graded: Graded) -> Graded:
    if graded.faults:
        raise ValueError(f"The grader failed at {', '.join(graded.faults)}. This is no mark.")
    return graded


def _write(target: Path, result: dict[str, Any]) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_name(f".{target.name}.new")
    draft.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    draft.replace(target)


PLATFORMS: dict[str, Callable[[Path, Level], None]] = {
    "gradescope": on_gradescope,
    "classroom50": on_classroom50,
}


def main(arguments: list[str]) -> int:
    """Run on a platform; return the exit code."""
    platform, place, level = arguments
    try:
        PLATFORMS[platform](Path(place), level_of(level))
    except Exception as error:  # whatever it is, it must not look like a mark
        sys.stderr.write(f"Nothing was graded. {type(error).__name__}: {error}\n")
        return 1
    return 0
