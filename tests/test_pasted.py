"""A pasted text: who reads it, in what words the finds are told, and what becomes of a student's own functions."""

import json
import re

import pytest

from secondsource import catalogue, pasted, seeds
from secondsource.grading import in_page, limits

TEXT = "Officials said three boats burned on Monday, 7 October 2025.\n\nMara Ilves said four boats burned."
NOTHING = frozenset()
FILES = {
    "lesson1/ex2": "find_attributions",
    "lesson1/ex3": "source_type and rung",
    "lesson2/ex1": "without_repeats",
    "lesson2/ex2": "containment",
    "lesson3/ex2": "count_signals",
    "lesson4/ex1": "audit",
    "lesson4/ex2": "interval and can_both_hold",
    "lesson4/ex5": "certainty",
}


@pytest.fixture
def answers(tmp_path):
    """A folder for answer files, and a way to write one."""

    def write(exercise, text):
        one = catalogue.find(exercise)[0]
        path = tmp_path / one.lesson / f"{one.name}.py"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")

    write.folder = str(tmp_path)
    return write


def family(result, name):
    return next(one for one in result.families if one.name == name)


def fate(result, exercise):
    return next(one for one in result.own if one.exercise == exercise)


# --- plain methods ----------------------------------------------------------------------------


def test_without_answers_the_plain_methods_read_everything():
    result = pasted.assess(TEXT, written=NOTHING)

    assert {one.by for one in result.families} == {pasted.BY_PLAIN}
    assert (
        family(result, "voices").told == "Two passages: one gives somebody without a name, one gives a name."
    )
    assert {one.kind for one in family(result, "clashes").finds} == {"numbers", "weekday"}
    assert {one.exercise: one.state for one in result.own} == {
        name: "not asked" if name == "lesson1/ex3" else "not written" for name in FILES
    }


def test_what_was_handed_out_counts_as_not_written():
    result = pasted.assess(TEXT, "exercises")

    assert {one.state for one in result.own} == {"not written", "not asked"}


def test_counts_are_told_in_words_and_never_as_a_verdict():
    result = pasted.assess("It may burn. It might. It could.", written=NOTHING)

    assert family(result, "weighed").told == "Three passages hold back."
    assert family(result, "repeats").told == "Nothing was found, which does not show that nothing is there."
    said = [one.told for one in result.families] + [
        find.says for one in result.families for find in one.finds
    ]
    assert not re.search(r"\b(fake|reliable|trust|true|false|score|suspicious)", " ".join(said))


def test_an_empty_or_foreign_text_is_no_trouble():
    assert pasted.assess("", written=NOTHING).paragraphs == []
    assert not pasted.assess(
        "Det brant i hamnen hela natten, och ingen vet ännu varför." * 2, written=NOTHING
    ).english


def test_every_mark_stands_in_its_paragraph():
    result = pasted.assess(
        seeds.load_text("brighter_kashmir") + "\n\n🚢 Mara Ilves said so.", written=NOTHING
    )
    for one in (place for family in result.families for find in family.finds for place in find.places):
        assert 0 <= one.start < one.end <= len(result.paragraphs[one.paragraph - 1])
    last = family(result, "voices").finds[-1].places[0]
    assert result.paragraphs[-1][last.start : last.end] == "Mara Ilves said"


def test_the_pages_have_the_names_the_course_gives_them():
    assert seeds.page_titles() == {one.slug: one.info.title for one in seeds.load_articles()}


def test_a_retelling_shares_all_its_runs_with_itself():
    notes = family(pasted.assess(seeds.load_text("short_brief"), written=NOTHING), "shared").notes
    told = next(note for note in notes if "the short brief" in note)

    assert len(set(re.findall(r"\d+", told))) == 1


# --- the student's own functions ------------------------------------------------------------------


def test_the_students_functions_are_used_where_they_work():
    result = pasted.assess(TEXT + "\n\n" + TEXT, "solutions")

    assert {one.exercise: (one.functions, one.state) for one in result.own} == {
        name: (functions, "used") for name, functions in FILES.items()
    }
    assert family(result, "voices").by.startswith("your find_attributions, with your source_type")
    assert [one.kind for one in family(result, "voices").finds] == ["unnamed", "person"] * 2
    assert "unnamed group, rung 2" in family(result, "voices").finds[0].says
    assert "no rung" in family(result, "voices").finds[1].says
    assert family(result, "clashes").by.startswith("your interval and can_both_hold and your audit")
    assert [one.kind for one in family(result, "clashes").finds] == ["numbers", "weekday", "weekday"]
    assert "two of four" in family(result, "repeats").notes[0]
    assert "of four sentences" in family(result, "weighed").notes[0]
    assert "words" in family(result, "opinions").notes[0]
    assert "in the column" in family(result, "shared").notes[-1]


def test_finds_are_placed_in_the_text_and_those_that_are_not_there_are_counted(answers):
    found = (
        "[FoundAttribution(source=s, cue=c) for s, c in [('boats', 'said'), ('Nobody', 'sang'), ('', '')]]"
    )
    answers(
        "lesson1/ex2",
        f"from secondsource.forms import FoundAttribution\ndef find_attributions(text):\n    return {found}\n",
    )
    voices = family(pasted.assess("The boats, it is said.", answers.folder), "voices")

    assert [one.kind for one in voices.finds] == ["unnamed"]
    assert voices.by == "your find_attributions"
    assert voices.notes == ["It also gave back two that do not stand in one sentence as given."]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (
            "def find_attributions(text):\n    return [][1]\n",
            "ex2_find_attributions.py, line 2: find_attributions raised",
        ),
        ("def find_attributions(text)\n    return []\n", "ex2_find_attributions.py, line 1"),
        (
            "def find_attributions(text):\n    return [1]\n",
            "ex2_find_attributions.py: find_attributions gave back",
        ),
        (
            "def find_atributions(text):\n    return []\n",
            "ex2_find_attributions.py: The file has no find_attributions.",
        ),
    ],
)
def test_a_function_that_fails_is_named_and_the_rest_goes_on(answers, capsys, text, says):
    answers("lesson1/ex2", text)
    answers("lesson2/ex1", "def without_repeats(paragraphs):\n    print('hm')\n    return paragraphs * 2\n")

    result = pasted.assess(TEXT, answers.folder)

    assert fate(result, "lesson1/ex2").state == "failed"
    assert fate(result, "lesson1/ex2").says.startswith(says)
    assert family(result, "voices").by == pasted.BY_PLAIN
    assert len(family(result, "voices").finds) == 2
    assert fate(result, "lesson2/ex1").state == "used"
    assert family(result, "repeats").notes == []
    assert capsys.readouterr().out == ""


def test_a_function_that_breaks_what_it_stands_on_is_named_too(answers):
    answers(
        "lesson2/ex2",
        "from pydantic import TypeAdapter\ndef containment(part, whole, size):\n    TypeAdapter(int).validate_python('x')\n",
    )

    assert "ValidationError" in fate(pasted.assess(TEXT, answers.folder), "lesson2/ex2").says


# --- in the page -------------------------------------------------------------------------------------


@pytest.fixture
def page(tmp_path, monkeypatch):
    """A course as a page has it, which assessing may write into."""
    (tmp_path / "exercises").mkdir()
    for folder in ("seeds", "tests"):
        (tmp_path / folder).symlink_to(catalogue.root() / folder)
    monkeypatch.chdir(tmp_path)


def test_a_page_hands_over_what_was_written_and_nothing_else_is_asked(page):
    calls = []
    written = {"lesson2_syndication/ex2_overlap": "def containment(part, whole, size):\n    return 0.25\n"}

    result = in_page.assess(TEXT, json.dumps(written), calls.append)

    assert [one.exercise for one in result.own if one.state == "used"] == ["lesson2/ex2"]
    assert "0.250 in the column" in family(result, "shared").notes[-1]
    runs = range(1, 2 + len(seeds.page_titles()))  # the file itself, then the function once a page
    assert calls == [number for run in runs for number in (run, 0)]
    assert limits.watch is None


def test_a_check_in_the_page_finds_what_was_written_in_other_exercises(page):
    own = {"lesson2_syndication/ex1_repeated_blocks": "raise ValueError('mine')\n"}
    asks = "from secondsource.workbench import gathered\nraise ValueError(gathered('theprint', 'exercises')[1])\n"

    result = in_page.check("lesson5_assessment/ex1_assess_article", asks, json.dumps(own))

    assert any("ValueError: mine" in one.message for one in result.checks)


def test_a_call_that_never_ended_is_passed_over_when_the_page_asks_again(page):
    written = {
        "lesson1_anonymous_sourcing/ex2_find_attributions": "def find_attributions(text):\n    while True:\n        pass\n"
    }

    result = in_page.assess(TEXT, json.dumps(written), endless=[2])

    assert "had not ended after 6 seconds" in fate(result, "lesson1/ex2").says
    assert len(family(result, "voices").finds) == 2


# --- the page's own words ------------------------------------------------------------------------------


def test_the_texts_on_offer_are_those_students_have():
    source = (catalogue.docs() / "assess.md").read_text(encoding="utf-8")
    offered = dict(re.findall(r'<option value="(\w+)">([^<]+)</option>', source))
    given = {one.slug: one for one in [*seeds.load_articles(), *seeds.load_controls()]}

    assert offered == {slug: given[slug].info.title for slug in offered}
    assert not any(given[slug].info.control and given[slug].info.control.held_out for slug in offered)
    assert seeds.page_titles().keys() <= offered.keys()


def test_every_family_has_its_place_on_the_page_and_every_function_is_named_there():
    source = (catalogue.docs() / "assess.md").read_text(encoding="utf-8")

    assert re.findall(r'class="ss-found" data-family="(\w+)"', source) == list(pasted.FAMILIES)
    assert re.findall(r"\{ #(\w+) \}", source) == list(pasted.FAMILIES)
    for functions in FILES.values():
        assert all(f"`{name}`" in source for name in functions.split(" and "))
