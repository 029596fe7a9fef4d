"""Which policy rules a run, and what is to be said of it and of outputs that somebody changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from secondsource.files import write_atomically
from secondsource.grading import edits
from secondsource.grading.gradebook import ClassMarks
from secondsource.grading.graded import EDITED, Change
from secondsource.grading.outputs import NOTES, Outputs
from secondsource.grading.policy import Policy, PolicyError, read_policy, secret_of
from secondsource.grading.policy.reading import NAME
from secondsource.grading.policy.secret import NAME as SECRET

SHOWN = 5
"""Names of changed files that are listed; of more, only their number is given."""


@dataclass
class Ruling:
    """The policy of a run, its secret, and what is to be said of both."""

    policy: Policy
    secret: bytes
    notices: list[str] = field(default_factory=list)


def ruling(place: Path, out: Path, file: Path | None) -> Ruling:
    """Return the policy that a run is ruled by: the file that is named, else `policy.yaml` in the output folder.

    Raises PolicyError for one that cannot be used, OSError.
    """
    path = file or (out / NAME if (out / NAME).is_file() else None)
    if path and not path.is_file():
        raise PolicyError(
            f"There is no {path}. To write one to begin with: secondsource policy {path} --write"
        )
    policy = read_policy(path) if path else Policy()
    notices = [f"Policy: {path}."] if path else list(_no_policy(place, out))
    new = not policy.secret and not (out / SECRET).is_file()
    if new and any((out / "results").glob("*.json")):
        notices.append(
            f"New: {SECRET}, from which fresh texts are made. Marks made before it stay until they are marked anew."
        )
    write_atomically(out / NOTES / "policy", str(path.resolve()) if path else "")
    return Ruling(policy, secret_of(out, policy), notices)


def _no_policy(place: Path, out: Path) -> Iterator[str]:
    yield "Policy: none, so the final mark is what was earned."
    folder = place if place.is_dir() else place.parent
    near = [one / NAME for one in dict.fromkeys((folder, folder.parent, Path())) if (one / NAME).is_file()]
    note = out / NOTES / "policy"
    before = note.read_text("utf-8") if note.is_file() else ""
    if near or before:
        yield f"Not used: {before or near[0]}. To use it, name it with --policy, or move it to {out / NAME}."


def of_marks(marks: ClassMarks) -> Iterator[str]:
    """Give what is to be said of a policy and a class."""
    if marks.strangers:
        yield f"In the policy, but not in the class: {', '.join(marks.strangers)}. Compare the ids."
    if marks.policy.due and marks.zoneless:
        yield f"Times in archives name no zone. They were read as {marks.policy.time_zone}."


def of_edits(outputs: Outputs, marks: ClassMarks, changed: list[Change]) -> Iterator[str]:
    """Give what is to be said of outputs that were not as we wrote them, with the lines that make an edit last."""
    if outputs.unknown:
        yield f"Already there, and perhaps not written by grading: {_some(outputs.unknown)}. Kept in {outputs.aside}."
    if outputs.edited:
        yield f"Changed by hand since the last run: {_some(outputs.edited)}. Kept in {outputs.aside}, and written anew."
    students = edits.merged(
        [*(_of_table(name, outputs, marks) for name in outputs.edited), _of_results(changed)]
    )
    if students:
        yield f"To set such marks by hand, put them into {NAME}, below `students:` where it has that already:"
        yield edits.policy_lines(students, marks)


def _of_table(name: str, outputs: Outputs, marks: ClassMarks) -> edits.ByHand:
    before = outputs.before.get(name)
    if before is None or outputs.aside is None:
        return {}
    return edits.by_hand(edits.changes(before, (outputs.aside / name).read_bytes(), marks), marks, name)


def _of_results(changed: list[Change]) -> edits.ByHand:
    """Return the marks that stood in changed files of results, where marking anew gave another."""
    students: edits.ByHand = {}
    for one in changed:
        if one.why == EDITED:
            students.setdefault(one.student.id, {})[one.exercise] = (Decimal(one.before), "results")
    return students


def _some(names: list[str]) -> str:
    more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    return f"{', '.join(names[:SHOWN])}{more}"
