"""One odd hand-in among three honest ones: the class is always taken in, and the honest files are as they were."""

import os
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from secondsource.grading.classes import Student, take_in_class
from secondsource.grading.classes.identity import owned
from secondsource.grading.classes.mapping import Mapping
from secondsource.grading.classes.platform_names import by_hand, claim_of
from tests.odd_answers import EXERCISE
from tests.odd_archives import ARCHIVES, ENDINGS, HONEST, NAMES
from tests.test_intake import hand_in

ROSTER = [Student(id=student, name=name) for student, name in HONEST.items()]


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(name=NAMES, ending=st.sampled_from(ENDINGS), data=ARCHIVES)
def test_one_odd_hand_in_costs_nobody_else_anything(name, ending, data):
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder, "class")
        for student, text in HONEST.items():
            hand_in(place, text, student, EXERCISE)
        odd = place / f"{name}{ending}"
        if odd.name in {".", ".."} or len(os.fsencode(odd.name)) > 250 or odd.exists():
            return
        odd.write_bytes(data)
        claim = claim_of(odd.name) or claim_of(name)
        if owned([claim[0] if claim else by_hand(name, name)], ROSTER, {})[0].students:
            return  # it bears an honest student's name: then it is theirs, as far as anybody can know
        intake = take_in_class(place, Path(folder, "stage"), ROSTER, Mapping())
        honest = [one for one in intake.submissions if one.standing == "handed in"]

        assert {
            one.student.id: (one.folder / EXERCISE.lesson / f"{EXERCISE.name}.py").read_text()
            for one in honest
        } == dict(zip(HONEST, HONEST, strict=True))
        assert [one.notes for one in honest] == [[]] * 3
        assert [len(one.labels) for one in honest] == [1] * 3
        for one in intake.submissions:
            " ".join([one.student.id, one.student.name, *one.files.values(), *one.notes]).encode("utf-8")
