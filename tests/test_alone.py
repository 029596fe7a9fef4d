"""One student's folder, whatever lies in it."""

import os
import shutil
from datetime import UTC, datetime

import pytest

from secondsource import catalogue
from secondsource.grading import alone
from secondsource.grading.alone import NO_ANSWER, copied, grade_alone
from secondsource.grading.classes.intake import Student

EXERCISE = catalogue.Exercise("lesson1_anonymous_sourcing", "ex3_classify_source")
FILE = f"{EXERCISE.name}.py"
ADA = Student(id="7", name="Ada")


@pytest.fixture
def place(tmp_path):
    (tmp_path / "in").mkdir()
    return tmp_path / "in"


def test_an_empty_submission_says_so_and_gets_the_first_exercise_as_handed_out(place, in_process):
    graded = grade_alone(place, Student(id="../ada", name="Ada"), "process", None)
    assert graded.student.id == "../ada"
    assert graded.notes == [NO_ANSWER]
    assert (graded.points, graded.out_of > 0) == (0, True)


def test_files_of_other_names_are_named(place, in_process):
    (place / "answers.py").write_text("LABELS = {}")
    graded = grade_alone(place, ADA, "process", None)
    assert graded.notes[0] == NO_ANSWER
    assert any("answers.py" in note for note in graded.notes[1:])
    assert graded.points == 0


def test_the_same_submission_gets_the_same_mark_again(place, in_process):
    shutil.copy(EXERCISE.solution, place / FILE)
    when = datetime(2026, 9, 14, tzinfo=UTC)
    first, second = (grade_alone(place, ADA, "process", when) for _ in range(2))
    assert first.model_dump(exclude={"seconds"}) == second.model_dump(exclude={"seconds"})
    assert first.handed_in == when
    assert first.points == first.out_of > 0


def test_a_link_to_the_solution_is_worth_nothing_and_is_named(place, in_process):
    (place / FILE).symlink_to(EXERCISE.solution)
    graded = grade_alone(place, ADA, "process", None)
    assert graded.points == 0
    assert graded.notes == [f"{FILE} was not read: it is a link or a device, not a file.", NO_ANSWER]


def test_what_is_no_plain_file_is_not_copied(place, tmp_path):
    os.mkfifo(place / "ex1_label_sources.py")
    (place / "ex1_label_sources.ipynb").symlink_to("/dev/zero")
    (place / "folder").symlink_to("/")
    (place / "ex2_find_attributions.py").mkdir()
    (place / "notes").symlink_to("/etc/passwd")  # answers nothing: no word about it
    notes = copied(place, tmp_path / "out")
    assert len(notes) == 2
    assert all("link or a device" in note for note in notes)
    assert not (tmp_path / "out").exists()


def test_environments_hidden_folders_and_caches_are_left_out(place, tmp_path):
    for name in (".git/hooks", ".venv/lib", "venv/lib", "env/lib", "__pycache__", "node_modules/x", "mine"):
        (place / name).mkdir(parents=True)
        (place / name / FILE).write_text("x = 1")
    for name in ("venv", "env"):
        (place / name / "pyvenv.cfg").write_text("home = /usr/bin")
    assert copied(place, tmp_path / "out") == []
    assert [path.relative_to(tmp_path / "out").as_posix() for path in (tmp_path / "out").rglob("*.py")] == [f"mine/{FILE}"]  # fmt: skip


def test_a_file_nobody_may_read_is_named(place, tmp_path, monkeypatch):
    (place / FILE).write_text("x = 1")
    (place / "other.txt").write_text("x")

    def refused(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(alone, "_copy", refused)
    assert copied(place, tmp_path / "out") == [f"{FILE} was not read: Permission denied."]


def test_answers_are_copied_before_anything_else_and_only_so_much_of_all(place, tmp_path, monkeypatch):
    monkeypatch.setattr(alone, "MOST_FILES", 3)
    monkeypatch.setattr(alone, "MOST_BYTES", 10)
    for number in range(5):
        (place / f"a{number}.txt").write_text("x")
    (place / FILE).write_text("x = 1")
    (place / "ex1_label_sources.py").write_text("x" * 11)
    assert copied(place, tmp_path / "out") == ["ex1_label_sources.py was not read: it is beyond the 0 MB that one student may hand in."]  # fmt: skip
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["a0.txt", FILE]


def test_many_files_that_cannot_be_read_are_told_in_few_words(place, tmp_path):
    for number in range(20):
        (place / f"ex1_label_sources ({number}).py").symlink_to("/dev/zero")
    notes = copied(place, tmp_path / "out")
    assert len(notes) == alone.NAMED + 1
    assert notes[-1] == "12 more files were not read."


def test_a_full_disk_is_no_fault_of_what_was_handed_in(place, tmp_path, monkeypatch):
    (place / FILE).write_text("x")

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(alone, "_copy", full)
    with pytest.raises(OSError, match="Make room there"):
        copied(place, tmp_path / "inside")
