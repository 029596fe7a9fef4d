"""The workflows: every promised Python on every promised system, and nothing that a tag could change under us."""

import re
import tomllib

import pytest
import yaml

from secondsource import catalogue

ROOT = catalogue.root()
WORKFLOWS = {path.stem: path for path in (ROOT / ".github" / "workflows").glob("*.yml")}
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
PROMISED = [one.rpartition(" ")[2] for one in PROJECT["classifiers"] if re.search(r":: 3\.\d+$", one)]
PINNED = re.compile(r"^[\w-]+/[\w./-]+@[0-9a-f]{40}$")


def workflow(name):
    return yaml.safe_load(WORKFLOWS[name].read_text("utf-8"))


def steps(name):
    return [step for job in workflow(name)["jobs"].values() for step in job["steps"]]


def test_what_is_promised_is_the_same_everywhere():
    oldest, newest = PROMISED[0], PROMISED[-1]
    text = (ROOT / "requirements" / "set-up").read_text("utf-8")
    after = f"3, {int(newest.partition('.')[2]) + 1}"

    assert PROJECT["requires-python"] == f">={oldest}"
    assert f"({oldest.replace('.', ', ')}) <= has < ({after})" in text
    assert f"Python {oldest} to {newest}" in (ROOT / "README.md").read_text("utf-8")
    assert all(f" python{one}" in text for one in PROMISED)


def test_every_week_every_promised_python_is_tried_on_linux_and_macos():
    matrix = workflow("weekly")["jobs"]["walk"]["strategy"]["matrix"]

    assert matrix["python"] == PROMISED
    assert [one.partition("-")[0] for one in matrix["system"]] == ["ubuntu", "macos"]


def test_every_week_the_very_oldest_python_and_windows_are_tried():
    jobs = workflow("weekly")["jobs"]

    assert jobs["oldest"]["steps"][1]["with"]["python-version"] == f"{PROMISED[0]}.0"
    assert jobs["windows"]["runs-on"].startswith("windows-")
    assert [job for job in jobs.values() if ".ci/walk" not in str(job["steps"])] == [jobs["tell"]]
    assert set(jobs["tell"]["needs"]) == set(jobs) - {"tell"}


def test_a_change_is_tried_on_the_oldest_and_the_newest():
    job = workflow("check")["jobs"]["check"]

    assert job["strategy"]["matrix"]["python"] == [PROMISED[0], PROMISED[-1]]
    assert job["steps"][-1]["run"] == ".ci/run"


@pytest.mark.parametrize("name", WORKFLOWS)
def test_actions_are_pinned_by_their_commit_and_the_same_in_every_workflow(name):
    used = [step["uses"] for step in steps(name) if "uses" in step]
    everywhere = {step["uses"] for other in WORKFLOWS for step in steps(other) if "uses" in step}

    assert all(PINNED.match(one) for one in used), used
    for one in used:
        assert [other for other in everywhere if other.partition("@")[0] == one.partition("@")[0]] == [one]


@pytest.mark.parametrize("name", WORKFLOWS)
def test_a_workflow_may_do_little_and_not_for_ever(name):
    read = workflow(name)

    assert read["permissions"] == {"contents": "read"}
    assert all(job["timeout-minutes"] <= 60 for job in read["jobs"].values())
    for step in steps(name):  # what comes from outside goes into a variable, never into a script
        assert "${{" not in step.get("run", "")


def test_the_walk_is_the_two_commands_of_the_readme():
    text = (ROOT / "README.md").read_text("utf-8")
    walk = (ROOT / ".ci" / "walk").read_text("utf-8")

    for command in ("make serve", "make test"):
        assert re.search(rf"^{command}$", text, re.MULTILINE)
        assert re.search(rf"^\s*{command}\b", walk, re.MULTILINE)
