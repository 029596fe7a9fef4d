"""The marks of a class and the tables made from them: earned, final, and why they differ."""

import csv
import io
import json
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.grading import classroom, feedback, formats, student_view, tables
from secondsource.grading.classes import Student, rosters
from secondsource.grading.gradebook import class_marks
from secondsource.grading.graded import Graded
from secondsource.grading.policy import Policy
from secondsource.grading.report import page
from secondsource.grading.report.similarity import Likeness
from secondsource.grading.results import CheckResult, ExerciseResult, State

ONE, TWO = (
    ("lesson1_anonymous_sourcing", "ex3_classify_source"),
    ("lesson2_syndication", "ex4_variant_readings"),
)
ID1, ID2 = "/".join(ONE), "/".join(TWO)

NOTHING = Likeness([], [])


def done(which, points, out_of=10, state=State.PASSED):
    check = CheckResult(check="c", title="C", state=state, points=points, out_of=out_of)
    return ExerciseResult(lesson=which[0], exercise=which[1], title=which[1][4:], file="f", checks=[check])


def graded(name, *exercises, **more):
    files = {f"{one.lesson}/{one.exercise}": "f" for one in exercises}
    who = Student(id=name, name=name.title(), email=f"{name}@u.test", login=name)
    return Graded(
        **{"student": who, "exercises": list(exercises), "level": "sandbox", "files": files, **more}
    )


ADA = graded("ada", done(ONE, 8), done(TWO, 6))
BEN = graded("ben", done(ONE, 4))
CY = graded("cy", standing="absent", notes=["Handed in nothing."])
DI = graded("di", standing="unclear")
EVE = graded("eve", done(ONE, 5), standing="unmatched")
FLO = graded("flo", done(ONE, 0, 11, State.GRADER_FAULT), done(TWO, 3))  # a fault is out of one more
CLASS = [ADA, BEN, CY, DI, EVE, FLO]


def gradebook(policy=None, book=CLASS):
    text = tables.gradebook(class_marks(book, policy))
    return {row["id"]: row for row in csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))}


def test_every_standing_has_its_line_and_says_why_there_is_no_mark():
    rows = gradebook()
    assert {who: (row["earned"], row["final"]) for who, row in rows.items()} == {
        "ada": ("14", "14"), "ben": ("4", "4"), "cy": ("", ""), "di": ("", ""), "eve": ("5", "5"), "flo": ("", ""),
    }  # fmt: skip
    assert (
        {row["out of"] for row in rows.values()} == {row["final out of"] for row in rows.values()} == {"20"}
    )
    assert {who: row["why"] for who, row in rows.items()} == {
        "ada": "", "ben": "lesson2: nothing handed in", "cy": "handed in nothing",
        "di": "no mark yet: something was handed in that may be theirs",
        "eve": "on no class list; lesson2: nothing handed in", "flo": "the grader failed at lesson1/ex3: no mark yet",
    }  # fmt: skip
    assert (rows["flo"][ID1], rows["flo"][ID2], rows["ben"][ID2]) == ("", "3", "")


def test_who_handed_in_nothing_gets_a_zero_only_where_the_policy_says_so():
    rows = gradebook(Policy(absent="zero"))
    assert {who for who, row in rows.items() if row["final"] == "0"} == {"cy"}
    by_hand = Policy(absent="zero", students={"cy": {"marks": {"lesson1": 7}}, "di": {"marks": {"total": 9}}})
    rows = gradebook(by_hand)
    assert (rows["cy"]["final"], rows["di"]["final"]) == ("7", "9")
    assert "lesson1: set by hand, 7 (was 0)" in rows["cy"]["why"]


def test_an_unclear_hand_in_leaves_a_blank_whatever_came_before():
    both = graded("di", done(ONE, 8), standing="unclear")
    assert gradebook(Policy(absent="zero"), [ADA, both])["di"]["final"] == ""


def imported(policy=None):
    marks = class_marks(CLASS, policy)
    first = {row["ID"]: row["A"] for row in csv.DictReader(io.StringIO(tables.canvas(marks, "A")))}
    second = {
        row["Full name"]: row["A"] for row in csv.DictReader(io.StringIO(tables.moodle(marks, "A", {})))
    }
    assert {name.title(): mark for name, mark in first.items() if name} == second
    return first


def test_import_files_carry_the_final_mark_and_leave_blanks():
    assert imported() == {
        "": "20",
        "ada": "14",
        "ben": "4",
        "cy": "",
        "di": "",
    }  # eve is unknown, flo unmarked
    policy = Policy(absent="zero", out_of=100, students={"flo": {"marks": {"total": "61.5"}}})
    assert imported(policy) == {"": "100", "ada": "70", "ben": "20", "cy": "0", "di": "", "flo": "61.5"}


def test_what_does_not_count_stands_behind_and_is_out_of_everything():
    policy = Policy(counts=["lesson2"])
    marks = class_marks(CLASS, policy)
    head = tables.gradebook(marks).splitlines()[0].split(",")
    assert head.index(ID2) < head.index("final") < head.index(ID1)
    assert gradebook(policy)["ada"]["out of"] == "10"
    assert gradebook(policy)["flo"]["final"] == "3"  # the grader failed where nothing counts
    line = marks.by_id["ada"]
    assert formats.gradescope(ADA, line)["score"] == 6
    assert [one.get("score") for one in formats.gradescope(ADA, line)["tests"]] == [None, 6]
    there = formats.classroom50(ADA, {}, line)
    assert (there["score"], there["max-score"], len(there["tests"])) == (6, 10, 2)
    text = feedback.page(ADA, line)
    assert "6 of 10 points." in text
    assert "Not counted in this course: classify source." in text.replace("_", " ")
    report = page.report(CLASS, Likeness([], []), "A", marks)
    assert "Left out of all totals by the policy: classify source" in report.replace("_", " ")
    assert "entry and exit checks measure" not in report


def test_feedback_report_and_platforms_show_the_final_mark_and_why():
    policy = Policy(students={"ada": {"marks": {"total": {"mark": "15.5", "comment": "a <b>oral</b>"}}}})
    marks = class_marks(CLASS, policy)
    line = marks.by_id["ada"]
    text = feedback.page(ADA, line)
    assert "14 of 20 points." in text
    assert "Final mark: 15.5 of 20 (total: set by hand, 15.5 (was 14): a &lt;b&gt;oral&lt;/b&gt;)." in text
    assert "Final mark" not in feedback.page(ADA, class_marks(CLASS).by_id["ada"])
    here, there = formats.gradescope(ADA, line), formats.classroom50(ADA, {}, line)
    assert here["score"] == 15.5
    assert "Final mark: 15.5 of 20" in here["output"]
    assert (there["score"], there["max-score"]) == (16, 20)  # whole numbers, a half rounded up
    assert sum(one["score"] for one in there["tests"]) == 16
    assert there["tests"][0]["test-name"] == "Final mark"
    report = page.report(CLASS, Likeness([], []), "A", marks)
    assert '<th scope="col">Final mark</th>' in report
    assert "<td>15.5</td>" in report
    assert "a &lt;b&gt;oral" in report
    assert "Final mark" not in page.report(CLASS, Likeness([], []), "A", class_marks(CLASS))


def test_a_mark_set_by_hand_stands_where_the_grader_failed():
    line = class_marks(CLASS, Policy(students={"flo": {"marks": {"lesson1": 7}}})).by_id["flo"]
    assert (line.mark, line.importable) == (10, True)
    assert formats.gradescope(FLO, line)["visibility"] == "visible"
    assert formats.classroom50(FLO, {}, line)["score"] == 10
    without = class_marks(CLASS).by_id["flo"]
    assert (formats.gradescope(FLO, without)["visibility"], without.importable) == ("hidden", False)


def test_who_has_no_mark_has_no_file_for_a_platform_that_knows_only_marks(tmp_path):
    formats.write_all(CLASS, tmp_path, "A", marks=class_marks(CLASS))
    assert {path.stem for path in (tmp_path / "classroom50").iterdir()} == {"ada", "ben", "eve"}
    assert json.loads((tmp_path / "gradescope" / "cy.json").read_text())["visibility"] == "hidden"


# --- times ------------------------------------------------------------------------------------


def test_times_are_shown_in_the_zone_that_is_named_or_without_one():
    naive, aware = datetime(2026, 10, 12, 23, 30), datetime(2026, 10, 12, 22, 0, tzinfo=UTC)
    zipped = graded("ada", done(ONE, 8), times={ID1: naive})
    plain = graded("ben", done(ONE, 8), times={ID1: aware})
    vienna = Policy(time_zone="Europe/Vienna")
    assert gradebook(None, [zipped])["ada"]["handed in"] == "2026-10-12 23:30:00"
    assert gradebook(None, [plain])["ben"]["handed in"] == "2026-10-12 22:00:00 UTC"
    assert gradebook(vienna, [zipped])["ada"]["handed in"] == "2026-10-12 23:30:00 Europe/Vienna"
    assert gradebook(vienna, [plain])["ben"]["handed in"] == "2026-10-13 00:00:00 Europe/Vienna"
    assert gradebook(vienna, [ADA])["ada"]["handed in"] == ""


def test_a_result_without_times_is_late_by_when_it_was_handed_in():
    late = Policy(time_zone="UTC", due={"lesson1": "2026-10-12"}, late={"per_day": "1 point"})
    old = graded("ada", done(ONE, 8), handed_in=datetime(2026, 10, 13, 12, tzinfo=UTC))
    assert gradebook(late, [old])["ada"]["final"] == "7"
    unknown = gradebook(late, [ADA])["ada"]
    assert (unknown["final"], "time of handing in unknown" in unknown["why"]) == ("14", True)


# --- spreadsheets -----------------------------------------------------------------------------


def test_the_gradebook_opens_in_excel_and_in_our_own_reading(tmp_path):
    path = tmp_path / "gradebook.csv"
    formats.write_all([graded("renée", done(ONE, 8))], tmp_path, "A")
    assert path.read_bytes().startswith(b"\xef\xbb\xbfid,")
    assert [one.name for one in rosters.read_roster(path)] == ["Renée"]


@pytest.mark.parametrize(
    "text",
    ["=1", "+1", "-1", "@x", " =1", "\t=1", "\u00a0=1", '"=1', "”=1", "＝1", "＋1", "－1", "＠x", "\ufeff=1", "\x00=1",
     "x;=HYPERLINK(1)", "x; =1", 'x;"=1', "x\t=1", "x\n=1", "x\r=1", "a;b;=1", "−1", "\u200b=1"],
)  # fmt: skip
def test_no_cell_begins_a_formula_wherever_it_is_parted(text):
    assert tables.harmless(text) != text
    assert tables.harmless(tables.harmless(text)) == tables.harmless(text)


@pytest.mark.parametrize(
    "text", ["Ada", "a-b", "a;b", "1 + 1 = 2", "-", "–", "", "x = y; z", "2026-10-12", "(=1)"]
)
def test_what_is_no_formula_stays_as_it_is(text):
    assert tables.harmless(text) == text


@given(st.text(st.sampled_from("a=+-@;,\t\r\n \"'＝\u200b"), max_size=12))
def test_no_part_of_any_table_begins_a_formula(text):
    whole = tables.table([[text, 1, None, 2.5]])
    for separator in ",;\t":
        rows = csv.reader(io.StringIO(whole, newline=""), delimiter=separator)
        cells = [cell.strip(' \t\r\n"\u200b') for row in rows for cell in row]
        bare = [cell for cell in cells if cell != "-" and not cell.startswith("-,")]  # a dash: nothing
        assert [cell for cell in bare if cell[:1] in {"=", "+", "-", "@", "＝"}] == []


def test_marks_are_numbers_a_spreadsheet_can_add():
    assert [tables.number(one) for one in (None, 3, Decimal("3.00"), Decimal("3.25"))] == [None, 3, 3, 3.25]


def test_only_what_the_class_list_calls_an_id_number_is_one(tmp_path):
    path = tmp_path / "list.csv"
    for text, found in (
        ("Identifier,Full name,Grade\nParticipant 17,Ada,\n", {}),
        ("Identifier,Full name,ID number\nParticipant 17,Ada,s017\nParticipant 18,Ben,\n", {"s017": "s017"}),
        ("ID number;Email address\n017;ada@u.test\n;\n", {"017": "017"}),
    ):
        path.write_text(text)
        assert tables.id_numbers(path) == found
    assert tables.id_numbers(None) == {}


def test_a_line_that_names_nobody_has_no_id_number(tmp_path):
    roster = tmp_path / "roster.csv"
    roster.write_text(
        "ID number,Email address,Full name,Room\n77,ada@u.test,Ada L,\n,,,B 12\n", encoding="utf-8"
    )
    assert set(tables.id_numbers(roster).values()) == {"77"}


def test_who_handed_in_only_some_weeks_reads_what_the_points_are_of_and_what_is_missing():
    marks = class_marks(CLASS)
    ben = marks.by_id["ben"]
    says = "Final mark: 4 of 20 (lesson2: nothing handed in)."
    assert "4 of 20 points." in feedback.page(BEN, ben)
    for said in (
        feedback.page(BEN, ben),
        formats.gradescope(BEN, ben)["output"],
        formats.classroom50(BEN, {}, ben)["tests"][0]["output"],
        marks.in_words(ben),
    ):
        assert says in said


def test_single_exercises_that_were_not_handed_in_are_named():
    other = ("lesson1_anonymous_sourcing", "ex2_find_attributions")
    book = [graded("ada", done(ONE, 8), done(other, 5)), BEN]
    assert class_marks(book).by_id["ben"].why == ["lesson1/ex2: nothing handed in"]
    by_hand = Policy(students={"ben": {"marks": {"lesson1/ex2": 3}}})
    assert class_marks(book, by_hand).by_id["ben"].why == ["lesson1/ex2: set by hand, 3 (was 0)"]


def test_students_read_no_notes_on_a_run_and_instructors_do():
    for note in (classroom.AGAIN, classroom.STRAY):
        ben = BEN.model_copy(update={"notes": [note, "Left out: a.rar."]})
        line = class_marks([ADA, ben]).by_id["ben"]
        assert note not in feedback.page(ben, line)
        assert formats.gradescope(ben, line)["output"].endswith(
            "(lesson2: nothing handed in).\nLeft out: a.rar."
        )
        assert gradebook(book=[ADA, ben])["ben"]["remarks"] == f"{note} Left out: a.rar."


def test_who_may_have_handed_in_is_not_told_that_nothing_came():
    di = DI.model_copy(update={"notes": [classroom.UNCLEAR]})
    marks = class_marks([ADA, di])
    text = feedback.page(di, marks.by_id["di"])
    assert "No hand-in is known to be yours." in text
    assert "It may be yours: ask your instructor." in text
    assert "othing" not in text
    assert formats.gradescope(di, marks.by_id["di"])["output"] == student_view.MAY_BE_YOURS
    assert marks.in_words(marks.by_id["di"]) == "No hand-in is known to be yours."
    assert feedback.page(CY, marks.by_id.get("cy")).count("othing") == 1
