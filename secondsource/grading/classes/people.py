"""Who hands in, and how what they are called may be shown."""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

from secondsource.grading.wire import clean
from secondsource.models import Record

LONGEST_NAME = 120
INVISIBLE = re.compile(r"[\u00ad\u061c\u200b-\u200f\u2060\ufeff]")
"""Marks that nobody sees: two names that look alike must be alike."""
BYTES = re.compile(r"[\udc80-\udcff]")
"""How Python reads bytes of a file name that are no UTF-8."""

Standing = Literal["handed in", "absent", "unclear", "unmatched"]
"""How a student stands to what was handed in.

"absent": on the class list, and every hand-in belongs to somebody else.  "unclear": on the class list, and
a hand-in whose owner is not known may be theirs.  "unmatched": such a hand-in.
"""


class IntakeError(ValueError):
    """What was handed over cannot be taken in; the message names the place and the mend."""


class Student(Record):
    """Who handed in."""

    id: str
    """Stable: what the class list says; without one the platform's number, or the name of folder or zip."""
    name: str
    email: str = ""
    section: str = ""
    login: str = ""
    """What the platform calls them, where a roster says so."""
    participant: str = ""
    """The number of Moodle's “Participant 17”, which is no id: it is another in every assignment."""
    sis: str = ""
    """The school's own id, where the list is Canvas's: its `SIS User ID`."""


def shown(name: str) -> str:
    """Return a name from outside as it may be printed: one line, nothing in it that moves or hides text."""
    readable = BYTES.sub(lambda found: f"\\x{ord(found[0]) - 0xDC00:02x}", name)
    plain = INVISIBLE.sub("", unicodedata.normalize("NFC", readable))
    return clean(" ".join(plain.split()), LONGEST_NAME)
