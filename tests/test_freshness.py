"""What counts as a change: anything that building reads or writes, and nothing else."""

import os

import pytest

from secondsource import freshness


@pytest.fixture
def course(tmp_path, monkeypatch):
    for name in (
        "seeds/articles/one.yaml",
        "exercises/one.py",
        "docs/index.md",
        "mkdocs.yml",
        "site/index.html",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("before", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    freshness.done("build")
    return tmp_path


def test_what_was_never_done_is_not_fresh_and_what_was_done_is(course):
    assert not freshness.fresh("serve")
    assert freshness.fresh("build")


def test_where_no_note_can_be_written_the_work_is_done_again(course):
    (course / ".cache" / "fresh" / "serve").mkdir()
    freshness.done("serve")

    assert not freshness.fresh("serve")


@pytest.mark.parametrize("name", ["seeds/articles/one.yaml", "docs/index.md", "mkdocs.yml"])
@pytest.mark.parametrize("change", ["text", "time", "gone", "new"])
def test_every_change_of_what_is_read_counts(course, name, change):
    path = course / name
    if change == "text":
        path.write_text("after!", encoding="utf-8")
    if change == "time":
        os.utime(path, (1, 1))
    if change == "gone":
        path.unlink()
    if change == "new":
        path.with_name("b\udce9.txt").touch()

    assert not freshness.fresh("build")


@pytest.mark.parametrize(
    "name", ["site/more.html", ".hidden", "docs/.play/x", "seeds/__pycache__/x.pyc", ".cache/x"]
)
def test_what_nobody_reads_does_not_count(course, name):
    (course / name).parent.mkdir(parents=True, exist_ok=True)
    (course / name).touch()

    assert freshness.fresh("build")
