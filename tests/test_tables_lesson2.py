"""Lesson 2's tables and figure say what the records and the committed numbers say."""

import importlib.util
import json
import re
import subprocess
import sys
from itertools import combinations
from xml.etree import ElementTree as ET

import pytest

from secondsource import catalogue, drawing, seeds
from secondsource.models import words
from secondsource.site import scale_lesson2, tables_lesson2
from secondsource.site.tables_lesson2 import lesson_tables
from tests.conftest import needs

EXAMPLES = catalogue.docs() / "examples"


def example(name):
    """A script beside the lessons, as a module."""
    spec = importlib.util.spec_from_file_location(name, EXAMPLES / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def rows(table):
    """The cells of a Markdown table, without its two head lines."""
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()[2:]]


def jaccard(first, second):
    """How much of all runs of five words two texts share."""
    return example("lesson2_overlap").compare(words(first), words(second), tables_lesson2.SIZE)["jaccard"]


def table(name):
    return rows(lesson_tables()[f"_generated/lesson2_{name}.md"])


def test_the_worked_example_prints_what_the_page_shows():
    ran = subprocess.run(
        [sys.executable, EXAMPLES / "lesson2_syndication.py"], capture_output=True, text=True, check=True
    )
    assert ran.stdout == (EXAMPLES / "lesson2_syndication.out").read_text("utf-8")


def test_every_passage_of_the_worked_example_stands_on_its_page():
    assert "False" not in (EXAMPLES / "lesson2_syndication.out").read_text("utf-8")


def test_the_three_papers_share_the_words_that_the_lesson_says():
    """A quoted notice of eleven words in two papers, and nothing of that length in the rewrite."""
    longest = example("lesson2_overlap").longest
    papers = {
        name: words((EXAMPLES / f"lesson2_{name}.txt").read_text("utf-8"))
        for name in ("signal", "herald", "lantern")
    }
    assert longest(papers["signal"], papers["herald"]) == 11
    assert max(longest(papers["lantern"], papers[name]) for name in ("signal", "herald")) == 2


def test_the_worked_example_gives_no_exercise_away():
    folder = catalogue.root() / "solutions" / "lesson2_syndication"
    example_texts = "".join(path.read_text("utf-8") for path in EXAMPLES.glob("lesson2_*.*"))
    for name in ("statement_courier", "statement_post", "quiet_rewrite"):
        assert name in (folder / "ex2_overlap.py").read_text("utf-8")
        assert name not in example_texts


# --- committed numbers --------------------------------------------------------------------


def test_the_overlap_of_the_originals_is_counted_again_where_they_are(all_originals):
    script = example("lesson2_overlap")
    counted = json.loads(json.dumps(script.measured(script.original_words(all_originals))))
    assert counted == json.loads((EXAMPLES / "lesson2_overlap.json").read_text("utf-8"))


def test_the_numbers_on_overlap_are_sound_in_themselves():
    for pair in tables_lesson2.originals().pairs:
        for size, found in pair.runs.items():
            assert found.jaccard <= min(found.first_in_second, found.second_in_first)
            assert (found.shared > 0) == (pair.longest_run >= size)


def test_a_smaller_library_comes_out_as_committed():
    needs("datasketch", importlib.util.find_spec("datasketch"))
    counted = example("lesson2_scale").measured(20, "the strait")
    assert counted == json.loads((EXAMPLES / "lesson2_scale.json").read_text("utf-8"))["small"]


def test_the_true_similarities_of_the_smaller_library_need_no_library_of_others():
    script = example("lesson2_scale")
    true = script.similar_pairs(script.library(20, "the strait")).values()
    for row in scale_lesson2.measured().small.rows:
        assert row.similar == sum(value >= row.threshold for value in true)
        assert row.found <= min(row.similar, row.candidates)


# --- tables -------------------------------------------------------------------------------


def test_repeats_are_counted_on_every_page():
    counted = {title: (captured, different) for title, captured, different in table("repeats")}
    for article in seeds.load_articles():
        link = f"[{article.info.title}](../pages/reader.md#{article.slug})"
        assert counted[link] == (str(len(article.paragraphs)), str(len(set(article.paragraphs))))


def test_the_column_repeats_itself_as_the_lesson_says():
    column = seeds.load_article("brighter_kashmir").paragraphs
    assert [number for number, text in enumerate(column, 1) if text == column[0]] == [1, 6, 38, 43]
    assert column[37:74] == column[:37]
    assert seeds.load_text("brighter_kashmir").count("Pakistan") > 24


def test_every_pair_of_pages_has_its_overlap_greatest_first():
    shown = table("overlap")
    assert len(shown) == 10
    assert [row[1] for row in shown] == sorted((row[1] for row in shown), reverse=True)


def test_no_two_retellings_overlap_as_much_as_the_lesson_says():
    texts = [article.text for article in seeds.load_articles()]
    assert max(jaccard(first, second) for first, second in combinations(texts, 2)) < 0.005


def test_one_line_on_three_pages_is_the_longest_run():
    """Eleven or twelve words, between the stamped report, the exclusive and the column."""
    runs = {
        frozenset((pair.first, pair.second)): pair.longest_run for pair in tables_lesson2.originals().pairs
    }
    three = [
        runs[frozenset(pair)] for pair in combinations(["newsup", "ndtv_rewrite", "brighter_kashmir"], 2)
    ]
    assert sorted(three) == [11, 12, 12]
    assert max(runs.values()) == 12


def test_what_the_page_says_of_the_pairs_is_so():
    by_words, by_claims = table("overlap"), table("claims")
    assert float(by_words[0][1]) < 0.015
    exclusive_and_desk = {"ndtv_rewrite", "theprint"}
    assert set(re.findall(r"#(\w+)\)", by_words[3][0])) == exclusive_and_desk
    assert set(re.findall(r"#(\w+)\)", by_claims[0][0])) == exclusive_and_desk
    assert int(by_claims[0][3]) > int(by_claims[0][2])


def test_shared_claims_add_up():
    claims = seeds.load_claims()
    for row in table("claims"):
        first, second = re.findall(r"#(\w+)\)", row[0])
        both = [one for one in claims if {first, second} <= set(one.readings)]
        assert int(row[1]) == len(both)
        assert int(row[1]) == int(row[2]) + int(row[3])


def test_variants_show_what_each_page_reads_and_where():
    shown = lesson_tables()["_generated/lesson2_variants.md"].split("\n\n")
    assert len(shown) == len(tables_lesson2.SLOTS)
    claims = {claim.id: claim for claim in seeds.load_claims()}
    for slug, entry in zip(tables_lesson2.SLOTS, shown, strict=True):
        for page in seeds.load_articles():
            assert (f"reader.md#{page.slug}-p" in entry) == (page.slug in claims[slug].readings)
    assert "¶17" in shown[-1]


def test_no_exercise_is_answered_by_the_variants():
    """Exercise 3 asks where these stand, exercise 4 how much these weigh."""
    held_out = catalogue.root() / "tests" / "lesson2_syndication" / "held_out"
    asked = (held_out / "test_ex3_shared_claims.py").read_text("utf-8")
    weighed = (held_out / "test_ex4_variant_readings.py").read_text("utf-8").partition("SUPPORTED")[0]
    for slot in tables_lesson2.SLOTS:
        assert f'"{slot}"' not in asked + weighed


def test_arrows_are_followed_to_their_ends():
    arrows = [("page", "wire"), ("wire", "navy"), ("page", "eye"), ("other", "navy")]
    assert tables_lesson2.ends(arrows, "page") == {"navy", "eye"}
    assert tables_lesson2.ends(arrows, "navy") == {"navy"}


def test_an_inferred_text_is_no_end_of_its_own():
    """No page names it, and it may be one of the ends that pages do name."""
    graph = seeds.load_derivations()
    arrows = [(edge.derived, edge.origin) for edge in graph.derivations]
    assert "common_origin" in tables_lesson2.ends(arrows, "theprint")
    assert next(one.note for one in graph.entities if one.id == "common_origin").endswith("beside them.")
    counted = {re.findall(r"#(\w+)\)", row[0])[0]: int(row[2]) for row in table("roots")[:-1]}
    assert counted["theprint"] == len(tables_lesson2.ends(arrows, "theprint")) - 1


MAIN_CLAIM = {
    "ndtv_rewrite": {"dossier", "ndtv_rewrite_sources"},
    "newsup": {"newsup_dossier", "newsup_reports", "newsup_documents", "newsup_sources"},
    "short_brief": {"short_brief_report"},
    "theprint": {"theprint_sources", "theprint_officials", "indian_intelligence"},
}


@pytest.mark.parametrize(("page", "named"), MAIN_CLAIM.items())
def test_the_lesson_names_where_a_page_has_the_main_claim_from(page, named):
    """What the lesson's table says stands in the records: behind the page, and shown to nobody."""
    graph = seeds.load_derivations()
    unseen = {entity.id for entity in graph.entities if not entity.seen}
    assert named <= unseen
    onward = {edge.origin for edge in graph.derivations if edge.derived in (page, "ndtv_report")}
    assert named <= onward


def test_ends_are_counted_for_each_page_and_once_for_all():
    *pages, (name, _, every, shown) = table("roots")
    assert "All" in name
    assert int(every) < sum(int(row[2]) for row in pages)
    assert int(shown) == 0


# --- the figure ---------------------------------------------------------------------------


@pytest.mark.parametrize("width", [scale_lesson2.WIDE, scale_lesson2.NARROW])
def test_the_figure_has_a_text_alternative_and_stays_inside(width):
    root = scale_lesson2.figure(scale_lesson2.measured().full, width)
    assert root.find("title").text == scale_lesson2.TITLE
    assert "4,498,500 pairs" in root.find("desc").text
    for dot in root.iter("circle"):
        assert 0 < float(dot.get("cx")) < width
        assert 0 < float(dot.get("cy")) < scale_lesson2.HEIGHT


def test_the_figure_is_the_same_on_every_build():
    first, second = (
        drawing.written(scale_lesson2.figure(scale_lesson2.measured().full, scale_lesson2.WIDE))
        for _ in range(2)
    )
    assert first == second
    ET.fromstring(first)  # noqa: S314 - our own drawing


def test_the_table_has_the_numbers_of_the_figure():
    full = scale_lesson2.measured().full
    assert [row[1] for row in table("scale")] == [f"{row.candidates:,}" for row in full.rows]


def test_the_lesson_says_of_the_figure_what_it_shows():
    """A few hundred pairs to some eleven thousand, of four and a half million; a few of the similar are missed."""
    rows = scale_lesson2.measured().full.rows
    assert 200 < min(row.candidates for row in rows) < 500
    assert 11_000 <= max(row.candidates for row in rows) < 12_000
    assert all(row.found < row.similar for row in rows)


# --- the exercises and what they quote ----------------------------------------------------


def test_the_three_reports_do_what_the_lesson_says_of_them():
    """The copy shares hardly a word, the independent pair shares a statement and nothing else."""
    texts = {
        slug: seeds.load_text(slug).partition("\n\n")[2]
        for slug in ("statement_courier", "statement_post", "quiet_rewrite")
    }
    unquoted = {slug: re.sub(r"“[^”]*”", " ", text) for slug, text in texts.items()}
    assert jaccard(texts["statement_courier"], texts["statement_post"]) > 0.15
    assert jaccard(unquoted["statement_courier"], unquoted["statement_post"]) == 0
    assert jaccard(texts["statement_courier"], texts["quiet_rewrite"]) < 0.01


def test_the_numbers_of_a_statement_in_exercise_2_are_right():
    """116 of A's runs are in B at 0.97, so Jaccard is far below 0.2."""
    own, other = 120 - 4, 900 - 4
    shared = round(0.97 * own)
    assert shared / (own + other - shared) < 0.2


def test_the_page_shares_no_long_run_with_an_original(all_originals):
    script = example("lesson2_overlap")
    page = words((catalogue.docs() / "lessons" / "lesson2_syndication.md").read_text("utf-8"))
    for text in script.original_words(all_originals).values():
        assert script.longest(page, text) <= 12
