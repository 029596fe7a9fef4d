"""Workers: what they are started with, and what becomes of a job whose worker does not end it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from secondsource import catalogue

COURSE = ("secondsource", "seeds", "exercises", "tests", "solutions")
MARK_ONE = """
from secondsource.grading.marking import Job
from secondsource.grading.workers import mark_class
job = Job(student="a", answers="solutions", exercises=["lesson1_anonymous_sourcing/ex1_label_sources"], seed="a")
mark_class([job], "process", 1, lambda one: print(one.exercises[0].points, one.exercises[0].out_of))
"""


def test_workers_find_a_package_that_lies_in_the_current_folder_only(tmp_path):
    course, beside = tmp_path / "course", tmp_path / "libraries"
    beside.mkdir()
    course.mkdir()
    for place in map(Path, sys.path):
        for path in place.glob("*") if place.name == "site-packages" else ():
            if "secondsource" not in path.name and path.suffix != ".pth":
                (beside / path.name).symlink_to(path)
    for name in COURSE:
        shutil.copytree(catalogue.root() / name, course / name)
    env = {"PYTHONPATH": str(beside), "PATH": os.environ["PATH"]}
    ran = subprocess.run(
        [sys._base_executable, "-c", MARK_ONE], cwd=course, env=env, capture_output=True, text=True
    )
    points, out_of = ran.stdout.split() or [ran.stderr, ""]
    assert points == out_of, ran.stderr
