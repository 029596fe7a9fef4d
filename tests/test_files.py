"""Files are written whole or not at all, and are as open to others as the folder they lie in."""

import os

import pytest

from secondsource.files import private_folder, write_atomically


def rights(path):
    return path.stat().st_mode & 0o777


@pytest.fixture(autouse=True)
def _usual_umask():
    before = os.umask(0o022)
    yield
    os.umask(before)


def test_a_new_folder_is_its_owners_and_an_old_one_stays_shared(tmp_path):
    assert rights(private_folder(tmp_path / "a" / "new")) == 0o700
    shared = tmp_path / "shared"
    shared.mkdir()
    shared.chmod(0o750)
    assert rights(private_folder(shared)) == 0o750


@pytest.mark.parametrize(("folder", "file", "below"), [(0o700, 0o600, 0o700), (0o750, 0o640, 0o750), (0o755, 0o644, 0o755), (0o777, 0o644, 0o755)])  # fmt: skip
def test_a_new_file_is_as_open_as_its_folder(tmp_path, folder, file, below):
    tmp_path.chmod(folder)
    write_atomically(tmp_path / "feedback" / "7.html", "x")
    write_atomically(tmp_path / "secret.key", "x", private=True)
    assert rights(tmp_path / "feedback" / "7.html") == file
    assert rights(tmp_path / "feedback") == below
    assert rights(tmp_path / "secret.key") == 0o600


def test_a_file_that_somebody_shared_stays_shared(tmp_path):
    path = tmp_path / "gradebook.csv"
    path.write_text("old")
    path.chmod(0o664)
    write_atomically(path, ["n", b"e", "w\udc80"])
    assert (path.read_text(), rights(path)) == ("new?", 0o664)


def test_a_link_is_replaced_and_not_written_through(tmp_path):
    theirs = tmp_path / "theirs"
    theirs.write_text("theirs")
    (tmp_path / "ours").symlink_to(theirs)
    write_atomically(tmp_path / "ours", b"ours")
    assert not (tmp_path / "ours").is_symlink()
    assert (theirs.read_text(), (tmp_path / "ours").read_text()) == ("theirs", "ours")


def test_what_fails_half_way_leaves_the_old_file_and_nothing_else(tmp_path):
    path = tmp_path / "report.html"
    path.write_text("old")

    def parts():
        yield "half"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_atomically(path, parts())
    assert [(one.name, one.read_text()) for one in tmp_path.iterdir()] == [("report.html", "old")]


def test_a_full_disk_is_told_of_with_the_file_it_was_for(tmp_path):
    def too_much():
        yield "some"
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space left") as error:
        write_atomically(tmp_path / "gradebook.csv", too_much())
    assert error.value.filename == str(tmp_path / "gradebook.csv")
    assert not list(tmp_path.iterdir())


def test_an_error_that_names_a_file_stays_as_it_is(tmp_path):
    def elsewhere():
        yield "some"
        raise OSError(5, "Input/output error", "other")

    with pytest.raises(OSError, match="other"):
        write_atomically(tmp_path / "gradebook.csv", elsewhere())
