"""Answers that share more than the exercise explains: with the published solution, and with each other."""

import json
import re
import time

import pytest

from secondsource import catalogue
from secondsource.grading import example_class
from secondsource.grading.classes.intake import Student, Submission
from secondsource.grading.kit import notebook
from secondsource.grading.report import similarity
from secondsource.grading.source import Found, Path

EXERCISE = catalogue.Exercise("lesson1_anonymous_sourcing", "ex3_classify_source")
CODE = [one for one in catalogue.exercises() if one.id not in {
    "lesson0_entry_check/ex1_entry_check", "lesson1_anonymous_sourcing/ex1_label_sources",
    "lesson3_opinion_and_reporting/ex1_label_passages", "lesson3_opinion_and_reporting/ex5_checkable_claims",
    "lesson5_assessment/ex3_memo", "lesson6_exit_check/ex1_exit_check"}]  # fmt: skip
"""Exercises with enough code to show anything; the others are forms."""

OWN = """
def classify_source(phrase):
    weights = {"officer": 3, "file": 7, "paper": 2}
    best, reached = None, -1
    for word in phrase.lower().split():
        if word in weights and weights[word] > reached:
            best, reached = word, weights[word]
    while reached > 5 and best is not None and len(best) < 40:
        best = best + best[::-1]
    if reached == 3 or (best or "").startswith("pa"):
        return {"type": "unnamed_group", "rung": reached % 5}
    return {"type": "none", "rung": max(0, min(reached, 4))}
"""
COPIED = re.sub(r"\b(weights|best|reached|word)\b", r"my_\1", OWN).replace("    for", "    # mine!\n    for")
ANOTHER = """
def classify_source(phrase):
    return [number ** 2 for number in range(len(phrase)) if number % 7 == 3][:2] or sorted(set(phrase))
""" + "\n".join(f"step_{n} = [{n}, {n * n}, {n % 3}, ({n} - {n + 4}) / {n + 1}]" for n in range(12))


def handed_in(folder, *texts):
    found = []
    for number, text in enumerate(texts):
        path = folder / str(number) / EXERCISE.lesson / f"{EXERCISE.name}.py"
        path.parent.mkdir(parents=True)
        path.write_text(text, "utf-8")
        found.append(Submission(Student(id=str(number), name=f"S{number}"), folder / str(number)))
    return found


def test_a_copy_with_other_names_and_comments_is_found(tmp_path, monkeypatch):
    given = EXERCISE.handed_out.read_text("utf-8")
    solved = EXERCISE.solution.read_text("utf-8")
    texts = [given + OWN, given + ANOTHER, *[solved] * 5, given + COPIED, given]
    found = similarity.compare(handed_in(tmp_path, *texts), [EXERCISE]).pairs
    assert [(one.one.name, one.other.name) for one in found] == [("S0", "S7")]
    assert found[0].contained == 1
    assert found[0].shared == found[0].found[0].shared >= similarity.SHARED
    monkeypatch.setattr(similarity, "AT_ONCE", 2)  # in parts: the same pairs
    assert similarity.compare(handed_in(tmp_path / "again", *texts), [EXERCISE]).pairs == found


def test_what_much_of_the_class_has_makes_no_pair(tmp_path):
    solved = EXERCISE.solution.read_text("utf-8")
    assert similarity.compare(handed_in(tmp_path, *[solved] * 6), [EXERCISE]).pairs == []


def test_what_was_handed_out_makes_no_pair(tmp_path):
    given = EXERCISE.handed_out.read_text("utf-8")
    assert similarity.compare(handed_in(tmp_path, given, given), [EXERCISE]).pairs == []


def test_all_exercises_are_compared_and_missing_files_do_no_harm(tmp_path):
    assert [one.shared for one in similarity.compare(handed_in(tmp_path, OWN, OWN)).pairs] != []


def test_broken_files_are_compared_too():
    assert similarity.tokens('x = """never closed') == ["_", "=", '"', "never", "closed"]
    assert similarity.tokens("x.lower() == 'it\\'s' # so\n")[1:] == [
        ".",
        "lower",
        "(",
        ")",
        "=",
        "=",
        '"',
        "it",
        "s",
    ]


@pytest.mark.parametrize("text", ["'\\" * 300_000, '"""\\' * 200_000, "\\'" * 300_000, "a'" * 300_000])
def test_hostile_text_costs_no_time(text):
    began = time.monotonic()
    assert len(similarity.tokens(text)) <= similarity.LONGEST + len(text)
    assert time.monotonic() - began < 5


# --- published solutions --------------------------------------------------------------------------


def invented_class(folder, size, copies, exercises, change=lambda text: text):
    """Hand in the invented class, and in place of its first members as many who hand in published solutions."""
    found = []
    for number, place in enumerate([n for n in range(size + 2) if n not in example_class.ABSENT]):
        person = example_class.invented(place)
        for exercise in exercises:
            path = folder / str(number) / exercise.lesson / f"{exercise.name}.py"
            path.parent.mkdir(parents=True, exist_ok=True)
            solved = number < copies
            text = change(exercise.solution.read_text("utf-8")) if solved else honest(exercise, person)
            path.write_text(text, "utf-8")
        found.append(Submission(Student(id=str(number), name=f"S{number:02}"), folder / str(number)))
    return found


RECORDED = {}


def honest(exercise, person):
    if exercise not in RECORDED:
        RECORDED[exercise] = example_class.recorded_answers(exercise)
    return example_class.answer_of(exercise, RECORDED[exercise], person)


def with_comments(text):
    return re.sub(r"\n    # --8<-- .*", "", text).replace("    return", "    # so I thought\n    return")


@pytest.mark.untraced
@pytest.mark.parametrize(("size", "copies"), [(24, 1), (24, 3), (60, 12), (24, 24)])
@pytest.mark.parametrize("change", [str, with_comments])
def test_who_hands_in_the_published_solution_is_named_and_nobody_else(tmp_path, size, copies, change):
    some = [EXERCISE, *CODE[-2:]]
    found = similarity.compare(invented_class(tmp_path, size, copies, some, change), some)
    assert [one.student.name for one in found.holders] == [f"S{number:02}" for number in range(copies)]
    assert all([exercise for exercise, _ in one.found] == [one.id for one in some] for one in found.holders)
    assert not any(
        {pair.one.name, pair.other.name} <= {one.student.name for one in found.holders}
        for pair in found.pairs
    )


@pytest.mark.untraced
def test_no_honest_student_of_the_invented_class_is_named(tmp_path):
    nearest = [
        catalogue.find(name)[0] for name in ("lesson1/ex3", "lesson3/ex3", "lesson4/ex4", "lesson5/ex1")
    ]
    assert similarity.compare(invented_class(tmp_path, 28, 0, nearest), nearest).holders == []


@pytest.mark.parametrize("exercise", catalogue.exercises(), ids=lambda one: one.id)
def test_every_exercise_with_code_of_its_own_shows_its_solution_and_no_other_does(tmp_path, exercise):
    found = similarity.compare(invented_class(tmp_path, 1, 1, [exercise]), [exercise])
    assert bool(found.holders) is (exercise in CODE)


def test_two_who_hold_the_solution_and_share_more_are_a_pair_too(tmp_path):
    solved = EXERCISE.solution.read_text("utf-8")
    found = similarity.compare(handed_in(tmp_path, solved + OWN, solved + COPIED, OWN + ANOTHER), [EXERCISE])
    assert [one.student.name for one in found.holders] == ["S0", "S1"]
    assert ("S0", "S1") in [(one.one.name, one.other.name) for one in found.pairs]


def test_an_exercise_without_a_solution_is_compared_all_the_same(tmp_path):
    nowhere = catalogue.Exercise("lesson9_none", "ex1_none")
    assert similarity.compare(handed_in(tmp_path, OWN), [nowhere]) == similarity.Likeness([], [])


# --- what is read -----------------------------------------------------------------------------------


@pytest.mark.parametrize("exercise", [EXERCISE, CODE[-1]], ids=lambda one: one.id)
def test_a_notebook_counts_as_the_file_it_stands_for(exercise):
    text = exercise.solution.read_text("utf-8")
    book = similarity.text_of(Found(Path("x.ipynb"), notebook(text)))
    assert similarity.tokens(book) == similarity.tokens(text)


def test_an_old_notebook_and_another_encoding_are_read():
    old = {
        "worksheets": [
            {
                "cells": [
                    {"cell_type": "code", "input": ["A = 1\n", "B = 'é'"]},
                    {"cell_type": "markdown", "source": "x"},
                ]
            }
        ]
    }
    assert similarity.text_of(Found(Path("x.ipynb"), json.dumps(old).encode())) == "A = 1\nB = 'é'"
    assert similarity.text_of(Found(Path("x.py"), "é".encode("utf-16"))) == "é"
    assert similarity.text_of(Found(Path("x.ipynb"), b'{"cell_type": "code", "source": "A\\q"}')) == ""


HOSTILE = [
    '"source": ["a",',
    '"source":[',
    '"source": "',
    '"cell_type"  ',
    '"source"   ',
    '"source": [ ',
    "[",
    '\\"',
    '"a",',
    "{}",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_notebook_costs_no_time(text):
    began = time.monotonic()
    book = '"cell_type": "code", "source": ["a", ' + text * (2_000_000 // len(text))
    similarity.tokens(similarity.text_of(Found(Path("x.ipynb"), book.encode())))
    assert time.monotonic() - began < 10
