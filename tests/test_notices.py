"""Which policy rules a run is said, and what somebody changed is never lost without a word."""

import json
import re
import shutil
from datetime import UTC, datetime

import pytest
from typer.testing import CliRunner

from secondsource import cli
from secondsource.grading import classroom, marking, notices
from secondsource.grading.classes import Student, Submission, take_in_class
from secondsource.grading.classes.mapping import Mapping
from secondsource.grading.classroom import Options, grade_class
from secondsource.grading.graded import Book, Graded
from secondsource.grading.outputs import Outputs
from secondsource.grading.policy import seed_of
from tests.test_grade import EXERCISE, ONLY, OTHER, QUIET, asked_in, hand_in, in_process  # noqa: F401
from tests.test_gradebook import ONE, done, graded
from tests.zips import zipped


@pytest.fixture
def course(tmp_path, in_process, monkeypatch):  # noqa: F811 - the fixture of that name
    """A class of two, graded by the command; what it says comes back as one line."""
    for student in ("ada", "ben"):
        hand_in(tmp_path / "c", student)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "list.csv").write_text("id,name\nada,Ada\nben,Ben\ncy,Cy\n")

    def grade(*more, code=0, place="c"):
        given = ["grade", place, "--out", "out", "--only", EXERCISE.id, "--isolation", "process", *more]
        ran = CliRunner().invoke(cli.app, given)
        assert ran.exit_code == code, ran.output
        return ran.output

    return grade


def row(tmp_path, student):
    lines = (tmp_path / "out" / "gradebook.csv").read_text("utf-8-sig").splitlines()
    return next(line for line in lines if line.startswith(student)).split(",")


# --- which policy -----------------------------------------------------------------------------


def test_the_policy_in_the_folder_of_the_marks_rules(tmp_path, course):
    assert "Policy: none, so the final mark is what was earned." in course()
    (tmp_path / "out" / "policy.yaml").write_text("out_of: 100\nstudents: {zed: {extra_days: 1}, ada: {}}\n")
    said = course()
    assert "Policy: out/policy.yaml." in said
    assert "In the policy, but not in the class: zed. Compare the ids." in said
    assert row(tmp_path, "ada")[5:10] == ["22", "22", "100", "100", "scaled to 100"]


def test_a_policy_that_is_named_rules_and_is_missed_the_next_time(tmp_path, course):
    other = tmp_path / "other.yaml"
    other.write_text("out_of: 50\n")
    assert "Policy: other.yaml." in course("--policy", "other.yaml")
    assert row(tmp_path, "ada")[7] == "50"
    assert f"Not used: {other}. To use it, name it with --policy, or move it to out/policy.yaml." in course()


def test_a_policy_that_lies_beside_the_submissions_is_not_used_and_said(tmp_path, course):
    (tmp_path / "policy.yaml").write_text("out_of: 50\n")
    assert "Not used: policy.yaml." in course()
    whole = zipped(tmp_path / "class.zip", {f"ada/{EXERCISE.name}.py": "x", f"ben/{EXERCISE.name}.py": "x"})
    assert "Not used: policy.yaml." in course(place=whole.name)


def test_a_policy_that_cannot_be_used_stops_before_anything_is_marked(tmp_path, course):
    assert "There is no gone.yaml" in course("--policy", "gone.yaml", code=2).replace("\n", " ")
    (tmp_path / "bad.yaml").write_text("absent: never\n")
    assert "bad.yaml: line 1" in course("--policy", "bad.yaml", code=2)
    assert not (tmp_path / "out" / "results").exists()


def test_a_place_that_is_not_there_makes_no_folder(tmp_path, course):
    assert "There is no gone" in course(place="gone", code=2)
    assert not (tmp_path / "out").exists()


def test_the_zone_that_times_in_archives_were_read_in_is_said(tmp_path, course):
    place = zipped(tmp_path / "class.zip", {f"ada/{EXERCISE.name}.py": EXERCISE.solution.read_text("utf-8"), "ben/x.py": ""})  # fmt: skip
    (tmp_path / "late.yaml").write_text(
        "time_zone: Europe/Vienna\ndue: {lesson1: 2026-01-01}\nlate: {per_day: 100 %}\n"
    )
    said = course("--policy", "late.yaml", place=place.name)
    assert "Times in archives name no zone. They were read as Europe/Vienna." in said
    assert row(tmp_path, "ada")[5:9] == ["22", "22", "0", "22"]
    shutil.rmtree(tmp_path / "out")
    assert "Times in archives" not in course("--policy", "late.yaml")  # a folder's times are moments


# --- the secret -------------------------------------------------------------------------------


def test_fresh_texts_are_made_with_the_secret_of_the_folder(tmp_path, course, monkeypatch):
    seeds = []

    def noting(jobs, level, _, on):
        seeds.extend(job.seed for job in jobs)
        return jobs and marking.mark_all(jobs, level, on, asked_in(jobs))

    monkeypatch.setattr(classroom, "mark_class", noting)
    course()
    secret = (tmp_path / "out" / "secret.key").read_bytes().strip()
    assert seeds == [seed_of(secret, "ada"), seed_of(secret, "ben")]
    course("--regrade")
    assert seeds[2:] == seeds[:2]
    files = [path for path in (tmp_path / "out").rglob("*") if path.is_file()]
    assert [path.name for path in files if secret in path.read_bytes()] == ["secret.key"]


def test_marks_from_before_there_was_a_secret_are_kept_and_that_is_said(tmp_path, course):
    grade_class(tmp_path / "c", tmp_path / "out", ONLY, QUIET)
    said = course()
    assert "Marks made before it stay until they are marked anew." in said
    assert "0 exercises marked, 2 kept" in said
    assert "secret.key" not in course()


# --- edits ------------------------------------------------------------------------------------


def test_a_changed_gradebook_is_kept_and_its_marks_become_lines_of_a_policy(tmp_path, course):
    course()
    path = tmp_path / "out" / "gradebook.csv"
    before = path.read_text("utf-8-sig")
    path.write_text(before.replace("ben,ben,,,22,22,22,22,22", "ben,ben,,,22,22,22,19.5,22"), "utf-8")
    mine = path.read_bytes()
    said = course(code=5)
    kept = re.search(r"Kept in (out/edited-\S+), and written anew", said)[1]
    assert (tmp_path / kept / "gradebook.csv").read_bytes() == mine
    assert path.read_text("utf-8-sig") == before
    lines = said[said.index("\nstudents:") : said.index("Written to")]
    (tmp_path / "out" / "policy.yaml").write_text(lines)
    assert "Changed by hand" not in course()
    assert row(tmp_path, "ben")[7] == "19.5"
    course("--roster", "list.csv")


def test_a_changed_page_of_feedback_is_kept_without_lines(tmp_path, course):
    course()
    for name in ("feedback/ada.html", "feedback/ben.html", "report.html", "canvas.csv", "gradescope/ada.json", "junit.xml"):  # fmt: skip
        with (tmp_path / "out" / name).open("a") as file:
            file.write("<!-- mine -->")
    said = course(code=5)
    assert "and 1 more. Kept in" in said
    assert "students:" not in said
    kept = next((tmp_path / "out").glob("edited-*"))
    assert sum(path.is_file() and path.read_text().endswith("<!-- mine -->") for path in kept.rglob("*")) == 6


def test_a_changed_result_is_marked_anew_and_told(tmp_path, course):
    course("--roster", "list.csv")
    path = tmp_path / "out" / "results" / "ada.json"
    path.write_text(path.read_text("utf-8").replace('"points": 2', '"points": 1', 1), "utf-8")
    mine = path.read_bytes()
    said = course("--roster", "list.csv", code=5)
    assert "21 → 22 (the file of results was changed by hand)" in " ".join(said.split())
    assert '{mark: 21, comment: "changed in results"}' in said
    kept = next((tmp_path / "out").glob("edited-*"))
    assert (kept / "results" / "ada.json").read_bytes() == mine
    assert row(tmp_path, "ada")[7] == "22"
    assert "Changed by hand" not in course("--roster", "list.csv")


def test_a_changed_result_that_is_not_marked_anew_says_whose_marks_it_holds(tmp_path, course):
    hand_in(tmp_path / "c", "ada", exercise=OTHER)
    both = Options("process", 1, exercises=(EXERCISE.id, OTHER.id))
    grade_class(tmp_path / "c", tmp_path / "out", both, QUIET)
    path = tmp_path / "out" / "results" / "ada.json"
    path.write_text(path.read_text("utf-8").replace('"points": 2', '"points": 1', 1), "utf-8")
    course(code=5)
    assert Book(path.parent).get("ada").edited == [OTHER.id]
    remark = (tmp_path / "out" / "gradebook.csv").read_text("utf-8-sig")
    assert f"The file of results was changed by hand; not the grader's marks: {OTHER.id}." in remark
    course("--only", OTHER.id)
    assert Book(path.parent).get("ada").edited == []


def test_a_result_that_was_broken_is_kept_and_marked_anew(tmp_path, course):
    course()
    path = tmp_path / "out" / "results" / "ada.json"
    path.write_text(path.read_text("utf-8").replace('"student"', '"pupil"'), "utf-8")
    assert "1 exercises marked, 1 kept" in course(code=5)
    assert next((tmp_path / "out").glob("edited-*/results/ada.json")).is_file()


def test_a_folder_of_an_older_version_is_kept_and_said_once(tmp_path, course):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "gradebook.csv").write_text("from before")
    said = course()
    assert "Already there, and perhaps not written by grading: gradebook.csv. Kept in out/edited-" in said
    assert "There before" not in course()


def test_what_differs_from_nothing_we_kept_gives_no_lines(tmp_path):
    outputs = Outputs(tmp_path, edited=["report.html"], aside=tmp_path)
    assert notices._of_table("report.html", outputs, None) == {}


# --- times ------------------------------------------------------------------------------------


def test_archives_give_clock_times_and_folders_give_moments(tmp_path):
    name = f"{EXERCISE.name}.py"
    (tmp_path / "c").mkdir()
    zipped(tmp_path / "c" / "ada.zip", {name: "x"})
    hand_in(tmp_path / "c", "ben", "x")
    zipped(tmp_path / "all.zip", {f"ada/{name}": "x", f"ben/{name}": "x"})
    for place, named in ((tmp_path / "c", True), (tmp_path / "all.zip", False)):
        taken = take_in_class(place, tmp_path / f"stage_{named}", None, Mapping())
        found = [one.times[EXERCISE.id].tzinfo is not None for one in taken.submissions]
        assert found == [named, named]  # a zip in the folder counts as a file: the times inside it do not


def test_the_same_answer_handed_in_again_is_no_later():
    first, second = datetime(2026, 10, 12, tzinfo=UTC), datetime(2026, 10, 19, tzinfo=UTC)
    key = classroom.Key(answer="a", checks="b", grader="c", level="sandbox")
    other = key.model_copy(update={"answer": "new"})
    before = Graded(student=Student(id="a", name="A"), level="sandbox", times={"x": first}, keys={"x": key})
    again = Submission(before.student, None, times={"x": second})
    assert classroom._times(again, {"x": key}, before) == {"x": first}
    assert classroom._times(again, {"x": other}, before) == {"x": second}
    assert classroom._times(again, {"x": key}, None) == {"x": second}
    assert classroom._times(Submission(before.student, None), {"x": key}, before) == {"x": first}


def test_results_are_the_owners_and_sealed(tmp_path):
    folder = tmp_path / "out"
    folder.mkdir(mode=0o700)
    Book(folder / "results").keep(graded("ada", done(ONE, 3)))
    path = folder / "results" / "ada.json"
    assert path.stat().st_mode & 0o777 == 0o600
    assert re.fullmatch("[0-9a-f]{64}", json.loads(path.read_text())["seal"])
    assert Book(folder / "results").get("ada").exercises == [done(ONE, 3)]


def test_marks_that_lie_among_the_hand_ins_are_no_hand_in(tmp_path, course):
    for out in ("c/marks", "c/again", "out"):
        said = course("--out", out, place="c")
        assert [
            line[:3] for line in (tmp_path / out / "gradebook.csv").read_text("utf-8-sig").splitlines()[1:]
        ] == ["ada", "ben"]
    assert "again holds marks, not a hand-in, and was not looked at." in said
    assert "marks holds marks" in said
