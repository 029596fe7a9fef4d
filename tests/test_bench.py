"""The benchmark: what other graders are given is the same exercise, and its arithmetic is right."""

import xml.etree.ElementTree as ET

import pytest

from bench import classes, clock, graders, grading, machine, scale, translated


@pytest.fixture(scope="module")
def tests(tmp_path_factory):
    place = classes.hand_in(tmp_path_factory.mktemp("bench"), 2)
    right = classes.files(place)[0]
    return list(translated.tests_of(classes.asked_of(right)))


def failing(text, tests):
    """Names of the tests that an answer does not pass."""
    found = []
    for test in tests:
        space = {}
        exec(text, space)  # noqa: S102 - our own
        try:
            exec(test.code, space)  # noqa: S102
        except AssertionError:
            found.append(test.name)
    return found


def test_other_graders_get_twelve_tests_that_tell_right_from_wrong(tests):
    assert len(tests) == classes.CHECKS
    right, *wrong = dict.fromkeys(classes.answers(12))
    assert failing(right, tests) == []
    for text in wrong:
        assert failing(text, tests)


def test_their_notebooks_and_files_can_be_read(tests):
    import nbformat

    right = next(classes.answers(1))
    for text, cells in (
        (translated.nbgrader_notebook(right, tests), 13),
        (translated.plain_notebook(right), 1),
    ):
        book = nbformat.reads(text, as_version=4)
        nbformat.validate(book)
        assert len(book.cells) == cells
    for test in tests:
        compile(translated.otter_test(test), test.name, "exec")


def test_the_line_and_its_picture():
    line = scale.line_through({10: 3.0, 20: 5.0, 40: 9.0})
    assert (line.slope, line.intercept, line.fit) == pytest.approx((0.2, 1.0, 1.0))
    root = ET.fromstring(scale.drawn({10: 3.0, 40: 9.0}, line))  # noqa: S314 - our own
    texts = [one.text for one in root.iter("{http://www.w3.org/2000/svg}text")]
    assert "200 ms a submission and 1.0 s for the class, r² = 1.0000" in texts


def taken(*seconds):
    return [clock.Taken(one, one / 2) for one in seconds]


def test_a_factor_is_taken_round_by_round_and_held_against_its_target():
    ours = grading.Way(grading.OURS, None, 4, each=taken(1.0, 10.0, 1.0), sandboxed=True)
    bare = grading.Way(grading.BARE, None, 4, each=taken(0.5, 5.0, 0.5))
    slow = grading.Way("slow", None, 4, least=2, each=taken(3.0, 15.0, 3.0))
    row = grading._row(slow, ours, bare)
    assert (row["factor"], row["processor factor"], row["reached"]) == (3.0, 6.0, True)
    floor = grading.Way("floor", None, 4, most=4, each=taken(0.2, 2.0, 0.2), sandboxed=True)
    row = grading._row(floor, ours, bare)
    assert (row["processor factor"], row["reached"]) == (None, False)
    slow.skipped = "not here"
    assert grading._row(slow, ours, bare)["skipped"] == "not here"


def test_what_this_machine_asks_is_measured_and_said():
    costs = machine.costs(trips=20, forks=3)
    assert costs.round_trip > 0
    assert costs.fork > 0
    said = {trip: grading._table([], machine.Costs(trip, 1.25)).caption for trip in (0.61, 0.05)}
    assert "a round trip between two processes takes 0.610 ms, a bare fork 1.25 ms" in said[0.61]
    assert ("waiting is cheap" in said[0.61], "waiting is cheap" in said[0.05]) == (False, True)


def test_the_floor_asks_everything_of_an_answer_in_one_message(tmp_path, monkeypatch):
    from secondsource.grading import conversation

    sizes, ask = [], conversation.ask

    def counted(channel, questions, *more):
        sizes.append(len(questions))
        return ask(channel, questions, *more)

    monkeypatch.setattr(conversation, "ask", counted)
    graders.floor(classes.hand_in(tmp_path, 1), "process")()
    assert len(sizes) == 1
    assert sizes[0] > classes.CHECKS


def test_the_full_course_is_measured_in_another_checkout_in_turn(tmp_path, monkeypatch, capsys):
    """The other one is run by its own Python, in its own folder, on the same class."""
    other = tmp_path / "before"
    python = other / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text('#!/bin/sh\nsleep 0.2\npwd >> ran.txt\necho "$@" >> ran.txt\n')
    python.chmod(0o755)
    ours = scale.Used(0.1, 1, 1)
    command = scale.command

    def mine(place, out, *more, course=None):
        return command(place, out, *more, course=course) if course else ours

    monkeypatch.setattr(scale, "command", mine)
    found = grading.turned(1, other, 2, tmp_path)
    ran = (other / "ran.txt").read_text().splitlines()
    assert ran[0] == ran[2] == str(other.resolve())
    assert ran[1].startswith(f"-m secondsource grade {tmp_path / 'turns_1'}")
    assert 0 < found["factor"] < 0.6
    assert "reached" in capsys.readouterr().out
