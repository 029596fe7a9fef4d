"""mapping.csv: written half filled, read however a spreadsheet saved it, and wrong lines named."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.grading.classes import IntakeError, mapping, take_in_class
from secondsource.grading.classes.mapping import HEAD, Mapping, read_mapping, write_mapping
from secondsource.grading.classes.people import Student
from tests.test_intake import FILE, hand_in, zipped

ROSTER = [
    Student(id="1", name="Ada Lovelace"),
    Student(id="2", name="Bob Byron"),
    Student(id="3", name="Cy Cole"),
]


def taken(place, tmp_path, said):
    return take_in_class(place, tmp_path / f"stage{len(list(tmp_path.iterdir()))}", ROSTER, said)


def owners(intake):
    return {
        one.student.id: sorted(label.partition(" [")[0] for label in one.labels)
        for one in intake.submissions
        if one.standing == "handed in"
    }


@pytest.mark.parametrize(
    "saved",
    [lambda text: text.encode(), lambda text: text.replace(",", ";").encode("utf-16"), lambda text: text.replace(",", "\t").encode("cp1252")],
    ids=["as it is", "semicolons and UTF-16", "tabs and Windows-1252"],
)  # fmt: skip
def test_it_is_written_half_filled_and_read_when_it_is_filled(tmp_path, saved):
    for student in ("=Zoë", "Ada Lovlace", "Bob Byron"):
        hand_in(tmp_path / "c", student)
    path = tmp_path / "out" / "mapping.csv"
    first = taken(tmp_path / "c", tmp_path, read_mapping(path, ROSTER))
    assert write_mapping(path, first.unowned, Mapping())
    text = path.read_text("utf-8-sig")
    assert text.splitlines()[0].split(",") == list(HEAD)
    assert "Ada Lovlace,Ada Lovlace,1: Ada Lovelace" in text.replace(next(one.claim.mark for one in first.unowned if one.claim.label == "Ada Lovlace") + ",", "")  # fmt: skip
    assert "'=Zoë" in text

    lines = [
        f"{line}3" if "Zo" in line else f"{line}1" if "Lovl" in line else line for line in text.splitlines()
    ]
    path.write_bytes(saved("\n".join(lines)))
    said = read_mapping(path, ROSTER)
    second = taken(tmp_path / "c", tmp_path, said)
    assert owners(second) == {"1": ["Ada Lovlace"], "2": ["Bob Byron"], "3": ["=Zoë"]}
    assert not write_mapping(path, second.unowned, said)

    hand_in(tmp_path / "c", "who")
    assert write_mapping(path, taken(tmp_path / "c", tmp_path, said).unowned, said)
    assert owners(taken(tmp_path / "c", tmp_path, read_mapping(path, ROSTER))) == owners(second)


def test_a_group_has_one_line_with_several_ids(tmp_path):
    hand_in(tmp_path / "c", "the team")
    path = tmp_path / "m.csv"
    path.write_text("handed in,student id\nthe team,1; 2\nother,\n")
    assert owners(taken(tmp_path / "c", tmp_path, read_mapping(path, ROSTER))) == {
        "1": ["the team"],
        "2": ["the team"],
    }


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("handed in,student id\nx,9\n", "line 2: nobody on the class list has the id 9"),
        ("handed in,student id\n\nx,1;1\n", "line 3: 1 stands there twice"),
        ("handed in,student id\nx,1\nx,2\n", "line 3: x has a line above"),
        (
            "who,id\nx,1\n",
            "its headings “handed in” and “student id” are not both there. Give the columns these headings again",
        ),
        ("", "its headings"),
        ("handed in,student id\n,1\n", "line 2: the cell under “handed in” is empty"),
    ],
)
def test_lines_that_are_no_use_are_named(tmp_path, text, says):
    path = tmp_path / "mapping.csv"
    path.write_text(text)
    with pytest.raises(IntakeError, match=f"mapping.csv.*{says}"):
        read_mapping(path, ROSTER)


def test_without_a_class_list_an_id_is_taken_as_it_stands(tmp_path):
    path = tmp_path / "mapping.csv"
    path.write_text(f"handed in,student id\n{FILE},ada\n")
    zipped(tmp_path / "c.zip", {FILE: "x"})
    found = take_in_class(tmp_path / "c.zip", tmp_path / "stage", None, read_mapping(path, None))
    assert owners(found) == {"ada": [FILE]}


def test_a_nameless_file_that_comes_again_next_week_with_another_content_is_asked_for_again(tmp_path):
    zipped(tmp_path / "week1" / "answers.zip", {FILE: "x"})
    zipped(tmp_path / "week2" / "answers.zip", {FILE: "another student's"})
    path = tmp_path / "mapping.csv"
    write_mapping(path, taken(tmp_path / "week1", tmp_path, Mapping()).unowned, Mapping())
    path.write_text(path.read_text("utf-8-sig").rstrip() + "1\n")
    said = read_mapping(path, ROSTER)
    assert owners(taken(tmp_path / "week1", tmp_path, said)) == {"1": ["answers.zip"]}
    again = taken(tmp_path / "week2", tmp_path, said)
    assert owners(again) == {}
    assert write_mapping(path, again.unowned, said)
    said = read_mapping(path, ROSTER)
    assert owners(taken(tmp_path / "week1", tmp_path, said)) == {"1": ["answers.zip"]}
    assert owners(taken(tmp_path / "week2", tmp_path, said)) == {}


def test_of_two_mappings_the_one_that_was_named_counts():
    one, other = Mapping({"x": ROSTER[:1]}, {"x": ["x"]}), Mapping({"x": ROSTER[1:2]}, {"x": ["y"]})
    assert one.merged(other) == other


def test_none_is_nobody_unless_somebody_is_called_so(tmp_path):
    path = tmp_path / "mapping.csv"
    path.write_text("handed in,mark,student id\nx,0,NONE\n")
    found = read_mapping(path, ROSTER)
    assert found.owners == {"x [0]": []}
    assert found.nobodys() == {"unmatched x", "unmatched x [0]"}
    called = Student(id="none", name="Nora None")
    assert read_mapping(path, [*ROSTER, called]).owners == {"x [0]": [called]}


def test_a_named_mapping_counts_for_any_files_where_it_names_none():
    kept = Mapping({"x [0]": ROSTER[:1], "y [0]": []}, {"x [0]": ["x", "0"], "y [0]": ["y", "0"]})
    named = Mapping({"x": ROSTER[1:2]}, {"x": ["x", ""]})
    assert kept.merged(named).owners == {"x": ROSTER[1:2], "y [0]": []}


def test_columns_that_somebody_added_stay_with_their_lines(tmp_path):
    for student in ("Ada Lovlace", "Bobb", "Zoe"):
        hand_in(tmp_path / "c", student)
    path = tmp_path / "out" / "mapping.csv"
    write_mapping(path, taken(tmp_path / "c", tmp_path, Mapping()).unowned, Mapping())
    head, *lines = path.read_text("utf-8-sig").splitlines()
    noted = {"Ada": "1,sure", "Bobb": ",'=asked", "Zoe": ","}
    lines = [line + noted[line.split()[0].split(",")[0]] for line in lines]
    path.write_text("\n".join([f"{head},my note", *lines]), "utf-8")

    said = read_mapping(path, ROSTER)
    assert write_mapping(path, taken(tmp_path / "c", tmp_path, said).unowned, said)

    head, *lines = path.read_text("utf-8-sig").splitlines()
    assert head.endswith(",my note")
    assert sorted(line.rpartition(",")[2] for line in lines) == ["", "'=asked", "sure"]
    assert all(len(line.split(",")) == len(head.split(",")) for line in lines if '"' not in line)


def test_columns_of_a_named_mapping_stay_in_that_file(tmp_path):
    kept = Mapping({"a": []}, {"a": ["a", "", "", "", "none", "mine"]}, more=["note"])
    named = Mapping(
        {"b": []}, {"b": ["b", "", "", "", "none", "theirs"]}, {"c": ["c", "", "", "", "", "x"]}, ["other"]
    )
    both = kept.merged(named)
    assert both.more == ["note"]
    assert both.lines == {"a": ["a", "", "", "", "none", "mine"], "b": ["b", "", "", "", "none"]}
    assert both.waiting == {"c": ["c", "", "", "", ""]}


def saved_by_a_spreadsheet(cell):
    """Return a cell as a spreadsheet saves it that takes what it can for a number."""
    try:
        return f"{float(cell):.0f}" if len(cell) < 12 and "e" not in cell else f"{float(cell):.2E}"
    except ValueError:
        return cell


@pytest.mark.parametrize(
    ("cell", "kept"),
    [
        *((one, f"'{one}") for one in ("0012345", "00520881", "123456789012", "12e45678", "3-11", "2026-11-03", "1.5", "10:30", "dec12", "3 Nov", "1-mar-26", "=x", "-7", "'t")),
        *((one, one) for one in ("17", "4fd94f9e", "s5", "Ada", "Team 3", "Ada-3", "March", "a-1", "e12", "12345678901")),
    ],
)  # fmt: skip
def test_no_spreadsheet_takes_a_cell_for_a_number_or_a_date(cell, kept):
    assert mapping._harmless(cell) == kept
    assert mapping._bare(kept) == cell


@given(st.text(alphabet="0a1'=-.e/ \t3Mar", max_size=8))
def test_a_cell_comes_back_as_it_was(cell):
    assert mapping._bare(mapping._harmless(cell)) == cell


def test_a_name_of_digits_is_known_again_when_a_spreadsheet_saved_the_file(tmp_path):
    hand_in(tmp_path / "c", "0012345")
    path = tmp_path / "mapping.csv"
    write_mapping(path, taken(tmp_path / "c", tmp_path, Mapping()).unowned, Mapping())
    rows = [line.split(",") for line in path.read_text("utf-8-sig").splitlines()]
    rows = [rows[0], [*rows[1][:4], "1"]]
    path.write_text("\n".join(";".join(map(saved_by_a_spreadsheet, row)) for row in rows))
    assert owners(taken(tmp_path / "c", tmp_path, read_mapping(path, ROSTER))) == {"1": ["0012345"]}


def test_an_id_that_lost_its_zeros_is_found_unless_two_have_it(tmp_path):
    path = tmp_path / "mapping.csv"
    path.write_text("handed in,student id\nx,123\n")
    ada, bob = Student(id="00123", name="Ada"), Student(id="0123", name="Bob")
    assert read_mapping(path, [ada]).owners == {"x": [ada]}
    exact = Student(id="123", name="Cy")
    assert read_mapping(path, [ada, exact]).owners == {"x": [exact]}
    with pytest.raises(IntakeError, match="has the id 123"):
        read_mapping(path, [ada, bob])


def test_blanks_round_cells_do_not_matter(tmp_path):
    path = tmp_path / "mapping.csv"
    path.write_text("handed in , mark, Student  ID \n x y , 12ab , 1 ;  2 \n")
    found = read_mapping(path, ROSTER)
    assert found.owners == {"x y [12ab]": ROSTER[:2]}
    assert found.lines["x y [12ab]"] == ["x y", "12ab", "", "", "1 ;  2"]


def test_of_two_copies_of_a_line_the_filled_one_counts(tmp_path):
    path = tmp_path / "mapping.csv"
    for lines in ("x,\nx,1", "x,1\nx,"):
        path.write_text(f"handed in,student id\n{lines}\n")
        found = read_mapping(path, ROSTER)
        assert (found.owners, found.waiting) == ({"x": ROSTER[:1]}, {})


def test_notes_without_a_heading_or_under_one_heading_stay_too(tmp_path):
    for student in ("Ada Lovlace", "Zoe", "who"):
        hand_in(tmp_path / "c", student)
    path = tmp_path / "mapping.csv"
    path.write_text(
        "note,handed in,student id,note,,,\nfirst,Ada Lovlace,1,second,third,,\n,Zoe,2,,,,,late\n,,,,,,,\n"
    )
    said = read_mapping(path, ROSTER)
    assert write_mapping(path, taken(tmp_path / "c", tmp_path, said).unowned, said)
    head, *lines = path.read_text("utf-8-sig").splitlines()
    assert head == ",".join([*HEAD, "note", "note", "", ""])
    assert "Ada Lovlace,,,,1,first,second,third," in lines
    assert all(line.count(",") == head.count(",") for line in lines)
    again = read_mapping(path, ROSTER)
    assert again.lines == said.lines


def test_another_students_file_of_the_same_name_and_size_is_asked_for_again(tmp_path):
    for section, answer in (("one", "3"), ("two", "4")):
        (tmp_path / section).mkdir()
        (tmp_path / section / "ex1_label_sources (1).py").write_text(f"CONFIDENCE = {answer}\n")
    path = tmp_path / "mapping.csv"
    write_mapping(path, taken(tmp_path / "one", tmp_path, Mapping()).unowned, Mapping())
    path.write_text(path.read_text("utf-8-sig").rstrip() + "1\n")
    said = read_mapping(path, ROSTER)
    assert list(owners(taken(tmp_path / "one", tmp_path, said))) == ["1"]
    assert owners(taken(tmp_path / "two", tmp_path, said)) == {}
