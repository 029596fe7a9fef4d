"""The workbench of lesson 5: what the functions of lessons 1 to 4 find on a page, put together.

A student's own functions are used where they are written and give back what they should.  Where not,
the result that the reference functions gave on the same page takes their place: a file that
`secondsource build` writes, so that no solution is needed to work the lesson.
"""

from __future__ import annotations

import json
import runpy
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from pydantic import ValidationError

from secondsource import catalogue, seeds
from secondsource.forms import Parts, SourceFound
from secondsource.grading.answers import Answer, LoadedFile
from secondsource.grading.contract import contract_in
from secondsource.grading.results import State
from secondsource.grading.source import AnswerFault
from secondsource.material import Bench, ByHand, Material, by_hand, folder, material_of
from secondsource.models import Article

REFERENCE = "solutions"
USES = (
    "lesson1/ex2", "lesson1/ex3", "lesson1/ex4", "lesson1/ex5", "lesson2/ex1", "lesson2/ex4", "lesson2/ex5",
    "lesson3/ex2", "lesson3/ex3", "lesson4/ex4",
)  # fmt: skip
"""The exercises whose answers the workbench works with."""
TOLD: set[str] = set()
"""What has been said already: nobody needs it again for every page."""


@dataclass
class Work:
    """What a step works on: whose functions, the page's paragraphs, the material."""

    own: Callable[[str], Any]
    paragraphs: list[str]
    material: Material
    made: dict[str, Any] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The page's own text, every paragraph once."""
        return "\n\n".join(self.paragraphs)


# --- for students --------------------------------------------------------------------------


def parts_of(page: str, answers: str = "exercises") -> Parts:
    """Return what your own functions of lessons 1 to 4 find on a page, and say once which could not be used.

    Raises RecordError when the page is not on the workbench.
    """
    parts, notes = gathered(page, answers)
    sys.stdout.writelines(f"{note}\n" for note in notes if note not in TOLD)
    TOLD.update(notes)
    return parts


def reference_parts(page: str) -> Parts:
    """Return what the reference functions found on a page.  Raises RecordError where there is no such page."""
    return _bench(page).parts


def gathered(page: str, answers: str) -> tuple[Parts, list[str]]:
    """Return the parts of a page by the functions in a folder of answers, and a line for each fallback."""
    bench = _bench(page)
    paragraphs = seeds.load_text(page).split("\n\n")
    work = Work(
        _answers_in(answers), [paragraphs[number - 1] for number in bench.material.body], bench.material
    )
    notes = []
    for name, step in STEPS.items():
        try:
            work.made |= step(work)
        except (AnswerFault, ValidationError) as fault:
            notes.append(f"{name}: {_why(fault)} So the course’s own result is used here.")
            work.made |= _fallback(name, bench, work, paragraphs)
    return _parts(work), notes


def _why(fault: AnswerFault | ValidationError) -> str:
    if isinstance(fault, AnswerFault):
        return fault.says.replace(", called as above,", "")
    return "It gave back something that cannot stand there."


def _bench(page: str) -> Bench:
    path = folder() / f"{page}.json"
    if not path.is_file():
        known = ", ".join(sorted(one.stem for one in folder().glob("*.json")))
        raise seeds.RecordError(f"there is no page called {page!r} on the workbench; there are {known}")
    return Bench.model_validate_json(path.read_text(encoding="utf-8"))


def _fallback(name: str, bench: Bench, work: Work, paragraphs: list[str]) -> dict[str, Any]:
    """Return what a step would have made, from the reference; the first step also says what to keep."""
    if name == FIRST:
        work.paragraphs = [paragraphs[number - 1] for number in bench.kept]
    return {field: getattr(bench.parts, field) for field in FIELDS[name]}


def _answers_in(answers: str) -> Callable[[str], Answer]:
    """Return a way to the answer of each exercise, every file run once."""

    @cache
    def own(name: str) -> Answer:
        try:
            exercise = catalogue.find(name)[0]
        except catalogue.CatalogueError:
            raise AnswerFault(State.NOT_ANSWERED, f"This course leaves out {name}.") from None
        path = catalogue.answers(answers) / exercise.lesson / f"{exercise.name}.py"
        return Answer(LoadedFile(path), contract_in(exercise.visible))

    return own


def _reference(name: str) -> Any:
    """Return what a solution defines, wherever there is one: nothing else of its lesson needs to be taught here."""
    lesson, _, exercise = name.partition("/")
    (path,) = (catalogue.root() / REFERENCE).glob(f"{lesson}_*/{exercise}_*.py")
    return _defined_in(path)


@cache
def _defined_in(path: Path) -> Any:
    return SimpleNamespace(**runpy.run_path(str(path)))


# --- the steps -----------------------------------------------------------------------------


def _drop_repeats(work: Work) -> dict[str, Any]:
    kept = work.own("lesson2/ex1").without_repeats(work.paragraphs)
    repeated = max(0, len(work.paragraphs) - len(kept))
    work.paragraphs = kept
    return {"repeated": repeated}


def _find_sources(work: Work) -> dict[str, Any]:
    found = work.own("lesson1/ex2").find_attributions(work.text)
    kinds = work.own("lesson1/ex3")
    return {
        "sources": [
            SourceFound(
                source=one.source,
                cue=one.cue,
                type=kinds.source_type(one.source),
                rung=kinds.rung(one.source),
            )
            for one in found
        ]
    }


def _profile(work: Work) -> dict[str, Any]:
    own, claims = work.own("lesson1/ex4"), work.material.claims
    return {"shares": own.share_by_type(claims), "unnamed_alone": own.rests_on_unnamed_alone(claims)}


def _rate(work: Work) -> dict[str, Any]:
    return {"letter": work.own("lesson1/ex5").reliability(work.material.hand.track_record)}


def _compare(work: Work) -> dict[str, Any]:
    hand = work.material.hand
    if hand.beside is None:
        return {"shared": 0}
    points = work.own("lesson2/ex4").evidence(hand.slots, work.material.page, hand.beside)
    return {"shared": max(0, points)}


def _count_origins(work: Work) -> dict[str, Any]:
    own, material = work.own("lesson2/ex5"), work.material
    beside = [material.hand.beside] if material.hand.beside else []
    origins = own.count_origins(material.arrows, [material.page], material.may_be_same)
    return {"origins": origins, "adds": len(own.adds(material.arrows, beside, material.page))}


def _judge(work: Work) -> dict[str, Any]:
    counts = work.own("lesson3/ex2").count_signals(work.text)
    return {"kind": work.own("lesson3/ex3").judge(counts).kind}


def _contradict(work: Work) -> dict[str, Any]:
    return {"contradictions": work.own("lesson4/ex4").find_contradictions(work.material.hand.timed)}


FIRST = "lesson2/ex1 without_repeats"
STEPS: dict[str, Callable[[Work], dict[str, Any]]] = {
    FIRST: _drop_repeats,
    "lesson1/ex2 find_attributions, lesson1/ex3 source_type and rung": _find_sources,
    "lesson1/ex4 share_by_type and rests_on_unnamed_alone": _profile,
    "lesson1/ex5 reliability": _rate,
    "lesson2/ex4 evidence": _compare,
    "lesson2/ex5 count_origins and adds": _count_origins,
    "lesson3/ex2 count_signals, lesson3/ex3 judge": _judge,
    "lesson4/ex4 find_contradictions": _contradict,
}
"""Whose functions each step calls; in this order, for later steps read what the first one kept."""
FIELDS = dict(
    zip(
        STEPS,
        [
            ("repeated",), ("sources",), ("shares", "unnamed_alone"), ("letter",), ("shared",),
            ("origins", "adds"), ("kind",), ("contradictions",),
        ],
        strict=True,
    )
)  # fmt: skip
"""The parts each step makes."""


def _parts(work: Work) -> Parts:
    hand = work.material.hand
    return Parts(
        page=work.material.page,
        claims=work.material.claims,
        beside=hand.beside,
        credited=hand.credited,
        fit=hand.fit,
        against=hand.against,
        **work.made,
    )


# --- for whoever writes the course ---------------------------------------------------------


def workbench_files() -> dict[Path, str]:
    """Return the text of every page's file, made by the reference functions.

    Raises RecordError for a record that cannot be used.
    """
    return {
        folder() / f"{page}.json": json.dumps(bench.model_dump(mode="json"), ensure_ascii=False, indent=1)
        + "\n"
        for page, bench in benches().items()
    }


@cache
def benches() -> dict[str, Bench]:
    """Return every page of the workbench as the reference functions see it now.  Raises as above."""
    return {page: bench_for(seeds.load_article(page), hand) for page, hand in by_hand().items()}


def bench_for(article: Article, hand: ByHand) -> Bench:
    """Return the material for a page and what the reference functions make of it."""
    material = material_of(article, hand)
    paragraphs = [article.paragraphs[number - 1] for number in material.body]
    work = Work(_reference, paragraphs, material)
    for step in STEPS.values():
        work.made |= step(work)
    return Bench(material=material, kept=_numbers(article, work.paragraphs), parts=_parts(work))


def _numbers(article: Article, kept: list[str]) -> list[int]:
    return [article.paragraphs.index(paragraph) + 1 for paragraph in kept]
