"""Reading a class list, whichever platform wrote it."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from secondsource.grading.classes import IntakeError
from secondsource.grading.classes.rosters import class_list, read_roster, student_of, table_of

CANVAS = (
    " Student,ID,SIS User ID,SIS Login ID,Section,A1\n,,,,,{posting}\n{points},,,,,10\n"
    '"L, Ada",11,s1,lada,A,\n"{test}",99,,{login},A,\n'
)


def write(tmp_path, text):
    path = tmp_path / "roster.csv"
    path.write_text(text, "utf-8")
    return path


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("Identifier,Full name,Email address\nParticipant 11,Ada L,ada@u.test\n", {"11": "Ada L"}),
        ("Student,ID,SIS Login ID,Section\n Points Possible,,,\n\"L, Ada\",11,lada,A\n\"Student, Test\",,,\n", {"11": "L, Ada"}),
        ("username;first_name;last_name\nlada;Ada;L\n", {"lada": "Ada L"}),
        ("Email address,First name,Surname\nada@u.test,Ada,L\n", {"ada@u.test": "Ada L"}),
        ("OrgDefinedId,Username,Last Name,First Name,End-of-Line Indicator\n#12,lada,L,Ada,#\n", {"12": "Ada L"}),
        ("Last Name,First Name,Username,Student ID\nL,Ada,lada,s1\n", {"s1": "Ada L"}),
        ("First Name,Last Name,SID,Email\nAda,L,s1,a@u.test\n", {"s1": "Ada L"}),
        ("id,name\nA123,Ada\nB123,Bob\n", {"A123": "Ada", "B123": "Bob"}),
        ("id\n7\n", {"7": "7"}),
    ],
)  # fmt: skip
def test_rosters_of_every_platform(tmp_path, text, ids):
    assert {one.id: one.name for one in read_roster(write(tmp_path, text))} == ids


@pytest.mark.parametrize("words", [("Manual Posting", "    Points Possible", "Student, Test"), ("Publicación manual", "    Puntos posibles", "Estudiante, Prueba")])  # fmt: skip
def test_canvas_furniture_is_known_by_its_shape(tmp_path, words):
    posting, points, test = words
    text = CANVAS.format(posting=posting, points=points, test=test, login="0123456789" * 4)
    (one,) = read_roster(write(tmp_path, text))
    assert (one.id, one.sis, one.login, one.section) == ("11", "s1", "lada", "A")


def test_moodles_participants_are_no_ids_where_there_are_ids(tmp_path):
    text = "Identifier,Full name,ID number\nParticipant 11,Ada,s9\nTeilnehmer/in 12,Bob,\n"
    assert [(one.id, one.participant) for one in read_roster(write(tmp_path, text))] == [
        ("s9", "11"),
        ("12", "12"),
    ]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("id,name\n", "no students"),
        ("id,name\n1,A\n\n\n1,B\n", "two lines have the id 1, line 2 and line 5"),
        ("id,name\nA1,A\na1,B\n", "two lines have the id a1"),
        ("colour\nred\n", "line 2 names nobody"),
        ("id,name,x\n\n1,A,\n,,x\n", "line 4 names nobody"),
        ('id,name\n1,"A\nB"\n2,C\n', "line 2: the cell under “name” goes over several lines"),
        ("", "no students"),
    ],
)
def test_rosters_that_are_no_use_say_where_and_why(tmp_path, text, says):
    with pytest.raises(IntakeError, match=f"roster.csv.*{says}"):
        read_roster(write(tmp_path, text))


def test_a_guess_is_remarked_on(tmp_path):
    path = tmp_path / "roster.csv"
    path.write_bytes("id,name\n1,Renée\n".encode("cp1252"))
    assert "Windows-1252" in class_list(path).remarks[0]
    assert class_list(write(tmp_path, "id,name\n1,Renée\n")).remarks == []


def test_controls_in_a_list_reach_no_terminal(tmp_path):
    (one,) = read_roster(write(tmp_path, "id,name\n1,A\x1b[2Jda\u202e\n"))
    assert one.name == "A\ufffd[2Jda\ufffd"


def test_a_line_can_be_asked_about_alone(tmp_path):
    head, rows = table_of(write(tmp_path, "id,name\n1,Ada\n"))
    assert head == ["id", "name"]
    assert student_of(rows[0], rows[0].line).name == "Ada"


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.lists(st.text(max_size=12), max_size=4), max_size=6))
def test_any_lines_are_a_class_list_or_an_error_that_helps(tmp_path_factory, lines):
    path = tmp_path_factory.getbasetemp() / "any.csv"
    text = "\n".join(["id,name,email", *(",".join(cells) for cells in lines)])
    path.write_bytes(text.encode("utf-8", "replace"))
    try:
        found = read_roster(path)
    except IntakeError as error:
        assert "any.csv" in str(error)  # noqa: PT017 - whether it raises is not the question
    else:
        assert len({one.id for one in found}) == len(found) > 0


@pytest.mark.parametrize(
    ("head", "ids", "remark"),
    [
        ("Matrikelnummer;Nachname;Vorname;E-Mail", ["s1"], ""),
        ("Numéro d’étudiant;Nom;Prénom;Courriel", ["s1"], ""),
        ("Kennzeichen;Name;Note;E-Mail", ["a@u.test"], "Not used: “Kennzeichen”, “Note”"),
    ],
)
def test_a_column_of_ids_with_an_unknown_heading_is_named(tmp_path, head, ids, remark):
    path = tmp_path / "klasse.csv"
    path.write_text(f"{head}\ns1;Lovelace;Ada;a@u.test\n", "utf-8-sig")
    found = class_list(path)
    assert [one.id for one in found.students] == ids
    assert remark in " ".join(found.remarks)
    assert bool(found.remarks) == bool(remark)


def test_names_and_addresses_alone_are_a_class_list_without_a_remark(tmp_path):
    path = tmp_path / "list.csv"
    path.write_text("name,email\nAda,a@u.test\n")
    assert not class_list(path).remarks
