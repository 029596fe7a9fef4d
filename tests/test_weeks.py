"""Grading by the week into one folder: nothing that was marked goes away but with a line that says so."""

import io
import json
import os

import pytest
from rich.console import Console

from secondsource.grading import classroom, command
from secondsource.grading.classes import IntakeError
from secondsource.grading.classes.people import Student
from secondsource.grading.classroom import Options, grade_class
from secondsource.grading.gradebook import class_marks
from secondsource.grading.graded import Graded, slug
from secondsource.grading.marking import Marked
from secondsource.grading.outputs import Outputs
from secondsource.grading.policy.fields import Policy
from secondsource.grading.results import CheckResult, ExerciseResult, State
from secondsource.grading.weeks import by_lesson
from tests.test_intake import EXERCISE, FILE, OTHER, hand_in, zipped

LIST = "id,name\ns1,Ada Lovelace\ns2,Bob Byron\ns3,Cy Cole\n"


@pytest.fixture(autouse=True)
def marked_by_length(monkeypatch):
    """Mark an answer by how long it is, and in no time."""

    def mark(jobs, level, _, keep):
        for job in jobs:
            found = [_result(job, name) for name in job.exercises]
            keep(
                Marked(
                    student=job.student,
                    level=level,
                    exercises=found,
                    seconds=dict.fromkeys(job.exercises, 0.1),
                )
            )

    monkeypatch.setattr(classroom, "mark_class", mark)
    monkeypatch.setattr(classroom, "course_files", list)


def _result(job, name):
    lesson, _, exercise = name.partition("/")
    path = classroom.Path(job.answers, lesson, f"{exercise}.py")
    points = len(path.read_text("utf-8")) if path.is_file() else 0
    check = CheckResult(check="it", title="It", state=State.PASSED, points=points, out_of=9)
    return ExerciseResult(lesson=lesson, exercise=exercise, title="E", file="", checks=[check])


class Class:
    """A class that is graded again and again into one folder."""

    def __init__(self, tmp_path):
        self.root, self.out = tmp_path, tmp_path / "out"
        (tmp_path / "roster.csv").write_text(LIST)

    def graded(self, week, *, only=(), listed=True, outputs=None, **options):
        roster = self.root / "roster.csv" if listed else None
        given = Options(level="process", roster=roster, exercises=only or (EXERCISE.id, OTHER.id), **options)
        self.outcome = grade_class(self.root / week, self.out, given, lambda *_: None, outputs=outputs)
        self.book = {one.student.id.partition(" [")[0]: one for one in self.outcome.book}
        return {name: sum(one.points for one in graded.exercises) for name, graded in self.book.items()}

    def hand_in(self, week, student, text="x", exercise=EXERCISE):
        return hand_in(self.root / week, student, text, exercise)

    @property
    def lines(self):
        return " ".join(self.outcome.lines)


@pytest.fixture
def course(tmp_path):
    return Class(tmp_path)


def test_weeks_add_up_and_who_is_absent_keeps_what_they_earned(course):
    for student in ("Ada Lovelace", "Bob Byron"):
        course.hand_in("one", student, "xxx")
    course.hand_in("two", "Ada Lovelace", "xxxx", OTHER)
    assert course.graded("one", only=(EXERCISE.id,)) == {"s1": 3, "s2": 3, "s3": 0}
    assert [one.standing for one in course.book.values()] == ["handed in", "handed in", "absent"]
    assert course.graded("two", only=(OTHER.id,)) == {"s1": 7, "s2": 3, "s3": 0}
    bob = course.book["s2"]
    assert (bob.standing, bob.notes) == ("handed in", [classroom.AGAIN])
    assert bob.files.keys() == bob.times.keys() == {EXERCISE.id}
    assert course.book["s3"].standing == "absent"


def test_without_only_what_is_not_handed_in_again_keeps_its_mark_and_says_so(course):
    course.hand_in("one", "Ada Lovelace", "xxx")
    course.hand_in("two", "Ada Lovelace", "xxxx", OTHER)
    course.graded("one")
    assert course.graded("two")["s1"] == 7
    assert "Not in what was handed in this time, so the earlier mark stands" in course.book["s1"].notes[-1]
    assert EXERCISE.lesson in course.book["s1"].notes[-1]
    assert course.graded("two", regrade=True)["s1"] == 7
    assert course.outcome.marked == 1
    course.hand_in("two", "Ada Lovelace", "x")
    assert course.graded("two")["s1"] == 5
    assert [(one.before, one.after) for one in course.outcome.changes] == [(3, 1)]


def test_who_left_the_list_stays_in_the_gradebook_with_a_note(course):
    course.hand_in("one", "Ada Lovelace", "xxx")
    course.hand_in("two", "Bob Byron", "xx")
    course.graded("one")
    (course.root / "roster.csv").write_text("id,name\ns2,Bob Byron\n")
    for _ in range(2):
        assert course.graded("two") == {"s1": 3, "s2": 2}
        assert course.book["s1"].notes == [classroom.STRAY]
        assert "Known from earlier only, and kept: Ada Lovelace." in course.lines
    assert not (course.out / "results" / f"{slug(Student(id='s3', name=''))}.json").exists()


def test_many_who_left_are_counted(course):
    for number in range(12):
        course.hand_in("one", f"student{number}")
    course.graded("one", listed=False)
    course.hand_in("two", "else")
    course.graded("two", listed=False)
    assert "and 4 more" in course.lines


def test_a_hand_in_of_nobody_is_no_zero_and_becomes_a_mark_once_it_is_mapped(course):
    course.hand_in("one", "Ada Lovlace", "xxx")
    course.hand_in("one", "Bob Byron", "xx")
    assert course.graded("one") == {"s1": 0, "s2": 2, "s3": 0, "unmatched Ada Lovlace": 3}
    standing = {name: one.standing for name, one in course.book.items()}
    assert standing == {
        "s1": "unclear",
        "s2": "handed in",
        "s3": "unclear",
        "unmatched Ada Lovlace": "unmatched",
    }
    assert "It may be Ada Lovelace (s1)" in course.book["unmatched Ada Lovlace"].notes[0]
    assert course.book["s1"].notes == [classroom.UNCLEAR]
    assert command.exit_code(course.outcome) == 4

    feedback = course.out / "feedback" / f"{slug(course.book['unmatched Ada Lovlace'].student)}.html"
    feedback.parent.mkdir()
    feedback.write_text("")
    mine = course.out / "comments" / f"{feedback.stem}.txt"
    mine.parent.mkdir()
    mine.write_text("the instructor's own")

    path = course.out / "mapping.csv"
    path.write_text(path.read_text("utf-8-sig").rstrip() + "s1\n", "utf-8")
    assert course.graded("one") == {"s1": 3, "s2": 2, "s3": 0}
    assert course.book["s3"].standing == "absent"
    assert "What was kept as unmatched Ada Lovlace [" in course.lines
    assert "is Ada Lovelace's now." in course.lines
    assert command.exit_code(course.outcome) == 0
    assert not feedback.exists()
    assert mine.read_text() == "the instructor's own"


def test_feedback_that_somebody_changed_is_kept_when_its_student_is_another(course):
    course.hand_in("one", "Ada Lovlace", "xxx")
    course.graded("one")
    name = f"feedback/{slug(course.book['unmatched Ada Lovlace'].student)}.html"
    outputs = Outputs(course.out)
    outputs.write(name, "as written")
    (course.out / name).write_text("as changed")
    path = course.out / "mapping.csv"
    path.write_text(path.read_text("utf-8-sig").rstrip() + "s1\n", "utf-8")
    course.graded("one", outputs=outputs)
    assert outputs.edited == [name]
    assert (outputs.aside / name).read_text() == "as changed"


def test_nobodys_marks_wait_until_it_is_known_whose_they_are(course):
    course.hand_in("one", "Ada Lovlace", "xxx")
    course.hand_in("two", "Ada Lovlace", "xx", OTHER)
    course.graded("one")
    mapping = course.root / "mine.csv"
    mapping.write_text("handed in,student id\nAda Lovlace,s1\n")
    found = course.graded("two", mapping=mapping)
    assert (found["s1"], found["unmatched Ada Lovlace"]) == (2, 3)
    found = course.graded("one", mapping=mapping)
    assert found["s1"] == 5
    assert "unmatched Ada Lovlace" not in found


def test_what_was_nobodys_last_week_is_not_whose_this_weeks_file_of_that_name_is(course):
    zipped(course.root / "one" / "answers.zip", {FILE: "xxx"})
    zipped(course.root / "two" / "answers.zip", {f"{OTHER.name}.py": "xx"})
    course.graded("one")
    course.graded("two")
    assert sum(one.standing == "unmatched" for one in course.outcome.book) == 2
    mapping = course.root / "mine.csv"
    mapping.write_text("handed in,student id\nanswers.zip,s1\n")
    assert course.graded("two", mapping=mapping)["s1"] == 2
    mapping.write_text("handed in,student id\nanswers.zip,s2\n")
    assert course.graded("one", mapping=mapping) == {"s1": 2, "s2": 3, "s3": 0}


def test_a_class_list_that_comes_later_takes_the_results_along(course):
    zipped(course.root / "one" / f"lovelaceada_17_900_{FILE}.zip", {FILE: "xxx"})
    assert course.graded("one", listed=False) == {"17": 3}
    assert course.graded("one") == {"s1": 3, "s2": 0, "s3": 0}


def test_a_mark_that_went_to_the_wrong_student_is_taken_away_and_said_so(course):
    course.hand_in("one", "Cy Cole", "xxx")
    course.graded("one")
    (course.out / "mapping.csv").write_text("handed in,student id\nCy Cole,s1\n")
    assert course.graded("one") == {"s1": 3, "s2": 0, "s3": 0}
    assert course.book["s3"].standing == "absent"
    assert "is another's hand-in, as is known now" in course.lines
    assert EXERCISE.lesson in course.lines


def test_only_the_marks_of_anothers_hand_in_are_taken_away(course):
    course.hand_in("one", "Cy Cole", "xxx")
    course.hand_in("two", "Cole C", "xx", OTHER)
    course.graded("one")
    (course.out / "mapping.csv").write_text("handed in,student id\nCole C,s3\n")
    assert course.graded("two")["s3"] == 5
    (course.out / "mapping.csv").write_text("handed in,student id\nCole C,s1\n")
    assert course.graded("two") == {"s1": 2, "s2": 0, "s3": 3}


def test_who_left_and_had_only_anothers_marks_is_gone_with_a_line(course):
    course.hand_in("one", "Cy Cole", "xxx")
    course.graded("one")
    (course.root / "roster.csv").write_text("id,name\ns1,Ada Lovelace\n")
    (course.out / "mapping.csv").write_text("handed in,student id\nCy Cole,s1\n")
    assert course.graded("one") == {"s1": 3}
    assert "Cy Cole is no longer in the class" in course.lines


def test_whoever_has_marks_and_may_have_more_is_unclear(course):
    course.hand_in("one", "Ada Lovelace", "xxx")
    course.hand_in("two", "who")
    course.graded("one")
    assert course.graded("two")["s1"] == 3
    assert (course.book["s1"].standing, course.book["s1"].notes) == (
        "unclear",
        [classroom.AGAIN, classroom.UNCLEAR],
    )


def test_a_folder_named_as_anothers_result_takes_nobodys_place(course):
    course.hand_in("one", "Ada Lovelace", "xxx")
    course.graded("one", listed=False)
    taken = next(path.stem for path in (course.out / "results").iterdir())
    course.hand_in("one", taken, "x")
    assert course.graded("one", listed=False) == {"Ada Lovelace": 3, taken: 1}


@pytest.mark.parametrize("name", ["ada", "7", "ada@u.test", "a.b-c"])
def test_plain_ids_are_file_names(name):
    assert slug(Student(id=name, name="")) == name


def test_no_two_students_share_a_file_on_any_system():
    ids = [
        "ada",
        "Ada",
        "ADA",
        "a_b",
        "a b",
        "a-b",
        "con",
        "nul.x",
        "com1",
        "a.",
        ".a",
        "a" * 80,
        "a" * 81,
        "-a",
        "é",
        "ä",
        "",
    ]
    slugs = [slug(Student(id=one, name="")) for one in ids]
    assert len({one.casefold() for one in slugs}) == len(ids)
    assert all(one.isascii() and one == one.lower() and not one.endswith(".") for one in slugs)
    assert slug(Student(id=slug(Student(id="a b", name="")), name="")) != slug(Student(id="a b", name=""))


def test_results_of_an_earlier_version_are_found_under_their_new_names(course):
    course.hand_in("one", "s1", "xxx")
    course.graded("one")
    kept = Graded(
        student=Student(id="A_1", name="Old"), level="process", exercises=course.book["s1"].exercises
    )
    (course.out / "results" / "A_1.json").write_text(kept.model_dump_json())
    (course.out / "results" / "B_broken.json").write_text("{")
    assert course.graded("one")["A_1"] == 3
    names = {path.name for path in (course.out / "results").iterdir()}
    assert f"{slug(kept.student)}.json" in names
    assert "A_1.json" not in names


def test_the_console_lists_what_is_nobodys_last_and_with_the_mend(course):
    for number in range(50):
        course.hand_in("one", f"x{number}\x1b[2J")
    (course.root / "one" / "notes.txt").write_text("")
    for number in range(9):
        (course.root / "one" / f"more{number}.txt").write_text("")
    course.graded("one")
    said = Console(file=io.StringIO(), width=200)
    command._tell(course.outcome, Options(), said)
    command._tell_of_unowned(course.outcome, course.out, said)
    text = said.file.getvalue()
    assert "50 hand-ins are nobody's yet" in text
    assert "and 10 more" in text
    assert "notes.txt" not in text.partition("Not looked at")[0]
    assert "and 2 more." in text
    assert "mapping.csv, write the right id into the column “student id”" in text.replace("\n", " ")
    assert "\x1b[2J" not in text


def test_a_remark_on_the_class_list_is_told(course):
    course.hand_in("one", "s1")
    (course.root / "roster.csv").write_bytes("id,name\ns1,Renée\n".encode("cp1252"))
    course.graded("one")
    assert "Windows-1252" in course.lines


def test_a_mapping_that_is_not_there_is_said_so(course):
    course.hand_in("one", "s1")
    with pytest.raises(ValueError, match="There is no"):
        course.graded("one", mapping=course.root / "gone.csv")


def test_exercises_are_told_a_lesson_at_a_time():
    assert by_lesson({"b/ex2", "a/ex1", "a/ex2"}) == "a (ex1, ex2); b (ex2)"


def test_results_can_be_read_back(course):
    course.hand_in("one", "s1", "xxx")
    course.graded("one")
    said = json.loads((course.out / "results" / "s1.json").read_text("utf-8"))
    assert said["sources"][EXERCISE.id].startswith("s1 [")


def said(outcome, out):
    console = Console(file=io.StringIO(), width=200)
    command._tell(outcome, Options(), console)
    command._tell_of_unowned(outcome, out, console)
    return console.file.getvalue()


def test_what_is_nobodys_from_an_earlier_run_is_not_forgotten(course):
    course.hand_in("one", "Ada Lovlace", "xxx")
    course.hand_in("two", "Bob Byron", "xx")
    course.hand_in("three", "who", "x")
    course.graded("one")
    assert course.graded("two")["s2"] == 2
    assert course.book["s1"].standing == "unclear"  # no zero, whatever the policy says of who is absent
    assert command.exit_code(course.outcome) == 4
    text = said(course.outcome, course.out)
    assert text.startswith("3 students;")
    assert "1 hand-in is nobody's yet, from an earlier run:\n  Ada Lovlace: Nobody on the class list" in text
    assert "grade the folder or zip again that they came in" in text
    assert "Until then 2 of the class have no final mark" in text
    assert "Known from earlier only" not in text

    course.graded("three")
    path = course.out / "mapping.csv"
    lines = path.read_text("utf-8-sig").splitlines()
    assert [line.partition(",")[0] for line in lines[1:]] == ["who", "Ada Lovlace"]
    path.write_text("\n".join([lines[0], f"{lines[1]}none", f"{lines[2]}s1"]))
    course.graded("three")
    course.graded("one")
    assert command.exit_code(course.outcome) == 0
    assert {name: one.standing for name, one in course.book.items()} == {
        "s1": "handed in",
        "s2": "handed in",
        "s3": "absent",
    }
    assert "nobody's" not in said(course.outcome, course.out)


def test_a_hand_in_of_nobody_in_the_class_is_left_out_now_and_from_earlier(course):
    course.hand_in("one", "Zelda", "xxx")
    course.hand_in("one", "Ada Lovelace", "xx")
    course.hand_in("two", "Ada Lovelace", "xx")
    course.graded("one")
    path = course.out / "mapping.csv"
    path.write_text(path.read_text("utf-8-sig").rstrip() + "None\n")
    assert course.graded("two") == {"s1": 2, "s2": 0, "s3": 0}
    assert f"Zelda: {classroom.LEFT_OUT}" in course.lines
    assert "another's" not in course.lines
    assert command.exit_code(course.outcome) == 0
    assert course.graded("one") == {"s1": 2, "s2": 0, "s3": 0}
    assert f"Zelda: {classroom.LEFT_OUT}" in course.lines
    assert course.book["s2"].standing == "absent"


def test_marks_of_what_is_nobodys_in_the_class_are_taken_away(course):
    course.hand_in("one", "Cy Cole", "xxx")
    course.graded("one")
    (course.out / "mapping.csv").write_text("handed in,student id\nCy Cole,none\n")
    assert course.graded("one") == {"s1": 0, "s2": 0, "s3": 0}
    assert "is another's hand-in, as is known now" in course.lines


def test_a_filled_line_holds_when_the_same_name_came_again_with_other_files(course):
    course.hand_in("one", "Ada Lovlace", "xxx")
    course.hand_in("two", "Ada Lovlace", "xx", OTHER)
    path = course.out / "mapping.csv"
    for week in ("one", "two"):
        course.graded(week)
        first, second, *rest = path.read_text("utf-8-sig").splitlines()
        path.write_text("\n".join([first, f"{second}s1", *rest]))
        course.graded(week)
    for week in ("one", "two", "one"):
        assert course.graded(week) == {"s1": 5, "s2": 0, "s3": 0}
        assert command.exit_code(course.outcome) == 0


def test_what_is_not_graded_now_makes_nobody_late(course):
    """Week 2's zip holds week 1's answers, too: they were handed in a week ago."""
    course.hand_in("one", "Ada Lovelace", "xxx")
    course.hand_in("two", "Ada Lovelace", "xxx")
    course.hand_in("two", "Ada Lovelace", "xx", OTHER)
    for week, when in (("one", 1_000_000), ("two", 1_600_000)):
        for path in (course.root / week).rglob("*.py"):
            os.utime(path, (when, when))
    course.graded("one", only=(EXERCISE.id,))
    before = course.book["s1"]
    assert course.graded("two", only=(OTHER.id,))["s1"] == 5
    after = course.book["s1"]
    assert after.times[EXERCISE.id] == before.times[EXERCISE.id] < after.times[OTHER.id]
    assert after.sources[EXERCISE.id] == before.sources[EXERCISE.id] != after.sources[OTHER.id]


def test_whose_hand_in_holds_no_answer_is_named_on_the_console(course):
    course.hand_in("one", "Ada Lovelace", "xxx")
    zipped(course.root / "one" / "Bob Byron.zip", {"essay.txt": "x"})
    assert course.graded("one") == {"s1": 3, "s2": 0, "s3": 0}
    assert "No answer was found in what Bob Byron handed in." in said(course.outcome, course.out)
    bob = next(line for line in class_marks(course.outcome.book, Policy()).lines if line.student.id == "s2")
    assert (bob.mark, bob.why, bob.brought.points) == (None, ["handed in nothing"], {})

    why = course.book["s2"].notes
    assert "essay.txt" in " ".join(why)
    course.hand_in("two", "Cy Cole", "x")
    course.graded("two")
    assert course.book["s2"].notes == [classroom.AGAIN, *why]
    course.graded("two")
    assert course.book["s2"].notes == [classroom.AGAIN, *why]


def test_a_filled_line_of_somebody_who_left_the_list_stops_nothing(course):
    course.hand_in("one", "Ada Lovlace", "xxx")
    course.hand_in("two", "Bob Byron", "xx")
    course.graded("one")
    path = course.out / "mapping.csv"
    path.write_text(path.read_text("utf-8-sig").rstrip() + "s1\n")
    course.graded("one")
    (course.root / "roster.csv").write_text("id,name\ns2,Bob Byron\n")
    assert course.graded("two") == {"s1": 3, "s2": 2}
    assert command.exit_code(course.outcome) == 0

    path.write_text("handed in,student id\nAda Lovlace,s9\n")
    with pytest.raises(IntakeError, match="nobody on the class list has the id s9"):
        course.graded("two")


@pytest.mark.parametrize("mail", ["{}@u.test", ""], ids=["by address", "by name"])
def test_a_class_list_with_other_ids_leaves_no_marks_behind(course, mail):
    """Moodle's worksheet, given as the class list where another one was used before, calls everybody by a number."""
    people = ["Ada Lovelace", "Bob Byron", "Cy Cole"]

    def listed(ids, form):
        lines = [f"{one},{form(name)},{mail.format(name[:2])}" for one, name in zip(ids, people, strict=True)]
        (course.root / "roster.csv").write_text("\n".join(["id,name,email", *lines]))

    for name in people:
        course.hand_in("one", name, "xxx")
    listed(["s1", "s2", "s3"], str)
    course.graded("one")
    listed(["11", "12", "13"], lambda name: '"{1}, {0}"'.format(*name.split()))
    with pytest.raises(
        IntakeError, match=r"Ada Lovelace was s1 and is 11\. Their marks would be left behind"
    ):
        course.graded("one")
    listed(["11", "s2", "s3"], str)  # a mended one
    assert course.graded("one") == {"11": 3, "s2": 3, "s3": 3}
    (course.root / "roster.csv").write_text("id,name\n1,Xu Yi\n2,Xu Yi\n3,Zoe Young\n")
    assert course.graded("one")["3"] == 0
