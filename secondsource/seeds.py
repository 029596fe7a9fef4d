"""Reads the records: retellings with front matter, their annotations, and what ties pages.

Every problem found in a file is gathered into one RecordError, each line naming the file,
the record and the mend.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, TypeAdapter, ValidationError

from secondsource import catalogue
from secondsource.models import (
    Anchor,
    AnchorError,
    Annotations,
    Article,
    Misconception,
    PageInfo,
    Provenance,
    SharedClaim,
)

Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C one where it was built
Model = TypeVar("Model", bound=BaseModel)


class RecordError(ValueError):
    """A record that cannot be used; one line a problem."""


@cache
def load_text(slug: str) -> str:
    """Return a page's or control's text, paragraphs parted by a blank line.

    Reads no annotation, so an exercise that calls it never touches a key.
    Raises RecordError when there is no such page.
    """
    return "\n\n".join(_retelling(_find(slug))[1])


@cache
def page_titles() -> dict[str, str]:
    """Return what the course calls each page, by slug; reads no annotation.  Raises RecordError."""
    return {path.stem: _retelling(path)[0]["title"] for path in _texts("articles")}


@cache
def load_article(slug: str) -> Article:
    """Return one page or control with its annotations, every anchor checked.

    Raises RecordError when the page is missing or a record is wrong.
    """
    path = _find(slug)
    front, paragraphs = _retelling(path)
    info = _checked(PageInfo, front, path)
    notes_path = path.with_suffix(".yaml")
    notes = _checked(Annotations, _read_yaml(notes_path) or {}, notes_path)
    article = Article(info=info, paragraphs=paragraphs, notes=notes)
    problems = list(_problems(article))
    if problems:
        raise RecordError("\n".join(f"{notes_path.name}: {problem}" for problem in problems))
    return article


def load_articles() -> list[Article]:
    """Return the pages, in the order of their slugs.  Raises RecordError."""
    return [load_article(path.stem) for path in _texts("articles")]


def load_controls() -> list[Article]:
    """Return the invented pieces, in the order of their slugs.  Raises RecordError."""
    return [load_article(path.stem) for path in _texts("controls")]


@cache
def load_claims() -> list[SharedClaim]:
    """Return the claims several pages make, with their variant readings.  Raises RecordError."""
    return _listed(SharedClaim, "claims.yaml")


@cache
def load_misconceptions() -> dict[str, Misconception]:
    """Return the known wrong beliefs by slug.  Raises RecordError."""
    return {one.id: one for one in _listed(Misconception, "misconceptions.yaml")}


@cache
def load_derivations() -> Provenance:
    """Return the provenance graph.  Raises RecordError."""
    path = catalogue.seeds() / "derivations.yaml"
    return _checked(Provenance, _read_yaml(path), path)


# --- files --------------------------------------------------------------------------------


def _texts(folder: str) -> list[Path]:
    return sorted((catalogue.seeds() / folder).glob("*.md"))


def _find(slug: str) -> Path:
    known = [*_texts("articles"), *_texts("controls")]
    for path in known:
        if path.stem == slug:
            return path
    names = ", ".join(path.stem for path in known)
    raise RecordError(f"there is no page called {slug!r}; there are {names}")


def _retelling(path: Path) -> tuple[Any, list[str]]:
    """Return the front matter and the numbered paragraphs of a retelling."""
    text = path.read_text(encoding="utf-8")
    parts = text.split("---\n", 2)
    if len(parts) != 3 or parts[0]:
        raise RecordError(f"{path.name}: line 1: put the front matter between two lines of ---")
    paragraphs = [" ".join(block.split()) for block in parts[2].split("\n\n") if block.strip()]
    return _parsed(parts[1], path), paragraphs


def _read_yaml(path: Path) -> Any:
    if not path.is_file():
        raise RecordError(f"{path.name}: the file is missing; every retelling has its annotations")
    return _parsed(path.read_text(encoding="utf-8"), path)


def _parsed(text: str, path: Path) -> Any:
    try:
        return yaml.load(text, Loader=Loader)  # noqa: S506 - a safe loader either way
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise RecordError(f"{path.name}: line {line}: not YAML: {error.problem}") from None


# --- validation ---------------------------------------------------------------------------


def _listed(model: type[Model], name: str) -> list[Model]:
    path = catalogue.seeds() / name
    data = _read_yaml(path)
    try:
        return TypeAdapter(list[model]).validate_python(data)  # type: ignore[valid-type]
    except ValidationError as error:
        raise RecordError(_explained(error, data, path)) from None


def _checked(model: type[Model], data: Any, path: Path) -> Model:
    try:
        return model.model_validate(data)
    except ValidationError as error:
        raise RecordError(_explained(error, data, path)) from None


def _explained(error: ValidationError, data: Any, path: Path) -> str:
    return "\n".join(
        f"{path.name}: {_place(problem['loc'], data)}: {problem['msg']}"
        for problem in error.errors(include_url=False)
    )


def _place(location: tuple[int | str, ...], data: Any) -> str:
    """Return where a problem stands in words: `attributions a7: rung`."""
    words: list[str] = []
    for step in location:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            data = None
        name = data.get("id") if isinstance(data, dict) else None
        if isinstance(step, int) and words:
            words[-1] += f" {name or step + 1}"
        else:
            words.append(str(name if isinstance(step, int) and name else step))
    return ": ".join(words) or "the file"


def _problems(article: Article) -> Iterator[str]:
    yield from _anchor_problems(article)
    yield from _id_problems(article)
    yield from _reference_problems(article)
    yield from _rung_problems(article)
    yield from _wording_problems(article)


def _anchors(article: Article) -> Iterator[tuple[str, Anchor]]:
    for field in Annotations.model_fields:
        for note in getattr(article.notes, field):
            name = f"{field.removesuffix('s')} {note.id}"
            for part in ("anchor", "first", "second"):
                if hasattr(note, part):
                    yield name, getattr(note, part)


def _anchor_problems(article: Article) -> Iterator[str]:
    for name, anchor in _anchors(article):
        try:
            anchor.locate(article.paragraphs)
        except AnchorError as error:
            yield f"{name}: {error}"


def _id_problems(article: Article) -> Iterator[str]:
    ids = Counter(note.id for field in Annotations.model_fields for note in getattr(article.notes, field))
    for repeated in (name for name, times in ids.items() if times > 1):
        yield f"{repeated}: two records have this id; rename one"


def _reference_problems(article: Article) -> Iterator[str]:
    for one in article.notes.attributions:
        if one.source and article.source(one.source) is None:
            yield f"attribution {one.id}: there is no source {one.source}; add it under sources"
        if one.via and article.attribution(one.via) is None:
            yield f"attribution {one.id}: via names no attribution {one.via}"
        if one.cue not in one.anchor.exact:
            yield f"attribution {one.id}: the cue {one.cue!r} is not in its anchor; widen the anchor"
    for claim in article.notes.claims:
        if claim.attribution and article.attribution(claim.attribution) is None:
            yield f"claim {claim.id}: there is no attribution {claim.attribution}"


def _rung_problems(article: Article) -> Iterator[str]:
    for one in article.notes.attributions:
        source = article.source(one.source)
        on_ladder = source is None or source.type.unnamed
        if on_ladder and one.rung is None:
            yield f"attribution {one.id}: rung is missing; unnamed sources stand on the ladder, 0 to 5"
        if source is None and one.rung not in {None, 0}:
            yield f"attribution {one.id}: with no source the rung is 0, not {one.rung}"
        if not on_ladder and one.rung is not None:
            yield f"attribution {one.id}: a {source.type if source else ''} source has no rung; remove it"


def _wording_problems(article: Article) -> Iterator[str]:
    for source in article.notes.sources:
        for wording in source.wordings:
            if wording not in article.text:
                yield f"source {source.id}: the wording {wording!r} does not stand in the page"
