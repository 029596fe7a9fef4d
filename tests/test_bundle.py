"""What goes into a page: only what changed is made again, only our own origin is named, and the same Python checks."""

import gzip
import json
import re
import shutil
import sys
import threading
import types
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from secondsource import catalogue
from secondsource.forms import FoundAttribution
from secondsource.grading import in_page, limits, plugin
from secondsource.grading.results import State
from secondsource.site import bundle, pack, stand_ins, tools

EXERCISE = catalogue.find("lesson1/ex3")[0]


@pytest.fixture(scope="module")
def made():
    """The bundle, made where that is still to do."""
    bundle.build_bundle()
    return bundle.out()


# --- the bundle ----------------------------------------------------------------------------------


def test_a_second_build_without_changes_touches_nothing(made):
    before = {path: path.stat().st_mtime_ns for path in made.rglob("*")}

    assert bundle.build_bundle(pytest.fail) is False
    assert {path: path.stat().st_mtime_ns for path in made.rglob("*")} == before


def test_who_comes_while_a_bundle_is_made_waits_and_takes_that_one(monkeypatch):
    found = iter([False, True])  # stale when this build looks first, fresh when its turn comes
    asked = threading.Event()

    def fresh(_stamp):
        asked.set()
        return next(found)

    monkeypatch.setattr(bundle, "_fresh", fresh)
    monkeypatch.setattr(bundle, "_inputs", lambda: [])
    with ThreadPoolExecutor() as beside:
        with bundle._alone():
            second = beside.submit(bundle.build_bundle, pytest.fail)
            assert asked.wait(10)
            with pytest.raises(TimeoutError):
                second.result(0.2)
        assert second.result(10) is False


def test_a_bundle_made_anew_has_the_same_bytes(made, tmp_path, monkeypatch):
    kept = bundle._workshop()
    work = tmp_path / "work"
    shutil.copytree(bundle.WIDGET, work)
    for folder in (kept / "node_modules", *kept.glob("wheels-*")):
        (work / folder.name).symlink_to(folder)
    monkeypatch.setattr(bundle, "_workshop", lambda: work)
    monkeypatch.setattr(bundle, "out", lambda: tmp_path / "play")
    said = []

    assert bundle.build_bundle(said.append) is True

    assert len(said) == 1
    assert bytes_of(tmp_path / "play") == bytes_of(made)


def bytes_of(folder):
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_other_peoples_part_is_made_ahead_only_where_nothing_was_made_before(made, monkeypatch):
    asked = []
    monkeypatch.setattr(bundle, "_library", asked.append)
    monkeypatch.setattr(bundle, "_workshop", lambda: "work")
    bundle.prepare_library()
    assert asked == []

    monkeypatch.setattr(bundle, "MANIFEST", "none.json")
    with ThreadPoolExecutor() as beside:
        with bundle._alone():  # another build of this folder
            ahead = beside.submit(bundle.prepare_library)
            with pytest.raises(TimeoutError):
                ahead.result(timeout=0.3)
            assert asked == []
        ahead.result()
    assert asked == ["work"]


def test_other_peoples_packages_are_fetched_once(tmp_path, monkeypatch):
    fetched = []
    (tmp_path / ".cache" / "play" / "node_modules").mkdir(parents=True)
    (tmp_path / "requirements").symlink_to(catalogue.root() / "requirements")
    monkeypatch.setattr(catalogue, "root", lambda: tmp_path)
    monkeypatch.setattr(tools, "npm", lambda: ["npm"])
    monkeypatch.setattr(tools, "run", lambda command, _folder, _what: fetched.append(command[:2]))
    monkeypatch.setattr(tools, "fetch_wheels", lambda _pins, folder: (folder / "one.whl").touch())

    for _ in range(2):
        work = bundle._workshop()
        assert [wheel.name for wheel in bundle._wheels(work)] == ["one.whl"]

    assert fetched == [["npm", "ci"]]
    assert (work / "remember.mjs").is_file()


def test_a_changed_exercise_is_noticed(made, monkeypatch):
    fresh = bundle._digest(bundle._inputs())
    monkeypatch.setattr(bundle, "offered", lambda: catalogue.exercises()[1:])

    assert bundle._fresh(fresh)
    assert not bundle._fresh(bundle._digest(bundle._inputs()))


def test_names_carry_the_hash_of_what_they_name(made):
    manifest = json.loads((made / bundle.MANIFEST).read_text(encoding="utf-8"))
    named = [entry["file"] for entry in manifest.values() if isinstance(entry, dict) and "file" in entry]

    assert len(named) >= 5
    for name in named:
        assert bundle._digest([(made / name).read_bytes()]) == name.split(".")[-2]


def test_python_and_all_it_needs_is_less_than_ten_megabytes(made):
    manifest = json.loads((made / bundle.MANIFEST).read_text(encoding="utf-8"))
    packs = sum(path.stat().st_size for path in made.glob("*.pack"))
    worker = len(gzip.compress((made / manifest["worker"]["file"]).read_bytes(), 6))

    assert packs + worker < 10_000_000


def test_every_file_has_an_ending_that_every_server_knows_or_is_read_by_its_bytes(made):
    endings = {path.suffix for path in made.rglob("*") if path.is_file()}

    assert endings == {".js", ".json", ".pack", ".py", ".txt"}


HOST = re.compile(rb"//([a-z][\w-]*(?:\.[\w-]+)+)")
FETCHED_FROM = ("cdn", "pkg", "registry", "font", "static")
"""Parts of the names of hosts that give out packages, scripts or fonts."""


def test_no_built_byte_names_a_place_that_packages_are_fetched_from(made):
    found = {}
    for path in made.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            parts = pack.unpacked(data).values() if path.suffix == ".pack" else [data]
            hosts = {host.decode() for part in parts for host in HOST.findall(part)}
            hits = {host for host in hosts if any(word in host for word in FETCHED_FROM)}
            if hits:
                found[path.name] = hits

    assert found == {}


def test_the_same_files_give_the_same_memory_and_nothing_in_it_comes_twice(made):
    manifest = json.loads((made / bundle.MANIFEST).read_text(encoding="utf-8"))
    work = bundle._workshop()
    library = bundle._library(work)
    course = bundle._compiled(work, pack.package_sources(bundle.offered())) | pack.course_files(
        bundle.offered()
    )

    memory, imported = bundle._remembered(work, library | course)

    sent = {
        name: pack.unpacked((made / manifest[name]["file"]).read_bytes())
        for name in ("memory", "python", "course")
    }
    assert memory == sent["memory"]
    assert {"lib/python314.zip/re/__init__.pyc", "lib/python3.14/site-packages/pydantic/main.pyc"} <= imported
    assert not imported & {*sent["python"], *sent["course"]}
    assert library.keys() | course.keys() == imported & library.keys() | imported & course.keys() | {
        *sent["python"],
        *sent["course"],
    }


def test_a_memory_names_no_place_of_the_machine_it_was_written_on(made):
    manifest = json.loads((made / bundle.MANIFEST).read_text(encoding="utf-8"))
    memory = pack.unpacked((made / manifest["memory"]["file"]).read_bytes())["memory"]

    assert b"secondsource.grading.in_page" in memory
    for place in (str(catalogue.root()), "remember.mjs"):
        assert place.encode() not in memory


def test_what_makes_exercises_of_solutions_never_goes_into_a_page(monkeypatch, tmp_path):
    check = tmp_path / "test_ex9.py"
    check.write_text("from secondsource import stubs\n", encoding="utf-8")
    monkeypatch.setattr(type(EXERCISE), "visible", property(lambda _exercise: check))

    with pytest.raises(ValueError, match=r"secondsource\.stubs must not go into a page"):
        pack.package_sources([EXERCISE])


# --- what is changed on the way ---------------------------------------------------------------


def test_every_name_of_a_package_with_late_imports_is_found():
    late = types.ModuleType("late")
    exec(stand_ins.late_imports(Path(pytest.__file__).read_text("utf-8")), late.__dict__)  # noqa: S102

    assert late._WHERE["approx"] == ("_pytest.approx", "approx")
    assert "approx" not in vars(late)
    for name in pytest.__all__:
        assert getattr(late, name) == getattr(pytest, name)
    with pytest.raises(AttributeError, match="no_such_name"):
        late.no_such_name  # noqa: B018 - asking is what is tried


def test_schemas_that_are_typed_in_another_way_are_noticed():
    with pytest.raises(ValueError, match=r"stand_ins\.py"):
        stand_ins.untyped_dicts("from elsewhere import TypedDict\n")


# --- the checks, as the page runs them ---------------------------------------------------------------


@pytest.fixture
def page(tmp_path, monkeypatch):
    """The page's runner, with a folder of its own for answers."""
    monkeypatch.setattr(catalogue, "answers", lambda _folder: tmp_path)
    plugin._asked_for.cache_clear()
    for name in ("_met", "_last"):
        monkeypatch.setattr(in_page, name, set())
    return tmp_path


def test_the_page_hears_of_each_call_as_it_begins_and_ends(page):
    heard = []
    result = in_page.check(EXERCISE.id, EXERCISE.solution.read_text("utf-8"), tell=heard.append)

    calls = [number for number in heard if number]
    assert {check.state for check in result.checks} == {State.PASSED}
    assert calls == list(range(1, len(calls) + 1))
    assert heard[1::2] == [0] * len(calls)
    assert limits.watch is None


def test_a_call_that_never_ended_is_not_made_again(page):
    heard = []
    result = in_page.check(EXERCISE.id, EXERCISE.solution.read_text("utf-8"), tell=heard.append, endless={2})

    states = [check.state for check in result.checks]
    assert states.count(State.TIMED_OUT) == 1
    assert 2 not in heard


@pytest.fixture
def ran(monkeypatch):
    """The texts that are run, as they lie in the file when the checks begin."""
    texts, run_checks = [], in_page.run_checks

    def run(exercises, folder):
        texts.append(in_page._place(exercises[0]).read_text(encoding="utf-8"))
        return run_checks(exercises, folder)

    monkeypatch.setattr(in_page, "run_checks", run)
    return texts


def test_an_exercise_is_prepared_as_handed_out_and_no_more_once_a_students_text_ran(page, ran):
    for filled_in in (True, False, True):
        in_page.prepare(EXERCISE.id, filled_in=filled_in)
    assert len(ran) == 3
    assert ran[1] == EXERCISE.handed_out.read_text("utf-8")

    in_page.check(EXERCISE.id, "MINE = 1\n")
    in_page.prepare(EXERCISE.id)

    assert ran[3:] == ["MINE = 1\n"]


def test_a_text_that_came_to_its_end_makes_the_next_python_warm(page, ran):
    text = EXERCISE.solution.read_text("utf-8")
    in_page.prepare(EXERCISE.id, text)
    in_page.prepare(EXERCISE.id)

    assert ran == [text]
    assert FoundAttribution.__pydantic_complete__


def test_nothing_of_an_answer_is_left_when_it_has_been_checked(page):
    other = catalogue.find("lesson1/ex4")[0]
    kept = page / EXERCISE.lesson / f"{EXERCISE.name}.py"
    kept.parent.mkdir()
    kept.write_text("AS_HANDED_OUT = 1\n", encoding="utf-8")
    seen = []

    def look(number):
        if number and not seen:
            seen.extend(sorted(path.stem for path in page.rglob("*.py")))

    in_page.check(
        EXERCISE.id, EXERCISE.solution.read_text("utf-8"), json.dumps({other.id: "MINE = 1\n"}), look
    )

    assert seen == sorted([EXERCISE.name, other.name])
    assert [path for path in page.rglob("*") if path.is_file()] == [kept]
    assert kept.read_text(encoding="utf-8") == "AS_HANDED_OUT = 1\n"
    assert not [name for name in sys.modules if name.startswith("answer_") and EXERCISE.name in name]


def test_the_memory_is_put_back_into_the_environment_it_was_written_in():
    """Another environment is of another length: what lies behind it in the memory would be overwritten."""
    for name in ("remember.mjs", "src/worker.js"):
        assert re.findall(r"\benv: (.*)", (bundle.WIDGET / name).read_text("utf-8")) == [
            "{ ...ENVIRONMENT },"
        ]
