"""Hostile answers, for real: each scores 0, hangs nothing, is named, and costs nobody else a mark."""

import functools
import json
import os
import re
import resource
import shutil
import socket
import subprocess
import sys
import sysconfig
import tempfile
import zipfile
from pathlib import Path

import pytest

from secondsource import catalogue
from secondsource.grading import sandbox, wire
from secondsource.grading.classes import Student
from secondsource.grading.graded import Graded, slug
from secondsource.grading.isolated import IsolatedFile
from secondsource.grading.results import State
from secondsource.grading.source import AnswerFault
from secondsource.models import ArticleType
from secondsource.workbench import reference_parts
from tests.conftest import needs
from tests.zips import zip_of

EXERCISE = catalogue.Exercise("lesson1_anonymous_sourcing", "ex2_find_attributions")
ATTACKS = sorted((Path(__file__).parent / "attacks").glob("*.py"))
HEAD = re.compile(r'"""Tries to (?P<tries>.+?)\.  Ends: (?P<ends>.+?)\.  Says: (?P<says>.*?)\."""')
FOLLOWERS = [f"{attack.stem}_then_honest" for attack in ATTACKS]
"""After every attack comes somebody honest: what one answer leaves, the next one would meet."""
HONEST = ["Honest_first", *FOLLOWERS, "Zz_honest_last"]
NOBODY = 65534
WHOLE_CLASS = 1200
"""Seconds after which the hostile class is taken to hang: on a busy machine it may last long, and no state changes."""
HEAVY = shutil.ignore_patterns(
    *"playwright* mypy* *mypyc* material* mkdocs* zensical* networkx* scipy* numpy* babel* ruff*".split(),
    *"pip setuptools pkg_resources dask* distributed* tornado fsspec tzdata greenlet* coverage pymdownx".split(),
    *"urllib3 requests backrefs toolz watchdog xdist datasketch __pycache__".split(),
)
"""What grading never imports; copying it would take longer than the whole class."""


@pytest.fixture(scope="session")
def sandboxed():
    """Skip where there is no sandbox."""
    lacking = sandbox.missing("sandbox")
    if not lacking:
        try:
            sandbox.demand("sandbox")
        except sandbox.NoIsolation as error:
            lacking = str(error)
    needs("sandbox", not lacking)


@pytest.fixture(scope="session")
def port():
    """A port that listens on this machine, and at the end how many came."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield listening.getsockname()[1]
        listening.settimeout(0.1)
        with pytest.raises(TimeoutError):
            listening.accept()


def hostile_class(folder, port):
    """A class of attackers, between two honest students who must not notice."""
    canary = folder / "canary"
    canary.write_text("untouched")
    canary.chmod(0o666)
    place = folder / "class"
    key = EXERCISE.visible.parent.parent.parent / "seeds" / "articles" / "theprint.yaml"
    names = {"PORT": port, "PID": os.getpid(), "CANARY": canary, "KEY": key, "CLASS": place}
    for attack in ATTACKS:
        text = attack.read_text("utf-8")
        for name, value in names.items():
            text = text.replace(f"__{name}__", str(value))
        hand_in(place, attack.stem, text)
    for name in HONEST:
        hand_in(place, name, EXERCISE.solution.read_text("utf-8"))
    hand_in_strays(place)
    hand_in_zips(place, key)
    return place


def hand_in(place, student, text):
    path = place / student / EXERCISE.lesson / f"{EXERCISE.name}.py"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path.parent


WRONG = "def find_attributions(text):\n    return None\n"


def hand_in_strays(place):
    """Every file that a careless grader would pick up, beside a wrong answer."""
    beside = hand_in(place, "strays", f"import pytest\nimport secondsource\n{WRONG}")
    for folder in (beside, beside.parent):
        for name in ("conftest.py", "pytest.py", "secondsource.py", "sitecustomize.py", "usercustomize.py"):
            (folder / name).write_text("import os\nos._exit(0)\n")
        for name in ("pytest.ini", "tox.ini", "setup.cfg"):
            (folder / name).write_text("[pytest]\naddopts = -k nothing\n")
        (folder / "pyproject.toml").write_text("[tool.pytest.ini_options]\naddopts = '-k nothing'\n")
        (folder / "evil.pth").write_text("import os; os._exit(0)\n")
    linked = place / "linked" / EXERCISE.lesson
    linked.mkdir(parents=True)
    (linked / f"{EXERCISE.name}.py").symlink_to(EXERCISE.solution)
    os.mkfifo(beside / "ex1_label_sources.py")


def hand_in_zips(place, key):
    """Zips that lead out, are links, are bombs, or lie."""
    name = f"{EXERCISE.lesson}/{EXERCISE.name}.py"
    link = zipfile.ZipInfo(name)
    link.external_attr = 0o120777 << 16
    zips = {
        "zip_dots": {f"../../../{name}": WRONG, "../../Honest_first/x.py": WRONG},
        "zip_absolute": {str(key.with_name("evil.yaml")): WRONG},
        "zip_link": {link: str(EXERCISE.solution)},
        "zip_nested": {
            "a.zip": zip_of({"b.zip": zip_of({"c.zip": zip_of({"d.zip": zip_of({name: WRONG})})})})
        },
        "zip_names": {"ex2_find_attributions\u202eyp.py": WRONG, "e\u0301\U0001f4a9/\x1b[2J.py": WRONG},
    }
    for student, files in zips.items():
        (place / f"{student}.zip").write_bytes(zip_of(files))
    (place / "zip_bomb.zip").write_bytes(bomb(name))
    (place / "zip_rubbish.zip").write_bytes(b"PK\x03\x04 no zip at all")


ODD = [
    "strays",
    "linked",
    "zip_dots",
    "zip_absolute",
    "zip_link",
    "zip_bomb",
    "zip_nested",
    "zip_names",
    "zip_rubbish",
]


@functools.cache
def bomb(name):
    """A zip with a file of nothing but zeros, far too large; packing it takes a second."""
    return zip_of({name: b"\0" * 200_000_000})


def as_nobody(folder):
    """The command that runs this course's Python as nobody, who may not read every home folder."""
    home = folder / "python"
    libraries = home / "libraries"
    base, version = Path(sys.base_prefix), f"python{sys.version_info.major}.{sys.version_info.minor}"
    skip = shutil.ignore_patterns(
        *"site-packages dist-packages test __pycache__ config-* idlelib lib2to3 ensurepip tkinter".split()
    )
    shutil.copytree(sysconfig.get_path("stdlib"), home / "lib" / version, ignore=skip, symlinks=True)
    (home / "bin").mkdir()
    shutil.copy(Path(sys.executable).resolve(), home / "bin" / version)
    for shared in (base / "lib").glob("libpython*.so*"):
        shutil.copy(shared, home / "lib")
    shutil.copytree(sysconfig.get_path("purelib"), libraries, ignore=HEAVY)
    course = folder / "course"
    for name in ("secondsource", "seeds", "exercises", "tests", "solutions"):
        shutil.copytree(
            catalogue.root() / name, course / name, ignore=shutil.ignore_patterns("__pycache__", "originals")
        )
    found = {"PYTHONPATH": f"{course}:{libraries}", "PATH": os.environ["PATH"],
             "PYTHONHOME": str(home), "LD_LIBRARY_PATH": str(home / "lib")}  # fmt: skip
    drop = ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups", "--no-new-privs"]
    return [*drop, str(home / "bin" / version)], found, course


@pytest.fixture(scope="module", params=["this user", "nobody"])
def graded(request, tmp_path_factory, port, sandboxed):
    """The hostile class graded with the real command: each student's result, and how it went."""
    folder = tmp_path_factory.mktemp("hostile")
    command, env, course = [sys.executable], dict(os.environ), catalogue.root()
    if request.param == "this user":
        place = hostile_class(folder, port)
    else:
        needs("root", os.getuid() == 0 and shutil.which("setpriv"))
        folder = Path("/var/tmp") / f"secondsource_{os.getpid()}"  # noqa: S108 - nobody must be able to reach it
        request.addfinalizer(lambda: shutil.rmtree(folder, ignore_errors=True))  # noqa: PT021 - only in this case
        folder.mkdir()
        place = hostile_class(folder, port)
        command, env, course = as_nobody(folder)
        give_away(folder)
    options = ["--out", str(folder / "out"), "--only", EXERCISE.id, "--jobs", "2"]
    ran = subprocess.run(
        [*command, "-m", "secondsource", "grade", str(place), *options],
        cwd=course, env=env, capture_output=True, text=True, timeout=WHOLE_CLASS,
    )  # fmt: skip
    return Ran(ran, folder)


def give_away(folder):
    for path in [folder, *folder.rglob("*")]:
        if not path.is_symlink():
            os.chown(path, NOBODY, NOBODY)


class Ran:
    """What came of the run."""

    def __init__(self, ran, folder):
        self.code, self.said, self.folder = ran.returncode, ran.stdout + ran.stderr, folder
        files = (folder / "out" / "results").glob("*.json")
        every = [Graded.model_validate_json(file.read_text("utf-8")) for file in files]
        self.students = {one.student.id: one for one in every}


def test_there_are_enough_attacks():
    assert len(ATTACKS) + len(ODD) >= 80


def test_the_class_is_graded_to_the_end(graded):
    assert graded.code == 0, graded.said
    assert set(graded.students) == {one.stem for one in ATTACKS} | set(HONEST) | set(ODD)
    assert {one.level for one in graded.students.values()} == {"sandbox"}


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda one: one.stem)
def test_an_attack_earns_nothing_and_is_named(graded, attack):
    head = HEAD.match(attack.read_text("utf-8"))
    result = graded.students[attack.stem]
    checks = result.exercises[0].checks
    states = {check.state for check in checks}

    assert result.points == 0
    assert State.GRADER_FAULT not in states
    assert states & set(head["ends"].split("|")), (states, checks[0].message)
    assert any(re.search(head["says"], check.message) for check in checks), [
        check.message for check in checks
    ]


@pytest.mark.parametrize("student", ODD)
def test_what_is_odd_about_files_earns_nothing_and_is_named(graded, student):
    result = graded.students[student]
    assert result.points == 0
    assert result.notes or result.exercises[0].checks[0].message


@pytest.mark.parametrize("student", HONEST)
def test_honest_students_notice_nothing(graded, student):
    result = graded.students[student]
    assert result.points == result.out_of > 0


def test_nothing_outside_was_touched(graded):
    assert (graded.folder / "canary").read_text() == "untouched"
    assert not list(graded.folder.rglob("evil.yaml"))


def test_every_report_is_whole(graded):
    out = graded.folder / "out"
    pages = {path.name for path in (out / "feedback").iterdir()}
    assert (
        len(pages) == len(graded.students) == len((out / "gradebook.csv").read_text("utf-8").splitlines()) - 1
    )
    for path in (out / "gradescope").iterdir():
        assert "tests" in json.loads(path.read_text("utf-8"))
    page = (out / "feedback" / f"{slug(Student(id='fault_in_html', name='x'))}.html").read_text("utf-8")
    assert "<script" not in page
    every = "".join(path.read_text("utf-8") for path in (out / "feedback").iterdir())
    assert not re.search("[\x1b\u202e]", every)


def test_no_process_is_left(graded):
    left = subprocess.run(
        ["pgrep", "-f", "secondsource.grading.warm import main"], capture_output=True, text=True
    )
    ours = [pid for pid in left.stdout.split() if str(graded.folder) in cmdline(pid)]
    assert ours == []


def cmdline(pid):
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().decode(errors="replace")
    except OSError:
        return ""


# --- one answer at a time, in this process -----------------------------------------------------


@pytest.fixture(scope="module", params=["sandbox", "process"])
def warm(request):
    if request.param == "sandbox":
        request.getfixturevalue("sandboxed")
    with sandbox.Warm(request.param) as running:
        yield running


@pytest.fixture(scope="module")
def fenced(sandboxed):
    """The level that keeps the key secret."""
    with sandbox.Warm() as running:
        yield running


def answer(tmp_path, warm, text):
    path = tmp_path / "ex1_try.py"
    path.write_text(text, "utf-8")
    return IsolatedFile(path, warm)


def test_an_answer_is_reached(tmp_path, warm):
    file = answer(tmp_path, warm, "LIMIT = 3\ndef double(number, of=()):\n    return [number, *of]\n")
    assert file.read("LIMIT").data == b"3"
    assert json.loads(file.call("double", (2,), {"of": (1, 2)}, ["number", "of"]).data) == [2, 1, 2]
    assert file._ended() == -9
    assert file._ended() is None


def test_many_answers_come_and_go_and_nobody_waits_for_their_end(tmp_path, warm):
    for number in range(20):
        file = answer(tmp_path, warm, f"LIMIT = {number}\n")
        assert file.read("LIMIT").data == str(number).encode()
        file.close()
        file.close()


def test_arguments_arrive_as_what_they_were(tmp_path, warm):
    from secondsource.forms import TrackRecord
    from secondsource.models import SourceType

    given = [
        TrackRecord(checked=3, borne_out=1),
        SourceType.NAMED_INDIVIDUAL,
        (1, 2),
        {3},
        {1: "a"},
        {"set": 1},
        None,
    ]
    file = answer(tmp_path, warm, "def looks(value):\n    return repr(value)\n")
    for value in given:
        assert json.loads(file.call("looks", (value,), {}, ["value"]).data) == repr(value)
    file.close()


def test_what_is_no_plain_data_is_a_mistake_in_a_check(tmp_path, warm):
    file = answer(tmp_path, warm, "")
    with pytest.raises(TypeError, match="plain data or records"):
        file.call("looks", (object(),), {}, ["value"])

    class Own(wire.models.Record):
        pass

    with pytest.raises(TypeError, match="no record of"):
        wire.pack(Own())


def test_one_that_died_is_started_again_twice(tmp_path, warm):
    text = "import os\ndef die():\n    os._exit(3)\ndef live():\n    return 1\n"
    file = answer(tmp_path, warm, text)
    for says in ("exit code 3", "exit code 3", "happened twice"):
        with pytest.raises(AnswerFault, match=says) as fault:
            file.call("die", (), {}, [])
        assert fault.value.state is State.STOPPED
        assert file.call("live", (), {}, []).data == b"1"
    file.close()


def test_one_that_hangs_is_not_called_a_third_time(tmp_path, warm):
    file = answer(tmp_path, warm, "def hang():\n    while True:\n        pass\n")
    for says in ("had not ended", "had not ended", "twice"):
        with pytest.raises(AnswerFault, match=says):
            file.call("hang", (), {}, [])
    file.close()


FAULTS = {
    "early": ("import os\nos.write(0, b'x\\n')\ndef f():\n    return 1\n", State.STOPPED, "not an answer"),
    "extra": ("import os\ndef f():\n    os.write(0, b'x\\ny\\n')\n", State.STOPPED, "more than one|not an answer"),
    "endless": ("import os\ndef f():\n    while True:\n        os.write(0, b'x' * 65536)\n", State.STOPPED, "more than an answer"),
    "deaf": ("import signal\ndef f():\n    signal.setitimer(signal.ITIMER_PROF, 0)\n    while True:\n        pass\n",
             State.TIMED_OUT, "ended from outside"),
    "closed": ("import os\ndef f():\n    os.closerange(0, 9)\n    while True:\n        pass\n", State.STOPPED, "it closed"),
    "crash": ("import ctypes\ndef f():\n    ctypes.string_at(0)\n", State.STOPPED, "SIGSEGV"),
}  # fmt: skip


@pytest.mark.parametrize("kind", FAULTS)
def test_what_an_answer_does_to_its_channel_is_its_own_fault(tmp_path, warm, kind):
    text, state, says = FAULTS[kind]
    file = answer(tmp_path, warm, text)
    with pytest.raises(AnswerFault, match=says) as fault:
        file.call("f", (), {}, [])
    assert fault.value.state is state
    file.close()


def test_bytes_that_wait_before_a_question_are_a_forgery(tmp_path, warm):
    text = "import os\nLEFT = 1\ndef f():\n    os.write(0, b'')\n    return 1\n"
    file = answer(tmp_path, warm, text)
    file.call("f", (), {}, [])
    ours, theirs = socket.socketpair()
    file._channel.close()
    file._channel = ours
    with theirs:
        theirs.sendall(b"forged")
        with pytest.raises(AnswerFault, match="before anything was asked"):
            file.read("LEFT")


def test_a_process_that_is_gone_before_a_question(tmp_path, warm):
    file = answer(tmp_path, warm, "LEFT = 1\nFIRST = 2\n")
    assert file.read("FIRST") == file.read("FIRST")
    ours, theirs = socket.socketpair()
    file._channel.close()
    file._channel = ours
    theirs.close()
    with pytest.raises(AnswerFault, match="ended the process"):
        file.read("LEFT")
    assert file.read("LEFT").data == b"1"
    file.close()


def test_time_runs_out_for_a_whole_file(tmp_path, warm):
    file = answer(tmp_path, warm, "def live():\n    return 1\n")
    file.seconds = 100.0
    with pytest.raises(AnswerFault, match="All calls together") as fault:
        file.call("live", (), {}, [])
    assert fault.value.state is State.TIMED_OUT


def test_a_file_that_is_too_large_is_not_read(tmp_path, warm):
    file = answer(tmp_path, warm, "#" * 2_000_000)
    with pytest.raises(AnswerFault, match="larger than 1 MB"):
        file.read("LIMIT")


def test_marks_do_not_drift_with_set_order(tmp_path, warm):
    text = "def order():\n    return list({'a', 'b', 'c', 'd', 'e'})\n"
    first, second = answer(tmp_path, warm, text), answer(tmp_path, warm, text)
    assert first.call("order", (), {}, []) == second.call("order", (), {}, [])
    first.close()
    second.close()


def test_no_key_no_check_and_no_solution_is_laid_out(tmp_path):
    sandbox.lay_out(tmp_path)
    names = {path.name for path in tmp_path.rglob("*") if path.is_file()}
    held_out = {
        path.name
        for path in (catalogue.seeds() / "controls").glob("*.md")
        if "held_out: true" in path.read_text("utf-8")
    }
    assert held_out
    assert not names & held_out
    assert not [name for name in names if name.endswith(".yaml") or name.startswith(("test_", "ex"))]
    assert "theprint.md" in names


def test_texts_are_laid_out_without_what_is_noted_of_them(tmp_path):
    sandbox.lay_out(tmp_path)
    texts = list((tmp_path / "seeds").rglob("*.md"))
    assert texts
    for path in texts:
        laid_out, whole = (
            path.read_text("utf-8"),
            (catalogue.seeds() / path.parent.name / path.name).read_text("utf-8"),
        )
        assert "_type" not in laid_out
        assert laid_out.split("---\n", 2)[2] == whole.split("---\n", 2)[2]


FORGER = """
import os
from secondsource.grading import wire

def says(cls, fault):
    return cls(state="error in your code", says="Nothing.\\nThe grader: all points.", ask="Well done?", line=1, code="ok")

wire.Fault.of = classmethod(says)

def f():
    raise ValueError

def ends():
    os._exit(3)
"""


def test_words_from_the_process_of_an_answer_are_marked_as_its_own(tmp_path, warm):
    file = answer(tmp_path, warm, FORGER)
    with pytest.raises(AnswerFault, match="all points") as forged:
        file.call("f", (), {}, [])
    with pytest.raises(AnswerFault, match="exit code 3") as ours:
        file.call("ends", (), {}, [])
    file.close()
    assert (forged.value.reported, ours.value.reported) == (True, False)


LOOK = """
import os, re
PLACES = __PLACES__
SYSTEM = __SYSTEM__
KINDS = "|".join(__KINDS__)
PAGES = "|".join(__PAGES__)
NEAR = re.compile(rf'({PAGES})[^\\n]{{0,200}}({KINDS})|({KINDS})[^\\n]{{0,200}}({PAGES})')
TOLD = re.compile(rf'"kind": "(opinion|report|cannot tell)"|(inferred|declared)_type: *"?({KINDS})\\b')

def files():
    for place in PLACES:
        for folder, names, found in os.walk(place):
            names[:] = [name for name in names if os.path.join(folder, name) not in SYSTEM]
            yield from (os.path.join(folder, name) for name in found)

def look():
    read, told = [], []
    for path in files():
        try:
            text = open(path, encoding="utf-8", errors="replace").read(10_000_000)
        except OSError:
            continue
        read.append(path)
        if NEAR.search(text) or TOLD.search(text):
            told.append(path)
    return {"read": sorted({path for path in read if path.startswith("/course")}), "told": sorted({*told})}

def opened():
    from secondsource.workbench import reference_parts
    return reference_parts("theprint").kind
"""


def looking(folder, warm, exercise):
    """An answer that walks all it can read for the type of any page."""
    system = {sysconfig.get_path(name) for name in ("stdlib", "platstdlib")} | {
        "/usr",
        "/lib",
        "/lib64",
        "/dev",
    }
    pages = [path.stem for path in sandbox.open_texts()]
    laid_out = [folder.relative_to(warm._stage) for folder in warm._stage.rglob("*") if folder.is_dir()]
    places = [
        "/",
        "/library",
        *(f"/course/{folder}" for folder in laid_out),
    ]  # a folder above may not be listed
    text = LOOK.replace("__SYSTEM__", repr(sorted(system))).replace("__PLACES__", repr(places))
    path = folder / exercise.lesson / f"{exercise.name}.py"
    path.parent.mkdir()
    path.write_text(
        text.replace("__PAGES__", repr(pages)).replace("__KINDS__", repr([str(one) for one in ArticleType])),
        "utf-8",
    )
    return IsolatedFile(path, warm)


def test_an_answer_finds_the_type_of_no_page_in_anything_it_can_read(tmp_path, fenced):
    file = looking(tmp_path, fenced, catalogue.find("lesson3/ex3")[0])
    found = json.loads(file.call("look", (), {}, []).data)
    assert "/course/seeds/articles/theprint.md" in found["read"]
    assert found["told"] == []
    with pytest.raises(AnswerFault, match="Permission denied"):
        file.call("opened", (), {}, [])
    file.close()


def test_lesson_5_works_with_the_workbench_and_the_look_would_have_found_it(tmp_path, fenced):
    file = looking(tmp_path, fenced, catalogue.find("lesson5/ex1")[0])
    told = json.loads(file.call("look", (), {}, []).data)["told"]
    assert "/course/seeds/workbench/theprint.json" in told
    assert json.loads(file.call("opened", (), {}, []).data) == reference_parts("theprint").kind
    file.close()


def test_an_answer_finds_nothing_of_the_one_before_and_may_write_a_little(tmp_path, warm):
    text = """
import os, pathlib
def leave():
    os.makedirs("a/b")
    os.mkdir("locked", 0)
    pathlib.Path("a/b/c").write_text("left")
    return pathlib.Path("a/b/c").read_text()
def found():
    return sorted(os.listdir("."))
"""
    first, second = answer(tmp_path, warm, text), answer(tmp_path, warm, text)
    assert first.call("leave", (), {}, []).data == b'"left"'
    assert second.call("found", (), {}, []).data == b"[]"
    first.close()
    third = answer(tmp_path, warm, text)
    assert third.call("found", (), {}, []).data == b"[]"
    second.close()
    third.close()


DAEMON = """
import os, time
def f():
    reads, writes = os.pipe()
    try:
        if os.fork() == 0:
            os.setsid()
            if os.fork() == 0:
                os.write(writes, str(os.getpid()).encode())
                while True:
                    time.sleep(1)
            os._exit(0)
    except OSError:
        return 0
    return int(os.read(reads, 20))
"""
"""Starts a process that belongs to nobody, and gives its number; 0 where that is refused."""


def is_gone(number):
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return True
    return number == 0


def test_an_answer_leaves_no_process_and_no_folder(tmp_path, monkeypatch):
    """Not even at the level "process", where nothing keeps it from starting one."""
    place = tmp_path / "tmp"
    place.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    with sandbox.Warm("process") as own:
        first, second, third = (answer(tmp_path, own, DAEMON) for _ in range(3))
        left = json.loads(first.call("f", (), {}, []).data)
        first.close()
        second.call("f", (), {}, [])  # by then the first is ended, and all of it
        assert is_gone(left)
        also = json.loads(third.call("f", (), {}, []).data)
        second.close()
        third.close()  # nobody waits for that
    assert is_gone(also)
    assert not list(place.iterdir())


def test_limits_that_are_lower_already_stay_as_they_are():
    def lower():
        resource.setrlimit(resource.RLIMIT_NOFILE, (40, 40))
        resource.setrlimit(resource.RLIMIT_AS, (800 << 20, 800 << 20))

    code = "from secondsource.grading import sandbox; sandbox.demand('process')"
    subprocess.run([sys.executable, "-c", code], check=True, preexec_fn=lower)


@pytest.mark.parametrize("level", sandbox.LEVELS)
def test_a_machine_that_starts_no_process_is_said_to(monkeypatch, tmp_path, level):
    def full(*_, **__):
        raise OSError(24, "Too many open files")

    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(sandbox.subprocess, "Popen", full)
    with pytest.raises(OSError, match="Too many open files"):
        sandbox.Warm(level)
    assert not list(tmp_path.iterdir())


def test_a_full_disk_is_said_with_the_place_and_the_mend(monkeypatch):
    def full(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(sandbox, "lay_out", full)
    with pytest.raises(
        sandbox.NoIsolation, match=r"secondsource_stage_.*No space left on device\. Make room"
    ):
        sandbox.Warm("process")


def test_a_warm_parent_that_dies_is_made_anew(tmp_path, warm):
    file = answer(tmp_path, warm, "def f():\n    return 1\n")
    assert file.call("f", (), {}, []).data == b"1"
    warm._process.kill()
    warm._process.wait()
    with pytest.raises(sandbox.Lost):
        called_for_ever(file)  # the kernel takes a moment to end what was running
    with pytest.raises(sandbox.Lost):  # nor is it tried again: the session does that, with all its checks
        file.call("f", (), {}, [])
    file.close()
    again = answer(tmp_path, warm, "LEFT = 1\n")
    assert again.read("LEFT").data == b"1"
    again.close()


def called_for_ever(file):
    while True:
        file.call("f", (), {}, [])


def test_one_that_sleeps_is_told_that_it_did_nothing(tmp_path, warm):
    file = answer(tmp_path, warm, "import time\ndef f():\n    time.sleep(100)\n")
    with pytest.raises(AnswerFault, match="it slept, or waited") as fault:
        file.call("f", (), {}, [])
    assert fault.value.state is State.TIMED_OUT
    file.close()


def test_a_level_that_cannot_be_given_is_refused_in_words(monkeypatch):
    monkeypatch.setattr(sandbox.shutil, "which", lambda _: None)
    with pytest.raises(sandbox.NoIsolation, match="sudo apt install bubblewrap"):
        sandbox.demand("sandbox")
    monkeypatch.setattr(sandbox.sys, "platform", "darwin")
    assert "Linux" in sandbox.missing("sandbox")
    with pytest.raises(sandbox.NoIsolation, match="sandbox and process"):
        sandbox.level_of("none")
