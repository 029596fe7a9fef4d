"""When a checkout was handed in, and who says so.

A commit's date is set by whoever makes the commit, so the platform's tag goes first.  The answer does not
change when the same submission is graded again.
"""

from __future__ import annotations

import os
import re
import subprocess
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

TAG = re.compile(r"submit/(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)Z-\w+")
COMMITTER = re.compile(rb"^committer .*> (\d{1,12}) [+-]\d{4}$", re.M)
PATIENCE = 20.0
"""Seconds git may take for one object."""
APART = timedelta(days=1)
"""What may lie between a commit and its tag without a word."""
GUARDED = {
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_ALLOW_PROTOCOL": "none",  # a missing object is not fetched: that would start what the checkout names
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_OPTIONAL_LOCKS": "0",
}
"""The settings git is left with: a checkout may bring its own, and some of them start programs."""


@dataclass(frozen=True)
class Instant:
    """A time of handing in."""

    when: datetime | None
    """None where nobody says."""
    in_words: str
    """The time, and where it comes from."""


def submission_time(checkout: Path, tag: str) -> Instant:
    """Return when a checkout was handed in: by the submission's tag, else by its commit."""
    tagged, committed = _of_tag(tag), _of_commit(checkout)
    if tagged:
        return Instant(
            tagged, f"Handed in {_shown(tagged)}, by the submission's tag.{_beside(tagged, committed)}"
        )
    if committed:
        said = "by its commit, since the tag names no time. Whoever makes a commit sets its date."
        return Instant(committed, f"Handed in {_shown(committed)}, {said}")
    return Instant(None, "When this was handed in is not known: neither tag nor commit names a time.")


def _beside(tagged: datetime, committed: datetime | None) -> str:
    if committed is None or abs(tagged - committed) <= APART:
        return ""
    return f" The commit itself says {_shown(committed)}; whoever makes a commit sets its date."


def _of_tag(tag: str) -> datetime | None:
    said = TAG.fullmatch(tag)
    return _made(f"{said[1]}T{said[2]}:{said[3]}:{said[4]}+00:00") if said else None


def _made(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:  # a 31st of February
        return None


def _of_commit(checkout: Path) -> datetime | None:
    """Return the date of the commit that is checked out.

    Only the object is read: `git log` would look at the checkout's own settings, which may name programs.
    """
    command = ["git", "-c", f"safe.directory={checkout}", "-C", str(checkout), "cat-file", "commit", "HEAD"]
    try:
        ran = subprocess.run(  # noqa: S603 - git from the platform's PATH, on the folder it checked out
            command, capture_output=True, timeout=PATIENCE, check=False, env=os.environ | GUARDED
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    said = COMMITTER.search(ran.stdout.partition(b"\n\n")[0])
    try:
        return datetime.fromtimestamp(int(said[1]), UTC) if said else None
    except (OverflowError, ValueError, OSError):
        return None


def _shown(when: datetime) -> str:
    return when.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S UTC")
