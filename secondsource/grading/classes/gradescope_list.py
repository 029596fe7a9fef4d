"""Gradescope's list of who handed in each folder of its export: `submission_metadata.yml`."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import yaml

from secondsource.grading.classes.archives import Entry
from secondsource.grading.classes.people import IntakeError, shown
from secondsource.grading.classes.platform_names import Claim

GRADESCOPE, PLATFORM = "submission_metadata.yml", "Gradescope"
LARGEST_LIST = 50_000_000
"""Bytes of it that are read."""


def submitters(entry: Entry) -> dict[str, list[Claim]]:
    """Return who handed in each of Gradescope's folders, as its list says.

    Raises IntakeError where that list cannot be read: without it the folders name nobody.
    """
    try:
        with entry.open() as file:
            said = yaml.load(file.read(LARGEST_LIST), Loader=LOADER)  # noqa: S506 - a safe loader, in C where there is one
        return {shown(str(folder)): _people(str(folder), about) for folder, about in said.items()}
    except Exception as error:
        raise IntakeError(
            f"{GRADESCOPE}: {_first_line(error)}. Download the submissions again; it says whose each folder is."
        ) from None


def _people(folder: str, about: Any) -> list[Claim]:
    when = _instant(about.get(":created_at"))
    people = [
        Claim(
            label=shown(folder),
            platform=PLATFORM,
            when=when,
            name=shown(str(one.get(":name") or "")),
            number=shown(str(one.get(":sid") or "")),
            email=shown(str(one.get(":email") or "")),
        )
        for one in about[":submitters"]
    ]
    return people or [Claim(label=shown(folder), platform=PLATFORM, when=when)]


def _instant(said: Any) -> datetime | None:
    """Return when a folder was handed in; None where that is no moment.  Ruby's own kind of time holds one as `utc`."""
    found = said.get("utc") if isinstance(said, dict) else said
    return found if isinstance(found, datetime) and found.tzinfo else None


def _first_line(error: Exception) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Reads plain data; Ruby's own kinds, which Gradescope writes here and there, as what they look like."""


def _as_plain(loader: Any, _: str, node: yaml.Node) -> Any:
    return loader.construct_mapping(node) if isinstance(node, yaml.MappingNode) else None


_Loader.add_multi_constructor("!", _as_plain)
_Loader.add_multi_constructor("tag:", _as_plain)
LOADER = _Loader
