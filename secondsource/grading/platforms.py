"""What runs on a platform that grades one student at a time: Gradescope, Classroom 50.

The package that `secondsource export` wrote starts `main` with the platform's name, a folder and the
isolation level.  Anything that is no mark (no isolation, a fault of the grader) ends with exit code 1
and without a result: the platform then says that the grading failed, and shows no 0.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from secondsource.grading import totals
from secondsource.grading.alone import grade_alone
from secondsource.grading.classes import Student
from secondsource.grading.formats import classroom50, gradescope
from secondsource.grading.graded import Graded
from secondsource.grading.sandbox import Level, NoIsolation, demand, level_of
from secondsource.grading.submission_time import Instant, submission_time
from secondsource.grading.tables import PROCESS_WARNING
from secondsource.grading.wire import clean

COURSE = Path(__file__).resolve().parents[2]
"""Where the package was unpacked.  Nothing depends on the folder a platform starts it in."""
LONGEST_NAME = 200
LONGEST_TEXT = 4_000
"""Characters of one text in a result: what an answer printed may be of any length."""
MORE = (
    "These are the visible checks. More checks, on texts you have not seen, run when your instructor grades."
)
MEND = (
    "Nobody can be graded here with the level this package was made for. Containers often forbid what the "
    "sandbox needs, Docker's usual settings among them. Then make the package again, on your own machine, with "
    "`secondsource export {platform} --isolation process`: marks are computed outside the answer, but an answer "
    "can read the solutions. The safer way is to collect the answers here and to run `secondsource grade` yourself."
)


# --- Gradescope -------------------------------------------------------------------------------


def on_gradescope(root: Path, level: Level) -> None:
    """Grade `root/submission` and write `root/results/results.json`; `root` is /autograder there.

    Raises ValueError where the grader failed, NoIsolation where the level cannot be given.
    """
    target = root / "results" / "results.json"
    _clear(target)
    student, handed_in = submitter(root / "submission_metadata.json")
    graded = grade_alone(root / "submission", student, level, handed_in)
    _write(target, _as_json(gradescope(_without_fault(graded))))


def submitter(metadata: Path) -> tuple[Student, datetime | None]:
    """Return who submitted and when, as Gradescope's metadata has it; a group is one student of several names.

    Odd metadata costs nobody a mark: what cannot be read there is left out, and said on the error stream.
    """
    try:
        about = json.loads(metadata.read_text(encoding="utf-8")) if metadata.is_file() else {}
        people = [one for one in about.get("users") or [] if one.get("id") is not None]
    except (OSError, ValueError, AttributeError, TypeError, RecursionError) as error:
        sys.stderr.write(f"{metadata.name} cannot be read ({error}): graded without a name and a time.\n")
        about, people = {}, []
    if not people:
        return Student(id="submission", name="submission"), _instant(about.get("created_at"))
    student = Student(
        id=_short("-".join(sorted(str(one["id"]) for one in people))),
        name=_short(", ".join(str(one.get("name") or one["id"]) for one in people)),
        email=_short(str(people[0].get("email") or "")),
    )
    return student, _instant(about.get("created_at"))


def _instant(said: object) -> datetime | None:
    try:
        when = datetime.fromisoformat(str(said))
    except ValueError:
        return None
    return when if when.tzinfo else None


def _short(text: str) -> str:
    return clean(text.replace("\n", " "), LONGEST_NAME)


# --- Classroom 50 -----------------------------------------------------------------------------


def on_classroom50(checkout: Path, level: Level) -> None:
    """Grade a student's checkout and write `result.json` and `release-body.md` into it.

    Raises ValueError where the grader failed, NoIsolation where the level cannot be given.
    """
    result, body = checkout / "result.json", checkout / "release-body.md"
    _clear(result)
    _clear(body)
    given = dict(os.environ)
    given["OWNER"] = given.get("OWNER") or given.get("USERNAME", "")
    given["REVIEW_URL"] = given.get("REVIEW_URL") or given.get("COMMIT_URL", "")
    owner = _short(given["OWNER"]) or "submission"
    time = submission_time(checkout, given.get("SUBMISSION_TAG", ""))
    graded = grade_alone(checkout, Student(id=owner, name=owner), level, time.when)
    _write(result, _as_json(classroom50(_without_fault(graded), given)))
    _write(body, release_body(graded, time))


def release_body(graded: Graded, time: Instant) -> str:
    """Return what a student reads on the platform, as Markdown: points only, since names may come from outside."""
    earned, most = totals.points(graded.exercises), totals.out_of(graded.exercises)
    lines = [f"### {earned} of {most} points", "", "| Exercise | Points |", "|---|---|"]
    lines += [f"| {one.title} | {one.points} of {one.out_of} |" for one in graded.exercises]
    warning = ["", PROCESS_WARNING] if graded.level == "process" else []
    return "\n".join([*lines, "", time.in_words, "", MORE, *warning, ""])


# --- both -------------------------------------------------------------------------------------


def _without_fault(graded: Graded) -> Graded:
    if graded.faults:
        raise ValueError(f"The grader failed at {', '.join(graded.faults)}. This is not a mark.")
    return graded


def _as_json(result: dict[str, Any]) -> str:
    return json.dumps(_cut(result), indent=1) + "\n"


def _cut(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _cut(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_cut(one) for one in value]
    return clean(value, LONGEST_TEXT) if type(value) is str else value


def _clear(target: Path) -> None:
    """Take away what has the name of a result, whatever it is; what a link leads to stays as it is."""
    if target.is_dir() and not target.is_symlink():
        shutil.rmtree(target)
    else:
        target.unlink(missing_ok=True)


def _write(target: Path, text: str) -> None:
    """Write a result whole or not at all, under a name nobody could lay a link on before."""
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    with os.fdopen(handle, "w", encoding="utf-8", errors="replace") as file:
        file.write(text)
    Path(draft).chmod(0o644)
    Path(draft).replace(target)


PLATFORMS: dict[str, Callable[[Path, Level], None]] = {
    "gradescope": on_gradescope,
    "classroom50": on_classroom50,
}


def main(arguments: list[str]) -> int:
    """Run on a platform, as `NAME FOLDER LEVEL`, or try the level before, as `ready NAME LEVEL`.

    Returns the exit code.
    """
    command, place, level = arguments
    try:
        if command == "ready":
            demand(level_of(level))
            sys.stdout.write(f"Ready: this machine gives the level {level!r}.\n")
        else:
            folder = Path(place).resolve()
            with contextlib.chdir(COURSE):
                PLATFORMS[command](folder, level_of(level))
    except Exception as error:  # whatever it is, it must not look like a mark
        sys.stderr.write(f"Nothing was graded. {type(error).__name__}: {error}\n")
        if isinstance(error, NoIsolation):
            sys.stderr.write(MEND.format(platform=place if command == "ready" else command) + "\n")
        return 1
    return 0


if (
    __name__ == "__main__"
):  # pragma: no cover - as platforms start it; the tests do so in a process of its own
    sys.exit(main(sys.argv[1:]))
