"""The class report: its numbers, its words and its pictures, on classes small enough to check by hand."""

import builtins
import io
import json
import random
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections import Counter
from statistics import fmean

import pytest
from rich.console import Console
from typer.testing import CliRunner

from secondsource import catalogue, cli, seeds
from secondsource.grading import example_class, feedback, marking
from secondsource.grading.classes import Student
from secondsource.grading.classroom import Options, grade_class
from secondsource.grading.command import grade_and_tell
from secondsource.grading.detection import Detection
from secondsource.grading.graded import Graded
from secondsource.grading.recorded import RecordingError
from secondsource.grading.report import (
    NO_JINJA,
    ClassReport,
    axes,
    beliefs,
    numbers,
    page,
    pictures,
    similarity,
)
from secondsource.grading.results import CheckResult, ExerciseResult, State
from tests.conftest import CHROMIUM, FLAGS, needs

EXERCISE = catalogue.Exercise("lesson1_anonymous_sourcing", "ex3_classify_source")
NOTHING = similarity.Likeness([], [])
NASTY = "Eve <script>alert(1)</script> & \u202eco"
DONE, LEFT = State.PASSED, State.NOT_ANSWERED


def check(name, points, out_of=5, state=DONE, **more):
    return CheckResult(check=name, title=f"Do {name}", state=state, points=points, out_of=out_of, **more)


def exercise(name, *checks):
    lesson, _, rest = name.partition("/")
    return ExerciseResult(lesson=lesson, exercise=rest, title=rest, file="", checks=list(checks))


def student(name, *exercises, level="sandbox"):
    files = {f"{one.lesson}/{one.exercise}": "f.py" for one in exercises}
    return Graded(student=Student(id=name, name=name), exercises=list(exercises), level=level, files=files)


def class_of(*marks):
    """A class with these marks: a tuple a student, one check in each of as many exercises."""
    return [
        student(
            f"S{n}", *(exercise(f"lesson1_a/ex{e}_b", check("it", mark)) for e, mark in enumerate(row, 1))
        )
        for n, row in enumerate(marks)
    ]


TWO = class_of((1, 2), (2, 1), (3, 4), (4, 3), (5, 5))


# --- numbers ----------------------------------------------------------------------------------


def test_alpha_is_what_it_comes_to_by_hand():
    # Variances 2.5 and 2.5, of the totals (3, 3, 7, 7, 10) 9: 2 · (1 - 5/9).
    found = numbers.reliability(numbers.table_of(TWO))
    assert found.alpha == pytest.approx(8 / 9)
    assert found.error == pytest.approx((9 * (1 - 8 / 9)) ** 0.5)
    assert (found.parts, found.students) == (2, 5)


def test_alphas_limits_are_near_those_of_feldts_f():
    # 0.85 over 7 parts and 89 persons: by the F distribution 0.797 to 0.893, standard error 0.0246.
    low, high = numbers.alpha_between(0.85, 7, 89)
    assert (low, high) == (pytest.approx(0.797, abs=0.005), pytest.approx(0.893, abs=0.005))
    assert (high - low) / 2 / numbers.SURE == pytest.approx(0.0246, abs=0.001)


@pytest.mark.parametrize("marks", [[(1, 2)] * 4, [(1,), (2,), (3,), (4,), (5,)], [(2, 2)] * 6])
def test_no_alpha_where_it_would_mean_nothing(marks):
    assert numbers.reliability(numbers.table_of(class_of(*marks))) is None


def test_parts_that_agree_in_everything_still_have_limits():
    found = numbers.reliability(numbers.table_of(class_of(*((n, n) for n in range(6)))))
    assert found.alpha == 0.9999


def test_difficulty_and_discrimination():
    first, second = numbers.items(numbers.table_of(TWO))
    assert first.easy == second.easy == pytest.approx(15 / 25)
    assert first.apart == pytest.approx(0.8)  # of (1..5) with (2, 1, 4, 3, 5)
    low, high = first.between
    assert low < 0 < 0.8 < high < 1  # five students prove nothing


def test_the_check_itself_is_taken_out_of_the_total():
    # Against the whole total this check would go with it; against the rest it goes the other way.
    marks = [5, 4, 3, 2, 1]
    assert numbers.correlation(marks, [6, 6, 6, 6, 6]) == pytest.approx(-1)
    assert numbers.correlation(marks, marks) is None
    assert numbers.correlation([1, 1, 1], [1, 2, 3]) is None


def test_a_correlation_of_four_students_has_no_limits():
    assert numbers.interval(0.5, 4) is None
    assert numbers.interval(1.0, 30)[1] < 1


def test_who_handed_in_nothing_is_in_no_statistic():
    book = [*TWO, Graded(student=Student(id="x", name="X"), level="sandbox")]
    table = numbers.table_of(book)
    assert len(table.lines) == 6
    assert len(table.present) == len(table.sound) == 5
    assert numbers.items(table) == numbers.items(numbers.table_of(TWO))
    assert table.share(table.lines[-1], 0) is None


def test_who_the_grader_failed_is_left_out_and_has_no_share():
    fault = marking.grader_fault("it", "no")
    broken = student("F", exercise("lesson1_a/ex1_b", fault), exercise("lesson1_a/ex2_b", check("it", 5)))
    table = numbers.table_of([*TWO, broken])
    assert len(table.sound) == 5
    assert table.share(table.lines[-1], 0) is None
    assert table.share(table.lines[-1], 1) == 1
    assert "One student has no mark somewhere" in page.report([*TWO, broken], NOTHING, "A")


def test_hand_ins_of_nobody_come_first_and_those_they_may_belong_to_are_not_called_absent():
    nobody = TWO[0].model_copy(update={"student": Student(id="unmatched x.zip", name="x"), "standing": "unmatched", "notes": ["x.zip: <who>?"]})  # fmt: skip
    silent = nobody.model_copy(update={"student": Student(id="un", name="N"), "notes": []})
    unclear = Graded(student=Student(id="u", name="Una"), level="process", standing="unclear")
    absent = Graded(student=Student(id="a", name="Abe"), level="process", standing="absent")
    said = page.report([*TWO, nobody, unclear, absent], NOTHING, "A")
    assert said.index('id="open"') < said.index('id="scores"')
    assert "One hand-in belongs to nobody yet" in said
    assert "x.zip: &lt;who&gt;?" in said
    assert "not counted as absent: <bdi>Una</bdi>" in said
    assert "since they handed in nothing: <bdi>Abe</bdi>." in said
    assert f"{len(TWO)} of {len(TWO) + 2} students handed in" in said
    assert "2 hand-ins belong" in page.report([*TWO, nobody, silent], NOTHING, "A")
    assert 'id="open"' not in page.report(TWO, NOTHING, "A")


def test_a_check_that_comes_up_late_is_a_column_for_all():
    late = student("L", exercise("lesson1_a/ex3_b", check("it", 5)))
    table = numbers.table_of([*TWO, late])
    assert {len(line.marks) for line in table.lines} == {3}
    assert table.sound == []
    assert table.share(table.lines[0], 2) is None


def test_attempted_is_told_from_wrong():
    book = class_of((0, 5), (5, 5))
    book.append(student("N", exercise("lesson1_a/ex1_b", check("it", 0, state=LEFT))))
    assert numbers.items(numbers.table_of(book))[0].attempted == pytest.approx(2 / 3)


def test_tenths_hold_their_lower_edge():
    book = class_of((0,), (1,), (5,), (5,))
    assert numbers.bins(numbers.table_of(book)) == [1, 0, 1, 0, 0, 0, 0, 0, 0, 2]


def test_what_only_measures_does_not_count():
    entry = exercise("lesson0_entry_check/ex1_entry_check", check("told", 5))
    book = [student(f"E{n}", entry, *one.exercises) for n, one in enumerate(TWO)]
    table = numbers.table_of(book)
    assert table.out_of == 10
    assert [table.total(line) for line in table.lines] == [3, 3, 7, 7, 10]
    assert len(numbers.items(table)) == 2
    assert "do not count" in page.report(book, NOTHING, "A")


def test_headings_are_short():
    assert numbers.short("lesson2_syndication/ex4_variant_readings") == "2.4"


# --- beliefs ----------------------------------------------------------------------------------


def wrong(belief, points=0):
    return check(f"is_{belief}", points, state=State.WRONG, misconception=belief)


def test_every_leaning_belief_is_a_known_one():
    known = set(seeds.load_misconceptions())
    assert known >= beliefs.SUSPICIOUS | beliefs.TRUSTING
    assert not beliefs.SUSPICIOUS & beliefs.TRUSTING


def test_a_belief_counts_once_a_student():
    trusting = [wrong("plural_means_two"), wrong("plural_means_two"), wrong("carrier_is_origin")]
    book = [
        student("A", exercise("lesson1_a/ex1_b", *trusting)),
        student("B", exercise("lesson1_a/ex2_b", wrong("plural_means_two"), wrong("unnamed_means_false"))),
        student("C", exercise("lesson1_a/ex1_b", wrong("no_longer_listed"))),
        Graded(student=Student(id="D", name="D"), level="sandbox"),
    ]
    found = beliefs.beliefs_of(book, seeds.load_misconceptions())
    assert [(one.belief.id, one.students) for one in found.held] == [
        ("plural_means_two", 2), ("unnamed_means_false", 1), ("carrier_is_origin", 1)
    ]  # fmt: skip
    assert found.held[0].exercises == ["lesson1_a/ex1_b", "lesson1_a/ex2_b"]
    assert found.leanings == Counter({(2, 0): 1, (1, 1): 1, (0, 0): 1})


def measured(lesson, hits, alarms):
    counts = {"hits": hits, "positives": 4, "false_alarms": alarms, "negatives": 4}
    name = lesson.partition("_")[2]
    return exercise(f"{lesson}/ex1_{name}", check("form", 2), check("told", 3, measures=counts))


BEFORE_AFTER = [
    student("A", measured(beliefs.ENTRY, 4, 4), measured(beliefs.EXIT, 4, 0)),
    student("B", measured(beliefs.ENTRY, 0, 4), measured(beliefs.EXIT, 2, 2)),
    student("C", measured(beliefs.ENTRY, 2, 0)),
]


def test_before_and_after_compares_only_those_who_did_both():
    found = beliefs.beliefs_of(BEFORE_AFTER, {})
    assert len(found.checks) == 3
    assert len(found.both) == 2
    perfect = Detection(hits=4, positives=4, false_alarms=0, negatives=4)
    assert found.both[0][1] == perfect
    bias, d_prime = beliefs.middle([after for _, after in found.both])
    assert (bias, d_prime) == (pytest.approx(0), pytest.approx(perfect.d_prime / 2))
    text = page.report(BEFORE_AFTER, NOTHING, "A")
    assert "2 students did both" in text
    assert ">−3<" in pictures.before_after(found.both)  # B had it backwards: the axis makes room


def test_one_check_alone_compares_nothing():
    text = page.report(BEFORE_AFTER[2:], NOTHING, "A")
    assert "so there is nothing to compare" in text
    assert ">−3<" not in pictures.before_after(beliefs.beliefs_of(BEFORE_AFTER[:1], {}).both)


@pytest.mark.parametrize("lesson", [beliefs.ENTRY, beliefs.EXIT])
def test_the_real_checks_measure(lesson):
    from secondsource.grading.run import run_checks

    result = run_checks(catalogue.find(lesson), "solutions", held_out=True)[0]
    found = [one.measures for one in result.checks if one.measures]
    assert len(found) == 1
    came = Detection.model_validate(found[0])
    assert came.d_prime == came.best


# --- the page ---------------------------------------------------------------------------------


def svgs(text):
    return [ET.fromstring(one) for one in re.findall(r"<svg .*?</svg>", text, re.DOTALL)]  # noqa: S314 - our own


def whole(book, pairs=(), holders=()):
    return page.report(book, similarity.Likeness(list(holders), list(pairs)), "Second Source")


def nasty_class():
    shown = exercise("lesson1_a/ex1_b", *(wrong(slug) for slug in list(seeds.load_misconceptions())[:15]))
    rows = [student(NASTY, shown, level="process"), *BEFORE_AFTER[:2], *TWO]
    return [*rows, Graded(student=Student(id="gone", name=f"Gone {NASTY}"), level="sandbox")]


def test_names_are_escaped_everywhere():
    alike = similarity.Alike("lesson1_a/ex1_b", 40, 0.9)
    pair = similarity.Pair(Student(id="1", name=NASTY), Student(id="2", name="B"), [alike])
    holder = similarity.Holder(
        Student(id="1", name=NASTY), [("lesson1_a/ex1_b", 0.9), ("lesson2_a/ex1_b", 1.0)]
    )
    text = whole(nasty_class(), [pair] * 17, [holder])
    assert "1.1 (90 %), 2.1 (100 %)" in " ".join(text.split())
    assert "<script" not in text
    assert "&lt;script&gt;" in text
    assert "2 more pairs are not shown" in text
    assert "not a verdict" in text
    assert "without the sandbox" in text


def test_the_page_asks_no_network_and_runs_nothing():
    text = whole(nasty_class())
    assert "default-src 'none'" in text
    assert not re.search(r'(?:src|href)=(?!"#)', text)
    assert not re.search(r"@import|url\(|<link|<iframe|\son\w+=", text)


def test_every_picture_has_a_text_alternative_and_a_table():
    text = whole(nasty_class(), [])
    drawn = svgs(text)
    assert len(drawn) == 12  # six pictures, for a screen and for a phone
    for one in drawn:
        space = "{http://www.w3.org/2000/svg}"
        assert one.find(f"{space}title").text
        assert one.find(f"{space}desc").text
    assert text.count("<details>") == 5


def test_a_narrow_heat_map_names_each_lesson_once_and_has_shades_alone():
    names = [f"lesson{lesson}_a/ex{number}_b" for lesson in (1, 2) for number in range(1, 9)]
    book = [student(who, *(exercise(name, check("it", 3)) for name in names)) for who in ("A", "B")]
    table = numbers.table_of(book)
    broad, narrow = (pictures.heat_map(table, wide) for wide in (axes.WIDE, axes.NARROW))
    texts = [re.findall(r">([^<]+)</text>", one) for one in (broad, narrow)]
    assert texts[0][:3] == ["1.1", "1.2", "1.3"]
    assert texts[0].count("60") == 32
    assert texts[1] == ["1", "1", *"2345678", "1", "2", *"2345678", "A", "B"]
    assert broad.count("<rect") == narrow.count("<rect") == 32


def test_a_class_of_nobody_has_a_report():
    text = whole([])
    assert "0 of 0 students" in text
    assert "no number here would mean anything" in text
    assert "No check named one" in text
    assert "No pair shares so much" in text


def test_a_small_class_is_told_so_and_a_large_one_is_not():
    assert "A small class" in whole(TWO)
    large = class_of(*((n % 6, (n * 7) % 6) for n in range(150)))
    text = whole(large)
    assert "A small class" not in text
    assert "A line stands for several students" in text
    assert len(pictures.heat_rows(numbers.table_of(large))) == 50
    assert text.count("<bdi>") == 150


def test_a_group_without_marks_has_a_dash():
    nobody = [Graded(student=Student(id=f"{n}", name=f"N{n}"), level="sandbox") for n in range(70)]
    rows = pictures.heat_rows(numbers.table_of([*TWO, *nobody]))
    assert rows[-1][1] == [None, None]


def test_checks_that_go_against_the_rest_are_named():
    book = class_of(*((n, n, 5 - n, n) for n in (5, 4, 3, 2, 1, 0)))
    text = whole(book)
    assert "lowest first: 3." in text
    assert ">3</text>" in text
    flat = whole(class_of((5, 1), (5, 2), (5, 3)))
    assert "2 checks have no place in the picture" in flat


@pytest.mark.parametrize(
    ("write", "given", "says"),
    [(page.percent, None, "–"), (page.percent, 0.456, "46 %"), (page.signed, None, "–"),
     (page.signed, -0.5, "−0.50"), (page.plain, 3.0, "3"), (page.plain, -2.25, "−2.2"), (page.two, -0.1, "−0.10")],
)  # fmt: skip
def test_numbers_are_written_as_people_write_them(write, given, says):
    assert write(given) == says


def test_without_jinja_the_command_says_so(tmp_path, monkeypatch):
    (tmp_path / "class" / "ada").mkdir(parents=True)
    (tmp_path / "class" / "ada" / f"{EXERCISE.name}.py").write_text("")
    said = Console(file=io.StringIO(), width=200)
    monkeypatch.setattr("secondsource.grading.classroom.mark_class", lambda *_: None)
    options = Options(level="process", exercises=(EXERCISE.id,))
    monkeypatch.setattr(builtins, "__import__", refusing("secondsource.grading.report.page"))
    grade_and_tell(tmp_path / "class", tmp_path / "out", options, "A", said)
    assert NO_JINJA in said.file.getvalue()
    assert not (tmp_path / "out" / "report.html").exists()


def refusing(module):
    """An import that does not find one module."""
    real = builtins.__import__

    def missing(name, *rest):
        if name == module:
            raise ImportError(name)
        return real(name, *rest)

    return missing


def test_a_wrong_answer_that_builds_on_the_solution_finds_it():
    solution = "def find(text):\n    return [1, 2]\n"
    wrong = '"""Earns: x."""\n\nby_the_book = find\n\n\ndef find(text):\n    return by_the_book(text)[:1]\n'
    space = {}
    exec(example_class.laid_over(solution, wrong), space)  # noqa: S102 - our own
    assert space["find"]("") == [1]


def test_after_ctrl_c_there_is_no_report(tmp_path):
    assert ClassReport().write([], tmp_path, "A") == ([], "")
    assert not list(tmp_path.iterdir())


LOOK = """
import json, sys
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

with sync_playwright() as playwright:
    browser = playwright.chromium.launch(executable_path=sys.argv[1], args=json.loads(sys.argv[2]))
    for url, scheme, width in [(url, *how) for url in sys.argv[3:] for how in (("light", 1280), ("dark", 390))]:
        # The page's own policy keeps scripts out, ours too: axe needs it lifted.
        page = browser.new_context(
            color_scheme=scheme, viewport={"width": width, "height": 844}, bypass_csp=True
        ).new_page()
        asked = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(url)
        page.emulate_media(media="print")
        printed = page.locator("table, li").evaluate_all("all => all.every(one => one.checkVisibility())")
        page.emulate_media(media="screen")
        shown = page.locator("details table, details li").evaluate_all("all => all.some(one => one.checkVisibility())")
        page.locator("details").evaluate_all("all => all.forEach(one => { one.open = true })")
        found = Axe().run(page).response["violations"]
        wide = page.evaluate("document.documentElement.scrollWidth")
        letters = page.locator("figure text").evaluate_all(
            "all => all.filter(one => one.checkVisibility())"
            ".map(one => parseFloat(getComputedStyle(one).fontSize) * one.getScreenCTM().a)"
        )
        boxes = page.evaluate("[...document.querySelectorAll('figure')].every((one) => one.scrollWidth <= one.clientWidth)")
        readable = min(letters, default=11) >= 10
        print(json.dumps([asked, printed, shown, [one["id"] for one in found], wide <= width, readable, boxes]))
    browser.close()
"""


def test_it_reads_in_a_browser_by_day_by_night_on_a_phone_and_on_paper(tmp_path):
    needs("browser", CHROMIUM)
    alike = [similarity.Alike("lesson1_a/ex1_b", 40, 0.9)]
    pair = similarity.Pair(Student(id="1", name=NASTY), Student(id="2", name="B"), alike)
    path = page.write_report(nasty_class(), similarity.Likeness([], [pair]), tmp_path, "Second Source")
    told = tmp_path / "feedback.html"
    told.write_text(feedback.page(nasty_class()[0]), "utf-8")
    # A process of its own: two Playwrights in one do not go together.
    pages = [path.as_uri(), told.as_uri()]
    command = [sys.executable, "-c", LOOK, str(CHROMIUM), json.dumps(FLAGS), *pages]
    ran = subprocess.run(command, capture_output=True, text=True, check=True, timeout=100)
    found = [json.loads(line) for line in ran.stdout.splitlines()]
    assert found == [[[url], True, False, [], True, True, True] for url in pages for _ in range(2)]


# --- the invented class -----------------------------------------------------------------------


@pytest.fixture(scope="session")
def graded_class(tmp_path_factory):
    """The invented class on two exercises, marked in this process, and what the report made of it."""
    folder = tmp_path_factory.mktemp("class")
    chosen = [*catalogue.find("lesson1/ex3"), *catalogue.find("lesson3/ex2")]
    place = example_class.write_class(folder, chosen)
    options = Options(
        level="process", roster=folder / "roster.csv", exercises=tuple(one.id for one in chosen)
    )
    report = ClassReport()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            "secondsource.grading.classroom.mark_class",
            lambda jobs, level, _, keep: marking.mark_all(jobs, level, keep),
        )
        outcome = grade_class(place, folder / "graded", options, lambda *_: None, report.look)
    assert report.write(outcome.book, folder / "graded", "Second Source") == (["report.html"], "")
    return folder, outcome, report


def test_the_invented_class_is_a_class(graded_class):
    _, outcome, _ = graded_class
    everyone = list(outcome.book)
    assert len(everyone) == 30
    assert [one.student.name for one in everyone if not one.files] == ["Jonas Berg", "Ugo Eze"]
    assert not any(one.faults for one in everyone)
    states = Counter(check.state for one in everyone for result in one.exercises for check in result.checks)
    assert {State.PASSED, State.WRONG, State.ERROR} <= set(states)
    shares = [one.points / one.out_of for one in everyone if one.files]
    assert 0.3 < fmean(shares) < 0.95
    assert max(shares) == 1


def test_partners_are_the_first_pair(graded_class):
    _, _, report = graded_class
    partners = {example_class.NAMES[place] for place in example_class.PARTNERS}
    assert {report.likeness.pairs[0].one.name, report.likeness.pairs[0].other.name} == partners


def test_the_report_of_the_class_is_one_file(graded_class):
    folder, _, _ = graded_class
    text = (folder / "graded" / "report.html").read_text("utf-8")
    assert "28 of 30 students handed in" in text
    assert "Jonas Berg, " in text.replace("<bdi>", "").replace("</bdi>", "")
    assert len(svgs(text)) == 12
    assert len(text) < 400_000


def test_the_class_is_the_same_every_time_and_each_hand_is_its_own(tmp_path):
    chosen = catalogue.find("lesson1/ex3")
    one = example_class.write_class(tmp_path / "one", chosen)
    two = example_class.write_class(tmp_path / "two", chosen)
    texts = {path.relative_to(one): path.read_bytes() for path in one.rglob("*") if path.is_file()}
    assert texts == {path.relative_to(two): path.read_bytes() for path in two.rglob("*") if path.is_file()}
    assert len(set(texts.values())) > 20
    assert any(path.suffix == ".ipynb" for path in texts)


def test_every_kind_of_answer_comes_up(monkeypatch):
    chosen = catalogue.find("lesson2/ex2")[0]
    recorded = example_class.recorded_answers(chosen)
    people = [example_class.invented(place) for place in range(250)]
    texts = [example_class.answer_of(chosen, recorded, person) for person in people]
    assert sum("while True" in text for text in texts) == 1
    assert chosen.handed_out.read_text("utf-8") in texts
    for broken in ("print(the_result)", "print((1, 2"):
        assert any(text.rstrip().endswith(broken) for text in texts)


def test_another_hand_does_the_same(tmp_path):
    text = "def f(number):\n    total = 0\n    if number > 1:\n        total = 2\n    else:\n        total = 3\n    return total + number\n"
    for seed in range(6):
        changed = example_class.in_own_hand(text, random.Random(seed))  # noqa: S311 - no secret
        made = {}
        exec(changed, made)  # noqa: S102 - our own text
        assert [made["f"](1), made["f"](number=5)] == [4, 7]
        assert "total" not in changed.replace("total_", "")


def test_the_command_writes_the_class(tmp_path, monkeypatch):
    monkeypatch.setattr(example_class, "NAMES", example_class.NAMES[:2])
    monkeypatch.setattr(example_class.write_class, "__defaults__", (catalogue.find("lesson1/ex1"), 2))
    ran = CliRunner().invoke(cli.app, ["example", str(tmp_path / "class")])
    assert ran.exit_code == 0, ran.output
    assert (tmp_path / "class" / "roster.csv").read_text("utf-8").count("\n") == 3

    def refuse(_):
        raise RecordingError("begin with a docstring")

    monkeypatch.setattr(example_class, "recorded_answers", refuse)
    ran = CliRunner().invoke(cli.app, ["example", str(tmp_path / "class")])
    assert ran.exit_code == 2
    assert "begin with a docstring" in ran.output
