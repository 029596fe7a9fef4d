"""Which exercise a file answers, whatever a system made of its name."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from secondsource.grading.classes.answer_files import meant

LESSON = "lesson2_syndication"


@pytest.mark.parametrize(
    ("name", "kind", "copy", "before"),
    [
        ("ex2_overlap.py", "py", 0, ""),
        ("EX2_Overlap.PY", "py", 0, ""),
        ("ex2_overlap.ipynb", "ipynb", 0, ""),
        ("ex2_overlap copy.py", "py", 0, ""),
        ("ex2_overlap copy 2.py", "py", 2, ""),
        ("ex2_overlap 2.py", "py", 2, ""),
        ("ex2_overlap (1).py", "py", 1, ""),
        ("ex2_overlap(3).py", "py", 3, ""),
        ("ex2_overlap-4.py", "py", 4, ""),
        ("ex2_overlap - Kopie.py", "py", 0, ""),
        ("ex2_overlap - Copy (2).py", "py", 2, ""),
        ("Copy of ex2_overlap.py", "py", 0, "Copy of"),
        ("Copie de ex2_overlap.py", "py", 0, "Copie de"),
        ("Ada Lovelace - ex2_overlap.py", "py", 0, "Ada Lovelace"),
        ("ex2_overlap.py.txt", "py", 0, ""),
        ("ex2_overlap.ipynb.json", "ipynb", 0, ""),
    ],
)
def test_names_that_systems_make_are_understood(name, kind, copy, before):
    found = meant(("anything", name))
    assert (found.exercise.id, found.kind, found.copy, found.before) == (
        f"{LESSON}/ex2_overlap",
        kind,
        copy,
        before,
    )


@pytest.mark.parametrize(
    "name",
    ["test_ex2_overlap.py", "ex2_overlapping.py", "ex99_none.py", "ex2_overlap.txt", "ex2_overlap-checkpoint.ipynb",
     f"ex2_overlap ({'9' * 4301}).py", "x" * 300 + "ex2_overlap.py", "ex2_overlap.rar"],
)  # fmt: skip
def test_other_files_answer_nothing(name):
    assert meant((name,)) is None
    assert meant(()) is None


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=300))
def test_any_name_can_be_asked_about(name):
    meant((name,), [])
