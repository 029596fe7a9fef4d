"""Walking folders and archives: lazily, on a budget, and never further than a name allows."""

import io
import tarfile
import zipfile
from pathlib import Path
from types import SimpleNamespace

import pytest

from secondsource.grading.classes import archives
from secondsource.grading.classes.archives import Budget, Entry, Spent, in_folder, in_zip, is_junk, unpacked


def zip_of(files):
    said = io.BytesIO()
    with zipfile.ZipFile(said, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return said.getvalue()


def files_of(data, name="x.zip", budget=None):
    entry = Entry((name,), lambda: io.BytesIO(data))
    found = {}
    for one in unpacked(entry, budget or Budget()):
        with one.open() as file:
            found["/".join(one.parts)] = one.trouble or file.read(1_000)
    return found


def test_archives_in_archives_are_given_file_by_file():
    data = zip_of({"a.py": "1", "in.zip": zip_of({"b.py": "2"}), "d/": ""})
    assert files_of(data) == {"x/a.py": b"1", "x/in/b.py": b"2"}


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


def test_a_zip_whose_list_of_files_is_too_long_is_not_read(monkeypatch):
    monkeypatch.setattr(archives, "LONGEST_LIST", 70_000)
    data = zip_of({f"{number:060}": "" for number in range(1_000)})
    assert "its list of files is too long" in files_of(data)["x.zip"]


def test_a_tar_whose_header_is_too_long_is_not_read():
    said = io.BytesIO()
    with tarfile.open(fileobj=said, mode="w:gz", format=tarfile.PAX_FORMAT) as archive:
        member = tarfile.TarInfo("ex.py")
        member.pax_headers = {"comment": "x" * 2_000_000}
        archive.addfile(member)
    assert "is damaged" in files_of(said.getvalue(), "x.tgz")["x.tgz"]


def test_a_tar_gives_files_and_names_links():
    said = io.BytesIO()
    with tarfile.open(fileobj=said, mode="w") as archive:
        for name, kind in (
            ("d", tarfile.DIRTYPE),
            ("d/a.py", tarfile.REGTYPE),
            ("../l", tarfile.SYMTYPE),
            ("..", tarfile.REGTYPE),
        ):
            member = tarfile.TarInfo(name)
            member.type = kind
            archive.addfile(member)
    found = files_of(said.getvalue(), "x.tar")
    assert found["x/d/a.py"] == b""
    assert "link" in found["x/l"]
    assert len(found) == 2


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


def test_an_archive_that_unpacks_to_more_than_the_budget_stops_at_it():
    inner = zip_of({"x": b"\0" * 5_000_000})
    budget = Budget(1_000_000, 9)
    found = files_of(zip_of({"in.zip": zip_of({"y": inner, "z.zip": b"\0" * 5_000_000})}), budget=budget)
    assert "comes to more than" in " ".join(str(one) for one in found.values())


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
