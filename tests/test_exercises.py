"""Every exercise, from what is handed out to full marks: the rules that hold for all of them."""

import ast
import re
import runpy
from collections import Counter

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


def results_of(exercise, text, folder, **options):
    """Results of an answer file with this text, visible and held-out checks."""
    path = folder / f"{exercise.name}.py"
    path.write_text(text, encoding="utf-8")
    return run_checks([exercise], str(path), held_out=True, **options)[0]


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
    result = run_checks([exercise], "exercises", held_out=True)[0]

    assert result.points == 0
    assert {check.state for check in result.checks} == {State.NOT_ANSWERED}
    assert all(check.message for check in result.checks)


@by_id
@pytest.mark.parametrize("seed", ["one", "two", "three"])
def test_the_solution_earns_all_points_on_every_seed(exercise, seed):
    result = run_checks([exercise], "solutions", held_out=True, seed=seed)[0]

    assert [(check.check, check.message) for check in result.checks if check.state is not State.PASSED] == []
    assert result.points == result.out_of > 0


@by_id
def test_every_recorded_wrong_answer_earns_its_own_hint(exercise, tmp_path):
    recorded = [one for one in recorded_answers(exercise) if one.earns]
    assert recorded

    for one in recorded:
        result = results_of(exercise, one.text, tmp_path)
        named = {check.misconception for check in result.checks if check.state is State.WRONG}
        assert one.earns in named, f"{one.name} earned {named}"
        assert result.points < result.out_of


@by_id
def test_checks_say_what_they_ask_for_and_help(exercise):
    visible = run_checks([exercise], "exercises")[0].checks
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


@pytest.mark.parametrize("lesson", LESSONS)
@pytest.mark.parametrize("name", INDISCRIMINATE)
def test_judging_everything_alike_scores_badly(lesson, name, tmp_path):
    earned = Counter()
    for exercise in catalogue.find(lesson):
        one = next(one for one in recorded_answers(exercise) if one.name == name)
        result = results_of(exercise, one.text, tmp_path)
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


@by_id
@pytest.mark.parametrize("ruined", ["{}", "{'invented': {entry}}", "{**{name}, 'invented': {entry}}"])
def test_a_form_with_deleted_or_invented_entries_is_never_the_graders_fault(exercise, ruined, tmp_path):
    """Whoever deletes entries, or invents some, is told about it, and is graded on all of them."""
    solution = exercise.solution.read_text("utf-8")
    for name in set(FORM.findall(solution)) & set(contract_in(exercise.visible).constants):
        kept = f"next(iter({name}.values()))"
        entries = ruined.replace("{entry}", kept).replace("{name}", name)
        result = results_of(exercise, f"{solution}\n\n{name} = {entries}\n", tmp_path)

        assert State.GRADER_FAULT not in {check.state for check in result.checks}, name
        assert "**" in ruined or result.points < result.out_of
