"""A class of one odd and three honest students always ends, with the honest marks as if the odd one were not there.

To add a kind of oddness, write a strategy that draws the files of one hand-in (`Files`) and name it in `KINDS`.
"""

import csv
import io
import os
import re
import shutil
import unicodedata
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from rich.console import Console

from secondsource.grading import classroom, sandbox
from secondsource.grading.classes.archives import is_junk
from secondsource.grading.classes.people import IntakeError
from secondsource.grading.classroom import Options, grade_class
from secondsource.grading.command import grade_and_tell
from secondsource.grading.workers import Workers
from tests.conftest import needs
from tests.odd_answers import ANSWERS, BOOK, EXERCISE, FILE, NOTEBOOKS, SOLUTION
from tests.odd_archives import ARCHIVES, ENDINGS, HONEST, MEMBERS, NAMES
from tests.odd_lists import LISTS

EXAMPLES = int(os.environ.get("SECONDSOURCE_EXAMPLES", "300"))
"""Classes to try; 5,000 on demand."""
TOLD = 20
"""One in so many classes is told of, too: every output and the report are written."""
ODD = "Bob Odd"
ID_OF = {name: student for student, name in HONEST.items()}
JOBS = 2

Files = dict[str, bytes | str | None]
"""Path in the class's folder to bytes, to where a link leads, or to None for a pipe."""


def in_folder(name, inside) -> Files:
    return {f"{name}/{path}": data for path, data in inside.items()}


LINKS = st.sampled_from(["/etc/passwd", "/dev/zero", f"../../Ada Lovelace/{FILE}", "../..", "loop", "/proc/self/mem"]) | st.none()  # fmt: skip
SMALL = st.one_of(ANSWERS, NOTEBOOKS, ARCHIVES, LINKS)
PLACES = st.sampled_from(
    [FILE, BOOK, f"exercises/{FILE}", Path(FILE).name, "x.zip", "x.tgz", "deep/er/x.py", "loop"]
)
FOLDERS = st.one_of(
    st.dictionaries(PLACES, SMALL, min_size=1, max_size=3),
    st.dictionaries(
        MEMBERS.filter(lambda name: ".." not in name and len(name) < 200), SMALL, min_size=1, max_size=3
    ),
)
KINDS: dict[str, st.SearchStrategy[Files]] = {
    "answer": ANSWERS.map(lambda data: {f"{ODD}/{FILE}": data}),
    "notebook": NOTEBOOKS.map(lambda data: {f"{ODD}/{BOOK}": data}),
    "archive in a folder": st.builds(
        lambda ending, data: {f"{ODD}/in{ending}": data}, st.sampled_from([".zip", ".tar", ".tgz", ".tar.bz2"]), ARCHIVES
    ),
    "archive": st.builds(lambda ending, data: {f"{ODD}{ending}": data}, st.sampled_from(ENDINGS), ARCHIVES),
    "file of any name": st.builds(lambda name, ending, data: {f"{name}{ending}": data}, NAMES, st.sampled_from(ENDINGS), SMALL),
    "folder of any name": st.builds(lambda name, ending, inside: in_folder(f"{name}{ending}", inside), NAMES, st.sampled_from(ENDINGS), FOLDERS),
}  # fmt: skip


@dataclass(frozen=True)
class Odd:
    """One odd classmate."""

    files: Files
    fields: tuple[str, ...]
    """What the class list says of them."""
    roster: bytes | None
    zipped: bool
    """Whether the class comes as a zip."""
    told: bool


@st.composite
def odd_ones(draw):
    files = draw(st.one_of(*KINDS.values()))
    fields, roster = draw(st.one_of(st.just(((), None)), LISTS))
    if fields and draw(st.booleans()):  # the class list's own name or id for them
        name = draw(st.sampled_from(fields)).replace("/", "").replace("\0", "")
        name = ODD if name in {"", ".", "..", *HONEST.values()} else name  # no folder of theirs is called so
        files = {path.replace(ODD, name): data for path, data in files.items()}
    return Odd(files, fields, roster, draw(st.integers(0, 3)) == 3, draw(st.integers(1, TOLD)) == TOLD)


# --- classes ----------------------------------------------------------------------------------


def lay_out(place: Path, files: Files) -> None:
    """Write what was handed in; a name that no file system holds is none that can be handed in."""
    for name, data in files.items():
        path = place / name
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            if data is None:
                os.mkfifo(path)
            elif isinstance(data, str):
                path.symlink_to(data)
            else:
                path.write_bytes(data)
        except (OSError, ValueError):
            assume(False)


def packed(target: Path, files: Files) -> Path:
    with zipfile.ZipFile(target, "w") as archive:
        for name, data in files.items():
            archive.writestr(
                name.encode("utf-8", "replace").decode(), data if isinstance(data, bytes) else b""
            )
    return target


def honest_files() -> Files:
    """No two as long: by a file's length it is known again, whoever it is taken for."""
    return {f"{name}/{FILE}": f"{SOLUTION}# {name}\n".encode() for name in HONEST.values()}


@pytest.fixture(scope="module")
def some_workers():
    """Workers that stay for all the classes: starting them takes longer than marking one."""
    lacking = sandbox.missing("sandbox")
    needs("sandbox", not lacking)
    with Workers("sandbox", JOBS, [EXERCISE.id]) as workers:
        yield workers


@pytest.fixture
def grade(some_workers, tmp_path, monkeypatch):
    """Grade a class of the honest and an odd one, and return what came of it."""
    monkeypatch.setattr(classroom, "mark_class", lambda jobs, _level, _many, on: some_workers.mark(jobs, on))
    monkeypatch.setattr(classroom, "course_files", lambda: [])
    quiet = Console(file=io.StringIO(), width=80)

    def graded(odd: Odd):
        place, out, roster = tmp_path / "class", tmp_path / "out", tmp_path / "list.csv"
        for folder in (place, out):
            shutil.rmtree(folder, ignore_errors=True)
        if odd.roster is not None:
            roster.write_bytes(odd.roster)
        lay_out(place, honest_files() | odd.files)
        if odd.zipped:
            place = packed(tmp_path / "class.zip", honest_files() | odd.files)
        options = Options(
            level="sandbox",
            jobs=JOBS,
            exercises=(EXERCISE.id,),
            roster=None if odd.roster is None else roster,
        )
        if odd.told:
            outcome = grade_and_tell(place, out, options, "Week 1", quiet)
            return outcome, list(csv.DictReader(io.StringIO((out / "gradebook.csv").read_text("utf-8-sig"))))
        return grade_class(place, out, options, lambda *_: None), None

    return graded


def plain(text):
    """Letters and digits alone, without accents and without what nobody sees."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKD", text).casefold())


def bears_name_of(odd, honest):
    """Whether the odd one is called, somewhere, like an honest one: then it may be theirs, as far as anybody can know."""
    said = plain(" ".join([*(path.split("/")[0] for path in odd.files), *odd.fields]))
    return any(plain(word) in said for word in [ID_OF[honest], *honest.split()])


def mark_of(graded):
    """All that a mark is made of, and what its owner reads."""
    checks = [(check.check, check.state, check.points) for one in graded.exercises for check in one.checks]
    return checks, graded.files, graded.notes, graded.standing


def by_hand_in(outcome):
    """Results by the hand-in they come from."""
    return {graded.sources[EXERCISE.id]: graded for graded in outcome.book if graded.sources}


def assert_untouched(before, after, odd, lines):
    assert mark_of(after) == mark_of(before)
    assert after.student.id == (before.student.id if odd.roster is None else ID_OF[before.student.name])
    if lines is not None:
        assert [line["earned"] for line in lines if line["id"] == after.student.id] == [str(before.points)]


def is_lost(outcome, key, before):
    """Whether the marks of this hand-in stand nowhere, and no line says that a newer one counts."""
    files, checks = key[-len("[01234567]") :], mark_of(before)[0]
    kept = [
        name
        for name, one in by_hand_in(outcome).items()
        if name.endswith(files) and mark_of(one)[0] == checks
    ]
    return not kept and not any("more than once" in note for one in outcome.book for note in one.notes)


def is_heard_of(odd, outcome):
    """Whether the odd one has a result, or a line that says why not; nobody hands in what tools leave behind."""
    results = [one for one in outcome.book if one.standing in {"handed in", "unmatched"}]
    is_theirs = any(bears_name_of(odd, name) for name in HONEST.values())
    is_none = all(is_junk(Path(path).parts) for path in odd.files)
    return len(results) > len(HONEST) or outcome.unowned or outcome.loose or is_theirs or is_none


def named_problem(odd, error):
    """Whether a class list that cannot be read is said to be one, with its place."""
    return odd.roster is not None and re.match(r"list\.csv([:,]| is a spreadsheet)", str(error))


@pytest.mark.untraced
def test_the_honest_are_marked_as_if_nobody_else_were_there(grade):
    alone = by_hand_in(grade(Odd({}, (), None, zipped=False, told=True))[0])
    assert {state for one in alone.values() for _, state, _ in mark_of(one)[0]} == {"passed"}
    assert len(alone) == len(HONEST)

    @settings(
        max_examples=EXAMPLES, deadline=None, derandomize=EXAMPLES <= 300, database=None,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(odd_ones())
    def always(odd):
        try:
            outcome, lines = grade(odd)
        except IntakeError as error:
            if named_problem(odd, error):
                return
            raise
        assert not [one.faults for one in outcome.book if one.faults]
        assert is_heard_of(odd, outcome)
        for key, before in alone.items():
            if bears_name_of(odd, before.student.name):
                assert not is_lost(outcome, key, before)
            else:
                assert_untouched(before, by_hand_in(outcome)[key], odd, lines)

    always()
