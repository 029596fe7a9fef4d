"""A policy to begin with, all of it in comments, and what a policy says in words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC
from pathlib import Path

from secondsource import catalogue
from secondsource.files import private_folder, write_atomically
from secondsource.grading.policy.fields import Policy
from secondsource.grading.policy.final import plain, short
from secondsource.grading.policy.lateness import in_zone
from secondsource.grading.policy.reading import PolicyError, read_policy

STARTER = """\
# What you decide for your class. Remove the # from the lines you want.
# Check it without grading:  secondsource policy {path}
# Every field is explained on the page “Grade a class”, under “Late days, weights, marks by hand”.

# time_zone: Europe/Vienna        # for times that name no zone: here, and in archives

# due:                            # a date alone means the end of that day
{due}

# late:
#   per_day: 10 %                 # or: 2 points; a day that has begun costs a whole day
#   percent_of: earned            # or: possible
#   at_most: 50 %                 # the most that lateness costs
#   closes_after: 7               # days after which a lesson earns nothing

# grace:
#   minutes: 15                   # that much later is still on time
#   free_days: 3                  # days each student may be late in all

# counts: [{lessons}]
# weights: {{{weights}}}
# out_of: 100                     # what the total is scaled to

# drop_lowest:
#   exercises: 1                  # of each lesson
#   lessons: 1

# absent: blank                   # or: zero
# decimals: 2                     # of a final mark

# students:                       # by id, as in the gradebook
#   "17":
#     extra_days: 2
#     due: {{lesson2: 2026-11-20 12:00}}
#     marks:
#       lesson2/ex3: {{mark: 7, comment: Read again on 3 December.}}
#       total: 61
#     comment: Ill in October.
"""


def write_starter(path: Path) -> str:
    """Write a policy to begin with, where there is none; return in words what was done.

    Raises PolicyError where there is one already, OSError.
    """
    if path.exists():
        raise PolicyError(f"{path} is there already. To check it: secondsource policy {path}")
    write_atomically(
        path if path.parent.is_dir() else private_folder(path.parent) / path.name, starter(str(path))
    )
    return f"Written: {path}. All of it is comments: remove the # from the lines you want."


def read_and_say(path: Path) -> list[str]:
    """Return what a policy says, a sentence each.  Raises PolicyError for one that cannot be used, OSError."""
    if not path.is_file():
        raise PolicyError(
            f"There is no {path}. To write one to begin with: secondsource policy {path} --write"
        )
    return [f"{path} can be used. It says:", *in_words(read_policy(path))]


def starter(path: str) -> str:
    """Return a commented policy with the lessons there are; `path` is where it is going to stand."""
    counting = sorted({one.lesson for one in catalogue.exercises() if Policy().counted(one.id)})
    names = [short(one) for one in counting]
    return STARTER.format(
        path=path,
        due="\n".join(f"#   {name}: 2026-10-{12 + 7 * (n % 3)} 23:59" for n, name in enumerate(names)),
        lessons=", ".join(names),
        weights=", ".join(f"{name}: 20" for name in names),
    )


def in_words(policy: Policy) -> Iterator[str]:
    """Give what a policy says, a sentence each."""
    yield f"Counts: {', '.join(map(short, policy.counts)) or 'every lesson'}."
    for lesson, when in sorted(policy.due.items(), key=lambda one: in_zone(one[1], policy).astimezone(UTC)):
        yield f"Due: {short(lesson)}, {in_zone(when, policy):%A %Y-%m-%d %H:%M %Z}."
    yield from _lateness(policy)
    if policy.weights:
        said = ", ".join(f"{short(name)} {plain(one)}" for name, one in policy.weights.items())
        yield f"Weights: {said}."
    dropped = policy.drop_lowest
    if dropped.exercises or dropped.lessons:
        yield f"Dropped: the lowest {dropped.exercises} exercises of each lesson, {dropped.lessons} lessons."
    if policy.out_of:
        yield f"The total is scaled to {policy.out_of}."
    yield f"A student who handed in nothing: {policy.absent} in import files."
    by_hand = sum(len(one.marks) for one in policy.students.values())
    yield f"{len(policy.students)} students with rules of their own, {by_hand} marks set by hand."


def _lateness(policy: Policy) -> Iterator[str]:
    late, grace = policy.late, policy.grace
    if late:
        most = f", at most {late.at_most}" if late.at_most else ""
        closes = "" if late.closes_after is None else f"; after {late.closes_after} days it earns nothing"
        yield f"Each begun day late costs {late.per_day}{most}{closes}."
    if grace.minutes or grace.free_days:
        yield f"Forgiven: {grace.minutes} minutes, and {grace.free_days} days a student in all."
