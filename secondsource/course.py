"""What an instructor decides about the course as a whole: `course.yaml`, read in this one place.

Its name, the lessons that are left out, and its colours.  Without the file, or where a line is left out of it,
everything is as the course was handed out.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

FILE = "course.yaml"
Lesson = Annotated[str, StringConstraints(pattern=r"^lesson\d+$")]
Title = Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^[^<>{}]{1,80}$")]
Colour = Annotated[str, StringConstraints(pattern=r"^#[0-9a-fA-F]{6}$")]
Name = Literal[
    "paper", "raised", "tint", "ink", "muted", "rule", "accent", "blue", "amber", "green", "violet"
]
"""The colours there are, as docs/assets/css/base.css names them."""


class CourseError(ValueError):
    """course.yaml cannot be used; the message names the line's key, and the mend."""


class Course(BaseModel):
    """The decisions."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Title = "Second Source"
    leave_out: frozenset[Lesson] = frozenset()
    light: dict[Name, Colour] = Field(default_factory=dict)
    dark: dict[Name, Colour] = Field(default_factory=dict)

    def leaves_out(self, lesson: str) -> bool:
        """Return whether a lesson (`lesson3_opinion_and_reporting`, or only `lesson3`) is left out."""
        return lesson.partition("_")[0] in self.leave_out

    def styles(self, prefix: str = "ss-") -> str:
        """Return CSS that sets the chosen colours, whatever the page's own scheme; nothing where none is chosen."""
        light, dark = _set(self.light, prefix), _set(self.dark, prefix)
        return "".join(
            f"{selector} {{{colours}}}{end}\n"
            for selector, colours, end in (
                (":root, [data-md-color-scheme=default]", light, ""),
                ("@media (prefers-color-scheme: dark) { :root:not(:has([data-md-color-scheme]))", dark, " }"),
                ("[data-md-color-scheme=slate]", dark, ""),
            )
            if colours
        )


def _set(colours: dict[Name, Colour], prefix: str) -> str:
    return "".join(f" --{prefix}{name}: {colour};" for name, colour in sorted(colours.items()))


def read(folder: Path) -> Course:
    """Return what the folder's course.yaml decides.  Raises CourseError with key and mend where it cannot be used."""
    path = folder / FILE
    try:
        changed = path.stat().st_mtime_ns
    except OSError:
        return DEFAULT
    return _read(path, changed)


@cache
def _read(path: Path, _changed: int) -> Course:
    import yaml  # a page has neither the file nor a use for what reads it

    try:
        found = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
        return Course.model_validate(found)
    except ValidationError as error:
        raise CourseError("\n".join(_told(one["loc"], one["msg"]) for one in error.errors())) from None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise CourseError(f"{FILE} is no YAML that can be read: {error}") from None


def _told(place: tuple[int | str, ...], says: str) -> str:
    where = ".".join(str(step) for step in place) or "the file"
    meant = {
        "leave_out": "a list such as [lesson3]",
        "light": COLOURS,
        "dark": COLOURS,
        "name": "a name of 1 to 80 characters, none of them < > { }",
    }
    wanted = meant.get(str(place[0]) if place else "", f"only {', '.join(Course.model_fields)}")
    return f"{FILE}, {where}: {says}. Wanted: {wanted}."


COLOURS = 'colours by name, such as {accent: "#8a2f1d"}'
DEFAULT = Course()
