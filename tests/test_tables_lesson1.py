"""The lesson's tables say what the records say, and nothing an exercise asks for."""

import re
import subprocess
import sys

import pytest

from secondsource import catalogue
from secondsource.models import Annotations, Article, PageInfo, SourceType
from secondsource.seeds import load_articles, load_text
from secondsource.site.tables_lesson1 import counts, lesson_tables, wordings


def source(name, *phrases):
    return {"id": name, "label": "somebody", "type": "unnamed_group", "wordings": list(phrases)}


def attribution(name, paragraph, source_id, rung=1):
    anchor = {"paragraph": paragraph, "exact": "said"}
    given = {"id": name, "anchor": anchor, "source": source_id, "cue": "said", "content": "something"}
    return given | {"rung": rung}


def claim(name, attribution_id):
    anchor = {"paragraph": 1, "exact": "it is so"}
    return {"id": name, "anchor": anchor, "text": "It is so.", "attribution": attribution_id}


@pytest.fixture
def harbour():
    """A page with a source cited twice, one never cited, and a cue with nobody behind it."""
    info = PageInfo.model_validate(
        {
            "slug": "harbour", "title": "The harbour page", "headline": None, "outlet": None, "byline": None,
            "dateline": None, "declared_type": None, "inferred_type": "NewsArticle", "summary": "A page.",
            "control": {"looks": "plain", "proves": "nothing", "sound": True},
        }
    )  # fmt: skip
    notes = Annotations.model_validate(
        {
            "sources": [source("s1", "port sources", "the [port] sources"), source("s2", "the mayor")],
            "attributions": [
                attribution("a1", 3, "s1"),
                attribution("a2", 1, "s1"),
                attribution("a3", 3, "s1"),
                attribution("a4", 2, None, rung=0),
            ],
            "claims": [claim("k1", "a1"), claim("k2", "a4"), claim("k3", None)],
        }
    )
    return Article(info=info, paragraphs=["one", "two", "three"], notes=notes)


def test_a_source_is_linked_to_each_paragraph_that_cites_it_once(harbour):
    shown = wordings([harbour])

    links = "[1](../pages/reader.md#harbour-p1), [3](../pages/reader.md#harbour-p3)"
    assert f"    | port sources<br>the \\[port\\] sources | {links} |" in shown.splitlines()


def test_a_source_nobody_cites_is_left_out(harbour):
    assert "mayor" not in wordings([harbour])


def test_a_claim_without_attribution_and_one_whose_cue_has_nobody_both_lack_a_source(harbour):
    last = counts([harbour]).splitlines()[-1]

    assert last == "| [The harbour page](../pages/reader.md#harbour) | 4 (1) | 3 (2) |"


def test_every_page_has_its_row():
    titles = [article.info.title for article in load_articles()]

    rows = counts(load_articles()).splitlines()[2:]

    assert titles == [re.match(r"\| \[(.+?)\]", row)[1] for row in rows]


def test_the_counts_are_those_of_the_records():
    article = next(one for one in load_articles() if one.slug == "theprint")
    kinds = [article.source_type(claim) for claim in article.notes.claims]
    row = counts([article]).splitlines()[-1]

    cells = [cell.strip() for cell in row.strip("|").split("|")]

    assert cells[1].startswith(f"{len(article.notes.attributions)} (")
    assert cells[2] == f"{len(kinds)} ({kinds.count(SourceType.NONE)})"


def test_every_link_leads_to_a_paragraph_the_page_has():
    lengths = {article.slug: len(article.paragraphs) for article in load_articles()}
    links = re.findall(r"reader\.md#(\w+)-p(\d+)\)", lesson_tables()["_generated/lesson1_wordings.md"])

    assert links
    assert all(1 <= int(number) <= lengths[slug] for slug, number in links)


@pytest.mark.parametrize("kind", [kind for kind in SourceType if kind is not SourceType.NONE])
def test_no_table_gives_away_a_kind_of_source(kind):
    shown = "".join(lesson_tables().values()).lower()

    assert kind.value not in shown
    assert kind.value.replace("_", " ") not in shown


def test_no_table_gives_away_a_rung():
    assert all("rung" not in text.lower() for text in lesson_tables().values())


def test_the_same_records_give_the_same_tables():
    assert lesson_tables() == lesson_tables()


def test_the_worked_example_prints_what_the_lesson_shows():
    folder = catalogue.docs() / "examples"
    script, shown = folder / "lesson1_anonymous_sourcing.py", folder / "lesson1_anonymous_sourcing.out"

    ran = subprocess.run([sys.executable, script], capture_output=True, check=True)

    assert ran.stdout.decode("utf-8").splitlines() == shown.read_text(encoding="utf-8").splitlines()


def test_every_label_of_the_worked_example_stands_in_its_paragraph():
    shown = catalogue.docs() / "examples" / "lesson1_anonymous_sourcing.out"

    checks = [line for line in shown.read_text(encoding="utf-8").splitlines() if "stands in the text" in line]

    assert checks
    assert all(line.endswith("True") for line in checks)


def test_the_paragraph_the_lesson_works_on_is_the_one_in_the_records():
    lesson = (catalogue.docs() / "lessons" / "lesson1_anonymous_sourcing.md").read_text(encoding="utf-8")

    assert f"> {load_text('credited_wire').split(chr(10) * 2)[4]}" in lesson.splitlines()
