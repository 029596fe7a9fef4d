"""The benchmark: what other graders are given is the same exercise, and its arithmetic is right."""

import xml.etree.ElementTree as ET

import pytest

from bench import classes, clock, grading, scale, translated


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
