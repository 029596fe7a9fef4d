"""What an instructor decides in course.yaml reaches everything, and leaves nothing dangling."""

import html
import json
import re
import shutil
import textwrap

import markdown
import pytest
import yaml
from typer.testing import CliRunner

from secondsource import catalogue, course, pasted, seeds, workbench
from secondsource.cli import app
from secondsource.grading import kit
from secondsource.grading.run import run_checks
from secondsource.material import by_hand
from secondsource.site import bundle, prepare, publish
from tests.test_publish import dangling

ROOT = catalogue.root()
LEFT_OUT = """
name: Reading & Weighing
leave_out: [lesson3]
light: {accent: "#123456"}
dark: {accent: "#abcdef", blue: "#fedcba"}
"""


@pytest.fixture
def decided(tmp_path, monkeypatch):
    """A copy of the course in which course.yaml says what is given."""

    def decide(text):
        for part in ROOT.iterdir():
            if part.name not in {"course.yaml", "docs", "site"} and not part.name.startswith("."):
                (tmp_path / part.name).symlink_to(part)
        shutil.copytree(ROOT / "docs", tmp_path / "docs", ignore=shutil.ignore_patterns(".play"))
        (tmp_path / "course.yaml").write_text(textwrap.dedent(text), encoding="utf-8")
        monkeypatch.chdir(tmp_path)
        assert catalogue.root() == tmp_path
        return tmp_path

    return decide


def test_the_file_that_comes_with_the_course_changes_nothing():
    assert course.read(ROOT) == course.DEFAULT
    assert course.read(ROOT / "no such folder") == course.DEFAULT
    assert course.DEFAULT.styles() == ""
    assert catalogue.exercises() == catalogue.every_exercise()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("nane: x", r"course\.yaml, nane: .*Wanted: only name, leave_out, light, dark"),
        ("leave_out: [three]", r"course\.yaml, leave_out.*a list such as \[lesson3\]"),
        ("leave_out: lesson3", r"course\.yaml, leave_out.*a list such as \[lesson3\]"),
        ("name: ''", r"course\.yaml, name.*1 to 80 characters"),
        ("name: a<b>", r"course\.yaml, name.*none of them <"),
        ("light: {accent: red}", r"course\.yaml, light\.accent.*such as"),
        ("light: {acent: '#123456'}", r"course\.yaml, light\.acent.*such as"),
        ("[1, 2]", r"course\.yaml, the file"),
        ("name: [", r"course\.yaml is no YAML"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_key_and_mend(tmp_path, text, said):
    (tmp_path / "course.yaml").write_text(text, encoding="utf-8")

    with pytest.raises(course.CourseError, match=said):
        course.read(tmp_path)


def test_a_fault_in_the_file_is_told_in_words_by_every_command(decided):
    decided("name: [")

    for command in (["check", "lesson1"], ["kit"], ["site"], ["grade", "."]):
        done = CliRunner().invoke(app, command)
        assert done.exit_code == 2, command
        assert "course.yaml is no YAML" in done.output


def test_a_lesson_left_out_has_no_exercises_anywhere(decided, tmp_path):
    decided(LEFT_OUT)
    files = kit.kit_files()

    assert {one.lesson[:7] for one in catalogue.exercises()} == {
        f"lesson{number}" for number in (0, 1, 2, 4, 5, 6)
    }
    assert not [name for name in map(str, files) if "lesson3" in name]
    assert b"# Reading & Weighing " in files["README.md"]
    assert not [one for one in bundle.offered() if one.lesson.startswith("lesson3")]
    assert not [name for name in bundle._ids(workbench.USES) if name.startswith("lesson3")]
    with pytest.raises(catalogue.CatalogueError, match="no lesson or exercise"):
        catalogue.find("lesson3")


def test_what_draws_on_a_lesson_left_out_goes_on_without_it(decided):
    decided(LEFT_OUT)

    _, notes = workbench.gathered("newsup", "solutions")
    found = pasted.assess("Police said it burned. We must act.", "solutions")

    assert [note for note in notes if "This course leaves out lesson3" in note]
    assert not [one.exercise for one in found.own if one.exercise.startswith("lesson3")]


def test_what_the_course_itself_makes_of_a_page_needs_every_lesson(decided):
    hand = by_hand()["newsup"]
    whole = workbench.bench_for(seeds.load_article("newsup"), hand)
    decided(LEFT_OUT)

    assert workbench.bench_for(seeds.load_article("newsup"), hand) == whole


def test_a_class_is_marked_without_a_lesson_and_loses_nothing_in_the_fifth(decided):
    decided(LEFT_OUT)
    workbench.benches.cache_clear()
    results = run_checks(catalogue.exercises(), "solutions", held_out=True)

    assert {one.lesson[:7] for one in results} >= {"lesson1", "lesson5"}
    assert not [one.exercise for one in results if not one.passed]


def test_the_site_without_a_lesson_leads_nowhere_that_is_not_there(decided, monkeypatch):
    root = decided(LEFT_OUT)
    monkeypatch.setattr(publish, "build_bundle", lambda: False)

    site = publish.publish_site(root / "out", "https://example.org/c/")

    assert dangling(site) == []
    assert not list(site.glob("lessons/lesson3*"))
    texts = {path.relative_to(site).as_posix(): path.read_text("utf-8") for path in site.rglob("*.html")}
    assert not [name for name, text in texts.items() if "lesson3_opinion" in text]
    assert all("Reading & Weighing" in text for text in texts.values())
    assert not [name for name, text in texts.items() if "Second Source" in text]
    assert "lesson3" not in (site / "sitemap.xml").read_text("utf-8")
    assert re.search(
        r"<strong>115</strong>.*?<strong>340</strong>.*?<strong>475</strong>",
        texts["instructors/index.html"],
        re.DOTALL,
    )
    assert "--ss-accent: #123456" in (site / "assets/css/base.css").read_text("utf-8")
    assert (ROOT / "docs/lessons/lesson3_opinion_and_reporting.md").is_file()


@pytest.mark.parametrize("name", ["A: *B* #1", 'Say "what" \\ [why]', "Ünder & über"])
def test_the_home_page_has_the_courses_name_whatever_is_in_it(decided, tmp_path_factory, name):
    decided(f"name: {json.dumps(name)}")
    folder = tmp_path_factory.mktemp("laid_out")
    prepare.lay_out(folder)
    _, front, words = (folder / "docs" / "index.md").read_text("utf-8").split("---\n", 2)

    assert yaml.safe_load(front)["title"] == name
    assert name in html.unescape(re.sub("<[^>]+>", "", markdown.markdown(words, extensions=["md_in_html"])))
    assert "Second Source" not in front + words


def test_colours_hold_for_pages_with_and_without_the_themes_switch():
    chosen = course.Course(light={"accent": "#123456"}, dark={"blue": "#fedcba"})

    styles = chosen.styles("")

    assert ":root, [data-md-color-scheme=default] { --accent: #123456;}" in styles
    assert "[data-md-color-scheme=slate] { --blue: #fedcba;}" in styles
    assert styles.count("{") == styles.count("}")


def test_sums_of_a_table_are_less_by_what_left_it():
    table = "| [3. O](lessons/lesson3_o.md) | 30 | 80 | 110 |\n| **All** | **145** | **420** | **585** |\n"

    left = prepare.without(table, course.Course(leave_out=["lesson3"]))

    assert left == "| **All** | **115** | **340** | **475** |\n"
