"""The exercise machinery: what a student is told for every kind of file, and that points come out exact."""

import io
import itertools
import json
import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from typing import Protocol

import jupytext
import pytest
from rich.console import Console

from secondsource import catalogue
from secondsource.forms import FoundAttribution
from secondsource.grading import (
    Wrong,
    agreement_above_chance,
    answers,
    award,
    expect,
    informedness,
    limits,
    wrong,
)
from secondsource.grading.answers import Answer, LoadedFile
from secondsource.grading.contract import read_contract, short
from secondsource.grading.present import show
from secondsource.grading.recorded import RecordingError, recorded_answers
from secondsource.grading.results import State
from secondsource.grading.run import run_checks
from secondsource.grading.source import AnswerFault, find, read


class Asked(Protocol):
    """A small contract."""

    WORDS: dict[str, str | None]

    def double(self, number: int) -> int: ...
    def find(self, text: str) -> list[FoundAttribution]: ...


@pytest.fixture
def write(tmp_path):
    """Write a student's file and return their answer as a check sees it."""

    def written(content, name="ex1_try.py"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else textwrap.dedent(content).encode())
        return Answer(LoadedFile(tmp_path / "ex1_try.py"), read_contract(Asked))

    return written


@pytest.fixture
def fast(monkeypatch):
    """Make the time limit short, so that tests of it are."""
    monkeypatch.setattr(answers, "SECONDS", 0.1)


def fault_of(answer, *arguments):
    with pytest.raises(AnswerFault) as caught:
        answer.double(*(arguments or (3,)))
    return caught.value


def notes_of(answer):
    return " ".join(answer._reach.notes)


# --- files as students save them ----------------------------------------------------------

GOOD = "def double(number):\n    return 2 * number\n"


def test_a_good_file_answers(write):
    assert write(GOOD).double(3) == 6


def test_windows_line_ends_do_no_harm_and_are_mentioned(write):
    answer = write(GOOD.replace("\n", "\r\n").encode())

    assert answer.double(3) == 6
    assert "Windows line ends" in notes_of(answer)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_byte_order_mark_does_no_harm_and_is_mentioned(write, encoding):
    answer = write(GOOD.encode(encoding))

    assert answer.double(3) == 6
    assert "byte order mark" in notes_of(answer)


def test_tabs_do_no_harm_and_are_mentioned(write):
    answer = write(GOOD.replace("    ", "\t"))

    assert answer.double(3) == 6
    assert "tabs" in notes_of(answer)


def test_tabs_mixed_with_spaces_are_named_with_their_line(write):
    fault = fault_of(write("def double(number):\n        number += 1\n\treturn number\n"))

    assert (fault.state, fault.line) == (State.ERROR, 3)
    assert "mixes tabs and spaces" in fault.says


def test_a_wrong_indent_is_named_with_its_line(write):
    fault = fault_of(write("def double(number):\nreturn number\n"))

    assert (fault.state, fault.line) == (State.ERROR, 2)
    assert "indented" in fault.says


def test_a_syntax_error_shows_the_line(write):
    fault = fault_of(write("def double(number)\n    return 2 * number\n"))

    assert (fault.state, fault.line, fault.code) == (State.ERROR, 1, "def double(number)")
    assert "cannot read line 1" in fault.says
    assert fault.ask


def test_a_null_byte_is_named(write):
    fault = fault_of(write(b"x = 1\0\n"))

    assert fault.state is State.ERROR
    assert "null byte" in fault.says


def test_another_encoding_is_named_with_its_line(write):
    fault = fault_of(write(b"x = 1\ny = '\xe9'\n"))

    assert (fault.state, fault.line) == (State.ERROR, 2)
    assert "UTF-8" in fault.says


def test_no_file_is_not_an_error(write, tmp_path):
    fault = fault_of(write("x = 1", name="other.py"))

    assert fault.state is State.NOT_ANSWERED
    assert "There is no ex1_try.py" in fault.says


def notebook_of(code):
    return jupytext.writes(jupytext.reads(code, fmt="py:percent"), fmt="ipynb")


def test_a_notebook_is_read_where_there_is_no_python_file(write):
    answer = write(notebook_of("# %% [markdown]\n# Hello\n\n# %%\n" + GOOD), name="ex1_try.ipynb")

    assert answer.double(3) == 6
    assert "Read from the notebook ex1_try.ipynb" in notes_of(answer)


def test_what_somebody_set_for_pytest_is_not_for_the_checks(monkeypatch):
    exercise = catalogue.exercises()[0]
    plain = run_checks([exercise], "exercises")
    monkeypatch.setenv("PYTEST_ADDOPTS", "--no-such-option -x")

    assert run_checks([exercise], "exercises") == plain
    assert os.environ["PYTEST_ADDOPTS"] == "--no-such-option -x"


def test_a_kit_worked_in_notebooks_is_read_from_them(tmp_path):
    exercise = catalogue.exercises()[0]
    folder = tmp_path / exercise.lesson
    folder.mkdir()
    path = folder / f"{exercise.name}.py"
    path.write_text(exercise.handed_out.read_text("utf-8"), "utf-8")
    (folder / f"{exercise.name}.ipynb").write_text(notebook_of("# %%\nMINE = 3\n"), "utf-8")

    answer = read(find(path))
    assert "MINE = 3" in answer.text
    assert answer.path.suffix == ".ipynb"
    assert f"{exercise.name}.py is as it was handed out." in answer.notes

    path.write_text(path.read_text("utf-8") + "MINE = 4\n", "utf-8")
    assert "MINE = 4" in read(find(path)).text
    assert "MINE" not in read(find(exercise.handed_out)).text


def test_a_newer_notebook_beside_the_file_is_mentioned(write, tmp_path):
    write(GOOD)
    answer = write(GOOD)
    time.sleep(0.01)
    answer = write(notebook_of(GOOD), name="ex1_try.ipynb")

    assert answer.double(3) == 6
    assert "ex1_try.ipynb is newer, and was not read" in notes_of(answer)


@pytest.mark.parametrize("content", ["no notebook", '{"cells": 3}', "[]"])
def test_a_broken_notebook_is_named(write, content):
    fault = fault_of(write(content, name="ex1_try.ipynb"))

    assert fault.state is State.ERROR
    assert "is not a notebook that can be read" in fault.says


def test_a_notebook_under_a_python_name_is_recognised(write):
    fault = fault_of(write(notebook_of(GOOD)))

    assert fault.state is State.ERROR
    assert "holds a notebook" in fault.says


def test_a_file_that_begins_with_a_brace_is_only_python(write):
    assert write("{1: 2}\n" + GOOD).double(3) == 6


# --- what students' code does -------------------------------------------------------------


def test_a_missing_function_is_named_with_the_nearest_there_is(write):
    fault = fault_of(write("def dubble(number):\n    return 2 * number\n"))

    assert fault.state is State.ERROR
    assert fault.says == "The file has no double."
    assert "dubble" in fault.ask


def test_a_missing_function_with_nothing_like_it(write):
    assert "renamed or removed" in fault_of(write("x = 1\n")).ask


def test_other_parameters_are_named_with_the_line(write):
    fault = fault_of(write("def double():\n    return 6\n"))

    assert (fault.state, fault.line) == (State.ERROR, 1)
    assert "called as double(number)" in fault.says


def test_a_builtin_in_place_of_a_function_has_no_line(write):
    assert fault_of(write("double = dict.fromkeys\n"), *range(9)).line is None


def test_a_value_in_place_of_a_function_is_named(write):
    assert "not a function" in fault_of(write("double = 6\n")).says


def test_an_unanswered_function_is_not_answered(write):
    fault = fault_of(write("def double(number):\n    raise NotImplementedError('Write your answer here.')\n"))

    assert fault.state is State.NOT_ANSWERED


def test_an_exception_shows_the_students_own_line(write):
    fault = fault_of(write("import json\n\ndef double(number):\n    return json.loads('{')\n"))

    assert (fault.state, fault.line) == (State.ERROR, 4)
    assert fault.code == "return json.loads('{')"
    assert "JSONDecodeError" in fault.says


def test_an_exception_without_words_is_still_named(write):
    assert "raised ValueError." in fault_of(write("def double(number):\n    raise ValueError\n")).says


def test_an_exception_at_import_says_that_the_file_was_run(write):
    fault = fault_of(write("x = 1 / 0\n"))

    assert (fault.state, fault.line) == (State.ERROR, 1)
    assert "run from top to bottom" in fault.says


@pytest.mark.parametrize(
    ("line", "asks"),
    [
        ("nothing_here", "spelt the same"),
        ("import no_such_package", "need that package"),
        ("raise OSError('reading from stdin')", "input()"),
    ],
)
def test_a_question_fits_the_error(write, line, asks):
    assert asks in fault_of(write(f"def double(number):\n    {line}\n")).ask


def test_exit_is_stopped(write):
    assert fault_of(write("def double(number):\n    raise SystemExit\n")).state is State.STOPPED


def test_exit_at_import_is_stopped(write):
    assert fault_of(write("import sys\nsys.exit(0)\n")).state is State.STOPPED


def test_endless_recursion_is_named(write):
    fault = fault_of(write("def double(number):\n    return double(number)\n"))

    assert fault.state is State.ERROR
    assert "called itself without end" in fault.says


def test_a_memory_error_is_its_own_state(write):
    assert fault_of(write("def double(number):\n    raise MemoryError\n")).state is State.OUT_OF_MEMORY


LOOP = "def double(number):\n    while True:\n        pass\n"


def test_an_endless_loop_is_timed_out_at_the_students_line(write, fast):
    fault = fault_of(write(LOOP))

    assert fault.state is State.TIMED_OUT
    assert fault.line in {2, 3}
    assert "had not ended after" in fault.says


def test_a_loop_that_catches_everything_is_timed_out(write, fast):
    caught = "def double(number):\n    while True:\n        try:\n            number += 1\n        except Exception:\n            pass\n"

    assert fault_of(write(caught)).state is State.TIMED_OUT


def test_a_bare_except_does_not_outlast_the_second_ring(write, fast):
    stubborn = """
        def double(number):
            try:
                while True:
                    pass
            except:
                while True:
                    pass
        """

    assert fault_of(write(stubborn)).state is State.TIMED_OUT


def test_an_endless_loop_at_import_is_timed_out(write, fast):
    assert fault_of(write("while True:\n    pass\n")).state is State.TIMED_OUT


def test_a_function_that_hung_twice_is_not_called_again(write, fast):
    answer = write(LOOP)
    fault_of(answer)
    fault_of(answer)
    started = time.perf_counter()

    assert "not called again" in fault_of(answer).says
    assert time.perf_counter() - started < 0.05


def test_an_iterator_is_not_run_out_and_the_mend_is_named(write):
    endless = "import itertools\n\ndef double(number):\n    return itertools.count()\n"

    assert "put list( ) around it" in fault_of(write(endless)).says


# --- types --------------------------------------------------------------------------------


@pytest.mark.parametrize("value", ["'6'", "6.5", "[6]", "True", "float('nan')"])
def test_an_answer_of_another_type_is_named(write, value):
    fault = fault_of(write(f"def double(number):\n    return {value}\n"))

    assert fault.state is State.ERROR
    assert "another type than the exercise asks for" in fault.says


def test_none_asks_for_the_missing_return(write):
    fault = fault_of(write("def double(number):\n    2 * number\n"))

    assert fault.says == "double gave back None."
    assert "return" in fault.ask


@pytest.mark.parametrize("value", ["object()", "double", "lambda: 1"])
def test_what_is_not_plain_data_is_named(write, value):
    assert "not plain data" in fault_of(write(f"def double(number):\n    return {value}\n")).says


def test_a_list_within_itself_is_named(write):
    endless = "def double(number):\n    found = []\n    found.append(found)\n    return found\n"

    assert "not plain data" in fault_of(write(endless)).says


def test_a_wrong_item_is_named_with_its_place(write):
    answer = write("def find(text):\n    return [{'source': 'officials'}]\n")
    with pytest.raises(AnswerFault, match="at item 0, cue: field required"):
        answer.find("Officials said so.")


def test_plain_dictionaries_are_rebuilt_as_records(write):
    answer = write("def find(text):\n    return [{'source': word, 'cue': 'said'} for word in text.split()]\n")

    assert answer.find("clerks aides")[1] == FoundAttribution(source="aides", cue="said")


def test_a_set_comes_back_as_a_list(write):
    assert write("def find(text):\n    return set()\n").find("") == []


def test_a_value_that_claims_to_equal_everything_is_rebuilt(write):
    liar = """
        class Liar(int):
            def __eq__(self, other):
                return True
            __hash__ = int.__hash__

        def double(number):
            return Liar(0)
        """
    came = write(liar).double(3)

    assert type(came) is int
    assert came != 6


def test_an_answer_cannot_change_the_checks_own_values(write):
    given = ["a"]
    write("def find(text):\n    text.clear()\n    return []\n").find(given)

    assert given == ["a"]


@pytest.mark.parametrize("form", ["{'a': None, 'b': ''}", "{}", "[]", "None", "{'a': []}"])
def test_an_empty_form_is_not_answered(write, form):
    with pytest.raises(AnswerFault) as caught:
        write(f"WORDS = {form}\n").WORDS  # noqa: B018 - reading is the act

    assert caught.value.state is State.NOT_ANSWERED


def test_a_form_that_is_begun_is_read(write):
    assert write("WORDS = {'a': 'x', 'b': None}\n").WORDS == {"a": "x", "b": None}


def test_a_constant_of_another_type_is_named(write):
    with pytest.raises(AnswerFault, match="WORDS is something of another type"):
        write("WORDS = 3\n").WORDS  # noqa: B018


def test_a_constant_that_is_no_data_is_named(write):
    with pytest.raises(AnswerFault, match="WORDS is something of another type"):
        write("WORDS = object()\n").WORDS  # noqa: B018


def test_a_check_that_asks_for_what_nobody_declared_is_the_checks_mistake(write):
    with pytest.raises(AttributeError, match="the exercise declares no triple"):
        write(GOOD).triple(3)


def test_keyword_arguments_are_shown_in_the_call(write):
    answer = write(GOOD)
    answer.double(number=3)

    assert answer._called == "double(number=3)"


def test_long_values_are_shown_cut_in_the_middle():
    assert short("a" * 500, 20) == "'aaaaaaa … aaaaaaa'"


def test_a_value_that_cannot_be_shown_does_not_stop_the_report():
    class Shy:
        def __repr__(self):
            raise RuntimeError("no")

    assert "cannot be shown" in short(Shy())


# --- limits where there is no timer signal ------------------------------------------------


@pytest.fixture
def interruptible():
    """Ctrl-C counts, also where the tests were started in the background, which ignores it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("interruptible")
def test_a_loop_is_stopped_without_a_timer_signal(monkeypatch):
    monkeypatch.delattr("signal.setitimer")
    with pytest.raises(limits.TimedOut), limits.within(0.05):
        all(time.sleep(0.001) is None for _ in itertools.count())


def test_ctrl_c_is_not_taken_for_the_limit(monkeypatch):
    monkeypatch.delattr("signal.setitimer")
    with pytest.raises(KeyboardInterrupt), limits.within(5):
        raise KeyboardInterrupt


def test_a_debugger_lifts_the_limit():
    with limits.within(0.05):
        limits.lift()
        time.sleep(0.1)


def test_lifting_where_there_is_no_timer_signal_does_nothing(monkeypatch):
    monkeypatch.delattr("signal.setitimer")
    limits.lift()


def test_in_a_page_the_watcher_is_told_when_a_call_begins_and_ends(monkeypatch):
    told = []
    monkeypatch.setattr(limits, "watch", told.append)
    with limits.within(2):
        assert told == [2]

    assert told == [2, 0]


def test_in_another_thread_there_is_no_limit():
    ended = []

    def slow():
        with limits.within(0.01):
            time.sleep(0.05)
        ended.append(True)

    thread = threading.Thread(target=slow)
    thread.start()
    thread.join()

    assert ended == [True]


# --- marks --------------------------------------------------------------------------------


def test_expect_and_wrong_carry_their_words():
    expect(True, "fine")
    with pytest.raises(Wrong) as caught:
        expect(False, "came back empty", ask="why?", belief="plural_means_two")
    assert (caught.value.says, caught.value.ask, caught.value.belief) == (
        "came back empty",
        "why?",
        "plural_means_two",
    )
    with pytest.raises(Wrong, match="no"):
        wrong("no")


def test_award_passes_only_a_full_share():
    award(1.0, "fine")
    with pytest.raises(Wrong) as caught:
        award(0.5, "half")
    assert caught.value.share == 0.5
    with pytest.raises(Wrong) as caught:
        award(-0.5, "worse than chance")
    assert caught.value.share == 0.0


@pytest.mark.parametrize(
    ("hits", "alarms", "score"), [(10, 0, 1), (10, 10, 0), (0, 0, 0), (5, 0, 0.5), (0, 10, -1)]
)
def test_informedness_gives_nothing_for_saying_the_same_of_everything(hits, alarms, score):
    assert informedness(hits, 10, alarms, 10) == score


def test_informedness_needs_both_kinds():
    with pytest.raises(ValueError, match="positives and negatives"):
        informedness(1, 1, 0, 0)


ACCEPTED = {"one": {"a"}, "two": {"b"}, "three": {"b", "c"}, "four": {"b"}}


@pytest.mark.parametrize(
    ("given", "score"),
    [
        ({"one": "a", "two": "b", "three": "c", "four": "b"}, 1),
        ({"one": "b", "two": "b", "three": "b", "four": "b"}, 0),
        ({"one": "c", "two": "c", "three": "c", "four": "c"}, 0),
        ({}, 0),
    ],
)
def test_agreement_gives_nothing_for_one_label_everywhere(given, score):
    assert agreement_above_chance(given, ACCEPTED) == score


def test_agreement_needs_items_that_differ():
    with pytest.raises(ValueError, match="one label is right for every item"):
        agreement_above_chance({}, {"one": {"a"}, "two": {"a", "b"}})


# --- whole runs ---------------------------------------------------------------------------

CHECKS = '''
from typing import Protocol

from secondsource.grading import award, expect, hints, points, wrong


class Answer(Protocol):
    def double(self, number: int) -> int: ...


@points(2)
@hints("Try 2.", "Try 3.")
def test_two(answer):
    """Double two."""
    expect(answer.double(2) == 4, "Two came back otherwise.", ask="What is twice two?", belief="plural_means_two")


@points(4)
def test_share(answer):
    """Double four numbers."""
    right = sum(answer.double(number) == 2 * number for number in range(4))
    award(right / 4, f"{right} of 4 were doubled.")


def test_plain(answer):
    assert answer.double(5) == 10, "Five came back otherwise."


def test_of_the_graders_own(answer):
    """Never fails for a student."""
    if answer.double(0) == -1:
        raise LookupError("our mistake")
'''


@pytest.fixture
def course(tmp_path, monkeypatch):
    """A course folder with one exercise, and a way to answer it."""
    for folder in ("seeds/articles", "exercises/lesson1_try", "tests/lesson1_try", "solutions/lesson1_try"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "tests/lesson1_try/test_ex1_double.py").write_text(CHECKS, encoding="utf-8")
    (tmp_path / "seeds/misconceptions.yaml").write_bytes(
        (catalogue.seeds() / "misconceptions.yaml").read_bytes()
    )
    monkeypatch.chdir(tmp_path)
    for name in [name for name in sys.modules if name.startswith("tests.lesson1_try")]:
        monkeypatch.delitem(sys.modules, name)  # another test's checks
    answer = tmp_path / "exercises/lesson1_try/ex1_double.py"

    def answered(text):
        answer.write_text(textwrap.dedent(text), encoding="utf-8")
        return run_checks(catalogue.exercises(), "exercises")[0]

    return answered


def states(result):
    return {check.check: (check.state, check.points) for check in result.checks}


def test_a_right_answer_gets_all_points(course):
    result = course(GOOD)

    assert result.passed
    assert (result.points, result.out_of) == (8, 8)


def test_a_wrong_answer_gets_its_share_and_its_words(course):
    result = course("def double(number):\n    print('hello')\n    return number * number\n")

    assert states(result) == {
        "test_two": (State.PASSED, 2),
        "test_share": (State.WRONG, 2),
        "test_plain": (State.WRONG, 0),
        "test_of_the_graders_own": (State.PASSED, 1),
    }
    assert result.checks[1].message == "2 of 4 were doubled."
    assert "hello" in result.checks[1].printed
    assert result.checks[2].message == "Five came back otherwise."
    assert (result.checks[2].called, result.checks[2].came_back) == ("double(5)", "25")


def test_a_known_misconception_is_named(course):
    result = course("def double(number):\n    return 0\n")

    assert result.checks[0].misconception == "plural_means_two"
    assert result.checks[0].belief
    assert result.checks[0].ask == "What is twice two?"


def test_a_check_that_fails_on_a_value_says_so(course):
    """Grading tries the solution, too, and tells by that whose fault it is (tests/test_marking.py)."""
    result = course("def double(number):\n    return -1 if number == 0 else 2 * number\n")

    assert states(result)["test_of_the_graders_own"] == (State.ERROR, 0)
    assert result.checks[3].message.endswith("It was “-1”.")


def test_a_check_file_that_cannot_run_is_a_grader_fault(course, tmp_path):
    (tmp_path / "tests/lesson1_try/test_ex1_double.py").write_text(
        "import nothing_like_it\n", encoding="utf-8"
    )

    result = course(GOOD)
    assert [check.state for check in result.checks] == [State.GRADER_FAULT]
    assert "No module named 'nothing_like_it'" in result.checks[0].message
    assert result.points == 0


def test_settings_files_beside_the_answer_change_nothing(course, tmp_path):
    (tmp_path / "pytest.ini").write_text("[pytest]\naddopts = -k nothing\n", encoding="utf-8")
    (tmp_path / "exercises/conftest.py").write_text("raise RuntimeError\n", encoding="utf-8")

    assert course(GOOD).passed


def test_a_listener_hears_of_every_check_as_it_ends(course, tmp_path):
    course(GOOD)
    heard = []
    run_checks(
        catalogue.exercises(),
        "exercises",
        on_result=lambda one, check: heard.append((one.name, check.points)),
    )

    assert heard == [("ex1_double", 2), ("ex1_double", 4), ("ex1_double", 1), ("ex1_double", 1)]


def shown(result, hints=1):
    console = Console(width=90, record=True, file=io.StringIO(), color_system=None)
    show([result], console, hints)
    return console.export_text()


def test_the_report_invites_where_nothing_is_answered(course):
    text = shown(course("def double(number):\n    raise NotImplementedError\n"))

    assert "0 of 8 points" in text
    assert "Your turn" in text
    assert "The check asks for double(2)" in text
    assert "Try 2." in text
    assert "Try 3." not in text


def test_the_report_says_what_was_called_what_came_back_and_what_to_ask(course):
    text = shown(course("def double(number):\n    return 0\n"))

    for part in (
        "double(2)",
        "0",
        "What is twice two?",
        "a known trap",
        "hint 1",
        "More help: add --hints 2",
    ):
        assert part in text


def test_more_hints_are_shown_when_asked_for(course):
    text = shown(course("def double(number):\n    return 0\n"), hints=2)

    assert "Try 3." in text
    assert "More help" not in text


def test_the_report_shows_the_students_line(course):
    assert "line 2: return 1 / 0" in shown(course("def double(number):\n    return 1 / 0\n"))


def test_the_report_never_says_that_all_is_done_where_held_out_checks_remain(course, tmp_path):
    (tmp_path / "tests/lesson1_try/held_out").mkdir()
    (tmp_path / "tests/lesson1_try/held_out/test_ex1_double.py").write_text(
        "def test_more(answer):\n    assert answer.double(7) == 14\n", encoding="utf-8"
    )
    text = shown(course(GOOD))

    assert "your instructor's grading runs more" in text
    with_more = run_checks(catalogue.exercises(), "exercises", held_out=True)[0]
    assert [check.held_out for check in with_more.checks] == [False, False, False, False, True]


def test_a_course_without_held_out_checks_says_nothing_of_them(course):
    assert "instructor" not in shown(course(GOOD))


# --- recorded wrong answers ---------------------------------------------------------------


def test_a_recorded_wrong_answer_must_say_what_it_earns(course, tmp_path):
    (tmp_path / "solutions/lesson1_try/ex1_double.py").write_text(GOOD, encoding="utf-8")
    folder = tmp_path / "tests/lesson1_try/wrong_answers/ex1_double"
    folder.mkdir(parents=True)
    (folder / "careless.py").write_text('"""No word of it."""\n', encoding="utf-8")

    with pytest.raises(RecordingError, match=r"careless.py: begin with a docstring"):
        recorded_answers(catalogue.exercises()[0])


# --- debugging ----------------------------------------------------------------------------


def test_breakpoint_opens_a_debugger_and_the_limit_is_lifted(course, tmp_path):
    course("def double(number):\n    breakpoint()\n    return 2 * number\n")
    command = [sys.executable, "-m", "secondsource", "check", "ex1"]
    slow = subprocess.run(
        command, cwd=tmp_path, input="p number\n" + "c\n" * 40, capture_output=True, text=True, timeout=60
    )  # fmt: skip

    assert "(Pdb) 2" in slow.stdout
    assert "8 of 8 points" in slow.stdout


def test_results_can_be_read_by_programs(course, tmp_path):
    course(GOOD)
    command = [sys.executable, "-m", "secondsource", "check", "ex1", "--json"]
    said = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True).stdout

    assert json.loads(said)[0]["checks"][0]["state"] == "passed"


def test_in_a_fresh_kit_the_file_is_named_and_not_its_notebook(tmp_path, monkeypatch):
    monkeypatch.setattr(catalogue, "root", lambda: tmp_path)
    untouched = notebook_of("# %%\nMINE = 2\n")
    for folder in ("handed_out", "exercises"):
        path = tmp_path / folder / "lesson1" / "ex1.py"
        path.parent.mkdir(parents=True)
        path.write_text("MINE = 1\n", "utf-8")
        path.with_suffix(".ipynb").write_text(untouched, "utf-8")
    answer = read(find(path))
    assert (answer.path, answer.notes) == (path, [])

    path.with_suffix(".ipynb").write_text(notebook_of("# %%\nMINE = 3\n"), "utf-8")
    assert "MINE = 3" in read(find(path)).text


def test_an_entry_that_was_deleted_from_a_form_is_the_answers_fault():
    with pytest.raises(AnswerFault, match="MINE has no entry 'a' any more") as fault:
        answers._Form("MINE", {"b": 1})["a"]
    assert fault.value.state is State.ERROR
