"""The student kit: all that is needed, and no answer anywhere in it."""

import itertools
import os
import re
import subprocess
import sys
import zipfile

import jupytext
import pytest
from typer.testing import CliRunner

from secondsource import catalogue, cli
from secondsource.grading.kit import NAME, kit_files, notebook, write_kit
from secondsource.stubs import ANSWER


@pytest.fixture(scope="module")
def kit(tmp_path_factory):
    return write_kit(tmp_path_factory.mktemp("kit"))


@pytest.fixture(scope="module")
def texts(kit):
    """Name and text of every file in the zip, notebooks as their cells say it."""
    with zipfile.ZipFile(kit[1]) as archive:
        raw = {name: archive.read(name).decode() for name in archive.namelist()}
    books = {f"{name} as text": jupytext.writes(jupytext.reads(text, fmt="ipynb"), fmt="py:percent")
             for name, text in raw.items() if name.endswith(".ipynb")}  # fmt: skip
    return raw | books


LONG = 45


def bare(text):
    """A text without indentation, so that an answer is found however deep it stands."""
    return "\n".join(line.strip() for line in text.splitlines())


def answer_parts(exercise):
    """Long lines of an exercise's answers, and short ones two by two: what the exercise itself does not hold.

    One short line, such as a call of a given function, may stand in a check by itself.
    """
    handed_out = bare(exercise.handed_out.read_text("utf-8"))
    parts = set()
    for found in ANSWER.finditer(exercise.solution.read_text("utf-8")):
        lines = [line for line in bare(found["body"]).splitlines() if len(line) > 3]
        parts |= {line for line in lines if len(line) >= LONG}
        parts |= {f"{first}\n{second}" for first, second in itertools.pairwise(lines)}
    return {part for part in parts if len(part) >= 25 and part not in handed_out}


@pytest.mark.parametrize("exercise", catalogue.exercises(), ids=lambda one: one.id)
def test_no_answer_is_in_the_zip(exercise, texts):
    parts = answer_parts(exercise)
    found = {part: name for part in parts for name, text in texts.items() if part in bare(text)}
    assert parts
    assert found == {}


def test_no_key_is_in_the_zip(texts):
    names = set(texts)
    assert not [name for name in names if re.search(r"solutions|held_out|wrong_answers|originals", name)]
    assert {name.rpartition("/")[2] for name in names if name.endswith(".yaml")} == {"misconceptions.yaml"}
    every = "\n".join(text for name, text in texts.items() if name.endswith(".md"))
    assert "held_out: true" not in every
    assert not any("/test_grade.py" in name or "/attacks/" in name for name in names)


def test_all_that_is_needed_is_there(texts):
    for exercise in catalogue.exercises():
        for name in (
            f"exercises/{exercise.id}.py",
            f"exercises/{exercise.id}.ipynb",
            f"handed_out/{exercise.id}.py",
        ):
            assert f"{NAME}/{name}" in texts
        assert f"{NAME}/tests/{exercise.lesson}/test_{exercise.name}.py" in texts
    assert "--hash=" in texts[f"{NAME}/requirements.txt"]


def test_two_kits_are_the_same_file(tmp_path):
    first = write_kit(tmp_path)[1].read_bytes()
    assert write_kit(tmp_path)[1].read_bytes() == first  # and a second one replaces the first


def test_a_notebook_is_the_exercise():
    text = catalogue.exercises()[0].handed_out.read_text("utf-8")
    assert jupytext.writes(jupytext.reads(notebook(text).decode(), fmt="ipynb"), fmt="py:percent").count(
        "def "
    ) == text.count("def ")


def test_the_kit_checks_answers_by_itself(kit, tmp_path):
    exercise = catalogue.exercises()[0]
    folder = kit[0]
    answer = folder / "exercises" / f"{exercise.id}.py"
    before = answer.read_text("utf-8")
    env = {**os.environ, "PYTHONPATH": str(folder)}
    command = [sys.executable, "-m", "secondsource", "check", exercise.id]
    try:
        empty = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True)
        answer.write_text(exercise.solution.read_text("utf-8"), "utf-8")
        full = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True)
    finally:
        answer.write_text(before, "utf-8")
    assert (empty.returncode, full.returncode) == (1, 0), (
        empty.stdout + empty.stderr + full.stdout + full.stderr
    )


def test_a_notebook_counts_where_its_file_is_as_handed_out_and_a_lost_cell_is_put_back(kit):
    exercise = catalogue.Exercise("lesson2_syndication", "ex2_overlap")
    book = kit[0] / "exercises" / f"{exercise.id}.ipynb"
    before = book.read_bytes()
    text = exercise.solution.read_text("utf-8")
    book.write_bytes(notebook(text.replace("import re\n", "").replace("%% [markdown]", "%%", 1)))
    env = {**os.environ, "PYTHONPATH": str(kit[0])}
    command = [sys.executable, "-m", "secondsource", "check", exercise.id]
    try:
        ran = subprocess.run(command, cwd=kit[0], env=env, capture_output=True, text=True)
    finally:
        book.write_bytes(before)
    assert ran.returncode == 0, ran.stdout
    assert "is as it was handed out" in ran.stdout
    assert "put back as it was handed out: re." in ran.stdout


def test_the_command_writes_it(tmp_path):
    ran = CliRunner().invoke(cli.app, ["kit", "--out", str(tmp_path)])
    assert ran.exit_code == 0
    assert (tmp_path / f"{NAME}.zip").is_file()
    assert "secondsource/__main__.py" in kit_files()
