"""When a checkout was handed in: the tag's word before the commit's, and nothing of the checkout's own is started."""

import os
import shutil
import subprocess
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from secondsource.grading import submission_time as module
from secondsource.grading.submission_time import submission_time
from tests.conftest import needs

TAG = "submit/2026-09-14T17-22-32Z-a1b2c3d"
TAGGED = datetime(2026, 9, 14, 17, 22, 32, tzinfo=UTC)
SET_BY = "whoever makes a commit sets its date"


def commit(place, when):
    """Make a folder a repository with one commit of this date."""
    own = {"GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when, "GIT_CONFIG_GLOBAL": os.devnull}
    who = ["-c", "user.name=Ada", "-c", "user.email=ada@example.org"]
    for step in (
        ["init", "-q"],
        ["add", "-A"],
        [*who, "commit", "-q", "-m", "Answer\n\ncommitter <x> 1 +0000"],
    ):
        subprocess.run(["git", *step], cwd=place, env=os.environ | own, check=True)


@pytest.fixture
def checkout(tmp_path):
    needs("git", shutil.which("git"))
    (tmp_path / "answer.py").write_text("LABELS = {}")
    return tmp_path


def test_the_tag_goes_before_the_commit(checkout):
    commit(checkout, "2026-09-14T19:20:00+02:00")
    said = submission_time(checkout, TAG)
    assert (said.when, said.in_words) == (
        TAGGED,
        "Handed in 2026-09-14 17:22:32 UTC, by the submission's tag.",
    )


def test_a_commit_that_says_it_is_of_2020_changes_nothing_and_is_named(checkout):
    commit(checkout, "2020-01-01T00:00:00Z")
    said = submission_time(checkout, TAG)
    assert said.when == TAGGED
    assert said.in_words.endswith(f"The commit itself says 2020-01-01 00:00:00 UTC; {SET_BY}.")


@pytest.mark.parametrize("tag", ["", "phase1", "submit/2026-02-31T17-22-32Z-a1b2c3d", f"{TAG}\nx", f"x{TAG}"])
def test_without_a_time_in_the_tag_the_commit_counts(checkout, tag):
    commit(checkout, "2026-09-14T19:20:00+02:00")
    said = submission_time(checkout, tag)
    assert said.when == datetime(2026, 9, 14, 17, 20, tzinfo=UTC)
    assert "by its commit" in said.in_words
    assert SET_BY in said.in_words.lower()


def test_without_either_nobody_says(tmp_path, monkeypatch):
    assert submission_time(tmp_path, "").when is None
    assert "not known" in submission_time(tmp_path, "").in_words
    monkeypatch.setenv("PATH", str(tmp_path))  # no git either
    assert submission_time(tmp_path, "").when is None
    assert submission_time(tmp_path, TAG).when == TAGGED


@pytest.mark.parametrize(
    "data", [b"committer A <a> 999999999999 +0000\n\n", b"committer A <a> x +0000\n", b"\xff"]
)
def test_a_commit_without_a_date_that_can_be_is_passed_over(data, tmp_path, monkeypatch):
    monkeypatch.setattr(module.subprocess, "run", lambda *_, **__: subprocess.CompletedProcess([], 0, data))
    assert submission_time(tmp_path, "").when is None


@settings(max_examples=30, deadline=None)
@given(st.text())
def test_no_tag_can_stop_the_grading(tag):
    submission_time(module.Path("/nowhere"), tag)


def test_the_checkouts_own_settings_start_nothing(checkout):
    commit(checkout, "2026-09-14T19:20:00+02:00")
    evil = checkout / "evil.sh"
    evil.write_text(f"#!/bin/sh\ntouch {checkout}/started\n")
    evil.chmod(0o755)
    with (checkout / ".git" / "config").open("a") as config:
        config.write(
            f"[core]\nfsmonitor = {evil}\npager = {evil}\nhooksPath = {checkout}\nsshCommand = {evil}\n"
            f"[gpg]\nprogram = {evil}\n[log]\nshowSignature = true\n[pager]\ncat-file = {evil}\n"
            f'[alias]\ncat-file = !{evil}\n[remote "origin"]\nurl = ext::{evil}\npromisor = true\n'
        )
    assert submission_time(checkout, "").when is not None
    head = (checkout / ".git" / "HEAD").read_text().partition(": ")[2].strip()
    (checkout / ".git" / head).write_text("1" * 40 + "\n")  # an object that would have to be fetched
    assert submission_time(checkout, "").when is None
    assert not (checkout / "started").exists()
