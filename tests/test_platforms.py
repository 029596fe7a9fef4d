"""The packages for Gradescope and Classroom 50, run in the layout each of them gives.

What `setup.sh` and `autograder.py` would install from the network is here already: the present
environment stands in its place.  Everything else is the package as written.
"""

import ast
import json
import os
import shutil
import stat
import subprocess
import sys
import zipfile
from datetime import UTC, datetime

import pytest
from typer.testing import CliRunner

from secondsource import catalogue, cli
from secondsource.grading import export, platforms, sandbox
from secondsource.grading.classes import Student
from secondsource.grading.classroom import Graded
from secondsource.grading.export import ExportError
from secondsource.grading.marking import grader_fault, mark_all
from secondsource.grading.results import ExerciseResult
from tests.conftest import needs

EXERCISE = catalogue.Exercise("lesson1_anonymous_sourcing", "ex3_classify_source")
WHERE = "lesson1/ex3"
METADATA = {
    "id": 123456,
    "created_at": "2026-09-14T10:22:32.365935-07:00",
    "assignment": {"id": 25828, "course_id": 345, "title": "Second Source", "total_points": "20.0"},
    "submission_method": "upload",
    "users": [{"id": 7, "email": "ada@example.org", "name": "Ada L"}, {"id": 12, "email": "b@example.org", "name": "Ben"}],
    "previous_submissions": [],
}  # fmt: skip
GIVEN = {
    "CLASSROOM": "news", "ASSIGNMENT": "lesson1", "ASSIGNMENT_TYPE": "individual", "USERNAME": "ada-l",
    "SUBMISSION_TAG": "submit/2026-09-14T17-22-32Z-a1b2c3d", "PAGES_BASE_URL": "https://example.org/classroom50",
    "COMMIT_URL": "https://example.org/c", "RELEASE_URL": "https://example.org/r",
}  # fmt: skip
COMMITTED = "2026-09-14T19:20:00+02:00"


def level_here():
    """The sandbox where there is one; the packages are the same but for that word."""
    return "process" if sandbox.missing("sandbox") else "sandbox"


def exported(platform, folder, level=None):
    given = ["export", platform, "--out", str(folder), "--only", WHERE, "--isolation", level or level_here()]
    ran = CliRunner().invoke(cli.app, given)
    assert ran.exit_code == 0, ran.output
    return next(path for path in folder.iterdir() if path.name.startswith(platform))


def started(command, place, environment):
    """Run a platform's command as that platform would: with nothing of ours in the environment."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "HOME") if name in os.environ}
    return subprocess.run(
        command, cwd=place, env=kept | environment, capture_output=True, text=True, timeout=100
    )


# --- Gradescope -------------------------------------------------------------------------------


@pytest.fixture
def autograder(tmp_path):
    """A folder that stands for /autograder, as Gradescope's image has it once it is built."""
    root = tmp_path / "autograder"
    for name in ("source", "submission", "results"):
        (root / name).mkdir(parents=True)
    with zipfile.ZipFile(exported("gradescope", tmp_path)) as archive:
        archive.extractall(root / "source")
    shutil.copy(root / "source" / "run_autograder", root / "run_autograder")
    (root / "run_autograder").chmod(0o755)
    (root / "venv").symlink_to(sys.prefix)  # what setup.sh makes
    (root / "submission_metadata.json").write_text(json.dumps(METADATA))
    return root


def submit(root, text=None):
    text = EXERCISE.solution.read_text("utf-8") if text is None else text
    (root / "submission" / f"{EXERCISE.name}.py").write_text(text, "utf-8")


def test_gradescope_grades_a_submission_in_its_own_layout(autograder, tmp_path):
    submit(autograder)
    (autograder / "submission" / "notes.txt").write_text("mine")
    ran = started([autograder / "run_autograder"], tmp_path, {})
    assert ran.returncode == 0, ran.stderr
    result = json.loads((autograder / "results" / "results.json").read_text())
    assert result["score"] == sum(one["max_score"] for one in result["tests"]) > 0
    assert {one["status"] for one in result["tests"]} == {"passed"}
    assert any(one["extra_data"]["held_out"] for one in result["tests"])
    assert result["extra_data"]["isolation"] == level_here()
    assert str(autograder) not in json.dumps(result)

    submit(autograder, "import os\nos._exit(0)\n")
    assert started([autograder / "run_autograder"], tmp_path, {}).returncode == 0
    result = json.loads((autograder / "results" / "results.json").read_text())
    assert result["score"] == 0
    assert {one["extra_data"]["state"] for one in result["tests"]} == {"stopped"}


def test_gradescope_shows_no_mark_where_nothing_was_graded(autograder, tmp_path):
    submit(autograder)
    (autograder / "results" / "results.json").write_text("{}")  # of an earlier run
    (autograder / "source" / "tests" / EXERCISE.lesson / f"test_{EXERCISE.name}.py").write_text(
        "import gone\n"
    )
    ran = started([autograder / "run_autograder"], tmp_path, {})
    assert ran.returncode == 1
    assert "Nothing was graded" in ran.stderr
    assert not (autograder / "results" / "results.json").exists()


def test_gradescopes_zip_is_what_it_wants(tmp_path):
    package = exported("gradescope", tmp_path, "process")
    with zipfile.ZipFile(package) as archive:
        names, modes = (
            archive.namelist(),
            {one.filename: one.external_attr >> 16 for one in archive.infolist()},
        )
        run = archive.read("run_autograder").decode()
        setup = archive.read("setup.sh").decode()
        lock = archive.read("requirements.txt").decode()
    assert modes["run_autograder"] & modes["setup.sh"] & stat.S_IXUSR
    assert run.rstrip().endswith('gradescope "$root" process')
    assert run.startswith("#!/usr/bin/env bash\n")
    assert "--require-hashes" in setup
    for wanted in ("pyseccomp==", "pytest==", "pydantic=="):
        assert wanted in lock
    assert not [name for name in names if "wrong_answers" in name or "originals" in name or "/site/" in name]
    for script in (run, setup):
        assert subprocess.run(["bash", "-n"], input=script, text=True, check=False).returncode == 0
    again = tmp_path / "again"
    assert exported("gradescope", again, "process").read_bytes() == package.read_bytes()


def test_a_group_is_one_student_of_several_names(tmp_path):
    (tmp_path / "m.json").write_text(json.dumps(METADATA))
    who, when = platforms.submitter(tmp_path / "m.json")
    assert (who.id, who.name, who.email) == ("12-7", "Ada L, Ben", "ada@example.org")
    assert when.astimezone(UTC).hour == 17
    assert platforms.submitter(tmp_path / "none.json") == (Student(id="submission", name="submission"), None)


# --- Classroom 50 -----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def bundle(tmp_path_factory):
    return exported("classroom50", tmp_path_factory.mktemp("bundle"))


@pytest.fixture
def checkout(tmp_path):
    """A student's checkout, committed, as the platform's runner has it."""
    needs("git", shutil.which("git"))
    place = tmp_path / "checkout"
    answer = place / "exercises" / EXERCISE.lesson / f"{EXERCISE.name}.py"
    answer.parent.mkdir(parents=True)
    shutil.copy(EXERCISE.solution, answer)
    (place / ".github").mkdir()
    (place / ".github" / f"{EXERCISE.name}.py").write_text("nothing of an answer")
    own = {"GIT_AUTHOR_DATE": COMMITTED, "GIT_COMMITTER_DATE": COMMITTED, "GIT_CONFIG_GLOBAL": os.devnull}
    who = ["-c", "user.name=Ada", "-c", "user.email=ada@example.org"]
    for step in (["init", "-q"], ["add", "-A"], [*who, "commit", "-q", "-m", "Answer"]):
        subprocess.run(["git", *step], cwd=place, env=os.environ | own, check=True)
    return place


def test_classroom50_grades_a_checkout_in_its_own_layout(bundle, checkout, tmp_path):
    runner = tmp_path / "runner"
    runner.mkdir()
    (runner / "secondsource_venv").symlink_to(sys.prefix)  # what autograder.py installs
    environment = GIVEN | {"CLASSROOM50_BUNDLE_DIR": str(bundle), "RUNNER_TEMP": str(runner)}
    ran = started([sys.executable, bundle / "autograder.py"], checkout, environment)
    assert ran.returncode == 0, ran.stderr
    result = json.loads((checkout / "result.json").read_text())
    assert result["schema"] == "classroom50/result/v1"
    assert result["datetime"] == "2026-09-14T17:20:00Z"  # of the commit: the same at every regrade
    assert (result["owner"], result["review"]) == ("ada-l", GIVEN["COMMIT_URL"])
    assert result["score"] == result["max-score"] == sum(one["max-score"] for one in result["tests"]) > 0
    assert all(type(one["score"]) is int and one["passed"] is True for one in result["tests"])
    body = (checkout / "release-body.md").read_text()
    assert "More checks, on texts you have not seen" in body
    assert str(tmp_path) not in body + json.dumps(result)


def test_classroom50_gets_nothing_that_answers_or_is_held_out(bundle):
    """Its bundles are served on a public page."""
    files = [path for path in bundle.rglob("*") if path.is_file()]
    everything = b"\n".join(path.read_bytes() for path in files)
    names = {path.relative_to(bundle).as_posix() for path in files}
    assert not [
        name for name in names if "held_out" in name or "solutions" in name or "wrong_answers" in name
    ]
    assert not [
        name for name in names if name.startswith("seeds/") and name.endswith(".yaml") and "misc" not in name
    ]
    assert f"tests/{EXERCISE.lesson}/test_{EXERCISE.name}.py" in names
    held_out = list(held_out_checks())
    assert held_out
    assert not [line for line in held_out if line in everything]
    assert sum(map(len, (path.read_bytes() for path in files))) < export.LARGEST_BUNDLE
    assert json.loads((bundle / "runtime.json").read_text()) == {"python": "3.13", "apt": ["bubblewrap"]}
    ast.parse((bundle / "autograder.py").read_text())


def held_out_checks():
    """The bodies of the held-out checks, one long line of each."""
    for line in EXERCISE.held_out.read_bytes().splitlines():
        if len(line.strip()) > 60 and b"import" not in line:
            yield line.strip()


def test_the_instant_is_the_commits(checkout, tmp_path):
    when = platforms.submission_instant(checkout, GIVEN)
    assert when == datetime.fromisoformat(COMMITTED)


# --- both, in this process --------------------------------------------------------------------


@pytest.fixture
def in_process(monkeypatch):
    """Mark in this process, and one exercise only."""
    monkeypatch.setattr(
        "secondsource.grading.classroom.mark_class",
        lambda jobs, level, _, keep: mark_all([job.model_copy(update={"exercises": [EXERCISE.id]}) for job in jobs], level, keep),
    )  # fmt: skip


def test_gradescope_from_metadata_to_result(tmp_path, in_process):
    (tmp_path / "submission").mkdir()
    submit(tmp_path)
    (tmp_path / "submission_metadata.json").write_text(json.dumps(METADATA))
    assert platforms.main(["gradescope", str(tmp_path), "process"]) == 0
    result = json.loads((tmp_path / "results" / "results.json").read_text())
    assert result["score"] > 0
    assert "without the sandbox" in result["output"]


def test_classroom50_from_environment_to_result(tmp_path, in_process, monkeypatch):
    for name, value in GIVEN.items():
        monkeypatch.setenv(name, value)
    assert platforms.main(["classroom50", str(tmp_path), "process"]) == 0  # nothing of ours in it
    result = json.loads((tmp_path / "result.json").read_text())
    assert (result["score"], result["datetime"]) == (0, "2026-09-14T17:22:32Z")
    assert result["max-score"] > 0
    assert "without the sandbox" in (tmp_path / "release-body.md").read_text()
    monkeypatch.delenv("SUBMISSION_TAG")
    assert platforms.main(["classroom50", str(tmp_path), "process"]) == 0
    assert json.loads((tmp_path / "result.json").read_text())["datetime"] == ""


def test_an_empty_submission_says_so_and_gets_the_first_exercise_as_handed_out(tmp_path, in_process):
    (tmp_path / "in").mkdir()
    graded = platforms.grade_alone(tmp_path / "in", Student(id="../ada", name="Ada"), "process", None)
    assert graded.student.id == "../ada"
    assert graded.notes == [platforms.NO_ANSWER]
    assert (graded.points, graded.out_of > 0) == (0, True)


def test_the_same_submission_gets_the_same_mark_again(tmp_path, in_process):
    (tmp_path / "submission").mkdir()
    submit(tmp_path)
    when = datetime(2026, 9, 14, tzinfo=UTC)
    student = Student(id="7", name="Ada")
    first, second = (
        platforms.grade_alone(tmp_path / "submission", student, "process", when) for _ in range(2)
    )
    assert first.model_dump(exclude={"seconds"}) == second.model_dump(exclude={"seconds"})
    assert first.handed_in == when


@pytest.mark.parametrize("platform", export.PLATFORMS)
def test_a_fault_or_a_missing_level_is_no_mark(platform, tmp_path, monkeypatch, capsys):
    broken = ExerciseResult(lesson="l", exercise="e", title="E", file="", checks=[grader_fault("x", "no")])
    faulty = Graded(student=Student(id="a", name="A"), exercises=[broken], level="process")
    monkeypatch.setattr(platforms, "grade_alone", lambda *_: faulty)
    assert platforms.main([platform, str(tmp_path), "process"]) == 1
    assert platforms.main([platform, str(tmp_path), "none"]) == 1
    said = capsys.readouterr().err
    assert "The grader failed at l/e" in said
    assert "no isolation level" in said
    assert not list(tmp_path.rglob("*.json"))


@pytest.mark.parametrize(
    ("given", "says"),
    [(["github-classroom"], "Classroom 50 takes its place"), (["moodle"], "only for gradescope and classroom50"),
     (["gradescope", "--isolation", "none"], "no isolation level"), (["gradescope", "--only", "lesson9"], "lesson9")],
)  # fmt: skip
def test_what_cannot_be_exported_is_told(given, says, tmp_path):
    ran = CliRunner().invoke(cli.app, ["export", *given, "--out", str(tmp_path)])
    assert ran.exit_code == 2
    assert says in " ".join(ran.output.split())
    assert not list(tmp_path.iterdir())


def test_a_bundle_replaces_a_bundle_and_nothing_else(tmp_path, monkeypatch):
    monkeypatch.setattr(export, "classroom50_files", lambda *_: {"autograder.py": b"new"})
    assert export.write_export("classroom50", "process", [], tmp_path).is_dir()
    (tmp_path / "classroom50" / "old.py").write_text("old")
    export.write_export("classroom50", "process", [], tmp_path)
    assert [path.name for path in (tmp_path / "classroom50").iterdir()] == ["autograder.py"]
    (tmp_path / "classroom50" / "autograder.py").unlink()
    (tmp_path / "classroom50" / "thesis.md").write_text("years of work")
    with pytest.raises(ExportError, match="is no bundle"):
        export.write_export("classroom50", "process", [], tmp_path)
    assert (tmp_path / "classroom50" / "thesis.md").read_text() == "years of work"


def test_a_bundle_that_is_too_large_is_refused(monkeypatch):
    monkeypatch.setattr(export, "LARGEST_BUNDLE", 1000)
    with pytest.raises(ExportError, match="larger than"):
        export.classroom50_files("process", [EXERCISE])
