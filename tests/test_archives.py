"""Walking folders and archives: lazily, on a budget, and never further than a name allows."""

import io
import zipfile
from pathlib import Path
from types import SimpleNamespace

import pytest

from secondsource.grading.classes import archives
from secondsource.grading.classes.archives import Budget, Entry, Spent, in_folder, in_zip, is_junk
from tests.zips import zip_of


def test_what_nobody_hands_in_is_left_out_before_anything_is_counted(tmp_path):
    for path in (
        ".venv/x.py",
        "a/__pycache__/x.py",
        ".git/x",
        "node_modules/x",
        ".ipynb_checkpoints/x.py",
        "ok.py",
    ):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("")
    assert [one.parts for one in in_folder(tmp_path)] == [("ok.py",)]
    assert is_junk(("__MACOSX", "x")) and is_junk(("._ex1.py",)) and not is_junk(("ex1.py",))  # noqa: PT018


def test_a_budget_is_for_bytes_and_archives_together():
    budget = Budget(100, 2)
    budget.take(60)
    with pytest.raises(Spent, match="MB"):
        budget.take(60)
    budget = Budget(100, 1)
    budget.open()
    with pytest.raises(Spent, match="archives"):
        budget.open()
    assert budget.spent


def test_names_are_utf_8_where_they_can_be_and_cp437_otherwise():
    def named(name, flag):
        return archives.name_of(SimpleNamespace(filename=name, flag_bits=flag))

    assert named("Renée".encode().decode("cp437"), 0) == "Renée"
    assert named("Renée".encode("cp437").decode("cp437"), 0) == "Renée"
    assert named("Renée", 0x800) == "Renée"


def test_odd_dates_are_no_dates():
    assert archives._time_of(SimpleNamespace(date_time=(2020, 13, 1, 0, 0, 0))) == 0.0


def test_paths_with_backslashes_are_paths():
    with zipfile.ZipFile(io.BytesIO(zip_of({"a\\b.py": "x"}))) as archive:
        assert [one.parts for one in in_zip(archive)] == [("a", "b.py")]


def test_the_ending_says_what_a_file_is():
    def entry(name):
        return Entry((name,), archives.nothing)

    assert [entry(name).suffix for name in ("a.TAR.GZ", "a.b.zip", "a.py", "a")] == [
        ".tar.gz",
        ".zip",
        ".py",
        "",
    ]
    assert [entry(name).stem for name in ("a.tar.gz", "A.ZIP", "a.py")] == ["a", "A", "a.py"]
    assert Path("x").suffix == ""


def test_names_are_read_as_utf_8_whatever_the_system_takes_them_for(tmp_path, monkeypatch):
    (tmp_path / "Ada").mkdir()
    (tmp_path / "Ada" / "x.py").write_text("")
    monkeypatch.setattr(archives.os, "fsencode", lambda name: name.replace("Ada", "\u00c4da").encode())
    assert [one.parts for one in in_folder(tmp_path)] == [("\u00c4da", "x.py")]


def test_a_folder_that_cannot_be_opened_is_named(tmp_path, monkeypatch):
    def walk(place, onerror):
        onerror(PermissionError(13, "Permission denied", str(place / "Ada")))
        yield str(place), ["Ada"], []

    monkeypatch.setattr(archives.os, "walk", walk)
    (entry,) = in_folder(tmp_path)
    assert entry.parts == ("Ada", "the folder")
    assert "cannot be opened (Permission denied)" in entry.trouble
