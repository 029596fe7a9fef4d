"""CONTRIBUTING's numbered lists, followed step by step in a copy of the course."""

import shutil
import textwrap

import pytest
import yaml
from typer.testing import CliRunner

from secondsource import catalogue, seeds
from secondsource.cli import app
from secondsource.generate import generated_files, write
from secondsource.workbench import benches

run = CliRunner().invoke
LESSON = "lesson1_anonymous_sourcing"
EXERCISE = "ex9_count_names"

SOLUTION = '''
# %% [markdown]
# # Count names

# %%
def count_names(text: str) -> int:
    """Return how many words begin with a capital letter."""
    # --8<-- [start:answer]
    return sum(word[0].isupper() for word in text.split())
    # --8<-- [end:answer]


# %%
if __name__ == "__main__":
    print(count_names("Mara Ilves said so."))
'''
VISIBLE = '''
from typing import Protocol

from secondsource.grading import expect, hints, points


class Answer(Protocol):
    def count_names(self, text: str) -> int: ...


@points(2)
@hints("Split the text into words first.")
def test_two_names(answer):
    """Count two names."""
    expect(answer.count_names("Mara Ilves said so.") == 2, "Mara Ilves came back otherwise.", belief="plural_means_two")
'''
HELD_OUT = '''
def test_fresh(answer, fresh):
    """Count fresh names."""
    number = fresh.randint(2, 9)
    assert answer.count_names("Name " * number) == number
'''
WRONG = '"""Earns: plural_means_two.  Always two too many."""\n\n\ndef count_names(text):\n    return 4\n'
CAPTURE = """The Courier

Officials said on Monday that Mara Ilves “never slept” in Verrin.

Write to somebody@example.org
"""
RETOLD = """
The Courier

That Mara Ilves “never slept” in Verrin is what ‘officials said on Monday’.

Write to [address removed]
"""
NOTES = """
# yaml-language-server: $schema=../schema/annotations.schema.json
sources:
  - {id: s1, label: Officials, type: unnamed_group, wordings: [officials]}
attributions:
  - {id: a1, source: s1, cue: said, content: She did not sleep., rung: 1, anchor: {paragraph: 2, exact: officials said}}
"""


@pytest.fixture
def course(tmp_path, monkeypatch):
    for folder in ("seeds", "exercises", "solutions", "tests", "docs", "requirements"):
        shutil.copytree(
            catalogue.root() / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__")
        )
    monkeypatch.chdir(tmp_path)
    forget()
    yield tmp_path
    forget()


def forget():
    """What is read once is read anew: the folder is another."""
    for read in (seeds.load_article, seeds.load_text, seeds.page_titles, benches):
        read.cache_clear()


def put(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(textwrap.dedent(text).lstrip(), encoding="utf-8")


def test_adding_an_exercise(course, monkeypatch):
    monkeypatch.setattr(
        "secondsource.site.bundle.build_bundle", lambda _say: False
    )  # test_bundle.py makes it
    put(course / f"solutions/{LESSON}/{EXERCISE}.py", SOLUTION)
    put(course / f"tests/{LESSON}/test_{EXERCISE}.py", VISIBLE)
    put(course / f"tests/{LESSON}/held_out/test_{EXERCISE}.py", HELD_OUT)
    put(course / f"tests/{LESSON}/wrong_answers/{EXERCISE}/always_four.py", WRONG)

    built = run(app, ["build"])
    handed_out = run(app, ["check", "lesson1/ex9"])
    solved = run(app, ["check", "lesson1/ex9", "--answers", "solutions"])

    assert built.exit_code == 0, built.stderr
    assert "isupper" not in (course / f"exercises/{LESSON}/{EXERCISE}.py").read_text("utf-8")
    assert "0 of 2 points" in handed_out.stdout
    assert "2 of 2 points" in solved.stdout


def test_adding_an_article(course):
    put(course / "seeds/originals/courier.txt", CAPTURE)
    first = run(app, ["capture", "seeds/originals/courier.txt"])
    assert "No retelling holds this block yet" in first.stdout

    block = yaml.safe_load(first.stdout[: first.stdout.index("No retelling")])
    front = yaml.safe_dump({**FRONT, **block}, sort_keys=False)
    (course / "seeds/articles/courier.md").write_text(f"---\n{front}---\n{RETOLD}", encoding="utf-8")
    put(course / "seeds/articles/courier.yaml", NOTES)

    checked = run(app, ["capture", "seeds/originals/courier.txt"])
    assert checked.exit_code == 0, checked.stderr
    assert "courier: 0 places" in checked.stdout


def test_an_article_that_was_added_is_on_the_site_before_all_about_it_is_written(course):
    test_adding_an_article(course)
    forget()

    write(generated_files(app))

    for table in ("reader.html", "page_cards.html", "lesson5_parts.md", "lesson3_signals.md"):
        assert "courier" in (course / "docs/_generated" / table).read_text("utf-8"), table
    lanes = (course / "docs/assets/figures/timeline.svg").read_text("utf-8")
    assert f'width="{150 + 6 * 88 + 470}"' in lanes


def test_a_retelling_that_loses_a_number_is_told_so(course):
    test_adding_an_article(course)
    path = course / "seeds/articles/courier.md"
    path.write_text(path.read_text("utf-8").replace("Verrin", "Karst"), encoding="utf-8")
    forget()
    checked = run(app, ["capture", "seeds/originals/courier.txt"])

    assert checked.exit_code == 1
    assert "the name 'Verrin' of the original is missing" in " ".join(checked.stderr.split())


FRONT = {
    "slug": "courier",
    "title": "The Courier",
    "headline": None,
    "outlet": "The Courier",
    "byline": None,
    "dateline": None,
    "declared_type": None,
    "inferred_type": "NewsArticle",
    "summary": "Somebody did not sleep.",
    "roles": {1: "masthead", 3: "contact"},
}
