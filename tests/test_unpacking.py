"""Unpacking what one student packed: never further than the budget, and every trouble in words."""

import io
import tarfile

from secondsource.grading.classes import unpacking
from secondsource.grading.classes.archives import Budget, Entry
from secondsource.grading.classes.unpacking import unpacked
from tests.zips import zip_of


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


def test_a_zip_whose_list_of_files_is_too_long_is_not_read(monkeypatch):
    monkeypatch.setattr(unpacking, "LONGEST_LIST", 70_000)
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


def test_an_archive_that_unpacks_to_more_than_the_budget_stops_at_it():
    inner = zip_of({"x": b"\0" * 5_000_000})
    budget = Budget(1_000_000, 9)
    found = files_of(zip_of({"in.zip": zip_of({"y": inner, "z.zip": b"\0" * 5_000_000})}), budget=budget)
    assert "comes to more than" in " ".join(str(one) for one in found.values())


def test_a_tar_that_claims_years_of_bytes_ends_at_once():
    said = io.BytesIO()
    with tarfile.open(fileobj=said, mode="w") as archive:
        header = tarfile.TarInfo("x.py")
        header.size, header.pax_headers = 1, {"size": "99999999999999"}
        archive.addfile(header, io.BytesIO(b"1"))
    found = files_of(said.getvalue(), "x.tar")
    assert "it ends before it should" in found["x.tar"]
