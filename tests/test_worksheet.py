"""Moodle's worksheet goes back as it came, byte for byte, but for what was filled in."""

import csv
import io
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from secondsource.course import Course
from secondsource.grading import worksheet, worksheet_owners
from secondsource.grading.classes import IntakeError, Student
from secondsource.grading.formats import write_all
from secondsource.grading.gradebook import class_marks
from secondsource.grading.graded import Graded
from secondsource.grading.policy import Policy
from secondsource.grading.results import CheckResult, ExerciseResult, State

HEAD = ["Identifier", "Full name", "Email address", "Grade", "Maximum Grade", "Grade can be changed", "Last modified (grade)", "Feedback comments"]  # fmt: skip


def student(number, points=2, **more):
    checks = [CheckResult(check="c", title="C", state=State.PASSED, points=points, out_of=8)]
    done = ExerciseResult(lesson="lesson1_x", exercise="ex1_y", title="Y", file="f", checks=checks)
    return Graded(student=Student(id=str(number), name="Ada"), exercises=[done], level="sandbox", **more)


def filled(tmp_path, data, *class_, policy=None):
    path = tmp_path / "Grades.csv"
    path.write_bytes(data)
    return worksheet.filled(path, class_marks(class_, policy))


def line(number, grade="", most="100.00", may="Yes", comment=""):
    return [f"Participant {number}", "=Ada", "a@u.test", grade, most, may, "-", comment]


def text_of(rows, separator=",", end="\n"):
    said = io.StringIO()
    csv.writer(said, delimiter=separator, lineterminator=end).writerows(rows)
    return said.getvalue()


# --- as it came -------------------------------------------------------------------------------

CELL = st.text(st.sampled_from("ab ,;\t\"'-=+@2.0\r\n\ufeffé“−"), max_size=8)
ROWS = st.lists(st.lists(CELL, min_size=8, max_size=8), max_size=4)


@given(
    ROWS, st.sampled_from(",;\t"), st.sampled_from(["\n", "\r\n"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]), st.text(st.sampled_from('\n\r ,;"x'), max_size=3),
)  # fmt: skip
def test_any_worksheet_with_nothing_to_fill_comes_back_identical(rows, separator, end, encoding, after):
    data = (text_of([HEAD, *rows], separator, end) + after).encode(encoding)
    assert worksheet._Worksheet(data).data == data


@given(st.binary(max_size=60))
@example(b"\xff\xfea")
@example(b"\xfe\xff\xd8\x00")
@example(b'"')
def test_any_bytes_come_back_identical(data):
    assert worksheet._Worksheet(data).data == data


@given(ROWS, st.sampled_from(",;\t"))
def test_cells_say_what_a_spreadsheet_reads(rows, separator):
    rows = [[cell.replace("\r", "") for cell in row] for row in rows]
    sheet = worksheet._Worksheet(text_of([HEAD, *rows], separator).encode())
    full = [row for row in rows if text_of([row]).strip("\n\r ,\t\ufeff")]
    read = [[cell.text for cell in one] for one in sheet.lines]
    assert [row for row in full if row not in read] == []


@pytest.mark.parametrize("before", ["- weak on dates", "=SUM(A1)", "+1", '"quoted"', "  blanks  ", "'-2"])
def test_what_a_teacher_wrote_comes_back(tmp_path, before):
    data = text_of([HEAD, line(7, "-2.00", may="No", comment=before), line(8, comment=before)]).encode(
        "utf-8-sig"
    )
    assert filled(tmp_path, data, student(7)).data == data
    sheet = filled(tmp_path, data, student(8))
    assert sheet.data == data.replace(b"Participant 8,=Ada,a@u.test,,", b"Participant 8,=Ada,a@u.test,25.00,")
    assert (sheet.filled, sheet.lines) == (1, 2)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "latin-1"])
def test_the_file_keeps_its_encoding_its_separator_and_its_line_ends(tmp_path, encoding):
    rows = [HEAD, [*line(7)[:1], "Renée", *line(7)[2:]], line(8)]
    policy = Policy(students={"7": {"marks": {"total": {"mark": 4, "comment": "“−5”"}}}})
    sheet = filled(
        tmp_path, text_of(rows, ";", "\r\n").encode(encoding), student(7), student(8, 4), policy=policy
    )
    said = sheet.data.decode(encoding)
    assert said.startswith("Identifier;Full name;")
    assert said.count("\r\n") == said.count("\n") == 3
    first, second = list(csv.reader(io.StringIO(said, newline=""), delimiter=";"))[1:]
    assert (first[1], first[3], second[3]) == ("Renée", "50.00", "50.00")
    assert ("“−5”" in first[7]) is (encoding != "latin-1")
    assert ("&#8220;" in first[7]) is (encoding == "latin-1")  # comments are HTML


# --- what is filled ---------------------------------------------------------------------------


def grades(tmp_path, rows, *class_, **more):
    sheet = filled(tmp_path, text_of([HEAD, *rows]).encode(), *class_, **more)
    return [(row[3], row[7]) for row in list(csv.reader(io.StringIO(sheet.data.decode())))[1:]]


def test_who_has_no_mark_stays_as_they_were(tmp_path):
    absent = Graded(student=Student(id="8", name="Ben"), level="sandbox", standing="absent")
    unclear = absent.model_copy(update={"student": Student(id="9", name="Cy"), "standing": "unclear"})
    rows = [line(7), line(8), line(9)]
    assert grades(tmp_path, rows, student(7), absent, unclear) == [("25.00", "Second Source: Y: 2 of 8"), ("", ""), ("", "")]  # fmt: skip
    zero = Policy(absent="zero")
    assert grades(tmp_path, rows, student(7), absent, unclear, policy=zero)[1:] == [("0.00", "Second Source: Handed in nothing. Final mark: 0 of 8 (handed in nothing)."), ("", "")]  # fmt: skip


def test_the_final_mark_goes_back_and_says_why(tmp_path):
    policy = Policy(students={"7": {"marks": {"total": {"mark": Decimal(6), "comment": "x;=1 <b>"}}}})
    (grade, comment), = grades(tmp_path, [line(7, comment="Second Source: Y: 0 of 8")], student(7), policy=policy)  # fmt: skip
    assert grade == "75.00"
    assert comment == "Second Source: Y: 2 of 8. Final mark: 6 of 8 (total: set by hand, 6 (was 2): x;'=1 &lt;b&gt;)."  # fmt: skip


def test_comments_bear_the_courses_own_name_and_older_ones_of_ours_are_replaced(tmp_path, monkeypatch):
    monkeypatch.setattr(worksheet.catalogue, "settings", lambda: Course(name="Reading & Weighing"))
    before = ["", "Reading &amp; Weighing: Y: 0 of 8", "Second Source: Y: 0 of 8", "Reading: come and see me"]
    rows = [line(7 + number, comment=comment) for number, comment in enumerate(before)]
    ours = "Reading &amp; Weighing: Y: 2 of 8"
    found = grades(tmp_path, rows, *(student(7 + number) for number in range(4)))
    assert [comment for _, comment in found] == [ours, ours, ours, before[3]]


@pytest.mark.parametrize("most", ["", "Pass-Fail", "0.00", "1/0"])
def test_an_assignment_without_points_gets_none(tmp_path, most):
    assert grades(tmp_path, [line(7, most=most)], student(7)) == [("", "")]


def test_columns_may_be_missing_and_lines_short(tmp_path):
    data = b'Identifier,Grade,Maximum Grade,Last modified (grade)\nParticipant 7,"",100\n\n'
    assert filled(tmp_path, data, student(7)).data == data.replace(b'"",', b'"25.00",')


def test_a_line_that_ends_before_its_grade_stays_as_it_is(tmp_path):
    data = (
        b"Identifier,Maximum Grade,Last modified (grade),Grade\nParticipant 7,100,-\nParticipant 8,100,-,\n"
    )
    sheet = filled(tmp_path, data, student(7), student(8))
    assert sheet.data == data[:-1] + b"25.00\n"
    assert sheet.notices == [
        "Not filled in moodle_worksheet.csv: Participant 7: the line ends before its grade."
    ]


def test_another_class_list_is_no_worksheet(tmp_path):
    path = tmp_path / "roster.csv"
    path.write_text("id,name\n7,Ada\n")
    assert not worksheet.is_worksheet(path)
    path.write_text("sep=;\n" + text_of([HEAD], ";"))
    assert worksheet.is_worksheet(path)


# --- beside another class list ----------------------------------------------------------------


def named(number, name, email="", points=2):
    one = student(number, points)
    return one.model_copy(update={"student": Student(id=number, name=name, email=email)})


def sheet_beside(tmp_path, lines, *class_):
    path = tmp_path / "Grades.csv"
    path.write_text(text_of([HEAD, *lines]))
    return worksheet.filled(path, class_marks(class_), is_class_list=False)


def filled_beside(tmp_path, lines, *class_):
    sheet = sheet_beside(tmp_path, lines, *class_)
    return [row[3] for row in csv.reader(sheet.data.decode().splitlines())][1:]


def worksheet_line(number, name, email=""):
    return [f"Participant {number}" if number else "", name, email, "", "100.00", "Yes", "-", ""]


def test_beside_another_class_list_students_are_found_by_address_or_by_name(tmp_path):
    lines = [
        worksheet_line(1, "A. Lovelace", "ADA@u.test"),
        worksheet_line(2, "Byron, Bob"),
        worksheet_line(3, "Zoe Young", "z@u.test"),
    ]
    class_ = [named("s1", "Ada Lovelace", "ada@u.test", 8), named("s2", "Bob Byron", "", 4)]
    assert filled_beside(tmp_path, lines, *class_) == ["100.00", "50.00", ""]


def test_a_number_of_the_worksheet_is_no_id_of_the_class_list(tmp_path):
    assert filled_beside(tmp_path, [worksheet_line(7, "Ada Lovelace")], named("7", "Bob Byron")) == [""]


ADA, BOB = named("s1", "Ada Lovelace", "ada@u.test"), named("s2", "Bob Byron", "bob@u.test")


@pytest.mark.parametrize(
    ("line", "class_", "why"),
    [
        ((1, "Ada Lovelace", "a@u.test"), [ADA], worksheet_owners.OTHER_ADDRESS),
        ((1, "Ada Lovelace"), [ADA, named("s3", "Ada Lovelace")], worksheet_owners.SAME_NAME),
        ((1, "A. L.", "x@u.test"), [named("a", "A", "x@u.test"), named("b", "B", "x@u.test")], worksheet_owners.SAME_ADDRESS),
        ((1, "Bob Byron", "ada@u.test"), [ADA, BOB], worksheet_owners.TWO_PEOPLE),
        ((1, "Zoe Young"), [ADA], worksheet_owners.NOBODY),
        (("", "", ""), [ADA], worksheet_owners.NOBODY),
    ],
)  # fmt: skip
def test_where_something_speaks_against_it_a_line_stays_empty_and_the_reason_is_said(
    tmp_path, line, class_, why
):
    sheet = sheet_beside(tmp_path, [worksheet_line(*line)], *class_)
    assert (sheet.filled, sheet.data.decode()) == (0, text_of([HEAD, worksheet_line(*line)]))
    assert sheet.notices[0].endswith(f": {why}.")
    assert (sheet.notices[1] == worksheet.HIDDEN) is (why == worksheet_owners.NOBODY)
    assert "was found for" in sheet.notices[-1]


def test_one_student_has_one_line(tmp_path):
    by_name, by_address = worksheet_line(1, "Ada Lovelace"), worksheet_line(2, "Ada Lovelace", "ada@u.test")
    assert filled_beside(tmp_path, [by_name, by_address], ADA) == ["", "25.00"]
    for lines in ([by_name, by_name], [by_name, by_address, by_address]):
        sheet = sheet_beside(tmp_path, lines, ADA)
        assert (sheet.filled, len(sheet.notices)) == (0, 2)
        assert "another line fits the same person" in sheet.notices[0]


def test_a_hand_in_of_nobody_yet_gives_no_stranger_a_grade(tmp_path):
    zoe = named("unmatched Zoe Young", "Zoe Young").model_copy(update={"standing": "unmatched"})
    sheet = sheet_beside(tmp_path, [worksheet_line(1, "Zoe Young"), worksheet_line(2, "Bob Byron")], zoe, BOB)
    assert (sheet.filled, sheet.notices) == (1, [f"Not filled in moodle_worksheet.csv: Participant 1 (Zoe Young): {worksheet_owners.NOBODY}."])  # fmt: skip


def test_it_is_said_which_lines_stay_empty_though_somebody_handed_in(tmp_path):
    rows = [
        line(7, "20.00", may="no"),
        line(8, most="1.000,00"),
        *(line(n, most="Pass") for n in range(9, 19)),
    ]
    sheet = filled(tmp_path, text_of([HEAD, *rows]).encode(), *(student(n) for n in range(7, 20)))
    assert sheet.filled == 0
    assert [one.partition(": ")[2] for one in sheet.notices[:2]] == [
        "Participant 7 (=Ada): Moodle has locked the grade.",
        "Participant 8 (=Ada): its maximum grade, “1.000,00”, is no number of points.",
    ]
    assert "Participant 16 (=Ada) and 2 more: its maximum grade, “Pass”" in sheet.notices[2]
    assert sheet.notices[3].startswith("No line of the worksheet was found for Ada:")


def test_it_is_written_beside_the_other_files(tmp_path):
    path = tmp_path / "Grades.csv"
    path.write_text(text_of([HEAD, worksheet_line(9, "Bob Byron")]))
    written = write_all([named("s2", "Bob Byron", "", 4)], tmp_path / "out", "Week 1", sheet=path)
    assert "moodle_worksheet.csv (1 of 1 lines filled)" in written
    assert "50.00" in (tmp_path / "out" / "moodle_worksheet.csv").read_text()


@pytest.mark.parametrize(
    ("text", "says"),
    [(None, "There is no file"), ("", "Set Moodle"), ("id,name\n7,Ada\n", "Set Moodle to English")],
)
def test_a_file_that_is_no_worksheet_is_refused_before_anything_is_graded(tmp_path, text, says):
    path = tmp_path / "Grades.csv"
    if text is not None:
        path.write_text(text)
    with pytest.raises(IntakeError, match=says):
        worksheet.demand_worksheet(path, tmp_path / "out")
    path.write_text(text_of([HEAD]))
    worksheet.demand_worksheet(path, tmp_path)


def test_a_file_that_grading_writes_is_no_worksheet_to_begin_with(tmp_path):
    path = tmp_path / "moodle_worksheet.csv"
    path.write_text(text_of([HEAD]))
    worksheet.demand_worksheet(path, tmp_path / "out")
    with pytest.raises(IntakeError, match="under another name"):
        worksheet.demand_worksheet(path, tmp_path / "sub" / "..")
