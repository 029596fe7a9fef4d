"""Lesson 4's tables say what the records say, and name no pair that an exercise asks for."""

import re
import runpy
import subprocess
import sys

import pytest

from secondsource import catalogue
from secondsource.models import Strength
from secondsource.seeds import load_article, load_articles, load_claims, load_controls, load_derivations
from secondsource.site.tables_lesson4 import INVENTED, furniture_dates, lesson_tables, pairs, readings

ARTICLES = load_articles()
by_slug = {article.slug: article for article in ARTICLES}


def cells(row):
    return [cell.strip(" *") for cell in row.strip("|").split("|")]


def rows(table):
    return [cells(row) for row in table.splitlines()[2:]]


def test_every_date_of_furniture_has_its_row_and_a_page_without_any_says_so():
    shown = rows(furniture_dates(ARTICLES))

    assert ["Saturday, March 29, 2025", "masthead, [paragraph 1](../pages/reader.md#newsup-p1)"] in [
        row[1:] for row in shown
    ]
    assert [row[1:] for row in shown if "#short_brief" in row[0]] == [["none", ""]]


def test_every_page_has_its_reading_or_says_that_it_gives_none():
    claim = next(one for one in load_claims() if one.id == "march_attack_killed")

    shown = rows(readings(ARTICLES, claim))

    assert len(shown) == len(ARTICLES)
    assert [row[1] for row in shown if "#theprint" in row[0]] == [claim.readings["theprint"].reading]
    assert [row[1:] for row in shown if "#short_brief" in row[0]] == [["does not say", ""]]


def test_a_changed_reading_changes_the_table():
    claim = next(one for one in load_claims() if one.id == "march_attack_killed")
    changed = claim.readings["theprint"].model_copy(update={"reading": "at least 7 [sic]"})

    shown = readings([by_slug["theprint"]], claim.model_copy(update={"readings": {"theprint": changed}}))

    assert "at least 7 \\[sic\\]" in shown


def test_the_counts_of_pairs_are_those_of_the_records_and_add_up():
    shown = rows(pairs(ARTICLES))

    for article, row in zip(ARTICLES, shown, strict=False):
        noted = [one.strength for one in article.notes.contradictions]
        assert [int(cell) for cell in row[1:5]] == [len(noted), *(noted.count(kind) for kind in Strength)]
    for column in range(1, 6):
        assert int(shown[-1][column]) == sum(int(row[column]) for row in shown[:-1])


def test_every_link_leads_to_a_paragraph_the_page_has():
    links = re.findall(r"reader\.md#(\w+)-p(\d+)\)", "".join(lesson_tables().values()))

    assert links
    assert all(1 <= int(number) <= len(by_slug[slug].paragraphs) for slug, number in links)


@pytest.mark.parametrize("article", ARTICLES, ids=lambda one: one.slug)
def test_no_table_tells_why_a_pair_was_noted(article):
    shown = "".join(lesson_tables().values())

    assert all(one.why not in shown for one in article.notes.contradictions)


def test_the_same_records_give_the_same_tables():
    assert lesson_tables() == lesson_tables()


def test_the_worked_example_prints_what_the_lesson_shows():
    """The output on the page is the script's own."""
    folder = catalogue.docs() / "examples"
    script, shown = (
        folder / "lesson4_internal_contradictions.py",
        folder / "lesson4_internal_contradictions.out",
    )

    ran = subprocess.run([sys.executable, script], capture_output=True, check=True)

    assert ran.stdout.decode("utf-8") == shown.read_text(encoding="utf-8")


def test_the_key_on_the_report_of_2015_is_the_records_own_reading():
    """One box in the graph: one report may be meant.  Two readings in the matrix: its titles differ."""
    pages = {"ndtv_rewrite", "theprint_source_two"}
    ties = {one.derived: one for one in load_derivations().derivations if one.origin == "report_2015"}
    title = next(one for one in load_claims() if one.id == "mengal_2015_report")
    key = runpy.run_path(str(catalogue.find("lesson4/ex3")[0].held_out))["ACCEPTED"]

    assert pages <= set(ties)
    assert key["report_meant"][0] == {"same", "cannot tell"}
    assert len({reading.group for reading in title.readings.values()}) == 2
    assert key["report_title"][0] == {"conflict", "cannot tell"}
    for page, words in [
        ("ndtv_rewrite", "Joint Investigation Team report"),
        ("theprint", "Joint Interrogation Report"),
    ]:
        assert words in "\n".join(by_slug[page].paragraphs)


def test_every_invented_text_an_exercise_names_can_be_read_with_its_paragraphs_numbered():
    asked = "".join(exercise.handed_out.read_text("utf-8") for exercise in catalogue.find("lesson4"))
    named = {control.slug for control in load_controls() if f"`{control.slug}`" in asked}
    shown = lesson_tables()["_generated/lesson4_texts.md"]

    assert named == set(INVENTED)
    for slug in INVENTED:
        paragraphs = load_article(slug).paragraphs
        text = shown.split(f"`{slug}`")[1].split("???")[0]
        assert re.findall(r"^    (\d+)\. ", text, re.MULTILINE) == [
            str(one + 1) for one in range(len(paragraphs))
        ]
        assert paragraphs[-1][:40] in text
