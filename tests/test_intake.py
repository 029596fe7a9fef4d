"""Laying out what was handed in: one folder a student, with names of ours, and notes that help."""

import errno
import io
import os
import stat
import tarfile
import zipfile
from datetime import UTC, datetime

import pytest

from secondsource import catalogue
from secondsource.grading.classes import IntakeError, archives, intake, take_in, take_in_class, unpacking
from secondsource.grading.classes.archives import Budget
from secondsource.grading.classes.mapping import Mapping
from secondsource.grading.classes.people import Student
from secondsource.grading.policy.fields import Policy, StudentRules
from secondsource.grading.policy.lateness import lateness
from tests.zips import zipped

EXERCISE = catalogue.Exercise("lesson1_anonymous_sourcing", "ex3_classify_source")
OTHER = catalogue.Exercise("lesson2_syndication", "ex2_overlap")
FILE = f"{EXERCISE.name}.py"
SHAPES = {
    "a folder a student": {f"ada/{EXERCISE.lesson}/{FILE}": "x", f"ben/{FILE}": "x"},
    "inside one more folder": {f"export/ada/{EXERCISE.lesson}/{FILE}": "x", f"export/ben/{FILE}": "x"},
    "Moodle": {f"Ada L_11_assignsubmission_file/{FILE}": "x", f"Ben B_12_assignsubmission_file_/{FILE}": "x"},
    "Moodle, flat": {
        f"Ada L_11_assignsubmission_file_{FILE}": "x",
        f"Ben B_12_assignsubmission_file_{FILE}": "x",
    },
    "Canvas": {f"lada_11_91_{FILE}": "x", f"bben_LATE_12_92_{FILE}": "x"},
}
PEOPLE = {"Moodle": {"11", "12"}, "Moodle, flat": {"11", "12"}, "Canvas": {"11", "12"}}


def hand_in(place, student, text="x", exercise=EXERCISE):
    path = place / student / exercise.lesson / f"{exercise.name}.py"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def taken(place, tmp_path):
    return {one.student.id: one for one in take_in(place, tmp_path / "stage")}


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("kind", ["folder", "zip"])
def test_without_a_class_list_plain_names_are_understood(tmp_path, shape, kind):
    place = zipped(tmp_path / "class.zip", SHAPES[shape])
    if kind == "folder":
        zipfile.ZipFile(place).extractall(tmp_path / "class")  # noqa: S202 - a zip of our own
        place = tmp_path / "class"
    found = taken(place, tmp_path)
    assert set(found) == PEOPLE.get(shape, {"ada", "ben"})
    for one in found.values():
        assert set(one.files) == set(one.sources) == set(one.times) == {EXERCISE.id}
        assert (one.folder / EXERCISE.lesson / FILE).read_text() == "x"
        assert one.handed_in


def test_a_zip_a_student_and_a_zip_of_zips(tmp_path):
    folder = tmp_path / "class"
    for student in ("ada", "ben"):
        zipped(folder / f"{student}.zip", {f"exercises/{EXERCISE.lesson}/{FILE}": "x", "__MACOSX/._x": ""})
    whole = zipped(tmp_path / "all.zip", {path.name: path.read_bytes() for path in folder.iterdir()})
    assert set(taken(folder, tmp_path / "one")) == set(taken(whole, tmp_path / "two")) == {"ada", "ben"}


def test_the_folder_of_one_student_is_theirs(tmp_path):
    hand_in(tmp_path, "ada")
    assert set(taken(tmp_path / "ada", tmp_path)) == {"ada"}
    zipped(tmp_path / "ben.zip", {f"exercises/{EXERCISE.lesson}/{FILE}": "x"})
    assert set(taken(tmp_path / "ben.zip", tmp_path / "two")) == {"ben"}


def test_a_file_handed_in_twice_is_named_and_the_later_copy_read(tmp_path):
    files = {
        f"lada_11_91_{FILE}": "old",
        f"lada_11_92_{EXERCISE.name}-2.py": "new",
        f"lada_11_93_{EXERCISE.name}-1.py": "middle",
    }
    one = taken(zipped(tmp_path / "c.zip", files), tmp_path)["11"]
    assert (one.folder / EXERCISE.lesson / FILE).read_text() == "new"
    assert f"not {EXERCISE.name}-1.py, {FILE}" in one.notes[0]
    assert [path.name for path in one.folder.iterdir()] == [EXERCISE.lesson]


def test_the_newest_hand_in_counts_and_gives_way_only_where_it_lacks_a_file(tmp_path):
    hand_in(tmp_path / "c", "ada", "old")
    hand_in(tmp_path / "c", "ada", "old", OTHER)
    for path in (tmp_path / "c" / "ada").rglob("*.py"):
        os.utime(path, (1_000_000, 1_000_000))
    zipped(tmp_path / "c" / "Ada L.zip", {FILE: "new"})
    zipped(tmp_path / "c" / "empty.zip", {"x.txt": ""})
    os.utime(tmp_path / "c" / "empty.zip", (1_000, 1_000))
    roster = [Student(id="ada", name="Ada L")]
    said = Mapping({"empty.zip": roster}, {"empty.zip": ["empty.zip", "", "", "", "ada"]})
    (one,) = take_in_class(tmp_path / "c", tmp_path / "stage", roster, said).submissions
    assert (one.folder / EXERCISE.lesson / FILE).read_text() == "new"
    assert (one.folder / OTHER.lesson / f"{OTHER.name}.py").read_text() == "old"
    assert {name: label.partition(" [")[0] for name, label in one.sources.items()} == {
        EXERCISE.id: "Ada L.zip",
        OTHER.id: "ada",
    }
    assert f"ada is older; from it come only {OTHER.id}" in " ".join(one.notes)
    assert "empty.zip is older; nothing in it is missing there" in " ".join(one.notes)


def dated(path, files):
    """Pack files, each with its text and the day its packer's clock shows."""
    return zipped(
        path, {zipfile.ZipInfo(name, (*day, 12, 0, 0)): data for name, (data, day) in files.items()}
    )


HANDED_IN = datetime(2026, 10, 14, 12, tzinfo=UTC)
DUE = Policy(time_zone="UTC", due={"lesson1": "2026-10-12 23:59"})


def late(one):
    return lateness({EXERCISE.lesson: one.times[EXERCISE.id]}, StudentRules(), DUE)[EXERCISE.lesson].days


def test_a_clock_inside_a_students_zip_makes_nobody_punctual(tmp_path):
    early = (2020, 1, 1)
    inner = dated(tmp_path / "inner.zip", {FILE: ("x", early)}).read_bytes()
    for name, files in {"flat": {FILE: ("x", early)}, "deep": {"a/inner.zip": (inner, early)}}.items():
        path = dated(tmp_path / "c" / f"{name}.zip", files)
        os.utime(path, (HANDED_IN.timestamp(),) * 2)
    path = tmp_path / "c" / "tar.tgz"
    with tarfile.open(path, "w:gz") as archive:
        member = tarfile.TarInfo(FILE)
        member.mtime, member.size = 1_577_880_000, 1
        archive.addfile(member, io.BytesIO(b"x"))
    os.utime(path, (HANDED_IN.timestamp(),) * 2)
    for one in taken(tmp_path / "c", tmp_path).values():
        assert (one.times, late(one)) == ({EXERCISE.id: HANDED_IN}, 2)
        assert (one.folder / EXERCISE.lesson / FILE).stat().st_mtime == HANDED_IN.timestamp()


def test_the_platforms_archive_says_when_a_zip_in_it_was_handed_in(tmp_path):
    own = dated(tmp_path / "own.zip", {FILE: ("x", (2020, 1, 1))}).read_bytes()
    whole = dated(
        tmp_path / "c.zip",
        {
            "lada_11_91_work.zip": (own, (2026, 10, 14)),
            "HW_ben_attempt_2026-10-13-10-00-00_work.zip": (own, (2020, 1, 1)),
        },
    )
    found = taken(whole, tmp_path)
    assert {who: late(one) for who, one in found.items()} == {"11": 2, "ben": 1}
    assert {one.times[EXERCISE.id].tzinfo for one in found.values()} == {None}


def test_the_zip_that_is_named_and_is_one_students_counts_as_a_file(tmp_path):
    path = dated(tmp_path / "ada.zip", {f"{EXERCISE.lesson}/{FILE}": ("x", (2020, 1, 1))})
    os.utime(path, (HANDED_IN.timestamp(),) * 2)
    assert late(taken(path, tmp_path)["ada"]) == 2


def test_two_copies_in_one_zip_rank_by_the_clock_that_packed_them(tmp_path):
    files = {f"b/{FILE}": ("new", (2020, 5, 2)), f"z/{FILE}": ("old", (2020, 5, 1))}
    for place in "first", "second":
        dated(tmp_path / place / "ada.zip", dict(sorted(files.items(), reverse=place == "second")))
        one = taken(tmp_path / place, tmp_path / f"{place}_stage")["ada"]
        assert (one.folder / EXERCISE.lesson / FILE).read_text() == "new"


def test_no_clock_inside_a_zip_outranks_what_was_handed_in_later(tmp_path):
    future = dated(tmp_path / "future.zip", {FILE: ("old", (2090, 1, 1))}).read_bytes()
    files = {"lada_11_91_work.zip": (future, (2026, 10, 1)), f"lada_11_92_{FILE}": ("new", (2026, 10, 2))}
    one = taken(dated(tmp_path / "c.zip", files), tmp_path)["11"]
    assert (one.folder / EXERCISE.lesson / FILE).read_text() == "new"


def test_a_zip_that_knows_no_time_says_none(tmp_path):
    path = zipped(tmp_path / "c.zip", {zipfile.ZipInfo(f"{who}/{FILE}"): "x" for who in ("ada", "ben")})
    assert [one.times for one in taken(path, tmp_path).values()] == [{}, {}]


def test_what_no_exercise_is_called_is_named(tmp_path):
    hand_in(tmp_path / "c", "ada")
    for number in range(12):
        (tmp_path / "c" / "ada" / f"notes{number}.txt").write_text("")
    (tmp_path / "c" / "ada" / "ex99_nothing.py").write_text("")
    note = taken(tmp_path / "c", tmp_path)["ada"].notes[-1]
    assert "ex99_nothing.py" in note
    assert "and 5 more" in note


def test_who_hands_in_nothing_that_can_be_read_is_told_what_is_looked_for(tmp_path):
    (tmp_path / "c" / "ada").mkdir(parents=True)
    (tmp_path / "c" / "ada" / "essay.docx").write_text("")
    assert "as ex1_label_sources.py has" in taken(tmp_path / "c", tmp_path)["ada"].notes[-1]


def test_blackboards_receipts_are_nothing_to_tell_of(tmp_path):
    at = "attempt_2026-11-03-10-15-00"
    zipped(tmp_path / "c.zip", {f"HW_ada_{at}_{FILE}": "x", f"HW_ada_{at}.txt": "receipt", f"HW_bob_{at}.txt": "receipt"})  # fmt: skip
    found = taken(tmp_path / "c.zip", tmp_path)
    assert found["ada"].notes == []
    assert "nothing was read" in found["bob"].notes[0]


def test_files_that_lie_about_are_named_and_belong_to_nobody(tmp_path):
    hand_in(tmp_path / "c", "ada")
    (tmp_path / "c" / "README.txt").write_text("")
    (tmp_path / "c" / "Ben.ipynb").write_text("")
    found = take_in_class(tmp_path / "c", tmp_path / "stage", None, Mapping())
    assert found.loose == ["README.txt"]
    assert [one.student.id for one in found.submissions] == ["ada", "Ben"]


def test_nothing_at_all_is_said_so(tmp_path):
    with pytest.raises(IntakeError, match="There is no"):
        take_in(tmp_path / "gone", tmp_path / "stage")
    with pytest.raises(IntakeError, match="holds no submission"):
        take_in(tmp_path, tmp_path / "stage")


def test_zips_that_lie_are_named(tmp_path, monkeypatch):
    folder = tmp_path / "c"
    locked = zipped(folder / "locked.zip", {FILE: "x"})
    data = bytearray(locked.read_bytes())
    data[data.index(b"PK\x01\x02") + 8] |= 1
    locked.write_bytes(data)
    monkeypatch.setattr(intake, "MOST_FILES", 3)
    monkeypatch.setattr(intake, "MOST_TROUBLES", 2)
    zipped(folder / "many.zip", {f"{number}.txt": "" for number in range(9)})
    zipped(folder / "many_bad.zip", {f"../{number}.txt": "" for number in range(3)})
    found = taken(folder, tmp_path)
    assert "password" in found["locked"].notes[0]
    assert "More than 3 files" in " ".join(found["many"].notes)
    assert "1 more files were not read" in " ".join(found["many_bad"].notes)


def test_links_and_devices_are_not_followed(tmp_path):
    path = hand_in(tmp_path / "c", "ada")
    (tmp_path / "c" / "ada" / "linked").symlink_to("/")
    archive = zipfile.ZipInfo(FILE, (1980, 1, 1, 0, 0, 0))
    archive.external_attr = (stat.S_IFLNK | 0o777) << 16
    zipped(tmp_path / "c" / "ben.zip", {archive: str(path)})
    found = taken(tmp_path / "c", tmp_path)
    assert "link or a device" in found["ada"].notes[0]
    assert "link or a device" in found["ben"].notes[0]
    assert found["ben"].handed_in is None


def test_a_student_whose_archives_hold_too_much_costs_nobody_else_anything(tmp_path, monkeypatch):
    monkeypatch.setattr(archives, "MOST_BYTES", 2_000_000)
    monkeypatch.setattr(intake, "Budget", lambda: Budget(2_000_000, 3))
    bomb = zipped(tmp_path / "bomb.zip", {f"{n}/{FILE}": "x" * 900_000 for n in range(5)}).read_bytes()
    many = {f"{n}.zip": zipped(tmp_path / "inner.zip", {f"{n}.txt": ""}).read_bytes() for n in range(5)}
    zipped(tmp_path / "c" / "ada.zip", {"inner.zip": bomb, FILE: "late"})
    zipped(tmp_path / "c" / "cy.zip", {**many, FILE: "late"})
    zipped(tmp_path / "c" / "di.zip", {f"{n}/{FILE}": "x" * 900_000 for n in range(5)})
    hand_in(tmp_path / "c", "ben")
    found = taken(tmp_path / "c", tmp_path)
    assert "comes to more than 2 MB" in " ".join(found["ada"].notes)
    assert "holds more than" in " ".join(found["cy"].notes)
    assert "comes to more than 2 MB" in " ".join(found["di"].notes)
    assert set(found["ben"].files) == {EXERCISE.id}
    assert found["ben"].notes == []


def test_names_of_a_students_files_reach_no_terminal(tmp_path):
    zipped(tmp_path / "c" / "a\x1b[2Jda.zip", {f"\x1b]0;x\x07\u202e/{FILE}": "x", "\x9bbad.txt": ""})
    (one,) = take_in(tmp_path / "c", tmp_path / "stage")
    said = " ".join(
        [one.student.id, one.student.name, *one.files.values(), *one.sources.values(), *one.notes]
    )
    assert said.isprintable()


@pytest.mark.parametrize("roster", [None, [Student(id="ada", name="Ada L")]], ids=["no list", "list"])
@pytest.mark.parametrize(
    "names",
    [
        (f"lada_11_91_{FILE}", f"byronbob_12_92_{FILE}"),
        (f"Ada L_11_assignsubmission_file/{FILE}", f"Bob B_12_assignsubmission_file/{FILE}"),
        (f"assignment_5_export/submission_1/{FILE}", f"assignment_5_export/submission_2/{FILE}"),
    ],
    ids=["Canvas", "Moodle", "Gradescope"],
)
def test_a_platforms_zip_in_a_folder_is_no_students(tmp_path, roster, names):
    """Its marks would be one student's, and everybody in it would have handed in nothing."""
    zipped(tmp_path / "c" / "week1.zip", dict.fromkeys(names, "x"))
    zipped(tmp_path / "c" / "ada.zip", {FILE: "x", f"Ada L_11_assignsubmission_file/{FILE}": "x"})
    (tmp_path / "c" / "bad.zip").write_bytes(b"PK")
    found = take_in_class(tmp_path / "c", tmp_path / "stage", roster, Mapping())
    said = {one.claim.label: one.why for one in found.unowned}
    assert said.pop("week1.zip") == intake.WHOLE_CLASS
    assert intake.WHOLE_CLASS not in said.values()

    mapping = Mapping({"week1.zip": []}, {"week1.zip": ["week1.zip", "", "", "", "none"]})
    again = take_in_class(tmp_path / "c", tmp_path / "stage2", roster, mapping)
    assert [one.claim.label for one in again.left_out] == ["week1.zip"]


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EMFILE])
def test_a_machine_that_lacks_something_costs_nobody_a_mark(tmp_path, monkeypatch, number):
    hand_in(tmp_path / "c", "ada")

    def cannot(*_):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(intake.Path, "write_bytes", cannot)
    with pytest.raises(OSError, match=r"set TMPDIR to a folder that has room\.:") as error:
        take_in(tmp_path / "c", tmp_path / "stage")
    assert error.value.errno == number


def test_an_archive_in_an_archive_that_finds_no_room_is_no_damaged_one(tmp_path, monkeypatch):
    (tmp_path / "c" / "ada").mkdir(parents=True)
    zipped(tmp_path / "inner.zip", {FILE: ""})
    zipped(tmp_path / "c" / "ada" / "x.zip", {"inner.zip": (tmp_path / "inner.zip").read_bytes()})

    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(unpacking.shutil, "copyfileobj", full)
    with pytest.raises(OSError, match="No space left") as error:
        take_in(tmp_path / "c", tmp_path / "stage")
    assert str(error.value).count("Make room") == 1
