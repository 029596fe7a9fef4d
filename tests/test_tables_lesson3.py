"""Lesson 3's tables say what the records say, and nothing an exercise asks for."""

import runpy
import subprocess
import sys

import pytest

from secondsource import catalogue
from secondsource.models import Annotations, Article, ArticleType, OpinionSignal, PageInfo
from secondsource.seeds import load_articles, load_text
from secondsource.site.tables_lesson3 import SIGNALS, lesson_tables, signals, voices


def opinion(name, paragraph, voice, *shown):
    anchor = {"paragraph": paragraph, "exact": "so"}
    return {"id": name, "anchor": anchor, "voice": voice, "signals": list(shown)}


def claim(name, checkable):
    anchor = {"paragraph": 1, "exact": "so"}
    return {"id": name, "anchor": anchor, "text": "It is so.", "attribution": None, "checkable": checkable}


@pytest.fixture
def harbour():
    """A page whose author opines twice in the text and once in an appeal, and a speaker once."""
    info = PageInfo.model_validate(
        {
            "slug": "harbour", "title": "The harbour page", "headline": None, "outlet": None, "byline": None,
            "dateline": None, "declared_type": None, "inferred_type": "NewsArticle", "summary": "A page.",
            "roles": {3: "appeal"}, "control": {"looks": "plain", "proves": "nothing", "sound": True},
        }
    )  # fmt: skip
    notes = Annotations.model_validate(
        {
            "opinions": [
                opinion("o1", 1, "author", "deontic", "irony"),
                opinion("o2", 1, "author", "deontic"),
                opinion("o3", 2, "speaker", "deontic"),
                opinion("o4", 3, "author", "deontic"),
            ],
            "claims": [claim("k1", True), claim("k2", True), claim("k3", False)],
        }
    )
    return Article(info=info, paragraphs=["so", "so", "so"], notes=notes)


def test_voices_are_counted_without_what_an_outlet_says_of_itself(harbour):
    assert (
        voices([harbour]).splitlines()[-1]
        == "| [The harbour page](../pages/reader.md#harbour) | 2 | 1 | 3 | 2 |"
    )


def test_most_of_what_every_page_claims_is_checkable():
    """The lesson says so under its first table."""
    for article in load_articles():
        checkable = [claim.checkable for claim in article.notes.claims]
        assert 2 * sum(checkable) > len(checkable)


def test_the_numbers_on_agreement_are_right():
    """Ten sentences: a kappa of 0.58, and one of 0 for 90 per cent that chance alone would give."""
    folder = catalogue.root() / "solutions" / "lesson3_opinion_and_reporting"
    kappa = runpy.run_path(str(folder / "ex4_agreement.py"))["kappa"]
    opinion, report = ["opinion"], ["report"]

    first, second = opinion * 4 + report * 6, opinion * 3 + report + opinion + report * 5

    assert round(kappa(first, second), 2) == 0.58
    assert kappa(report * 10, report * 9 + opinion) == 0
    assert kappa(report * 10, report * 10) is None


def test_only_the_authors_signals_are_counted(harbour):
    rows = signals([harbour]).splitlines()

    assert f"| {SIGNALS[OpinionSignal.DEONTIC]} | 2 |" in rows
    assert f"| {SIGNALS[OpinionSignal.IRONY]} | 1 |" in rows
    assert f"| {SIGNALS[OpinionSignal.CERTAINTY]} | · |" in rows


def test_every_signal_has_its_row():
    assert set(SIGNALS) == set(OpinionSignal)
    assert len(signals(load_articles()).splitlines()) == len(SIGNALS) + 2


def test_every_page_has_its_row():
    titles = [article.info.title for article in load_articles()]
    rows = voices(load_articles()).splitlines()[2:]

    assert [row.split("]")[0].removeprefix("| [") for row in rows] == titles


def test_no_table_gives_away_a_type():
    shown = "".join(lesson_tables().values())

    assert not any(kind.value in shown for kind in ArticleType)


def test_the_same_records_give_the_same_tables():
    assert lesson_tables() == lesson_tables()
    assert all(path.startswith("_generated/lesson3_") for path in lesson_tables())


def test_the_worked_example_prints_what_the_lesson_shows():
    """The output on the page is the script's own."""
    folder = catalogue.docs() / "examples"
    script, shown = folder / "lesson3_opinion_and_reporting.py", folder / "lesson3_opinion_and_reporting.out"

    ran = subprocess.run([sys.executable, script], capture_output=True, check=True)

    assert ran.stdout.decode("utf-8") == shown.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("page", "kind"),
    [
        ("brighter_kashmir", "opinion"),
        ("labelled_analysis", "report"),
        ("ndtv_rewrite", "cannot tell"),
        ("newsup", "cannot tell"),
        ("theprint", "opinion"),
    ],
)
def test_the_rule_makes_of_the_texts_what_the_lesson_says(page, kind):
    """The lesson tells instructors where the rule of exercise 3 and a reader part."""
    folder = catalogue.root() / "solutions" / "lesson3_opinion_and_reporting"
    counted = runpy.run_path(str(folder / "ex2_opinion_signals.py"))["count_signals"](load_text(page))
    judged = runpy.run_path(str(folder / "ex3_judge_article.py"))["judge"](counted)

    assert judged.kind == kind


def test_the_column_attributes_nearly_as_often_as_it_argues():
    """The lesson says so, of the counts of exercise 2."""
    folder = catalogue.root() / "solutions" / "lesson3_opinion_and_reporting"
    counts = runpy.run_path(str(folder / "ex2_opinion_signals.py"))["count_signals"](
        load_text("brighter_kashmir")
    )
    arguing = counts.questions + counts.first_person + counts.deontic + counts.certainty

    assert 0.8 * arguing <= counts.attributions <= arguing
