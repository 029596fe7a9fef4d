"""The captured pages beside their retellings, for whoever holds them: one file that is never published.

No build reads it and no page links to it.  It goes where the captures are, or where it is told to.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from secondsource import catalogue, fidelity, seeds
from secondsource.models import Article
from secondsource.site.templating import filled

NAME = "beside.html"
NONE_HERE = (
    "There are no captured pages here. Put their text files into seeds/originals/, "
    "or name their folder in SECONDSOURCE_ORIGINALS."
)
PUBLISHED = (
    "{} lies inside {}, which is published. The captures belong to their publishers: choose another place."
)


def write_beside(out: Path | None = None) -> Path:
    """Write every captured page beside its retelling; return the file.

    Raises CatalogueError where no capture is found, where none belongs to a retelling, and where the
    file would be published with the site.
    """
    folder = catalogue.originals()
    if folder is None:
        raise catalogue.CatalogueError(NONE_HERE)
    target = (out or folder / NAME).resolve()
    _refuse_published(target)
    found = list(_pairs(folder))
    if not found:
        raise catalogue.CatalogueError(f"{folder}: no file here is one of the captures that were retold.")
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(filled("beside.html", pages=found), encoding="utf-8")
    return target


def _refuse_published(target: Path) -> None:
    for folder in (catalogue.docs(), catalogue.root() / "site"):
        if target.is_relative_to(folder.resolve()):
            raise catalogue.CatalogueError(PUBLISHED.format(target.name, folder.name))


def _pairs(folder: Path) -> list[dict[str, Any]]:
    captured = fidelity.captured_files(folder)
    known = [article for article in seeds.load_articles() if article.info.original]
    return [_page(one, captured[sha]) for one in known if (sha := _sha256(one)) in captured]


def _sha256(article: Article) -> str:
    assert article.info.original is not None  # noqa: S101 - `_pairs` keeps only such
    return article.info.original.sha256


def _page(article: Article, captured: Path) -> dict[str, Any]:
    lines = fidelity.captured_paragraphs(captured.read_text(encoding="utf-8"))
    rows = zip(lines, article.paragraphs, strict=True)  # a test holds every retelling to this
    return {"info": article.info, "rows": [(number, *row) for number, row in enumerate(rows, start=1)]}
