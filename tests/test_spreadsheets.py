"""Reading the tables that spreadsheets write: in their encodings and dialects, or with an error that helps."""

import re
import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from secondsource.grading.classes import IntakeError
from secondsource.grading.classes.spreadsheets import decoded, read_table
from secondsource.grading.worksheet import demand_worksheet

KNOWN = {"id", "name"}
PLAIN = "id,name\n1,Ada\n2,Bob\n"
WESTERN = "id,name\n1,Renée Ilvès\n2,Bob – Byron\n"


def table(tmp_path, data, encoding="utf-8"):
    path = tmp_path / "list.csv"
    path.write_bytes(data if isinstance(data, bytes) else data.encode(encoding))
    return read_table(path, KNOWN)


@pytest.mark.parametrize(
    "text",
    [
        PLAIN, PLAIN.replace("\n", "\r\n"), PLAIN.replace("\n", "\r"), f"\n\n,\n{PLAIN}", PLAIN.replace(",", ";"),
        PLAIN.replace(",", "\t"), PLAIN.replace(",", "|"), f"sep=;\n{PLAIN.replace(',', ';')}", f"\ufeff{PLAIN}",
        '"id","name"\n"1","Ada"\n"2","Bob"\n', f"Class of 2026,\n{PLAIN}", "ID, Name \n1,Ada\n2,Bob", PLAIN + ",,,\n\n",
        "id,name,name\n1,,Ada\n2,Bob,no\n", "id,name\n1,Ada,more,and more\n2,Bob\n", "id,name\0\n1,Ada\n2,Bob\n",
    ],
)  # fmt: skip
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be"])
def test_dialects_and_encodings(tmp_path, text, encoding):
    found = table(tmp_path, text.lstrip("\ufeff") if encoding != "utf-8" else text, encoding)
    rows = [{key.casefold(): value for key, value in row.items()} for row in found.rows]
    assert [(row["id"], row["name"]) for row in rows] == [("1", "Ada"), ("2", "Bob")]
    assert found.remark == ""


def test_lines_are_those_of_the_file(tmp_path):
    found = table(tmp_path, 'sep=,\n\nid,name\n1,"A\nB"\n\n2,Bob\n')
    assert [(row.line, row["id"]) for row in found.rows] == [(4, "1"), (7, "2")]


def test_western_and_other_letters_are_read_and_said_so(tmp_path):
    found = table(tmp_path, WESTERN, "cp1252")
    assert [row["name"] for row in found.rows] == ["Renée Ilvès", "Bob – Byron"]
    assert (
        found.remark == "list.csv is not in UTF-8. It was read as Windows-1252: is this right? 1,Renée Ilvès"
    )
    cyrillic = "id,name\n1,Іван Петренко\n2,Олена Шевченко\n"
    assert [row["name"] for row in table(tmp_path, cyrillic, "cp1251").rows] == [
        "Іван Петренко",
        "Олена Шевченко",
    ]


@pytest.mark.parametrize(
    ("data", "line"),
    [(WESTERN.replace("–", "-").encode("mac_roman"), 2), ("id,name\n1,A\n2,佐藤花子\n".encode("cp932"), 3),
     (b"id,name\n1,\x81\n", 2), (b"\xef\xbb\xbfid,name\n1,\xff\n", 2), (b"\xff\xfei\0d\0\n", 1)],
)  # fmt: skip
def test_what_cannot_be_read_for_sure_names_the_line_and_the_mend(tmp_path, data, line):
    with pytest.raises(IntakeError, match=rf"list.csv, line {line}: .*Save it as “CSV UTF-8”"):
        table(tmp_path, data)


@pytest.mark.parametrize(
    "data", ['id,name\n1,"Ada\n2,Bob\n', 'id,name\n1,"Ada"x\n', "id,name\n1," + "x" * 200_000]
)
def test_broken_cells_name_the_line(tmp_path, data):
    with pytest.raises(IntakeError, match=r"list\.csv, line 2: "):
        table(tmp_path, data)


def test_an_empty_file_is_an_empty_table(tmp_path):
    assert table(tmp_path, "").rows == []


def test_without_the_package_that_guesses_only_western_letters_are_read(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "charset_normalizer", None)
    assert table(tmp_path, WESTERN, "cp1252").rows[0]["name"] == "Renée Ilvès"
    with pytest.raises(IntakeError):
        table(tmp_path, "id,name\n1,£ukasz\n".encode("cp1252"))


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.binary(max_size=300) | st.text(max_size=200).map(str.encode))
def test_any_file_is_a_table_or_an_error_that_helps(tmp_path_factory, data):
    path = tmp_path_factory.getbasetemp() / "any.csv"
    path.write_bytes(data)
    try:
        read_table(path, KNOWN)
        assert (
            "\ufffd" not in decoded(path)[0]
            or "\ufffd".encode() in data
            or 0 in data
            or data[:2] in {b"\xff\xfe", b"\xfe\xff"}
        )
    except IntakeError as error:
        assert re.match("any.csv(, line| is a spreadsheet’s own file)", str(error))  # noqa: PT017 - whether it raises is not the question


@pytest.mark.parametrize("begins", [b"PK\x03\x04\x14\0", b"\xd0\xcf\x11\xe0\xa1\xb1"], ids=["xlsx", "xls"])
def test_a_workbook_is_named_as_one_whatever_it_is_called(tmp_path, begins):
    path = tmp_path / "list.csv"
    path.write_bytes(begins + bytes(200))
    for read in (read_table, lambda path: demand_worksheet(path, tmp_path / "out")):
        with pytest.raises(
            IntakeError, match=r"list.csv is a spreadsheet’s own file .*save it as “CSV UTF-8”"
        ):
            read(path)
