"""Shapes of hand-in, platforms by oddities: each ends as the right owner's mark or as a problem with a name.

A file holds its author's name.  A shape says whose files must be found where, and what is said of the rest.
"""

import bz2
import io
import os
import tarfile
import zipfile
from dataclasses import dataclass, field

import pytest

from secondsource import catalogue
from secondsource.grading.classes import IntakeError, take_in_class
from secondsource.grading.classes.intake import unowned_in_words
from secondsource.grading.classes.mapping import Mapping
from secondsource.grading.classes.rosters import class_list
from tests import zips

EXERCISE = catalogue.Exercise("lesson1_anonymous_sourcing", "ex3_classify_source")
OTHER = catalogue.Exercise("lesson2_syndication", "ex2_overlap")
FILE, SECOND = f"{EXERCISE.name}.py", f"{OTHER.name}.py"
LIST = "id,name,email,login\ns1001,Ada Lovelace,ada@u.test,lada\ns1002,Bob Byron,bob@u.test,bbyron\ns1003,Cy Cole,cy@u.test,ccole\n"
SMALL = "id,name\n1,Ada Lovelace\n2,Bob Byron\n3,Cy Cole\n"
NAMED = "Nobody on the class list"
HIDDEN = "Nothing in its name says whose it is"
AT = "Nov 3, 2026 1015 AM"


def zip_of(files, mac=False, change=lambda data: data, method=zipfile.ZIP_DEFLATED):
    """Return a zip as bytes; `mac`: names in UTF-8 without the flag that says so."""
    data = zips.zip_of(files, method)
    if mac:
        data = data.replace(b"PK\x03\x04\x14\x00\x00\x08", b"PK\x03\x04\x14\x00\x00\x00")
        data = data.replace(b"PK\x01\x02\x14\x03\x14\x00\x00\x08", b"PK\x01\x02\x14\x03\x14\x00\x00\x00")
    return change(data)


def tar_of(files, mode="w:gz"):
    said = io.BytesIO()
    with tarfile.open(fileobj=said, mode=mode) as archive:
        for name, data in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data.encode()))
    return said.getvalue()


def patched(old, new):
    """Return what changes the first occurrence of bytes, which must be there."""

    def change(data):
        assert old in data
        return data.replace(old, new, 1)

    return change


def version_needed(data):
    place = data.index(b"PK\x01\x02") + 6
    return data[:place] + b"\x63\x00" + data[place + 2 :]


def method_99(data):
    local, central = data.index(b"PK\x03\x04") + 8, data.index(b"PK\x01\x02") + 10
    data = bytearray(data)
    data[local : local + 2] = data[central : central + 2] = b"\x63\x00"
    return bytes(data)


def damaged(data):
    """Return a zip whose packed bytes are rubbish."""
    place = data.index(b".py") + 3
    return data[:place] + b"\xff" * 8 + data[place + 8 :]


@dataclass
class Shape:
    """What was handed over, and what must come of it."""

    files: dict
    owners: dict
    """Id to the author whose file must be found there."""
    unowned: list = field(default_factory=list)
    """Labels of hand-ins that are nobody's."""
    says: str = ""
    """What a note or a line on an open hand-in must say."""
    roster: str = LIST
    as_zip: bool = False
    """Whether the class comes as one zip."""
    times: dict = field(default_factory=dict)
    """Files with a time of their own, in seconds."""


METADATA = """---
submission_11:
  :submitters:
  - :name: Ada Lovelace
    :sid: s1001
    :email: ada@u.test
  :created_at: 2026-11-03 10:15:00.000000000 Z
submission_12:
  :submitters:
  - :name: Bob Byron
    :sid: s1002
    :email: bob@u.test
  - :name: Cy Cole
    :sid: s1003
    :email: cy@u.test
  :results: !ruby/object:Thing {}
"""
CANVAS_LIST = (
    "Student,ID,SIS User ID,SIS Login ID,Section,A1\n,,,,,Manual Posting\n    Puntos posibles,,,,,10\n"
    '"Lovelace, Ada",17,s1001,lada,A,\n"Byron, Bob",18,s1002,bbyron,A,\n'
    f'"Student, Test",99,,{"0123456789" * 4},A,\n'
)
KIT = {f"kit/.venv/lib/python3.11/site-packages/p{n}/x.py": "no" for n in range(1500)}

SHAPES = {
    # --- Canvas
    "Canvas": Shape({f"lovelaceada_17_900_{FILE}": "ada", f"byronbob_18_901_{FILE}": "bob"}, {"17": "ada", "18": "bob"}, roster=CANVAS_LIST),
    "Canvas, late": Shape({f"lovelaceada_LATE_17_900_{FILE}": "ada", f"byronbob_18_901_{FILE}": "bob"}, {"17": "ada", "18": "bob"}, roster=CANVAS_LIST, as_zip=True),
    "Canvas, another list": Shape({f"lovelaceada_17_900_{FILE}": "ada", f"colecy_18_901_{FILE}": "cy"}, {"s1001": "ada", "s1003": "cy"}),
    "Canvas, an underscore in the name": Shape({f"o_neil_maeve_5_900_{FILE}": "maeve"}, {"5": "maeve"}, roster="id,name\n5,Maeve O'Neil\n"),
    "Canvas, text typed in": Shape({"lovelaceada_17_text.html": "<p>ada", f"byronbob_18_901_{FILE}": "bob"}, {"s1001": "", "s1002": "bob"}, says="typed into the platform"),
    "Canvas, anonymous": Shape({f"anon_AbC12_900_{FILE}": "ada"}, {}, ["anon_AbC12"], HIDDEN),
    "Canvas, a zip": Shape({"lovelaceada_17_900_answers.zip": zip_of({f"x/{FILE}": "ada"})}, {"s1001": "ada"}),
    "Canvas, handed in again": Shape({f"lovelaceada_17_900_{FILE}": "old", f"lovelaceada_17_900_{EXERCISE.name}-1.py": "ada"}, {"s1001": "ada"}, says="more than once"),
    "Canvas, two people of one name": Shape({f"lovelaceada_17_900_{FILE}": "ada", f"lovelaceada_18_900_{FILE}": "not ada"}, {}, ["lovelaceada_17", "lovelaceada_18"], "both cannot"),
    "Canvas, id and name of two people": Shape({f"lovelaceada_18_900_{FILE}": "ada", f"byronbob_18_901_{FILE}": "bob"}, {"18": "bob"}, ["lovelaceada_18"], "another's", roster=CANVAS_LIST),
    # --- Moodle
    "Moodle": Shape({f"Ada Lovelace_7_assignsubmission_file/{FILE}": "ada", f"Bob Byron_8_assignsubmission_file_/{FILE}": "bob"}, {"s1001": "ada", "s1002": "bob"}),
    "Moodle, flat": Shape({f"Ada Lovelace_7_assignsubmission_file_{FILE}": "ada"}, {"s1001": "ada"}, as_zip=True),
    "Moodle, its numbers are others' ids (H1)": Shape({f"Ada Lovelace_2_assignsubmission_file/{FILE}": "ada", f"Bob Byron_3_assignsubmission_file/{FILE}": "bob", f"Cy Cole_1_assignsubmission_file/{FILE}": "cy"}, {"1": "ada", "2": "bob", "3": "cy"}, roster=SMALL),
    "Moodle, anonymous": Shape({f"Participant_7_assignsubmission_file_/{FILE}": "ada", f"Participant_8_assignsubmission_file_/{FILE}": "bob"}, {"7": "ada", "8": "bob"}, roster="Identifier,Full name,Email address\nParticipant 7,,\nParticipant 8,,\n"),
    "Moodle, anonymous in German": Shape({f"Teilnehmer_7_assignsubmission_file_/{FILE}": "ada", f"Teilnehmer_8_assignsubmission_file_/{FILE}": "bob"}, {"7": "ada", "8": "bob"}, roster="Identifier,Full name\nTeilnehmer/in 7,Ada Lovelace\nTeilnehmer/in 8,Bob Byron\n"),
    "Moodle, anonymous, another list": Shape({f"Participant_1_assignsubmission_file_/{FILE}": "ada"}, {}, ["Participant_1"], roster=SMALL),
    "Moodle, text typed in": Shape({"Ada Lovelace_7_assignsubmission_onlinetext/onlinetext.html": "x", f"Ada Lovelace_7_assignsubmission_file/{FILE}": "ada"}, {"s1001": "ada"}, says="typed into the platform"),
    "Moodle, a group": Shape({f"Team 3_44_assignsubmission_file/{FILE}": "team"}, {"a": "team", "b": "team"}, roster="id,name,group\na,Ada L,Team 3\nb,Bob B,Team 3\nc,Cy C,Team 4\n"),
    "Moodle, no group": Shape({f"Default group_assignsubmission_file/{FILE}": "team"}, {}, ["Default group"], NAMED),
    "Moodle, namesakes": Shape({f"Ada Lovelace_7_assignsubmission_file/{FILE}": "ada"}, {}, ["Ada Lovelace_7"], "more than one person", roster="id,name\n1,Ada Lovelace\n2,\"Lovelace, Ada\"\n"),
    # --- Blackboard
    "Blackboard": Shape({"HW 1_lada_attempt_2026-11-03-10-15-00.txt": "receipt", f"HW 1_lada_attempt_2026-11-03-10-15-00_{FILE}": "ada", f"HW 1_bbyron_attempt_2026-11-03-10-16-00_{FILE}": "bob"}, {"s1001": "ada", "s1002": "bob"}),
    "Blackboard, underscores": Shape({f"HW_1_lada_attempt_2026-11-03-10-15-00_{FILE}": "ada"}, {"s1001": "ada"}),
    "Blackboard, two attempts": Shape({f"HW_lada_attempt_2026-11-04-10-15-00_{FILE}": "ada", f"HW_lada_attempt_2026-11-03-10-15-00_{FILE}": "old", f"HW_bbyron_attempt_2026-11-03-10-15-00_{FILE}": "bob"}, {"s1001": "ada", "s1002": "bob"}, says="more than once"),
    "Blackboard, a stranger": Shape({f"HW_who_attempt_2026-11-04-10-15-00_{FILE}": "x", f"HW_lada_attempt_2026-11-03-10-15-00_{FILE}": "ada"}, {"s1001": "ada"}, ["HW_who"], NAMED),
    # --- Brightspace
    "Brightspace": Shape({f"12345-67890 - Ada Lovelace - {AT}/{FILE}": "ada", f"12346-67891 - Bob Byron - {AT}/{FILE}": "bob", "index.html": "x"}, {"s1001": "ada", "s1002": "bob"}),
    "Brightspace, one more folder": Shape({f"Exam 1/12345-67890 - Ada Lovelace - {AT}/{FILE}": "ada", f"Exam 1/12346-67891 - Bob Byron - {AT}/{FILE}": "bob", "Exam 1/index.html": "x"}, {"s1001": "ada", "s1002": "bob"}, as_zip=True),
    "Brightspace, handed in again": Shape({f"12345-1 - Ada Lovelace - {AT}/{FILE}": "old", f"12345-2 - Ada Lovelace - Nov 4, 2026 905 AM/{FILE}": "ada"}, {"s1001": "ada"}, says="more than once"),
    "Brightspace, in French": Shape({f"12345-67890 - Ada Lovelace - 3 nov. 2026 1015/{FILE}": "ada"}, {"s1001": "ada"}),
    # --- Teams
    "Teams": Shape({f"Submitted files/Ada Lovelace/Week 1/Version 1/{FILE}": "old", f"Submitted files/Ada Lovelace/Week 1/Version 2/{FILE}": "ada", f"Working files/Ada Lovelace/Week 1/{FILE}": "draft", f"Submitted files/Bob Byron/Week 1/{FILE}": "bob"}, {"s1001": "ada", "s1002": "bob"}),
    # --- Gradescope
    "Gradescope": Shape({"submission_metadata.yml": METADATA, f"submission_11/{FILE}": "ada", f"submission_12/{FILE}": "team"}, {"s1001": "ada", "s1002": "team", "s1003": "team"}),
    "Gradescope, one more folder": Shape({"assignment_9_export/submission_metadata.yml": METADATA, f"assignment_9_export/submission_11/{FILE}": "ada", f"assignment_9_export/submission_12/{FILE}": "team"}, {"s1001": "ada", "s1002": "team", "s1003": "team"}, as_zip=True),
    "Gradescope, its list is lost": Shape({f"submission_11/{FILE}": "ada", f"submission_12/{FILE}": "team"}, {}, ["submission_11", "submission_12"], HIDDEN),
    # --- Google Classroom
    "Google Classroom": Shape({FILE: "ada", f"{EXERCISE.name} (1).py": "bob"}, {}, [f"{EXERCISE.name} (1).py", FILE], HIDDEN, as_zip=True),
    "Google Classroom, a name before the file's": Shape({f"Ada Lovelace - {FILE}": "ada", f"Copy of {FILE}": "who"}, {"s1001": "ada"}, [f"Copy of {FILE}"], NAMED),
    "Google Classroom, zips": Shape({"answers.zip": zip_of({FILE: "ada"}), "answers (1).zip": zip_of({FILE: "bob"})}, {}, ["answers (1).zip", "answers.zip"], NAMED),
    # --- folders and zips by hand
    "folders by id": Shape({f"s1001/{FILE}": "ada", f"S1002/{FILE}": "bob"}, {"s1001": "ada", "s1002": "bob"}),
    "folders by id and name": Shape({f"s1001_Ada Lovelace/{FILE}": "ada", f"Byron Bob (s1002)/{FILE}": "bob"}, {"s1001": "ada", "s1002": "bob"}),
    "folders by login and address": Shape({f"lada/{FILE}": "ada", f"bob@u.test/{FILE}": "bob"}, {"s1001": "ada", "s1002": "bob"}),
    "folders by id and another's name": Shape({f"s1001 Bob Byron/{FILE}": "bob"}, {}, ["s1001 Bob Byron"], "another's"),
    "a folder that is one's id and another's name (A6)": Shape({f"ada/{FILE}": "x"}, {}, ["ada"], "another's", roster="id,name\nada,Ben B\n7,Ada\n"),
    "zips a student": Shape({"ada lovelace.zip": zip_of({f"exercises/{EXERCISE.lesson}/{FILE}": "ada", "__MACOSX/._x": ""}), "Byron, Bob.zip": zip_of({FILE: "bob"})}, {"s1001": "ada", "s1002": "bob"}),
    "zips a student in a zip": Shape({"all/lada.zip": zip_of({FILE: "ada"}), "all/bbyron.zip": zip_of({FILE: "bob"})}, {"s1001": "ada", "s1002": "bob"}, as_zip=True),
    "tars": Shape({"lada.tar.gz": tar_of({f"x/{FILE}": "ada"}), "bbyron.tgz": tar_of({FILE: "bob"}), "ccole.tar": tar_of({FILE: "cy"}, "w")}, {"s1001": "ada", "s1002": "bob", "s1003": "cy"}),
    "a tar packed by bzip2": Shape({"lada.tar.bz2": bz2.compress(tar_of({FILE: "ada"}, "w"))}, {"s1001": "ada"}),
    "a folder and a zip of one person (H2)": Shape({f"Ada Lovelace/{FILE}": "old", f"Ada Lovelace/{SECOND}": "ada", "lovelaceada_17_900_answers.zip": zip_of({FILE: "ada"})}, {"s1001": "ada"}, says="is older; from it come only lesson2_syndication/ex2_overlap", times={f"Ada Lovelace/{FILE}": 1_000_000, f"Ada Lovelace/{SECOND}": 1_000_000}),
    "accents, two ways to write them": Shape({f"Rene\u0301e Ilve\u0300s/{FILE}": "renee", f"Juergen Mueller/{FILE}": "jm"}, {"1": "renee", "2": "jm"}, roster="id,name\n1,Renée Ilvès\n2,Jürgen Müller\n"),
    "initials and middle names": Shape({f"A. Lovelace/{FILE}": "ada", f"Robert James Byron/{FILE}": "bob"}, {"1": "ada", "2": "bob"}, roster="id,name\n1,Ada Lovelace\n2,Robert Byron\n"),
    "an initial that two may be": Shape({f"A. Lovelace/{FILE}": "x", f"Ada Lovelace/{FILE}": "ada"}, {"1": "ada"}, ["A. Lovelace"], "both cannot", roster="id,name\n1,Ada Lovelace\n2,Bob Byron\n"),
    "particles": Shape({f"vanbeethovenludwig_5_6_{FILE}": "lvb"}, {"1": "lvb"}, roster="id,name\n1,Ludwig van Beethoven\n"),
    "ids with letters (H5)": Shape({f"A123/{FILE}": "ada", f"B123/{FILE}": "bob"}, {"A123": "ada", "B123": "bob"}, roster="id,name\nA123,Ada\nB123,Bob\n"),
    "zeros that a spreadsheet ate": Shape({f"0012345/{FILE}": "ada"}, {"12345": "ada"}, roster="id,name\n12345,Ada\n"),
    "the kit with everything in it (H3)": Shape({"lada.zip": zip_of({**KIT, f"kit/{EXERCISE.lesson}/{FILE}": "ada"}), f"bbyron/.git/{FILE}": "no", f"bbyron/node_modules/a/{FILE}": "no", f"bbyron/{FILE}": "bob"}, {"s1001": "ada", "s1002": "bob"}),
    "a zip made on a Mac (H8)": Shape({f"Renée Ilvès/{FILE}": "renee", f"Bob Byron/{FILE}": "bob"}, {"1": "renee", "2": "bob"}, roster="id,name\n1,Renée Ilvès\n2,Bob Byron\n", as_zip="mac"),
    "a student's zip that names others (A6)": Shape({"lada.zip": zip_of({f"Bob Byron/{FILE}": "ada", f"s1003/{SECOND}": "ada"})}, {"s1001": "ada"}),
    "a student's zip that names others as Moodle does (A6)": Shape({f"lada/Bob Byron_8_assignsubmission_file/{FILE}": "ada", f"bbyron/{FILE}": "bob"}, {"s1001": "ada", "s1002": "bob"}),
    "by lesson, then by student": Shape({f"{EXERCISE.lesson}/lada/{FILE}": "ada", f"{OTHER.lesson}/lada/{SECOND}": "ada", f"{EXERCISE.lesson}/bbyron/{FILE}": "bob"}, {"s1001": "ada", "s1002": "bob"}),
    # --- names that systems make
    **{
        f"a file called {name}": Shape({f"lada/{name}": "ada"}, {"s1001": "ada"})
        for name in (
            f"{EXERCISE.name} copy.py", f"{EXERCISE.name} 2.py", f"Copy of {FILE}", f"{EXERCISE.name} - Kopie.py",
            f"Copie de {FILE}", f"Kopie von {FILE}", f"{FILE}.txt", f"{EXERCISE.name}(1).py", f"{FILE.upper()}",
        )
    },
    # --- what cannot be read
    **{
        f"a hand-in that {what}": Shape({f"lada{kind}": data, f"bbyron/{FILE}": "bob"}, {"s1001": "", "s1002": "bob"}, says=says)
        for what, kind, data, says in (
            ("is a RAR archive", ".rar", b"Rar!", "is a RAR archive"),
            ("is a 7-Zip archive", ".7z", b"7z", "is a 7-Zip archive"),
            ("is a RAR archive called zip", ".zip", b"Rar!\x1a\x07 and more than twenty-two bytes", "by another name"),
            ("is an empty zip", ".zip", zip_of({}), "is empty"),
            ("is no zip", ".zip", b"rubbish", "is damaged"),
            ("needs version 9.9 (A2)", ".zip", zip_of({FILE: "x"}, change=version_needed), "is damaged or no archive"),
            ("is packed by method 99 (A2)", ".zip", zip_of({FILE: "x"}, change=method_99), "packed in a way"),
            ("has damaged bytes (A2)", ".zip", zip_of({FILE: "x" * 99}, change=damaged), "is damaged"),
            ("has a wrong checksum", ".zip", zip_of({FILE: "content"}, change=patched(b"content", b"CONTENT"), method=zipfile.ZIP_STORED), "is damaged"),
            ("holds a zip with damaged bytes (A2)", ".zip", zip_of({"in.zip": zip_of({FILE: "x" * 99}, change=damaged)}), "is damaged"),
            ("holds a damaged tar", ".tgz", tar_of({FILE: "x"})[:30], "is damaged"),
            ("is packed by LZMA", ".zip", zip_of({FILE: "x"}, method=zipfile.ZIP_LZMA), "packed in a way"),
            ("leads out of its zip", ".zip", zip_of({f"../../{FILE}": "x"}), "leads out"),
            ("is a zip in too many zips", ".zip", zip_of({"a.zip": zip_of({"b.zip": zip_of({"c.zip": zip_of({FILE: "x"})})})}), "too many archives"),
            ("has a name with a number of 4,301 digits (A2)", ".zip", zip_of({f"{EXERCISE.name} ({'9' * 4301}).py": "x"}), "no exercise of this course has that name"),
            ("is another kind of file", ".py", b"x", "no exercise of this course has that name"),
        )
    },
}  # fmt: skip


def built(shape, tmp_path):
    if shape.as_zip:
        path = tmp_path / "class.zip"
        path.write_bytes(zip_of(shape.files, mac=shape.as_zip == "mac"))
        return path
    for name, data in shape.files.items():
        path = tmp_path / "class" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        if name in shape.times:
            os.utime(path, (shape.times[name],) * 2)
    return tmp_path / "class"


def author(submission):
    """Return what the files say that were laid out: one author, or nobody."""
    found = {path.read_text("utf-8") for path in submission.folder.rglob("*.py")}
    assert len(found) < 2
    return found.pop() if found else ""


@pytest.mark.parametrize("name", SHAPES)
def test_every_shape_ends_as_the_right_mark_or_as_a_named_problem(name, tmp_path):
    shape = SHAPES[name]
    (tmp_path / "roster.csv").write_text(shape.roster, "utf-8")
    roster = class_list(tmp_path / "roster.csv").students
    intake = take_in_class(built(shape, tmp_path), tmp_path / "stage", roster, Mapping())
    owned = {one.student.id: author(one) for one in intake.submissions if one.standing == "handed in"}
    said = [note for one in intake.submissions for note in one.notes] + unowned_in_words(intake.unowned)

    assert owned == shape.owners
    assert sorted(one.claim.label for one in intake.unowned) == sorted(shape.unowned)
    assert {one.id for one in intake.missing} == {one.id for one in roster} - set(owned)
    assert shape.says in " ".join(said)
    assert all(author(one) for one in intake.submissions if one.standing == "unmatched")


def test_there_are_enough_of_them():
    assert len(SHAPES) >= 40


def test_names_that_are_no_utf_8_are_shown_and_keep_to_their_owner(tmp_path):
    place = tmp_path / os.fsdecode(b"cl\xe9ss")
    for folder, text in ((b"Ren\xe9e", "renee"), (b"lada", "ada")):
        inside = place / os.fsdecode(folder)
        inside.mkdir(parents=True)
        (inside / FILE).write_text(text)
    (tmp_path / "roster.csv").write_text(LIST)
    roster = class_list(tmp_path / "roster.csv").students
    intake = take_in_class(place, tmp_path / "stage", roster, Mapping())
    assert {one.student.id.partition(" [")[0]: author(one) for one in intake.submissions} == {
        "s1001": "ada",
        "unmatched Ren\\xe9e": "renee",
    }
    with pytest.raises(IntakeError):
        take_in_class(place / "gone", tmp_path / "again", roster, Mapping())


def test_a_class_zip_that_cannot_be_read_says_so(tmp_path):
    for data in (b"rubbish", zip_of({FILE: "x"}, change=version_needed)):
        (tmp_path / "class.zip").write_bytes(data)
        with pytest.raises(IntakeError, match="is not a zip that can be read"):
            take_in_class(tmp_path / "class.zip", tmp_path / "stage", None, Mapping())
