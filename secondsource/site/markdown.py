"""The bits of Markdown that the lessons' tables are written in."""

from __future__ import annotations

import re

from secondsource.models import Article

READER = "../pages/reader.md"
"""The five pages, as seen from a lesson."""


def page_link(article: Article, name: str = "") -> str:
    """Return a link to a page in the reader, under its title or another name."""
    return f"[{name or article.info.title}]({READER}#{article.slug})"


def paragraph_link(article: Article, number: int, name: str = "") -> str:
    """Return a link to a paragraph in the reader, under its number or another name."""
    return f"[{name or number}]({READER}#{article.slug}-p{number})"


def row(*cells: str) -> str:
    """Return one line of a table."""
    return f"| {' | '.join(cells)} |"


def table(heads: list[str], rows: list[list[str]], *, numbers: bool = False) -> str:
    """Return a table; with `numbers`, all but the first column stand at the right."""
    rule = ["---", *["--:" if numbers else "---"] * (len(heads) - 1)]
    return "".join(f"{row(*cells)}\n" for cells in (heads, rule, *rows))


def plain(text: str) -> str:
    """Return the text with everything escaped that Markdown would read as a mark."""
    return re.sub(r"([\\`*_\[\]|<>#])", r"\\\1", text)
