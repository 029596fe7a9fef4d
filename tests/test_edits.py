"""What somebody changed in a table is found, however it was saved, and becomes lines of a policy."""

from decimal import Decimal

import pytest
import yaml

from secondsource.grading import edits, tables
from secondsource.grading.gradebook import class_marks
from secondsource.grading.policy import Policy, read_policy
from tests.test_gradebook import ID1, ID2, ONE, TWO, done, graded

CLASS = [graded("007", done(ONE, 8), done(TWO, 6)), graded("ben", done(ONE, 4))]
MARKS = class_marks(CLASS)
BOOK = tables.gradebook(MARKS)


def changed(old, new, text=BOOK):
    assert old in text
    return text.replace(old, new)


def found(after, before=BOOK):
    data = after if isinstance(after, bytes) else after.encode()
    return edits.by_hand(edits.changes(before.encode(), data, MARKS), MARKS, "gradebook.csv")


ADA_LINE = "007,007,007@u.test,,8,6,14,20,14,20"


@pytest.mark.parametrize(
    ("new", "marks"),
    [
        ("007,007,007@u.test,,8,6,14,20,18.5,20", {"total": Decimal("18.5")}),
        ("007,007,007@u.test,,9,6,14,20,14,20", {ID1: Decimal(9)}),
        ("007,007,007@u.test,,9,6,15,20,18,20", {ID1: Decimal(9), "total": Decimal(18)}),
        ("007,007,007@u.test,,8,6,15,20,14,20", {"total": Decimal(15)}),
        ("007,Ada,007@u.test,A,8,6,14,20,14,30", {}),
        ("007,007,007@u.test,,8,6,14,20,,20", {}),
        ("007,007,007@u.test,,8,6,14,20,-3,20", {}),
        ("007,007,007@u.test,,8,6,14,20,inf,20", {}),
        ("007,007,007@u.test,,8,6,14.0,20,14.00,20", {}),
    ],
)
def test_a_changed_mark_is_found_and_other_cells_are_none(new, marks):
    assert found(changed(ADA_LINE, new)) == ({"007": {name: (one, "gradebook.csv") for name, one in marks.items()}} if marks else {})  # fmt: skip


@pytest.mark.parametrize(
    "saved",
    [
        lambda text: text.encode(),
        lambda text: text.replace("\n", "\r\n").encode("utf-8-sig"),
        lambda text: text.replace(",", ";").replace("18.5", "18,5").replace("Ben", "Renée").encode("cp1252"),
        lambda text: text.replace(",", "\t").encode("utf-16"),
        lambda text: text.replace("007,007,", "7,7,").encode(),
    ],
)
def test_what_a_spreadsheet_makes_of_a_file_is_no_change(saved):
    text = changed(ADA_LINE, ADA_LINE.replace("20,14,20", "20,18.5,20")).replace(
        "lesson2: nothing", "nothing"
    )
    assert found(saved(text.removeprefix("\ufeff"))) == {"007": {"total": (Decimal("18.5"), "gradebook.csv")}}


def test_lines_that_are_new_gone_or_nobodys_are_no_change():
    assert found(BOOK + "zed,Z,z@u.test,,1\n") == {}
    assert found(BOOK.replace(ADA_LINE, "xyz,007")) == {}
    assert found("") == {}


def test_import_files_are_compared_too():
    for text, old, new in (
        (tables.canvas(MARKS, "A (1)"), "007,007,,007,,14", "007,007,,007,,17"),
        (tables.moodle(MARKS, "A", {}), ",007,007@u.test,14,", ",007,007@u.test,17,"),
    ):
        assert found(changed(old, new, text), text) == {"007": {"total": (Decimal(17), "gradebook.csv")}}


def test_two_of_one_name_are_not_told_apart_by_it():
    twins = [graded(who, done(ONE, 4)) for who in ("ada", "eve")]
    marks = class_marks([one.model_copy(update={"student": one.student.model_copy(update={"name": "A", "email": ""})}) for one in twins])  # fmt: skip
    text = tables.moodle(marks, "A", {})
    assert edits.changes(text.encode(), text.replace(",4,", ",5,").encode(), marks) == []


def test_the_lines_are_a_policy_that_sets_those_marks(tmp_path):
    both = edits.merged([
        {"007": {"total": (Decimal("18.5"), "canvas.csv")}},
        {"007": {"total": (Decimal(3), "moodle.csv"), ID2: (Decimal(9), "moodle.csv")}, "ben": {ID1: (Decimal(5), "results")}},
    ])  # fmt: skip
    lines = edits.policy_lines(both, MARKS)
    assert "  # Ben" in lines
    (tmp_path / "policy.yaml").write_text(lines)
    said = read_policy(tmp_path / "policy.yaml")
    assert {who: {name: one.mark for name, one in rules.marks.items()} for who, rules in said.students.items()} == {
        "007": {"total": Decimal("18.5"), ID2: 9}, "ben": {ID1: 5},
    }  # fmt: skip
    assert said.students["ben"].marks[ID1].comment == "changed in results"
    assert class_marks(CLASS, said).by_id["007"].mark == Decimal("18.5")
    assert found(tables.gradebook(class_marks(CLASS, said))) == {"007": {"total": (Decimal("18.5"), "gradebook.csv")}, "ben": {"total": (Decimal(5), "gradebook.csv")}}  # fmt: skip


@pytest.mark.parametrize("name", ['a": {x}\n- b', "a\x1b[31m", "a\x9b31m", "\u202eevil", "é # x"])
def test_names_break_out_of_neither_the_lines_nor_the_terminal(name):
    odd = graded(name, done(ONE, 4))
    lines = edits.policy_lines({name: {"total": (Decimal(1), "x")}}, class_marks([odd]))
    assert list(yaml.safe_load(lines)["students"]) == [name]
    assert all(line.isprintable() for line in lines.splitlines())


def test_what_does_not_count_is_no_mark_to_set():
    marks = class_marks(CLASS, Policy(counts=["lesson2"]))
    text = tables.gradebook(marks)
    after = text.replace(",6,10,6,10,,8,", ",6,10,6,10,,9,")
    assert after != text
    assert edits.by_hand(edits.changes(text.encode(), after.encode(), marks), marks, "x") == {}
