"""Which files go together, and what the names above them say."""

import errno

import pytest

from secondsource import catalogue
from secondsource.grading.classes import IntakeError
from secondsource.grading.classes.archives import Entry
from secondsource.grading.classes.hand_ins import HandIn, found_in, opened, version
from secondsource.grading.classes.platform_names import Claim
from tests.test_intake import EXERCISE, FILE, hand_in, taken, zipped


def found(place, *, listed=True):
    with opened(place) as entries:
        return found_in(place, entries, catalogue.exercises(), listed=listed)


def labels(place, **how):
    return [one.label for one in found(place, **how).hand_ins]


def test_folders_that_hold_everything_are_nobodys(tmp_path):
    for student in ("ada", "bob"):
        hand_in(tmp_path / "c" / "all" / "week 1", student)
    assert labels(tmp_path / "c") == ["ada", "bob"]
    zipped(tmp_path / "x.zip", {f"all/Ada_1_assignsubmission_file/{FILE}": ""})
    assert labels(tmp_path / "x.zip") == ["Ada_1"]
    zipped(tmp_path / "y.zip", {"all/ada.zip": "", "all/bob.zip": ""})
    assert labels(tmp_path / "y.zip") == ["ada.zip", "bob.zip"]


def test_two_names_that_look_alike_are_told_apart(tmp_path):
    for student in ("Rene\u0301", "Ren\u00e9"):
        hand_in(tmp_path / "c", student)
    assert labels(tmp_path / "c") == ["Ren\u00e9", "Ren\u00e9 [2]"]


def test_of_very_many_files_only_the_first_are_kept(tmp_path, monkeypatch):
    monkeypatch.setattr("secondsource.grading.classes.hand_ins.MOST_FILES", 3)
    zipped(tmp_path / "c.zip", {f"ada/{number}.txt": "" for number in range(9)} | {"bob/x.txt": ""})
    ada, _ = found(tmp_path / "c.zip").hand_ins
    assert (len(ada.entries), ada.more) == (3, 6)


def test_a_person_before_a_files_name_counts_only_beside_a_class_list(tmp_path):
    zipped(tmp_path / "c.zip", {f"Ada Lovelace - {FILE}": "", f"Copy of {FILE}": ""})
    assert [one.claims[0].words for one in found(tmp_path / "c.zip").hand_ins] == ["Ada Lovelace", "Copy of"]
    assert [one.claims[0].words for one in found(tmp_path / "c.zip", listed=False).hand_ins] == ["", ""]


def test_teams_keeps_versions_in_most_languages():
    paths = {"Version 2": 2, "Versión 3": 3, "Versie_4": 4, "バージョン 5": 5, "v6": 6, "Week 2": 0}
    assert {name: version(("ada", name, FILE)) for name in paths} == paths


@pytest.mark.parametrize("text", ["[", "- a", "submission_1: {}", "submission_1:\n  :submitters: 3"])
def test_gradescopes_list_that_cannot_be_read_says_so(tmp_path, text):
    zipped(tmp_path / "c.zip", {"submission_metadata.yml": text, f"submission_1/{FILE}": ""})
    with pytest.raises(IntakeError, match=r"submission_metadata\.yml: .* Download the submissions again"):
        found(tmp_path / "c.zip")


def test_gradescopes_folder_without_submitters_names_nobody(tmp_path):
    text = "submission_1:\n  :submitters: []\n  :x: !ruby/object:A\n    y: 1\n  :z: !x [1]\n"
    zipped(tmp_path / "c.zip", {"submission_metadata.yml": text, f"submission_1/{FILE}": ""})
    (one,) = found(tmp_path / "c.zip").hand_ins
    assert (one.label, one.claims[0].says) == ("submission_1", "")


def test_lessons_are_nobodys_folders(tmp_path):
    zipped(tmp_path / "ada.zip", {f"{EXERCISE.lesson}/{FILE}": ""})
    assert labels(tmp_path / "ada.zip") == ["ada"]


@pytest.mark.parametrize(
    ("said", "when"),
    [
        ("2026-11-03 10:15:00.000000000 Z", "2026-11-03T10:15:00+00:00"),
        ("2026-11-03 10:15:00.000000000 -05:00", "2026-11-03T15:15:00+00:00"),
        ("!ruby/object:ActiveSupport::TimeWithZone\n    utc: 2026-11-03 10:15:00 Z", "2026-11-03T10:15:00+00:00"),
        ("soon", ""),
        ("2026-11-03 10:15:00", ""),
    ],
)  # fmt: skip
def test_gradescopes_list_says_when_each_came(tmp_path, said, when):
    """The export's own times are those of the download."""
    text = f"submission_1:\n  :submitters:\n  - :name: Ada\n    :sid: s1\n  :created_at: {said}\n"
    place = zipped(tmp_path / "c.zip", {"submission_metadata.yml": text, f"submission_1/{FILE}": "x"})
    found = taken(place, tmp_path)["s1"].times[EXERCISE.id]
    assert found.isoformat() == when if when else found.tzinfo is None


def test_a_list_like_gradescopes_says_nothing_where_no_folder_is_gradescopes(tmp_path):
    """Where files lie flat, a student may have handed in one of that name, with another's folder in it."""
    hand_in(tmp_path / "c", "Ada")
    (tmp_path / "c" / "submission_metadata.yml").write_text(
        "Ada: {':submitters': [{':name': Bob, ':sid': 2}]}"
    )
    all_found = found(tmp_path / "c")
    assert [claim.words for one in all_found.hand_ins for claim in one.claims] == ["Ada"]
    assert all_found.loose == ["submission_metadata.yml"]


def test_folders_for_marks_among_the_hand_ins_are_none(tmp_path):
    for student in ("ada", "marks"):
        hand_in(tmp_path / "c", student)
    with opened(tmp_path / "c", {tmp_path / "c" / "marks"}) as entries:
        some = found_in(tmp_path / "c", entries, catalogue.exercises(), listed=True).hand_ins
    assert [one.label for one in some] == ["ada"]


def test_a_file_that_cannot_be_read_has_no_content_and_a_full_machine_stops():
    def fails(error):
        def opened():
            raise error

        return Entry(("a", "b.py"), opened, size=3)

    def marked(entry):
        return HandIn([Claim("a")], [entry]).mark

    assert marked(fails(RuntimeError("encrypted"))) == marked(fails(OSError(errno.EIO, "gone")))
    with pytest.raises(OSError, match="No space"):
        marked(fails(OSError(errno.ENOSPC, "No space left")))
