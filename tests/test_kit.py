"""The student kit: all that is needed, no answer anywhere in it, and it works where a student opens it."""

import itertools
import json
import re
import shutil
import zipfile

import jupytext
import markdown
import pytest
from typer.testing import CliRunner

from secondsource import catalogue, cli
from secondsource.grading import alone
from secondsource.grading.classes.intake import take_in
from secondsource.grading.kit import NAME, kit_files, notebook, settings_file, write_kit
from secondsource.stubs import ANSWER
from tests import bare as plain


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
    return {name.partition("/")[2]: text for name, text in (raw | books).items()}


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
    assert {name.rpartition("/")[2] for name in names if name.endswith(".yaml")} == {
        "course.yaml",
        "misconceptions.yaml",
    }
    every = "\n".join(text for name, text in texts.items() if name.endswith(".md"))
    assert "held_out: true" not in every
    assert not any("/test_grade.py" in name or "/attacks/" in name for name in names)


def test_all_that_is_needed_is_there(texts):
    for exercise in catalogue.exercises():
        for kind in ("py", "ipynb"):
            assert texts[f"exercises/{exercise.id}.{kind}"] == texts[f"handed_out/{exercise.id}.{kind}"]
        assert f"tests/{exercise.lesson}/test_{exercise.name}.py" in texts
    assert "--hash=" in texts["requirements.txt"]
    assert "--hash=" in texts["requirements-jupyter.txt"]


def test_two_kits_are_the_same_file(tmp_path):
    first = write_kit(tmp_path)
    before = first[1].read_bytes()
    assert write_kit(tmp_path) == first
    assert first[1].read_bytes() == before
    assert first[2] == []


def test_what_renders_its_readme_keeps_the_steps_and_their_commands_together():
    shown = markdown.markdown(kit_files()["README.md"].decode())
    assert (shown.count("<ol>"), shown.count("<li>"), shown.count("<pre>")) == (1, 4, 3)


def test_a_kit_writes_over_no_answer(tmp_path, monkeypatch):
    folder, archive, _ = write_kit(tmp_path)
    answer = folder / "exercises" / f"{FIRST.id}.py"
    answer.write_text("mine")
    (folder / "README.md").unlink()
    again = write_kit(tmp_path)
    assert again == (folder, archive, [f"exercises/{FIRST.id}.py"])
    assert (answer.read_text(), (folder / "README.md").is_file()) == ("mine", True)

    monkeypatch.setattr("secondsource.grading.kit.README", "another course")
    newer, other, changed = write_kit(tmp_path)
    assert (changed, answer.read_text()) == ([], "mine")
    assert {newer, other}.isdisjoint({folder, archive})
    with zipfile.ZipFile(other) as kit:  # unpacked beside the old one, it meets nothing of it
        assert {name.partition("/")[0] for name in kit.namelist()} == {newer.name}


def test_what_was_decided_about_the_course_goes_with_it(tmp_path, monkeypatch):
    monkeypatch.setattr(catalogue, "root", lambda: tmp_path)
    assert settings_file() == {}
    (tmp_path / "course.yaml").write_text("name: Ours")
    assert settings_file() == {"course.yaml": b"name: Ours"}


def test_a_notebook_is_the_exercise():
    text = catalogue.exercises()[0].handed_out.read_text("utf-8")
    assert jupytext.writes(jupytext.reads(notebook(text).decode(), fmt="ipynb"), fmt="py:percent").count(
        "def "
    ) == text.count("def ")


# --- as a student has it ----------------------------------------------------------------------

FIRST = catalogue.exercises()[0]
ONE_A_LESSON = [next(group) for _, group in itertools.groupby(catalogue.exercises(), lambda one: one.lesson)]


class Desk:
    """A kit, unpacked and made ready in an environment that holds nothing of ours."""

    def __init__(self, folder, path):
        self.folder, self.path = folder, path
        self.python = folder / ".venv" / "bin" / "python"

    def run(self, *command, cwd=None):
        return plain.run(command, cwd or self.folder, self.path)

    def answer(self, exercise, kind="py"):
        """Write the solution into an exercise, and return its path."""
        path = self.folder / "exercises" / f"{exercise.id}.{kind}"
        text = exercise.solution.read_text("utf-8")
        path.write_bytes(notebook(text) if kind == "ipynb" else text.encode())
        return path


@pytest.fixture(scope="module")
def desk(kit, tmp_path_factory):
    place = tmp_path_factory.mktemp("Schreibtisch 'Zoë'")
    with zipfile.ZipFile(kit[1]) as archive:
        archive.extractall(place)
    desk = Desk(next(place.iterdir()), plain.tools(place.with_name("desk_tools")))
    ran = plain.installed(desk.run("python3", "start.py", "--jupyter"))
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "==> Installing" in ran.stdout
    assert "-m jupyter lab exercises" in ran.stdout
    return desk


def test_a_second_start_has_nothing_to_do(desk):
    ran = desk.run("python3", "start.py", "--jupyter")
    assert ran.returncode == 0, ran.stderr
    assert "==>" not in ran.stdout
    installed = desk.run(desk.python, "-m", "pip", "check")
    assert installed.returncode == 0, installed.stdout  # the list names all there is to install


def test_the_kit_checks_answers_by_itself(desk):
    command = [desk.python, "-m", "secondsource", "check", FIRST.id]
    empty = desk.run(*command)
    desk.answer(FIRST)
    full = desk.run(*command, cwd=desk.folder / "exercises")
    assert (empty.returncode, full.returncode) == (1, 0), (
        empty.stdout + empty.stderr + full.stdout + full.stderr
    )


def test_a_notebook_counts_where_its_file_is_as_handed_out_and_a_lost_cell_is_put_back(desk):
    exercise = catalogue.Exercise("lesson2_syndication", "ex2_overlap")
    text = exercise.solution.read_text("utf-8")
    book = desk.folder / "exercises" / f"{exercise.id}.ipynb"
    before = book.read_bytes()
    (desk.folder / "exercises" / f"{exercise.id}.py").write_bytes(exercise.handed_out.read_bytes())
    book.write_bytes(notebook(text.replace("import re\n", "").replace("%% [markdown]", "%%", 1)))
    ran = desk.run(desk.python, "-m", "secondsource", "check", exercise.id)
    book.write_bytes(before)
    assert ran.returncode == 0, ran.stdout
    assert "is as it was handed out" in ran.stdout
    assert "put back as it was handed out: re." in ran.stdout


def test_every_file_runs_where_an_editor_starts_it(desk):
    for number, exercise in enumerate(catalogue.exercises()):
        path = desk.answer(exercise)
        cwd = (path.parent, desk.folder, desk.folder.parent)[number % 3]
        ran = desk.run(desk.python, path, cwd=cwd)
        assert ran.returncode == 0, (exercise.id, cwd, ran.stderr)


def test_a_file_as_handed_out_fails_at_the_first_answer_and_not_before(desk):
    exercise = catalogue.Exercise("lesson2_syndication", "ex2_overlap")
    (desk.folder / "exercises" / f"{exercise.id}.py").write_bytes(exercise.handed_out.read_bytes())
    ran = desk.run(desk.python, f"exercises/{exercise.id}.py")
    assert ran.stderr.rstrip().endswith("NotImplementedError: Write your answer here.")


def test_a_notebook_of_every_lesson_runs_in_its_own_folder(desk):
    books = [desk.answer(exercise, "ipynb") for exercise in ONE_A_LESSON]
    command = [desk.python, "-m", "nbconvert", "--to", "notebook", "--execute", "--inplace"]
    ran = desk.run(*command, *books, cwd=desk.folder.parent)
    assert ran.returncode == 0, ran.stderr
    kernel = json.loads(desk.run(desk.python, "-m", "jupyter", "kernelspec", "list", "--json").stdout)[
        "kernelspecs"
    ]
    assert {json.loads(book.read_text("utf-8"))["metadata"]["kernelspec"]["name"] for book in books} <= set(
        kernel
    )
    cells = [
        cell
        for book in books
        for cell in json.loads(book.read_text("utf-8"))["cells"]
        if cell["cell_type"] == "code"
    ]
    assert all(cell["execution_count"] for cell in cells)


def test_jupyterlab_is_there(desk):
    ran = desk.run(desk.python, "-m", "jupyter", "lab", "--version")
    assert re.match(r"4\.\d+", ran.stdout), ran.stderr


def test_a_kit_that_was_moved_is_made_ready_again(desk, tmp_path):
    """Only what that decides: installing it all once more would show nothing new."""
    moved = tmp_path / "moved"
    moved.mkdir()
    for name in ("start.py", "requirements.txt"):
        shutil.copy(desk.folder / name, moved)
    (moved / ".venv").mkdir()
    (moved / ".venv" / "bin").symlink_to(desk.folder / ".venv" / "bin")
    shutil.copy(desk.folder / ".venv" / "ready.txt", moved / ".venv")
    (moved / "requirements.txt").write_text("nothing-of-this-name==1.0 --hash=sha256:" + "0" * 64)
    ran = desk.run("python3", moved / "start.py")
    assert "==> Making .venv" in ran.stdout
    assert ran.returncode == 2
    assert "Installing stopped" in ran.stderr
    assert not (moved / ".venv" / "ready.txt").exists()
    assert desk.python.is_file()


def test_the_whole_kit_handed_in_is_graded_by_its_answers(kit, tmp_path):
    """Not by the copy of every exercise as it was handed out, which a kit holds too."""
    for name in ("class", "ada"):
        shutil.copytree(kit[0], tmp_path / name / kit[0].name)
    for where in (tmp_path / "class" / kit[0].name, tmp_path / "ada" / kit[0].name):
        shutil.copy(FIRST.solution, where / "exercises" / f"{FIRST.id}.py")
        (where / ".venv" / "lib").mkdir(parents=True)
    shutil.make_archive(str(tmp_path / "in" / "Ada Lovelace"), "zip", tmp_path / "class")
    [submission] = take_in(tmp_path / "in", tmp_path / "stage")
    assert (submission.folder / f"{FIRST.id}.py").read_text("utf-8") == FIRST.solution.read_text("utf-8")
    alone.copied(tmp_path / "ada", tmp_path / "alone")
    assert [path.read_bytes() for path in (tmp_path / "alone").rglob(f"exercises/{FIRST.id}.py")] == [
        FIRST.solution.read_bytes()
    ]
    assert not list((tmp_path / "alone").rglob("handed_out"))


@pytest.mark.parametrize("changed_here", [False, True])
def test_answers_come_along_and_none_is_overwritten(kit, tmp_path, changed_here):
    path = plain.tools(tmp_path / "tools")
    older, newer = tmp_path / "older", tmp_path / "newer"
    for folder in (older, newer):
        shutil.copytree(kit[0], folder)
    mine, book, handed_out = (
        f"exercises/{FIRST.id}.py",
        f"exercises/{ONE_A_LESSON[1].id}.ipynb",
        f"exercises/{ONE_A_LESSON[2].id}.py",
    )
    for name in (mine, book):
        (older / name).write_text("mine")
    (newer / handed_out).write_text("as a newer course hands it out")
    if changed_here:
        (newer / mine).write_text("newer")
    told = plain.run(["python3", "-c", "import start; start.tell(False)"], newer, path, PYTHONPATH=str(newer))
    assert "start.py --bring ../older" in told.stdout
    ran = plain.run(["python3", "start.py", "--bring", "../older"], newer, path)
    assert ran.returncode == 0, ran.stderr
    assert (newer / mine).read_text() == ("newer" if changed_here else "mine")
    assert ("Kept as it is here" in ran.stdout) == changed_here
    assert (newer / book).read_text() == "mine"
    assert (newer / handed_out).read_text() == "as a newer course hands it out"
    again = plain.run(["python3", "start.py", "--bring", str(tmp_path)], newer, path)
    assert (again.returncode, "holds no folder" in again.stderr) == (2, True)


def test_a_python_that_is_too_old_is_told_so():
    text = kit_files()["start.py"].decode()
    check = text.partition("import argparse")[0].replace("sys.version_info", "(3, 8, 1)")
    with pytest.raises(SystemExit, match=r"needs Python 3.11 or newer; this is 3.8"):
        exec(check, {})  # noqa: S102 - our own text


def test_the_command_writes_it(tmp_path):
    ran = CliRunner().invoke(cli.app, ["kit", "--out", str(tmp_path)])
    assert ran.exit_code == 0
    assert len(list(tmp_path.glob(f"{NAME}-*.zip"))) == 1
    next(tmp_path.glob("*/README.md")).write_text("changed")
    assert "Left as they are" in CliRunner().invoke(cli.app, ["kit", "--out", str(tmp_path)]).output
    assert "secondsource/__main__.py" in kit_files()
