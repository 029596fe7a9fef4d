"""What somebody changed in our files is noticed, and never lost."""

import hashlib
import os
import subprocess
from datetime import datetime
from pathlib import Path

import pytest

from secondsource.files import write_atomically
from secondsource.grading.outputs import Outputs, is_changed, sealed


def opened(folder):
    return Outputs(folder, now=lambda: datetime(2026, 11, 28, 10, 12))


def written(folder, **files):
    outputs = opened(folder)
    for name, text in files.items():
        outputs.write(f"{name}.csv", text, copy=True)
    outputs.close()
    return outputs


def test_files_as_we_wrote_them_are_written_again_without_a_word(tmp_path):
    written(tmp_path, gradebook="1")
    again = written(tmp_path, gradebook="2")
    assert (again.edited, again.unknown, again.aside) == ([], [], None)
    assert (tmp_path / "gradebook.csv").read_text() == "2"


def test_a_file_that_was_changed_is_kept_aside_with_what_we_had_written(tmp_path):
    written(tmp_path, gradebook="1", canvas="1")
    (tmp_path / "gradebook.csv").write_text("mine")
    again = written(tmp_path, gradebook="2", canvas="2")
    assert again.edited == ["gradebook.csv"]
    assert again.before == {"gradebook.csv": b"1"}
    assert again.aside == tmp_path / "edited-2026-11-28T1012"
    assert (again.aside / "gradebook.csv").read_text() == "mine"
    assert (tmp_path / "gradebook.csv").read_text() == "2"
    (tmp_path / "gradebook.csv").write_text("mine again")
    third = written(tmp_path, gradebook="3")
    assert (third.aside.name, (third.aside / "gradebook.csv").read_text()) == (
        "edited-2026-11-28T1012-2",
        "mine again",
    )
    assert (again.aside / "gradebook.csv").read_text() == "mine"


def test_an_edit_that_says_what_we_say_is_none(tmp_path):
    written(tmp_path, gradebook="1")
    (tmp_path / "gradebook.csv").write_text("2")
    assert written(tmp_path, gradebook="2").edited == []


def test_a_file_that_no_note_speaks_of_is_kept_too(tmp_path):
    (tmp_path / "gradebook.csv").write_text("from an older version")
    outputs = written(tmp_path, gradebook="1")
    assert (outputs.edited, outputs.unknown) == ([], ["gradebook.csv"])
    assert (outputs.aside / "gradebook.csv").read_text() == "from an older version"


def test_a_file_that_is_taken_away_is_kept_where_it_was_changed(tmp_path):
    written(tmp_path, ada="1", ben="1")
    (tmp_path / "ada.csv").write_text("mine")
    outputs = opened(tmp_path)
    for name in ("ada.csv", "ben.csv", "nobody.csv"):
        outputs.remove(name)
    assert (outputs.aside / "ada.csv").read_text() == "mine"
    assert not (tmp_path / "ben.csv").exists()
    assert outputs.edited == ["ada.csv"]


def test_a_run_that_was_ended_leaves_its_notes(tmp_path):
    outputs = opened(tmp_path)
    outputs.write("gradebook.csv", iter(["1", b"2"]))  # and never closed
    assert written(tmp_path, gradebook="3").edited == []


def test_the_notes_are_what_sha256sum_reads(tmp_path):
    outputs = opened(tmp_path)
    outputs.write("feedback/ada b.html", "é")
    outputs.close()
    said = (tmp_path / ".secondsource" / "written").read_text("utf-8")
    assert said == f"{hashlib.sha256('é'.encode()).hexdigest()}  feedback/ada b.html\n"
    ran = subprocess.run(
        ["sha256sum", "-c", ".secondsource/written"], cwd=tmp_path, check=True, capture_output=True
    )
    assert b"OK" in ran.stdout


@pytest.mark.parametrize(
    ("change", "changed"),
    [
        (lambda text: text, False),
        (lambda text: text + "\n", False),
        (lambda text: text.replace("7", "9"), True),
        (lambda text: text.replace("\n", "\n\n"), True),
        (lambda text: text.replace('"seal"', '"seal" '), True),
        (lambda _: '{\n "points": 7\n}', False),  # from a version that sealed nothing
        (lambda _: '{\n "note": "\\"seal\\" is a word"\n}', False),
    ],
)
def test_a_seal_shows_a_change(change, changed):
    assert is_changed(change(sealed('{\n "points": 7\n}')).encode()) is changed


def test_changed_results_are_copied_aside(tmp_path):
    results = tmp_path / "results"
    results.mkdir()
    (results / "ada.json").write_text(sealed('{\n "points": 7\n}').replace("7", "9"))
    (results / "ben.json").write_text(sealed('{\n "points": 7\n}'))
    outputs = opened(tmp_path)
    assert outputs.check_results(["ada", "ben", "cy"]) == ["ada"]
    assert outputs.edited == ["results/ada.json"]
    assert (outputs.aside / "results" / "ada.json").read_bytes() == (results / "ada.json").read_bytes()


def test_what_a_killed_run_had_not_put_in_its_place_goes(tmp_path, monkeypatch):
    monkeypatch.setattr(Path, "replace", lambda *_: os._exit(0))
    for name in ("gradebook.csv", "feedback/ada.html"):
        child = os.fork()
        if not child:  # pragma: no cover - ends as a killed run does
            write_atomically(tmp_path / name, "half")
        os.waitpid(child, 0)
    (tmp_path / ".mine.new").touch()
    assert len([*tmp_path.rglob(".*.new")]) == 3
    opened(tmp_path).remove_drafts()
    assert [path.name for path in tmp_path.rglob(".*.new")] == [".mine.new"]
