"""Lays the site's sources out as course.yaml wants them: its name, its colours, without the lessons left out.

The repository's own files stay as they are. What is laid out is a copy that MkDocs and Zensical build alike.
"""

from __future__ import annotations

import json
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import yaml

from secondsource import catalogue
from secondsource.course import DEFAULT, Course
from secondsource.site import progress

NOT_SOURCES = {"docs", "site", "mkdocs.yml"}
CARD = r'<li class="ss-lesson(?:(?!</li>).)*?\(lessons/{lesson}_(?:(?!</li>).)*</li>\n'
"""A lesson on the home page."""
ROW = r"^\|[^|\n]*\]\((?:\.\./)*lessons/{lesson}_[^|\n]*\|.*\n"
"""A lesson's row in a table of minutes."""
LINK = r"\[([^\]\n]+)\]\((?:\.\./)*(?:lessons/)?{lesson}_[^)\n]*\)"
ANCHOR = r'<a\b[^>]*href="[^"]*\b{lesson}_[^"]*"[^>]*>(.*?)</a>'
SUM = re.compile(r"^\| \*\*All\*\* \|.*$", re.MULTILINE)


@contextmanager
def prepared(**own: str) -> Iterator[Path]:
    """Give MkDocs' settings, with these of their own, beside the sources as course.yaml wants them, while they are used.

    Snippets are looked for from the folder of the settings: build there.  Raises CourseError.
    """
    with tempfile.TemporaryDirectory(prefix="second-source-") as place:
        settings = Path(place).resolve() / "mkdocs.yml"
        given = {"INHERIT": str(catalogue.root() / "mkdocs.yml"), **lay_out(settings.parent), **own}
        settings.write_text(json.dumps(given), encoding="utf-8")
        yield settings


def lay_out(folder: Path) -> dict[str, Any]:
    """Lay the sources out in a folder; return what the settings there have of their own, beside mkdocs.yml."""
    course, root = catalogue.settings(), catalogue.root()
    for part in root.iterdir():
        if part.name not in NOT_SOURCES and not part.name.startswith("."):
            (folder / part.name).symlink_to(part)
    docs = folder / "docs"
    shutil.copytree(catalogue.docs(), docs, ignore=shutil.ignore_patterns(".play"))
    if styles := course.styles():
        with (docs / "assets" / "css" / "base.css").open("a", encoding="utf-8") as sheet:
            sheet.write(f"\n{styles}")
    if course.name != DEFAULT.name:
        _name(docs / "index.md", course.name)
    if course.leave_out:
        _take_out(docs, course)
    nav = _kept(yaml.safe_load((root / "mkdocs.yml").read_text("utf-8")).get("nav", []), course)
    return {"site_name": course.name, "docs_dir": str(docs), **({"nav": nav} if nav else {})}


def _name(home: Path, name: str) -> None:
    """Call the course by its name where the home page does: in its title, and in its words."""
    text = home.read_text("utf-8").replace(f"title: {DEFAULT.name}\n", f"title: {json.dumps(name)}\n", 1)
    plain = re.sub(r"([\\`*_\[\]#!])", r"\\\1", name)
    home.write_text(text.replace(DEFAULT.name, plain), encoding="utf-8")


def _take_out(docs: Path, course: Course) -> None:
    (docs / "_generated" / "progress.html").write_text(
        progress.listed(catalogue.exercises()), encoding="utf-8"
    )
    for lesson in sorted(course.leave_out):
        for page in (docs / "lessons").glob(f"{lesson}_*.md"):
            page.unlink()
    for path in [*docs.rglob("*.md"), *docs.rglob("*.html")]:
        before = path.read_text("utf-8")
        after = without(before, course)
        if after != before:
            path.write_text(after, encoding="utf-8")


def without(text: str, course: Course) -> str:
    """Return a page without what belongs to lessons left out; links to them become plain words."""
    for lesson in sorted(course.leave_out):
        gone = [numbers(row) for row in re.findall(ROW.format(lesson=lesson), text, re.MULTILINE)]
        text = re.sub(CARD.format(lesson=lesson), "", text, flags=re.DOTALL)
        text = re.sub(ROW.format(lesson=lesson), "", text, flags=re.MULTILINE)
        for row in SUM.findall(text) if gone else []:
            text = text.replace(row, lessened(row, gone[0]))
        text = re.sub(LINK.format(lesson=lesson), r"\1", text)
        text = re.sub(ANCHOR.format(lesson=lesson), r"\1", text, flags=re.DOTALL)
    return text


def numbers(row: str) -> list[int]:
    """Return the minutes in a row of a table, cell by cell; 0 for a cell without any."""
    return [
        int(cell.strip(" *")) if cell.strip(" *").isdigit() else 0
        for cell in row.strip().strip("|").split("|")
    ]


def lessened(row: str, less: list[int]) -> str:
    """Return a row of sums with this much less in each of its cells."""
    cells = row.strip("|").split("|")
    sums = [
        cell.replace(str(sum_), str(sum_ - part)) if sum_ else cell
        for cell, sum_, part in zip(cells, numbers(row), less, strict=True)
    ]
    return f"|{'|'.join(sums)}|"


def _kept(nav: list[Any], course: Course) -> list[Any]:
    return list(_entries(nav, course))


def _entries(nav: list[Any], course: Course) -> Iterator[Any]:
    for entry in nav:
        title, place = next(iter(entry.items()))
        if isinstance(place, list):
            yield {title: _kept(place, course)}
        elif not course.leaves_out(Path(place).stem):
            yield entry
