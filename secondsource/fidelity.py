"""Holds a retelling against its original: nothing that is studied is lost, nothing else is copied.

The originals are their publishers' copyright and not part of the project; whoever holds the
captured files can run this.  E-mail addresses are taken out before anything is compared or hashed.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from secondsource.models import Article, Original, ParagraphRole, words

LONGEST_RUN = 12
"""How many words in a row a retelling may share with an original."""
ADDRESS = re.compile(r"[\w.+]+@[\w.-]+")
SPEECH = re.compile(r"“([^”]*)”")
WORDING = re.compile(r"(?<!\w)‘(.+?)’(?!\w)")
TITLES = {
    ParagraphRole.HEADLINE, ParagraphRole.STANDFIRST, ParagraphRole.SUBHEADING, ParagraphRole.ALSO_READ,
    ParagraphRole.NAVIGATION, ParagraphRole.APPEAL, ParagraphRole.COMMENTS, ParagraphRole.FOOTER,
}  # fmt: skip
"""Paragraphs in which capitals do not mean names."""


def captured_paragraphs(text: str) -> list[str]:
    """Return a captured page's non-blank lines, e-mail addresses taken out."""
    lines = (line.strip() for line in ADDRESS.sub("[address removed]", text).split("\n"))
    return [line for line in lines if line]


def digest(path: Path) -> Original:
    """Return what ties a retelling to this captured file: digests and length."""
    raw = path.read_bytes()
    text = raw.decode("utf-8")
    paragraphs = [_sha256(line.encode()) for line in captured_paragraphs(text)]
    return Original(sha256=_sha256(raw), characters=len(text), paragraphs=paragraphs)


def captured_files(folder: Path) -> dict[str, Path]:
    """Return the captured files of a folder by the SHA-256 of their bytes."""
    return {_sha256(path.read_bytes()): path for path in sorted(folder.glob("*.txt"))}


def problems(article: Article, captured: Path) -> Iterator[str]:
    """Give every way in which a retelling departs from its captured page, each with its paragraph."""
    lines = captured_paragraphs(captured.read_text(encoding="utf-8"))
    if article.info.original != digest(captured):
        yield "front matter: `original` does not fit the captured file; print it anew"
    if len(lines) != len(article.paragraphs):
        yield f"the retelling has {len(article.paragraphs)} paragraphs, the original {len(lines)}"
        return
    for number, (line, retold) in enumerate(zip(lines, article.paragraphs, strict=True), start=1):
        titled = article.role(number) in TITLES
        for problem in (*_number_problems(line, retold), *_quote_problems(line, retold)):
            yield f"paragraph {number}: {problem}"
        for name in [] if titled else _lost_names(line, retold):
            yield f"paragraph {number}: the name {name!r} of the original is missing"
    yield from _repeat_problems(lines, article.paragraphs)
    yield from _spelling_problems(article, lines)


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _plain(text: str) -> str:
    return text.translate(str.maketrans("’‘“”\u00a0", "''\"\" "))


def _number_problems(line: str, retold: str) -> Iterator[str]:
    there, here = (sorted(re.findall(r"\d+", text)) for text in (line, retold))
    if there != here:
        yield f"the original has the numbers {there}, the retelling {here}"


def _quote_problems(line: str, retold: str) -> Iterator[str]:
    """Give marked words that are not the original's: in “…” what it quotes, in ‘…’ its own wording."""
    original = _plain(line).lower()
    quoted = " ".join(re.findall(r'"([^"]*)"', original))
    for marks, where, what in ((SPEECH, quoted, "quoted in"), (WORDING, original, "in")):
        for phrase in marks.findall(retold):
            if _plain(phrase).rstrip(".,").lower() not in where:
                yield f"{phrase!r} is not {what} the original"
            if len(words(phrase)) > LONGEST_RUN:
                yield f"{phrase!r} is longer than {LONGEST_RUN} words"


def _lost_names(line: str, retold: str) -> list[str]:
    """Return capitalised words inside the original's sentences that the retelling lacks."""
    inside = re.findall(r"(?<![.?!:“”\"] )(?<!^)(?<!^“)\b([A-Z][\w’'-]*)", line)
    names = [_plain(word).removesuffix("'s").rstrip("'-") for word in inside]
    return [name for name in names if name not in _plain(retold)]


def _repeat_problems(lines: list[str], retold: list[str]) -> Iterator[str]:
    for second in range(len(lines)):
        for first in range(second):
            if (lines[first] == lines[second]) != (retold[first] == retold[second]):
                yield f"paragraphs {first + 1} and {second + 1} repeat each other in one of the two texts only"


def _spelling_problems(article: Article, lines: list[str]) -> Iterator[str]:
    for name in article.notes.names:
        there, here = (_places(name.spelling, text) for text in (lines, article.paragraphs))
        if there != here:
            yield f"{name.spelling!r} stands in paragraphs {sorted(there)} there, {sorted(here)} here"


def _places(spelling: str, paragraphs: list[str]) -> set[int]:
    pattern = re.compile(rf"(?<![\w-]){re.escape(_plain(spelling))}(?![\w-])")
    return {number for number, text in enumerate(paragraphs, start=1) if pattern.search(_plain(text))}


def runs(text: str, length: int = LONGEST_RUN + 1) -> set[tuple[str, ...]]:
    """Return every run of this many words in a text."""
    counted = words(text)
    return {tuple(counted[start : start + length]) for start in range(len(counted) - length + 1)}
