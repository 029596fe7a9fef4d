"""The exercises in the page: as a student works them, in a real browser."""

import pytest

from secondsource import catalogue
from secondsource.grading.recorded import recorded_answers
from secondsource.grading.results import ExerciseResult
from secondsource.grading.run import run_checks

LESSON = "lessons/lesson1_anonymous_sourcing/"
BEGIN = """cases => {
    window.found = (async () => {
        const results = [];
        for (const [name, text] of cases) results.push(await window.course.runner.check(name, text));
        return results;
    })();
}"""


@pytest.fixture(scope="module")
def lesson(lesson):
    """A page with its course open and Python running."""
    lesson.evaluate("() => window.course.runner.warm()")
    return lesson


def answers(exercise):
    """Every answer file whose results are known: handed out, solved, and each recorded wrong one."""
    yield "handed out", exercise.handed_out.read_text("utf-8")
    yield "solved", exercise.solution.read_text("utf-8")
    for one in recorded_answers(exercise):
        yield one.name, one.text


@pytest.mark.parametrize("number", sorted({one.lesson for one in catalogue.exercises()}))
def test_a_page_finds_what_the_command_finds(lesson, tmp_path, number):
    cases = [(one, *case) for one in catalogue.find(number) for case in answers(one)]
    lesson.evaluate(BEGIN, [[one.id, text] for one, _, text in cases])
    here = [commanded(one, text, tmp_path) for one, _, text in cases]  # while the page is at it

    for (exercise, name, _), mine, page in zip(
        cases, here, lesson.evaluate("() => window.found"), strict=True
    ):
        there = ExerciseResult.model_validate(page)
        assert there.file == f"exercises/{exercise.id}.py"
        assert there.model_copy(update={"file": mine.file}) == mine, (exercise.id, name)


def commanded(exercise, text, folder):
    """What `secondsource check` finds in this file."""
    path = folder / exercise.lesson / f"{exercise.name}.py"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return run_checks([exercise], str(folder))[0]
