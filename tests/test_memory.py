"""What a large class takes in memory: what grows with it is a zip's own list of files, and little beside."""

import gc
import tracemalloc
import zipfile
from contextlib import contextmanager

from secondsource import catalogue
from secondsource.grading.classes import take_in_class
from secondsource.grading.classes.mapping import Mapping
from secondsource.grading.classes.people import Student
from secondsource.grading.gradebook import class_marks
from secondsource.grading.graded import Graded
from secondsource.grading.report import similarity
from secondsource.grading.results import CheckResult, ExerciseResult
from tests.zips import zipped

EXERCISES = catalogue.exercises()
FEW, MANY = 5, 20
"""Students of a small and of a large class."""


@contextmanager
def traced(held):
    """Add the bytes that were held at most, and those still held, beside what was held before."""
    tracemalloc.start()
    try:
        yield
        now, most = tracemalloc.get_traced_memory()
        held.append((most, now))
    finally:
        tracemalloc.stop()


def class_zip(tmp_path, students):
    names = [f"s{who:04d}/{one.lesson}/{one.name}.py" for who in range(students) for one in EXERCISES]
    return zipped(tmp_path / f"{students}.zip", dict.fromkeys(names, "x = 1\n"))


def test_what_a_file_takes_beside_its_line_in_the_zips_own_list_and_what_is_kept_of_a_student(tmp_path):
    place = class_zip(tmp_path, MANY)
    lists, intakes, kept = [], [], []
    for turn in ("one", "two"):  # the less of both: what is made once is no class's
        with traced(lists), zipfile.ZipFile(place):
            pass
        with traced(intakes):
            kept.append(take_in_class(place, tmp_path / turn, None, Mapping()))
            gc.collect()
    beside = min(most for most, _ in intakes) - min(most for most, _ in lists)
    assert [len(one.submissions) for one in kept] == [MANY, MANY]
    assert beside / (MANY * len(EXERCISES)) < 950  # bytes; 570 when this was written, 1,370 before
    assert min(now for _, now in intakes) / MANY < 11_000  # bytes; 6,200 when this was written, 16,800 before


def test_answers_are_compared_without_holding_all_texts(tmp_path):
    exercise, size = EXERCISES[0], 200_000
    submissions = []
    for who in range(MANY):
        path = tmp_path / str(who) / exercise.lesson / f"{exercise.name}.py"
        path.parent.mkdir(parents=True)
        path.write_text(f"x_{who} = {who}\n# {'.' * size}\n", "utf-8")
        submissions.append(similarity.Submission(Student(id=str(who), name=f"S{who}"), tmp_path / str(who)))
    held = []
    for students in (FEW, MANY):
        with traced(held):
            similarity.compare(submissions[:students], [exercise])
    assert held[1][0] - held[0][0] < size  # of fifteen texts more, not even one


def test_the_gradebook_holds_one_text_of_each_exercises_name():
    def graded(name):
        check = CheckResult(check="c", title="C", state="passed", points=1, out_of=1)
        title = " ".join(["Two", "words"])  # made anew, as reading a file makes it
        done = ExerciseResult(lesson="lesson1_a", exercise="ex1_b", title=title, file="f", checks=[check])
        who, files = Student(id=name, name=name), {"/".join(("lesson1_a", "ex1_b")): "f"}
        return Graded(student=who, exercises=[done], level="sandbox", files=files)

    one, other = (line.brought for line in class_marks([graded("a"), graded("b")]))
    for field in ("points", "worth", "titles", "times"):
        assert next(iter(getattr(one, field))) is next(iter(getattr(other, field)))
    assert one.titles["lesson1_a/ex1_b"] is other.titles["lesson1_a/ex1_b"]
