"""Every exercise, from what is handed out to full marks: the rules that hold for all of them.

Reading all checks takes longer than running them on one answer, so each session here takes one answer
to every exercise; a test then looks at its own exercise.
"""

import ast
import re
import runpy
from collections import Counter
from functools import cache
from itertools import zip_longest

import pytest

from secondsource import catalogue, seeds
from secondsource.grading.contract import contract_in
from secondsource.grading.recorded import INDISCRIMINATE, recorded_answers
from secondsource.grading.results import State
from secondsource.grading.run import run_checks
from secondsource.stubs import make_stub

EXERCISES = catalogue.exercises()
LESSONS = sorted({exercise.lesson for exercise in EXERCISES})
by_id = pytest.mark.parametrize("exercise", EXERCISES, ids=lambda one: one.id)


@cache
def results_in(answers, **options):
    """Results of a folder of answers, visible and held-out checks, by exercise."""
    return dict(zip(EXERCISES, run_checks(EXERCISES, answers, held_out=True, **options), strict=True))


def results_of(texts, folder):
    """Results of answer files with these texts, by exercise; visible and held-out checks."""
    for exercise, text in texts.items():
        path = folder / exercise.lesson / f"{exercise.name}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return dict(zip(texts, run_checks(texts, str(folder), held_out=True), strict=True))


@pytest.fixture(scope="module")
def wrong_results(tmp_path_factory):
    """Every recorded wrong answer with its result, by exercise."""
    found = {exercise: [] for exercise in EXERCISES}
    for together in zip_longest(*(recorded_answers(exercise) for exercise in EXERCISES)):
        ones = {exercise: one for exercise, one in zip(EXERCISES, together, strict=True) if one}
        texts = {exercise: one.text for exercise, one in ones.items()}
        for exercise, result in results_of(texts, tmp_path_factory.mktemp("wrong")).items():
            found[exercise].append((ones[exercise], result))
    return found


def test_there_are_exercises():
    assert len(EXERCISES) >= 5


@by_id
def test_every_file_of_an_exercise_is_there(exercise):
    for path in (exercise.solution, exercise.handed_out, exercise.visible, exercise.held_out):
        assert path.is_file(), path


@by_id
def test_what_is_handed_out_is_the_solution_without_its_answers(exercise):
    assert exercise.handed_out.read_text("utf-8") == make_stub(exercise.solution.read_text("utf-8"))


@by_id
def test_an_exercise_as_handed_out_earns_nothing_and_invites(exercise):
    result = results_in("exercises")[exercise]

    assert result.points == 0
    assert {check.state for check in result.checks} == {State.NOT_ANSWERED}
    assert all(check.message for check in result.checks)


@by_id
@pytest.mark.parametrize("seed", ["one", "two", "three"])
def test_the_solution_earns_all_points_on_every_seed(exercise, seed):
    result = results_in("solutions", seed=seed)[exercise]

    assert [(check.check, check.message) for check in result.checks if check.state is not State.PASSED] == []
    assert result.points == result.out_of > 0


@pytest.mark.untraced  # thousands of answers run the same lines
@by_id
def test_every_recorded_wrong_answer_earns_its_own_hint(exercise, wrong_results):
    recorded = [(one, result) for one, result in wrong_results[exercise] if one.earns]
    assert recorded

    for one, result in recorded:
        named = {check.misconception for check in result.checks if check.state is State.WRONG}
        assert one.earns in named, f"{one.name} earned {named}"
        assert result.points < result.out_of


@by_id
def test_checks_say_what_they_ask_for_and_help(exercise):
    visible = [check for check in results_in("exercises")[exercise].checks if not check.held_out]
    assert len({check.title for check in visible}) == len(visible)
    assert all(check.hints for check in visible), "every visible check has a hint"


@by_id
def test_the_solution_keeps_its_contract(exercise):
    tree = ast.parse(exercise.solution.read_text("utf-8"))
    defined = {
        node.name: [arg.arg for arg in node.args.args]
        for node in tree.body
        if isinstance(node, ast.FunctionDef)
    }
    contract = contract_in(exercise.visible)
    for name in contract.functions:
        assert defined[name] == contract.parameters(name)


@by_id
def test_the_cells_to_try_run_and_show_something(exercise, capsys):
    runpy.run_path(str(exercise.solution), run_name="__main__")

    assert capsys.readouterr().out.strip()


@by_id
def test_visible_checks_read_no_annotations(exercise):
    """What students and the page get must not need the key: texts, yes; annotations, no."""
    text = exercise.visible.read_text("utf-8")
    assert not re.search(r"load_(article|control|claims|derivations)", text)


@pytest.mark.untraced  # thousands of answers run the same lines
@pytest.mark.parametrize("lesson", LESSONS)
@pytest.mark.parametrize("name", INDISCRIMINATE)
def test_judging_everything_alike_scores_badly(lesson, name, wrong_results):
    earned = Counter()
    for exercise in catalogue.find(lesson):
        result = next(result for one, result in wrong_results[exercise] if one.name == name)
        earned["points"] += result.points
        earned["out_of"] += result.out_of
    assert earned["points"] / earned["out_of"] < 0.4


def test_every_misconception_a_check_names_is_listed():
    known = seeds.load_misconceptions()
    named = {
        slug
        for path in (catalogue.root() / "tests").glob("lesson*/**/test_*.py")
        for slug in re.findall(r'belief="(\w+)"', path.read_text("utf-8"))
    }
    assert named <= set(known)


FORM = re.compile(r"^([A-Z_]+): dict\b", re.MULTILINE)
RUINED = ["{}", "{'invented': {entry}}", "{**{name}, 'invented': {entry}}"]
"""A form with its entries deleted, renamed, or one too many."""


def forms_of(exercise):
    """The names of the forms a student fills in."""
    asked = contract_in(exercise.visible).constants
    return [name for name in FORM.findall(exercise.solution.read_text("utf-8")) if name in asked]


def with_ruined(exercise, name, ruined):
    """The solution with one of its forms ruined."""
    entries = ruined.replace("{entry}", f"next(iter({name}.values()))").replace("{name}", name)
    return f"{exercise.solution.read_text('utf-8')}\n\n{name} = {entries}\n"


@pytest.fixture(scope="module")
def ruined_results(tmp_path_factory):
    """What comes of every ruined form, by exercise and by how it was ruined: its name, and the result."""
    found = {(exercise, ruined): [] for exercise in EXERCISES for ruined in RUINED}
    for ruined in RUINED:
        for together in zip_longest(*map(forms_of, EXERCISES)):
            names = {exercise: name for exercise, name in zip(EXERCISES, together, strict=True) if name}
            texts = {exercise: with_ruined(exercise, name, ruined) for exercise, name in names.items()}
            for exercise, result in results_of(texts, tmp_path_factory.mktemp("ruined")).items():
                found[exercise, ruined].append((names[exercise], result))
    return found


@pytest.mark.untraced  # thousands of answers run the same lines
@by_id
@pytest.mark.parametrize("ruined", RUINED)
def test_a_form_with_deleted_or_invented_entries_is_never_the_graders_fault(exercise, ruined, ruined_results):
    """Whoever deletes entries, or invents some, is told about it, and is graded on all of them."""
    for name, result in ruined_results[exercise, ruined]:
        assert State.GRADER_FAULT not in {check.state for check in result.checks}, name
        assert "**" in ruined or result.points < result.out_of


def test_there_are_forms_to_ruin(ruined_results):
    assert len([name for tried in ruined_results.values() for name, _ in tried]) > 3 * len(RUINED)
