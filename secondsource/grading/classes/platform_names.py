"""What the names that learning platforms give to files and folders say of their owner.

One row a platform.  `source` is where its way of naming can be looked up.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime

from secondsource.grading.classes.people import shown

NUMBER = r"\d{1,19}"
"""No platform's number is longer; a name with thousands of digits is no platform's."""

ATTEMPT = r"_attempt_\d{4}(?:-\d\d){5}"
TITLE = rf"(?!{NUMBER}{ATTEMPT}|\d_.+{ATTEMPT})"
"""Not where Blackboard's title of an assignment ends in numbers: `HW_1_lada_attempt_…`, with a login of digits, too."""


COUNTED = re.compile(r"\s*\(\d{1,4}\)$")
"""What systems add to a second folder or zip of a name."""


@dataclass(frozen=True)
class Platform:
    """How one platform names what it hands out."""

    name: str
    pattern: re.Pattern[str]
    """Groups: `label` (what one owner's files share), `name`, `number`, `participant`, `login`, `when`, `file`."""
    source: str
    when: str = ""
    """How its dates are written."""


@dataclass(frozen=True)
class Claim:
    """What was handed in, and what stands with it about whose it is."""

    label: str
    """What the instructor sees: the name of the folder or zip, or what one owner's files begin with."""
    platform: str = ""
    """Empty for a folder or zip that somebody named by hand."""
    name: str = ""
    number: str = ""
    """What the platform counts its users by; whether a class list uses the same numbers, the class must show."""
    participant: str = ""
    """Moodle's number, which is no id."""
    login: str = ""
    email: str = ""
    words: str = ""
    """A name by hand: it may be an id, a login, an address, a person's name, or several of them."""
    when: datetime | None = None
    mark: str = ""
    """What its files come to: another hand-in of the same name has another."""

    @property
    def key(self) -> str:
        """What tells it from every other hand-in, next week's too: a name by hand may come again with other files."""
        return self.label if self.platform or not self.mark else f"{self.label} [{self.mark}]"

    @property
    def own_id(self) -> str:
        """The id its owner has where there is no class list; empty where nothing says whose it is."""
        return self.number or self.participant or self.login or self.email or self.words or self.name

    @property
    def says(self) -> str:
        """What it says of its owner, to be read by a person."""
        number = self.number or (self.participant and f"participant {self.participant}")
        return ", ".join(part for part in (self.name, self.words, number, self.login, self.email) if part)


def _row(name: str, pattern: str, source: str, when: str = "") -> Platform:
    return Platform(name, re.compile(pattern, re.S), source, when)


PLATFORMS = (
    _row(
        "Moodle",
        rf"(?P<label>(?P<name>.+?)(?:_(?P<participant>{NUMBER}))?)_assignsubmission_(?:file|onlinetext)(?:_(?P<file>.*))?",
        "moodle/moodle, mod/assign/classes/downloader.php",
    ),
    _row(
        "Blackboard",
        r"(?P<label>(?P<login>.+?))_attempt_(?P<when>\d{4}(?:-\d\d){5})(?:_(?P<file>.+)|\.txt)?",
        "kwurst/bb-file-cleanup, README.md",
        "%Y-%m-%d-%H-%M-%S",
    ),
    _row(
        "Brightspace",
        rf"(?P<label>(?P<number>{NUMBER})-{NUMBER} ?- (?:(?P<login>[^\s-]*\d{{4,}}[^\s-]*) - )?(?P<name>.+?) ?- "
        r"(?P<when>[^-]*\d{4}[^-]*?))(?: - (?P<file>.+))?",
        "third-party scripts that read its downloads; not in D2L's own documentation",
        "%b %d, %Y %I%M %p",
    ),
    _row(
        "Canvas",
        rf"(?P<label>(?P<name>.+?)(?:_LATE)?_(?P<number>{NUMBER}))_(?:{TITLE}{NUMBER}_(?P<file>.+)|(?P<entry>text|link)\.html)",
        "instructure/canvas-lms, lib/content_zipper.rb",
    ),
    _row(
        "Canvas, anonymous",
        rf"(?:LATE_)?(?P<label>anon_[0-9A-Za-z]{{1,12}})_(?:{NUMBER}_(?P<file>.+)|(?P<entry>text|link)\.html)",
        "instructure/canvas-lms, lib/content_zipper.rb",
    ),
    _row("Gradescope", rf"(?P<label>submission_{NUMBER})", "ucbds-infra/otter-grader, its GradescopeParser"),
)  # fmt: skip


def claim_of(name: str) -> tuple[Claim, str] | None:
    """Return what a platform's name of a file or folder says, and the file's own name; None for no platform's.

    A student chooses the file's own name, which may look like another platform's: what stands first was put there
    by the platform.
    """
    text = unicodedata.normalize("NFC", name)
    every = [(platform, platform.pattern.fullmatch(text)) for platform in (PLATFORMS[4], *PLATFORMS)]
    said = [(platform, found.groupdict()) for platform, found in every if found]
    if not said:
        return None
    platform, groups = max(said, key=lambda one: len(one[1].get("file") or ""))
    return _claim(platform, groups), groups.get("file") or ""


def by_hand(label: str, name: str) -> Claim:
    """Return what a name that somebody gave by hand says: it may be anything."""
    return Claim(label=shown(label), words=COUNTED.sub("", shown(name)))


def _claim(platform: Platform, said: dict[str, str | None]) -> Claim:
    fields = {field: shown(said.get(field) or "") for field in ("name", "number", "participant", "login")}
    label = shown((said["label"] or "").replace("_LATE_", "_"))
    return Claim(
        label=label, platform=platform.name, when=_instant(said.get("when") or "", platform.when), **fields
    )


def _instant(text: str, form: str) -> datetime | None:
    """Return when a platform says it was handed in, as its clock shows; None for a date in another language."""
    try:
        return datetime.strptime(text.strip(), form).replace(tzinfo=UTC) if text else None
    except ValueError:
        return None
