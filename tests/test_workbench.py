"""The workbench of lesson 5: own functions where they work, the course's results where not."""

import shutil

import pytest

from secondsource import catalogue, seeds, workbench
from secondsource.generate import stale
from secondsource.material import ByHand, by_hand, material_of
from secondsource.models import ArticleType
from secondsource.seeds import RecordError
from secondsource.workbench import benches, gathered, parts_of, reference_parts, workbench_files

PAGES = list(by_hand())


@pytest.fixture
def own(tmp_path):
    """A folder of answers that begins as the solutions, and a function that lays one mistake over a file."""
    folder = tmp_path / "answers"
    shutil.copytree(catalogue.root() / "solutions", folder)

    def spoil(exercise, mistake):
        path = folder / catalogue.find(exercise)[0].lesson / f"{catalogue.find(exercise)[0].name}.py"
        path.write_text(path.read_text("utf-8") + "\n\n" + mistake, encoding="utf-8")
        return str(folder)

    return spoil


def test_every_file_of_the_workbench_is_fresh():
    assert stale(workbench_files()) == []


def test_a_page_without_an_entry_has_nothing_written_down_yet(tmp_path, monkeypatch):
    (tmp_path / "by_hand.yaml").write_text("theprint: {fit: well}", encoding="utf-8")
    monkeypatch.setattr("secondsource.material.folder", lambda: tmp_path)

    assert by_hand()["newsup"] == ByHand()


def test_the_pages_and_pieces_of_every_sort_are_on_it():
    controls = [
        seeds.load_article(page).info.control for page in PAGES if seeds.load_article(page).info.control
    ]

    assert {article.slug for article in seeds.load_articles()} <= set(PAGES)
    assert {one.sound for one in controls} == {True, False}
    assert not any(one.held_out for one in controls)


@pytest.mark.parametrize("page", PAGES)
def test_own_functions_that_work_are_used_and_nothing_is_said(page):
    parts, notes = gathered(page, "solutions")

    assert notes == []
    assert parts == reference_parts(page)


@pytest.mark.parametrize("page", ["theprint", "brighter_kashmir", "quiet_rewrite"])
def test_an_exercise_nobody_has_worked_gives_the_courses_results_and_a_line_for_each(page):
    parts, notes = gathered(page, "exercises")

    assert parts == reference_parts(page)
    assert len(notes) == len(workbench.STEPS)
    assert all("course’s own result" in note and "\n" not in note for note in notes)


@pytest.mark.parametrize(
    ("exercise", "mistake", "said"),
    [
        ("lesson1/ex4", "def share_by_type(claims):\n    return 1 / 0", "ZeroDivisionError"),
        ("lesson1/ex5", "def reliability(track_record):\n    return 'Z'", "another type"),
        ("lesson1/ex3", "def rung(phrase):\n    return 9", "cannot stand there"),
        ("lesson2/ex5", "def adds(arrows):\n    return []", "other parameters"),
        ("lesson3/ex3", "def judge(counts):\n    return None", "None"),
    ],
)
def test_a_function_that_fails_is_named_and_replaced(own, exercise, mistake, said):
    parts, notes = gathered("theprint", own(exercise, mistake))

    assert len(notes) == 1
    assert exercise in notes[0]
    assert said in notes[0]
    assert parts == reference_parts("theprint")


def test_what_somebodys_own_function_gives_is_used_even_where_the_course_sees_it_otherwise(own):
    folder = own("lesson1/ex4", "def rests_on_unnamed_alone(claims):\n    return False")

    parts, notes = gathered("theprint", folder)

    assert notes == []
    assert parts.unnamed_alone is False
    assert reference_parts("theprint").unnamed_alone is True


def test_a_count_below_nothing_is_nothing(own):
    folder = own("lesson2/ex4", "def evidence(slots, first, second):\n    return -3")

    assert gathered("theprint", folder)[0].shared == 0


def test_what_could_not_be_used_is_printed_once(capsys):
    workbench.TOLD.clear()

    parts_of("newsup")
    parts_of("theprint")

    assert capsys.readouterr().out.count("\n") == len(workbench.STEPS)


def test_a_page_that_is_not_on_it_is_named_with_those_that_are():
    with pytest.raises(RecordError, match=r"no page called 'nowhere'.*theprint"):
        parts_of("nowhere")


def test_a_wrong_entry_made_by_hand_is_named(tmp_path, monkeypatch):
    (tmp_path / "by_hand.yaml").write_text("theprint: {fit: perfectly}", encoding="utf-8")
    monkeypatch.setattr("secondsource.material.folder", lambda: tmp_path)

    with pytest.raises(RecordError, match=r"by_hand\.yaml: theprint: fit: "):
        by_hand()


@pytest.mark.parametrize("page", PAGES)
def test_what_is_noted_by_hand_names_records_of_the_page(page):
    article, hand = seeds.load_article(page), by_hand()[page]
    sources = {one.id for one in article.notes.sources}
    claims = {one.id for one in article.notes.claims}

    assert {name for group in hand.apart for name in group} <= sources
    assert {one.id for one in hand.timed} <= claims
    own = [later for later, _ in hand.arrows if later == page]
    assert bool(hand.arrows) == bool(own)


@pytest.mark.parametrize("page", PAGES)
def test_no_origin_stands_in_two_groups(page):
    grouped = [name for group in benches()[page].material.may_be_same for name in group]

    assert len(grouped) == len(set(grouped))


@pytest.mark.parametrize("article", seeds.load_articles(), ids=lambda one: one.slug)
def test_each_page_is_held_against_one_with_which_it_shares_most(article):
    solution = workbench._answers_in("solutions")("lesson2/ex4")
    bench = benches()[article.slug].material
    assert bench.hand.beside, f"by_hand.yaml names no page to hold {article.slug} against"
    points = {
        other.slug: solution.evidence(bench.hand.slots, article.slug, other.slug)
        for other in seeds.load_articles()
        if other.slug != article.slug
    }

    assert points[bench.hand.beside] == max(points.values())


def test_nested_sources_make_a_chain():
    article = seeds.load_article("statement_courier")

    arrows = material_of(article, ByHand()).arrows

    assert [(one.derived, one.origin) for one in arrows] == [("s1", "s2"), ("statement_courier", "s1")]


def test_furniture_is_no_text_of_the_page():
    body = benches()["theprint"].material.body

    assert {1, 3, 24, 25, 33}.isdisjoint(body)
    assert {6, 10, 21} <= set(body)


@pytest.mark.parametrize("page", PAGES)
def test_the_assessed_type_can_be_defended_from_the_records(page):
    info = seeds.load_article(page).info
    given = workbench._answers_in("solutions")("lesson5/ex1").article_type(reference_parts(page))

    assert given in {info.inferred_type, *info.also_types, ArticleType.NEWS}
