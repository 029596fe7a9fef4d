"""What a student may see of a result: never what a held-out check asked, and whose words are whose."""

from __future__ import annotations

from typing import Any

from secondsource.grading.graded import AGAIN, STRAY, UNCLEAR, Graded
from secondsource.grading.results import CheckResult, State

HELD_OUT_WORDS = {
    State.NOT_ANSWERED: "Nothing was there to check.",
    State.ERROR: "Your code raised an error, or gave back something of another type, on a text it had not seen.",
    State.TIMED_OUT: "Your code did not end in time on a text it had not seen.",
    State.OUT_OF_MEMORY: "Your code needed more memory than there is.",
    State.STOPPED: "Your code ended the process it ran in, or sent something that is not an answer.",
}
REPORTED = "Reported by the process that ran your code:"
"""What stands above words that nobody but an answer's process vouches for."""
MAY_BE_YOURS = "There is a hand-in whose owner is not known. It may be yours: ask your instructor."
OURS_ALONE: dict[str, Any] = {"remark": "", "measures": {}}
"""What no student is shown."""
HELD_OUT_ALONE: dict[str, Any] = {
    "called": "", "came_back": "", "code": "", "printed": "", "hints": [], "line": None, "cell": None,
    "reported": False,
}  # fmt: skip


def for_student(check: CheckResult) -> CheckResult:
    """Return a result as its student may see it: of a held-out check only what its author wrote.

    What was called, what came back and what an error said or asked would hand the held-out material on.
    """
    if not check.held_out:
        return check.model_copy(update=OURS_ALONE)
    said = {
        "message": HELD_OUT_WORDS.get(check.state, check.message),
        "ask": "" if check.reported else check.ask,
    }
    return check.model_copy(update={**OURS_ALONE, **HELD_OUT_ALONE, **said})


def notes_for_student(graded: Graded) -> list[str]:
    """Return the notes on a hand-in as its student may read them: not what one run had to do with the class list."""
    return [MAY_BE_YOURS if note == UNCLEAR else note for note in graded.notes if note not in {AGAIN, STRAY}]


def words(check: CheckResult) -> str:
    """Return the message, the belief and the question of a result, as plain text for a platform.

    What an answer's process reported stands as a quotation, each line of it.
    """
    seen = for_student(check)
    said = [part for part in (seen.message, seen.belief, seen.ask) if part]
    if seen.reported:
        said = [REPORTED, *(f"> {line}" for part in said for line in part.splitlines())]
    return "\n".join(said)
