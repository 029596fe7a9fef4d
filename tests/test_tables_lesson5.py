"""Lesson 5's tables say what the records and the workbench say, and no assessment."""

import subprocess
import sys

import pytest

from secondsource import catalogue
from secondsource.forms import OriginCount
from secondsource.material import by_hand
from secondsource.models import Article, SourceType, Strength
from secondsource.seeds import load_article, load_articles
from secondsource.site.tables_lesson5 import found, lesson_tables, premises
from secondsource.workbench import reference_parts

ARTICLES = load_articles()


@pytest.fixture
def depot():
    """A page with three premises: one sourced, one with a cue and nobody, one bare; and a detail."""
    anchor = {"paragraph": 1, "exact": "it is so"}
    claim = {"anchor": anchor, "text": "It is [so].", "premise": True}
    return Article.model_validate(
        {
            "info": {
                "slug": "depot", "title": "The depot", "headline": None, "outlet": None, "byline": None,
                "dateline": None, "declared_type": None, "inferred_type": "NewsArticle", "summary": "A page.",
                "control": {"looks": "plain", "proves": "nothing", "sound": True},
            },
            "paragraphs": ["it is so"],
            "notes": {
                "sources": [{"id": "s1", "label": "clerks", "type": "unnamed_group", "wordings": ["two clerks"]}],
                "attributions": [
                    {"id": "a1", "anchor": anchor, "source": "s1", "cue": "is", "content": "so", "rung": 1},
                    {"id": "a2", "anchor": anchor, "source": None, "cue": "it is", "content": "so", "rung": 0},
                ],
                "claims": [
                    {**claim, "id": "k1", "attribution": "a1"},
                    {**claim, "id": "k2", "attribution": "a2"},
                    {**claim, "id": "k3", "attribution": None},
                    {**claim, "id": "k4", "attribution": None, "premise": False},
                ],
            },
        }
    )  # fmt: skip


def test_each_premise_has_its_row_with_the_words_for_its_source(depot):
    rows = premises(depot).splitlines()[4:]

    place = r"It is \[so\]. ([1](../pages/reader.md#depot-p1))"
    assert rows == [
        f"    | {place} | “two clerks” |",
        f"    | {place} | “it is”, and nobody |",
        f"    | {place} | nobody |",
    ]


def test_a_source_is_given_in_the_words_of_its_passage(depot):
    clerks = depot.notes.sources[0].model_copy(update={"wordings": ["two clerks of the depot", "it"]})
    passage = depot.model_copy(update={"notes": depot.notes.model_copy(update={"sources": [clerks]})})

    assert premises(passage).splitlines()[4].endswith("| “it” |")


def test_what_was_found_stands_in_one_row(depot):
    parts = reference_parts("quarry_raid").model_copy(update={"origins": OriginCount(at_least=1, at_most=3)})

    row = found([(depot, parts)]).splitlines()[-1]

    assert row == "| [The depot](../pages/reader.md#depot) | 0 | 2 / 2 | 1 (0) | 1 to 3 | report | 2 |"


def test_every_page_has_its_premises_and_its_row():
    tables = lesson_tables()

    for article in ARTICLES:
        assert f'"{article.info.title}"' in tables["_generated/lesson5_premises.md"]
        assert f"#{article.slug})" in tables["_generated/lesson5_parts.md"]


def test_no_table_gives_an_assessment():
    shown = "".join(lesson_tables().values())

    assert "NewsArticle" not in shown
    assert not any(page in shown for page in set(by_hand()) - {one.slug for one in ARTICLES})


def test_the_worked_example_prints_what_the_lesson_shows():
    """The output on the page is the script's own."""
    folder = catalogue.docs() / "examples"
    script, shown = folder / "lesson5_assessment.py", folder / "lesson5_assessment.out"

    ran = subprocess.run([sys.executable, script], capture_output=True, check=True)

    assert ran.stdout.decode("utf-8") == shown.read_text(encoding="utf-8")


def test_what_the_worked_example_counts_by_hand_is_in_the_records():
    notes = load_article("updated_figures").notes
    shown = (catalogue.docs() / "examples" / "lesson5_assessment.out").read_text(encoding="utf-8")

    assert f"by hand: {len(notes.attributions)}\n" in shown
    people = [
        one for one in notes.sources if one.type in {SourceType.NAMED_GROUP, SourceType.NAMED_INDIVIDUAL}
    ]
    assert f"speakers by hand: {len(people)}\n" in shown
    assert {one.strength for one in notes.contradictions} == {Strength.LOOK_ALIKE}
    assert f"look-alikes: {len(notes.contradictions)}\n" in shown
