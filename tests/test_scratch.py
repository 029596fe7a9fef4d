"""What an answer leaves is taken away, whatever it is."""

import os
import shutil
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from secondsource.grading import scratch
from tests.conftest import needs

MAKES = {
    "nothing": "",
    "files": "for n in range(30): open(str(n), 'w').write('x')",
    "deeper than a recursion goes": "for _ in range(1500): os.mkdir('d'); os.chdir('d'); open('f', 'w')",
    "locked": "os.makedirs('a/b/c'); open('a/b/f', 'w'); os.chmod('a/b/c', 0); os.chmod('a/b', 0); os.chmod('a', 0o300)",
    "links": "os.symlink('/', 'root'); os.symlink('.', 'here'); os.mkdir('a'); os.symlink('..', 'a/up')",
    "a pipe": "os.mkfifo('pipe')",
    "names alike": "os.makedirs('a/b/b/b'); os.makedirs('b/a/b'); open('a/b/b/.moved_0_b', 'w')",
    "many": "for n in range(500): os.mkdir(str(n))",
}


@pytest.fixture
def place():
    """A folder that any user may reach."""
    above = Path(tempfile.mkdtemp())
    above.chmod(0o711)
    (above / "answer").mkdir()
    yield above / "answer"
    shutil.rmtree(above, ignore_errors=True)


def made(place, kind):
    subprocess.run([sys.executable, "-c", f"import os\n{MAKES[kind]}"], cwd=place, check=True)


@pytest.mark.parametrize("kind", MAKES)
def test_everything_goes(place, kind):
    made(place, kind)
    assert scratch.remove(place)
    assert not place.exists()


@pytest.mark.parametrize("kind", MAKES)
def test_everything_goes_for_an_ordinary_user(place, kind):
    needs("root", os.getuid() == 0)
    made(place, kind)
    subprocess.run(["chown", "-R", "-h", "65534", str(place.parent)], check=True)
    code = f"import os; from pathlib import Path; from secondsource.grading import scratch; os.setuid(65534); print(scratch.remove(Path({str(place)!r})))"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert ran.stdout.split() == ["True"], ran.stderr


def test_what_stands_outside_stays(tmp_path):
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "file").write_text("stays")
    place = tmp_path / "answer"
    place.mkdir()
    (place / "link").symlink_to(tmp_path / "outside")
    (place / "file").hardlink_to(tmp_path / "outside" / "file")
    mode = stat.S_IMODE((tmp_path / "outside").stat().st_mode)
    assert scratch.remove(place)
    assert (tmp_path / "outside" / "file").read_text() == "stays"
    assert stat.S_IMODE((tmp_path / "outside").stat().st_mode) == mode


def test_cleaning_ends_when_its_time_is_over(tmp_path):
    place = tmp_path / "answer"
    (place / "a" / "b").mkdir(parents=True)
    assert not scratch.remove(place, 0.0)
    assert scratch.remove(place)


def test_what_cannot_be_removed_ends_too(tmp_path, monkeypatch):
    place = tmp_path / "answer"
    (place / "a" / "b").mkdir(parents=True)
    (place / "a" / "f").touch()
    monkeypatch.setattr(scratch, "_done", lambda *_: False)
    assert not scratch.remove(place)


def test_time_that_is_over_within_a_long_folder(tmp_path, monkeypatch):
    place = tmp_path / "answer"
    place.mkdir()
    (place / "f").touch()
    ticks = iter([0.0, 0.5, 2.0, 2.0])
    monkeypatch.setattr(scratch.time, "monotonic", lambda: next(ticks))
    assert not scratch.remove(place, 1.0)


def test_a_temporary_folder_comes_and_goes(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with scratch.folder("some_") as folder:
        (folder / "deep" / "er").mkdir(parents=True)
        assert folder.parent == tmp_path
    assert not list(tmp_path.iterdir())


def test_a_full_disk_is_named_with_its_place_and_the_mend(tmp_path, monkeypatch):
    def full(**_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(scratch.tempfile, "mkdtemp", full)
    with pytest.raises(OSError, match="set TMPDIR") as error, scratch.folder("some_"):
        pass
    assert error.value.filename == str(tmp_path)
    assert error.value.errno == 28


def test_what_a_killed_run_left_goes_with_the_next_and_what_is_in_use_stays(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    left, young, others = tmp_path / "some_left", tmp_path / "some_young", tmp_path / "other_left"
    for path in (left, young, others):
        (path / "answers").mkdir(parents=True)
    (tmp_path / "some_link").symlink_to(others)
    (tmp_path / "some_file").touch()
    with scratch.folder("some_") as used:
        for path in (left, others, used, tmp_path / "some_file"):
            os.utime(path, (0, 0))
        with scratch.folder("some_") as folder:
            assert {path.name for path in tmp_path.iterdir()} == {
                used.name, folder.name, "some_young", "other_left", "some_link", "some_file",
            }  # fmt: skip


def test_where_a_folder_cannot_be_held_it_is_used_all_the_same(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(scratch, "_held", lambda _: None)
    with scratch.folder("some_") as folder:
        assert folder.is_dir()
    assert not folder.exists()
