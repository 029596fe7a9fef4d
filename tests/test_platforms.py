"""The packages for Gradescope and Classroom 50, run as those platforms run them.

That is: in their layouts, with what the package's own set-up installs, in an environment that holds nothing
of ours.
"""

import ast
import json
import os
import shutil
import stat
import subprocess
import sys
import tempfile
import zipfile
from datetime import UTC
from pathlib import Path

import pytest
from typer.testing import CliRunner

from secondsource import catalogue, cli
from secondsource.grading import export, platforms, sandbox
from secondsource.grading.alone import NO_ANSWER
from secondsource.grading.classes import Student
from secondsource.grading.export import ExportError
from secondsource.grading.graded import Graded
from secondsource.grading.kit import notebook
from secondsource.grading.marking import grader_fault
from secondsource.grading.results import ExerciseResult
from tests import bare
from tests.conftest import needs
from tests.test_submission_time import commit
from tests.zips import zip_of

EXERCISE = catalogue.Exercise("lesson1_anonymous_sourcing", "ex3_classify_source")
WHERE = "lesson1/ex3"
NOBODY = 65534
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


# --- Gradescope -------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def place():
    """A folder that everybody on this machine may enter: pytest's own are for one user."""
    with tempfile.TemporaryDirectory(prefix="secondsource_platform_") as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


@pytest.fixture(scope="module")
def autograder(place):
    """A folder that stands for /autograder, made by the package's own set-up in an environment without anything.

    Only apt-get is a stand-in: it notes what is asked for, and gives bubblewrap.
    """
    root, path = place / "autograder", bare.tools(place / "tools", without={"bwrap"})
    for name in ("source", "submission", "results"):
        (root / name).mkdir(parents=True)
    bwrap = shutil.which("bwrap") or "none"
    bare.script(path / "apt-get", f'echo "$@" >> {place}/asked; /bin/ln -sf {bwrap} {path}/bwrap')
    with zipfile.ZipFile(exported("gradescope", place)) as archive:
        archive.extractall(root / "source")
    shutil.copy(root / "source" / "run_autograder", root / "run_autograder")
    (root / "run_autograder").chmod(0o755)
    ran = bare.installed(bare.run(["bash", root / "source" / "setup.sh"], "/", path))
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert f"Ready: this machine gives the level {level_here()!r}." in ran.stdout
    return root


@pytest.fixture
def submit(autograder, place):
    """Hand in files, by name and text, and return what the autograder's run left behind."""

    def handed_in(files, **options):
        for name in ("submission", "results"):
            shutil.rmtree(autograder / name)
            (autograder / name).mkdir()
        for name, data in files.items():
            (autograder / "submission" / name).write_bytes(data)
        (autograder / "submission_metadata.json").write_text(json.dumps(METADATA))
        return run_autograder(autograder, place, **options)

    return handed_in


def run_autograder(root, place, wrapped=lambda command: command, as_user=()):
    ran = bare.run(wrapped([root / "run_autograder"]), "/", place / "tools", as_user)
    results = root / "results" / "results.json"
    return ran, json.loads(results.read_text()) if results.is_file() else None


SOLUTION = EXERCISE.solution.read_bytes()
FILE = f"{EXERCISE.name}.py"


def test_gradescopes_setup_installs_only_what_is_missing(autograder, place):
    asked = (place / "asked").read_text().splitlines() if level_here() == "sandbox" else []
    wanted = ["update -qq", "install -y -qq --no-install-recommends bubblewrap"]
    assert asked == (wanted if level_here() == "sandbox" else [])
    lock = bare.run([autograder / "venv/bin/python", "-I", "-m", "pip", "check"], "/", place / "tools")
    assert lock.returncode == 0, lock.stdout  # the lock names all there is to install


@pytest.mark.parametrize(
    "files",
    [{FILE: SOLUTION, "notes.txt": b"mine"}, {f"{EXERCISE.name}.ipynb": notebook(SOLUTION.decode())},
     {"all of it.zip": zip_of({f"exercises/{EXERCISE.id}.py": SOLUTION})}],
    ids=["file", "notebook", "zip"],
)  # fmt: skip
def test_gradescope_gives_a_right_answer_all_its_points(files, submit, autograder):
    ran, result = submit(files)
    assert ran.returncode == 0, ran.stderr
    assert result["score"] == sum(one["max_score"] for one in result["tests"]) > 0
    assert {one["status"] for one in result["tests"]} == {"passed"}
    assert any(one["extra_data"]["held_out"] for one in result["tests"])
    assert result["extra_data"]["isolation"] == level_here()
    assert str(autograder) not in json.dumps(result)


def test_gradescope_gives_other_answers_what_they_are_worth(submit):
    wrong, nothing, stopped = (submit(files)[1] for files in (
        {FILE: EXERCISE.handed_out.read_bytes()}, {}, {FILE: b"import os\nos._exit(0)\n"}))  # fmt: skip
    assert (wrong["score"], nothing["score"], stopped["score"]) == (0, 0, 0)
    assert all(one["status"] == "failed" and one["output"] for one in wrong["tests"])
    assert NO_ANSWER in nothing["output"]
    assert {one["extra_data"]["state"] for one in stopped["tests"]} == {"stopped"}
    assert nothing["tests"]


def test_gradescope_grades_as_an_ordinary_user_too(submit, autograder):
    needs("root", os.getuid() == 0 and shutil.which("setpriv"))
    user = [shutil.which("setpriv"), f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"]
    os.chown(autograder / "results", NOBODY, NOBODY)
    submit({FILE: SOLUTION})
    os.chown(autograder / "results", NOBODY, NOBODY)
    (autograder / "results" / "results.json").unlink()
    ran, result = run_autograder(autograder, autograder.parent, as_user=user)
    assert ran.returncode == 0, ran.stderr
    assert {one["status"] for one in result["tests"]} == {"passed"}


def test_where_a_container_forbids_the_sandbox_nobody_gets_a_mark_and_the_mend_is_named(
    submit, autograder, place
):
    needs("sandbox", level_here() == "sandbox")
    last = (autograder / "source" / "setup.sh").read_text().splitlines()[-1]
    ready = ["bash", "-c", f"root={autograder} level=sandbox; {last}"]
    built = bare.run(bare.refused(ready), "/", place / "tools")
    ran, result = submit({FILE: SOLUTION}, wrapped=bare.refused)
    for one in (built, ran):
        assert one.returncode == 1
        assert "Nothing was graded. NoIsolation: " in one.stderr
        assert "secondsource export gradescope --isolation process" in one.stderr
    assert result is None
    process = bare.run(
        bare.refused(["bash", "-c", f"root={autograder} level=process; {last}"]), "/", place / "tools"
    )
    assert process.stdout == "Ready: this machine gives the level 'process'.\n"


def test_gradescope_shows_no_mark_where_nothing_was_graded(submit, autograder, place):
    check = autograder / "source" / "tests" / EXERCISE.lesson / f"test_{EXERCISE.name}.py"
    before = check.read_text()
    submit({FILE: SOLUTION})
    try:
        check.write_text("import gone\n")
        ran, result = run_autograder(autograder, place)  # and results.json of the run before lies there
    finally:
        check.write_text(before)
    assert ran.returncode == 1
    assert "Nothing was graded" in ran.stderr
    assert result is None


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
    before = package.read_bytes()
    assert exported("gradescope", tmp_path, "process").read_bytes() == before
    assert (
        exported("gradescope", tmp_path / "other", "process").read_bytes() != before
    )  # has a secret of its own


CHECKED = """
from secondsource import catalogue
from secondsource.grading.run import run_checks
for one in run_checks(catalogue.exercises(), "solutions", held_out=True):
    print(one.lesson, one.exercise, one.points, one.out_of)
"""


def test_a_package_of_the_fifth_lesson_alone_holds_the_tools_it_works_with(tmp_path):
    files = export.gradescope_files("process", catalogue.find("lesson5"), b"")
    for name, data in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(data)
    inside = {**os.environ, "PYTHONPATH": str(tmp_path)}
    ran = subprocess.run(
        [sys.executable, "-P", "-c", CHECKED],
        cwd=tmp_path,
        env=inside,
        capture_output=True,
        text=True,
        check=True,
    )
    lines = [line.split() for line in ran.stdout.splitlines()]
    assert [line[0] for line in lines] == ["lesson5_assessment"] * 3
    assert [line[2] for line in lines] == [line[3] for line in lines]


def test_a_group_is_one_student_of_several_names(tmp_path):
    (tmp_path / "m.json").write_text(json.dumps(METADATA))
    who, when = platforms.submitter(tmp_path / "m.json")
    assert (who.id, who.name, who.email) == ("12-7", "Ada L, Ben", "ada@example.org")
    assert when.astimezone(UTC).hour == 17
    assert platforms.submitter(tmp_path / "none.json") == (Student(id="submission", name="submission"), None)


@pytest.mark.parametrize(
    "about",
    ["", "[]", "null", '{"users": null}', '{"users": 7}', '{"users": [7]}', '{"users": [{}]}', "[" * 100_000,
     '{"users": [{"name": "Ada"}], "created_at": 7}', "\xff"],
)  # fmt: skip
def test_odd_metadata_costs_nobody_a_mark(about, tmp_path, capsys):
    (tmp_path / "m.json").write_bytes(about.encode("latin-1"))
    assert platforms.submitter(tmp_path / "m.json") == (Student(id="submission", name="submission"), None)
    assert "\n" not in capsys.readouterr().err.rstrip("\n")


def test_odd_names_and_times_are_made_plain(tmp_path):
    people = [
        {"id": 7, "name": "Ada\x1b[31m\n"},
        {"id": 12, "name": "B" * 5000},
        {"id": 3},
        {"id": "x", "name": None},
    ]
    said = json.dumps({"users": people, "created_at": "2026-09-14T10:22:32"})
    (tmp_path / "m.json").write_text(said)
    who, when = platforms.submitter(tmp_path / "m.json")
    assert who.id == "12-3-7-x"
    assert who.name.startswith("Ada�[31m ")
    assert len(who.name) < 300
    assert when is None  # no time zone: nobody knows which


def test_a_long_text_is_cut(tmp_path):
    platforms._write(
        tmp_path / "r.json", platforms._as_json({"tests": [{"output": "x" * 10**6, "score": 1}]})
    )
    test = json.loads((tmp_path / "r.json").read_text())["tests"][0]
    assert len(test["output"]) < platforms.LONGEST_TEXT + 10
    assert test["score"] == 1


def test_what_has_the_name_of_a_result_is_replaced_whatever_it_is(tmp_path):
    (tmp_path / "victim").write_text("the instructor's")
    (tmp_path / "folder" / "inner").mkdir(parents=True)
    (tmp_path / "folder" / "inner" / "link").symlink_to(tmp_path / "victim")
    (tmp_path / "link").symlink_to(tmp_path / "victim")
    (tmp_path / "folder_link").symlink_to(tmp_path / "folder")
    for name in ("folder_link", "folder", "link", "nothing"):
        platforms._clear(tmp_path / name)
        platforms._write(tmp_path / name, name)
        assert (tmp_path / name).read_text() == name
        assert not (tmp_path / name).is_symlink()
    assert (tmp_path / "victim").read_text() == "the instructor's"
    assert stat.S_IMODE((tmp_path / "link").stat().st_mode) == 0o644


@pytest.mark.parametrize("command", [["ready", "gradescope", "process"], ["ready", "classroom50", "none"]])
def test_whether_a_level_can_be_given_is_said(command, capsys):
    assert platforms.main(command) == (0 if command[2] == "process" else 1)
    said = capsys.readouterr()
    assert "gives the level 'process'" in said.out or "secondsource export classroom50" in said.err


# --- Classroom 50 -----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def bundle(tmp_path_factory):
    return exported("classroom50", tmp_path_factory.mktemp("bundle"))


HOSTILE_MODULE = "import pathlib; pathlib.Path(__file__).with_name('ran').touch(); raise SystemExit(9)"


@pytest.fixture
def checkout(tmp_path):
    """A student's checkout, committed, as the platform's runner has it.

    It brings modules of the names that are about to be started, and links under the results' names.
    """
    needs("git", shutil.which("git"))
    place = tmp_path / "checkout"
    answer = place / "exercises" / EXERCISE.lesson / f"{EXERCISE.name}.py"
    answer.parent.mkdir(parents=True)
    shutil.copy(EXERCISE.solution, answer)
    (place / ".github").mkdir()
    (place / ".github" / f"{EXERCISE.name}.py").write_text("nothing of an answer")
    for name in ("venv", "pip", "secondsource", "hashlib", "sitecustomize"):
        (place / name).mkdir()
        for module in ("__init__.py", "__main__.py"):
            (place / name / module).write_text(HOSTILE_MODULE)
    (tmp_path / "victim").write_text("the instructor's")
    for name in ("result.json", ".result.json.new", ".release-body.md.new"):
        (place / name).symlink_to(tmp_path / "victim")
    (place / "release-body.md").mkdir()
    (place / "release-body.md" / "kept.txt").symlink_to(tmp_path / "victim")
    commit(place, COMMITTED)
    return place


@pytest.fixture(scope="module")
def runner(tmp_path_factory):
    """The runner's own folder, with the tools that its image and `runtime.json` give, and no sudo.

    An environment lies there that an earlier run was stopped in the middle of making.
    """
    folder = tmp_path_factory.mktemp("runner")
    (folder / "temp" / "secondsource_venv" / "bin").mkdir(parents=True)
    bare.script(folder / "temp" / "secondsource_venv" / "bin" / "python", "exit 7")
    bare.tools(folder / "tools")
    return folder


def autograded(bundle, checkout, runner, given=GIVEN, wrapped=lambda command: command):
    own = given | {"CLASSROOM50_BUNDLE_DIR": str(bundle), "RUNNER_TEMP": str(runner / "temp")}
    ran = bare.run(wrapped(["python3", bundle / "autograder.py"]), checkout, runner / "tools", **own)
    result = checkout / "result.json"
    return bare.installed(ran), json.loads(result.read_text()) if result.is_file() else None


def test_classroom50_grades_a_checkout_in_its_own_layout(bundle, checkout, runner, tmp_path):
    ran, result = autograded(bundle, checkout, runner)
    assert ran.returncode == 0, ran.stderr
    assert result["schema"] == "classroom50/result/v1"
    assert result["datetime"] == "2026-09-14T17:22:32Z"  # of the tag: the same at every regrade
    assert (result["owner"], result["review"]) == ("ada-l", GIVEN["COMMIT_URL"])
    assert result["score"] == result["max-score"] == sum(one["max-score"] for one in result["tests"]) > 0
    assert all(type(one["score"]) is int and one["passed"] is True for one in result["tests"])
    body = (checkout / "release-body.md").read_text()
    assert "More checks, on texts you have not seen" in body
    assert "by the submission's tag." in body
    assert str(tmp_path) not in body + json.dumps(result)


def test_nothing_of_the_checkout_is_started_or_written_through(bundle, checkout, runner, tmp_path):
    ran, _ = autograded(bundle, checkout, runner)
    assert ran.returncode == 0, ran.stderr
    assert not list(checkout.rglob("ran"))
    assert (tmp_path / "victim").read_text() == "the instructor's"
    assert all((checkout / name).is_file() and not (checkout / name).is_symlink() for name in ("result.json", "release-body.md"))  # fmt: skip
    assert not [path for path in checkout.iterdir() if path.name.startswith((".result.json.", ".release")) and not path.is_symlink()]  # fmt: skip


def test_classroom50_gives_no_mark_where_the_sandbox_is_forbidden(bundle, checkout, runner):
    needs("sandbox", level_here() == "sandbox")
    ran, result = autograded(bundle, checkout, runner, wrapped=bare.refused)
    assert (ran.returncode, result) == (1, None)
    assert "secondsource export classroom50 --isolation process" in ran.stderr


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


# --- both, in this process --------------------------------------------------------------------


def test_gradescope_from_metadata_to_result(tmp_path, in_process):
    (tmp_path / "submission").mkdir()
    (tmp_path / "submission" / FILE).write_bytes(SOLUTION)
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
    with pytest.raises(ExportError, match="is not a bundle"):
        export.write_export("classroom50", "process", [], tmp_path)
    assert (tmp_path / "classroom50" / "thesis.md").read_text() == "years of work"


def test_a_bundle_that_is_too_large_is_refused(monkeypatch):
    monkeypatch.setattr(export, "LARGEST_BUNDLE", 1000)
    with pytest.raises(ExportError, match="larger than"):
        export.classroom50_files("process", [EXERCISE])
