"""The command line as its users meet it."""

import json
import runpy
import shutil
import subprocess
import sys

import pytest
from typer.testing import CliRunner

from secondsource import catalogue, cli, generate, seeds
from secondsource.cli import app

run = CliRunner().invoke
LESSON = "lesson1_anonymous_sourcing"


@pytest.fixture
def course(tmp_path, monkeypatch):
    """A copy of what the commands read and write, to change at will."""
    for folder in ("seeds", "exercises", "solutions", "tests", "docs"):
        shutil.copytree(
            catalogue.root() / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__")
        )
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_check_on_untouched_exercises_earns_nothing_and_invites():
    result = run(app, ["check", "lesson1"])

    assert result.exit_code == 1
    assert "0 of" in result.stdout
    assert result.stdout.count("Your turn") == 5
    assert "error" not in result.stdout


def test_check_on_the_solutions_copied_over_earns_everything(course):
    shutil.copytree(course / "solutions", course / "exercises", dirs_exist_ok=True)
    result = run(app, ["check", "lesson1"])

    assert result.exit_code == 0
    assert result.stdout.count("All visible checks pass") == 5


@pytest.mark.parametrize("name", ["ex2", "lesson1/ex2", f"{LESSON}/ex2_find_attributions",
                                  f"exercises/{LESSON}/ex2_find_attributions.py", "ex2_find_attributions.ipynb"])  # fmt: skip
def test_an_exercise_can_be_named_in_many_ways(name):
    named = [one.name for one in catalogue.find(name) if one.lesson == LESSON]
    assert named == ["ex2_find_attributions"]


def test_check_without_a_name_checks_everything(monkeypatch):
    asked = []
    monkeypatch.setattr(
        "secondsource.grading.run.run_checks", lambda exercises, _: asked.extend(exercises) or []
    )
    run(app, ["check"])

    assert asked == catalogue.exercises()


@pytest.mark.parametrize(
    ("wanted", "says"),
    [
        ("lesson9", "Lessons here: lesson0, lesson1"),
        ("ex2_find_atributions", "Did you mean ex2_find_attributions?"),
        ("/", "no lesson"),
    ],
)
def test_an_unknown_name_gets_a_guess(wanted, says):
    result = run(app, ["check", wanted])

    assert result.exit_code == 2
    assert says in " ".join(result.stderr.split())


def test_check_never_touches_the_solutions(course):
    """Without solutions and held-out checks a student's check says the same."""
    before = run(app, ["check", "lesson1"]).stdout
    shutil.rmtree(course / "solutions")
    after = run(app, ["check", "lesson1"]).stdout

    assert after == before


def test_generated_files_are_fresh():
    result = run(app, ["build", "--check"])

    assert result.exit_code == 0, result.stderr
    assert "are fresh" in result.stdout


def test_a_stale_file_is_named_and_build_mends_it(course):
    run(app, ["build"])
    stale = course / f"exercises/{LESSON}/ex2_find_attributions.py"
    stale.write_text("x = 1\n", encoding="utf-8")
    checked = run(app, ["build", "--check"])

    assert checked.exit_code == 1
    assert f"stale: exercises/{LESSON}/ex2_find_attributions.py" in checked.stderr.replace("\n", "")
    assert stale.read_text("utf-8") == "x = 1\n"

    assert "1 of" in run(app, ["build"]).stdout
    assert run(app, ["build", "--check"]).exit_code == 0


def test_what_has_not_changed_is_not_built_again(course, monkeypatch):
    monkeypatch.setattr("secondsource.site.bundle.build_bundle", lambda _say: False)

    assert "were written anew" in run(app, ["build"]).stdout
    assert "Nothing has changed since the last build." in run(app, ["build"]).stdout
    (course / "seeds" / "claims.yaml").touch()
    assert "0 of" in run(app, ["build"]).stdout


def test_a_solution_that_cannot_be_cut_is_named(course):
    broken = course / f"solutions/{LESSON}/ex2_find_attributions.py"
    broken.write_text(broken.read_text("utf-8").replace("# --8<-- [end:answer]", ""), encoding="utf-8")
    result = run(app, ["build"])

    assert result.exit_code == 2
    assert "ex2_find_attributions.py: line" in result.stderr.replace("\n", " ")


def test_a_broken_record_stops_the_build_with_its_name(course):
    path = course / "seeds" / "claims.yaml"
    path.write_text(path.read_text("utf-8").replace("weight: weak", "weight: heavy", 1), encoding="utf-8")
    seeds.load_claims.cache_clear()
    result = run(app, ["build"])
    seeds.load_claims.cache_clear()

    assert result.exit_code == 2
    assert "claims.yaml:" in result.stderr


def test_a_file_is_written_whole_or_not_at_all(tmp_path, monkeypatch):
    path = tmp_path / "page.md"
    path.write_text("old", encoding="utf-8")
    monkeypatch.setattr("pathlib.Path.replace", lambda *_: (_ for _ in ()).throw(OSError("disk full")))
    with pytest.raises(OSError, match="disk full"):
        generate.write({path: "new"})

    assert path.read_text("utf-8") == "old"


def test_results_can_be_had_as_json():
    said = json.loads(run(app, ["check", "lesson1/ex1", "--json"]).stdout)

    assert [one["exercise"] for one in said] == ["ex1_label_sources"]
    assert said[0]["checks"][0]["state"] == "not answered"


def test_outside_a_course_the_one_this_package_came_with_is_used(tmp_path, monkeypatch):
    inside = catalogue.root()
    monkeypatch.chdir(tmp_path)

    assert catalogue.root() == inside


def test_the_package_runs_as_a_module():
    command = [sys.executable, "-m", "secondsource", "--help"]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout

    for name in ("check", "build", "serve"):
        assert name in said


def test_the_module_calls_main(monkeypatch):
    called = []
    monkeypatch.setattr(cli, "main", lambda: called.append(True))
    runpy.run_module("secondsource", run_name="__main__")

    assert called == [True]


def test_every_command_has_help():
    for command in app.registered_commands:
        assert command.callback.__doc__


@pytest.mark.parametrize("made", [True, False])
def test_bundle_says_when_there_is_something_to_say(made, monkeypatch):
    monkeypatch.setattr("secondsource.site.bundle.build_bundle", lambda _say: made)

    assert ("can be worked in the page" in run(app, ["bundle"]).stdout) is made


def test_main_runs_the_app(monkeypatch):
    called = []
    monkeypatch.setattr(cli, "app", lambda: called.append(True))
    cli.main()

    assert called == [True]


def test_the_site_is_built_and_its_folder_named(monkeypatch, tmp_path):
    monkeypatch.setattr("secondsource.site.publish.publish_site", lambda _out, _url: tmp_path)
    result = CliRunner().invoke(app, ["site"])
    assert result.exit_code == 0
    assert "Publish all that is in it" in " ".join(result.stdout.split())
