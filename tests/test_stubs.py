"""From a solution to what is handed out."""

import pytest

from secondsource.stubs import PROMPT, StubError, empty_forms, make_stub

SOLUTION = '''# %% [markdown]
# # Double

# %%
def double(number):
    """Return twice the number."""
    # --8<-- [start:answer]
    return 2 * number
    # --8<-- [end:answer]


# %%
# --8<-- [start:answer]
FORM: dict[str, str] = {"a": "x"}
# --8<-- [end:answer]
'''


def test_an_answer_in_a_function_becomes_a_prompt():
    stub = make_stub(SOLUTION)

    assert f'    """Return twice the number."""\n    {PROMPT}\n' in stub
    assert "2 * number" not in stub


def test_what_stands_around_the_answers_stays():
    stub = make_stub(SOLUTION)

    assert stub.startswith("# %% [markdown]\n# # Double\n")
    assert "--8<--" not in stub


@pytest.mark.parametrize(
    ("block", "form"),
    [
        ('A: dict = {"a": "x", "b": 2}\n', 'A: dict = {"a": None, "b": None}\n'),
        ('A: dict = {"a": {"b": "x"}}\n', 'A: dict = {"a": {"b": None}}\n'),
        ('A: list = ["x", "y"]\n', "A: list = []\n"),
        (
            'A: dict = {\n    "a": "xé",  # é\n    "b": ["x"],\n}\n',
            'A: dict = {\n    "a": None,  # é\n    "b": [],\n}\n',
        ),
        ('A: dict = {"a": f(b="x", c=3)}\n', 'A: dict = {"a": f(b=None, c=None)}\n'),
        ('A: dict = {\n    "a": "one "\n    "two",\n}\n', 'A: dict = {\n    "a": None,\n}\n'),
        ('A: str = "d"\n', "A: str = None\n"),
        ('A: int = -1\nB = "helper"\n\n\ndef helper():\n    pass\n', "A: int = None\n"),
    ],
)
def test_forms_are_emptied_and_helpers_left_out(block, form):
    assert empty_forms(block) == form


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("    # --8<-- [end:answer]\n", "", "has no partner"),
        ("# --8<-- [start:answer]", "# start", "has no partner"),
    ],
)
def test_a_marker_without_a_partner_is_named_with_its_line(old, new, says):
    with pytest.raises(StubError, match=rf"line \d+ of the exercise: .*{says}"):
        make_stub(SOLUTION.replace(old, new, 1))


def test_a_solution_without_answers_is_refused():
    with pytest.raises(StubError, match="nothing is marked as an answer"):
        make_stub("x = 1\n")
