"""One odd hand-in among three honest ones: the class is always taken in, and the honest files are as they were."""

import io
import os
import tempfile
import zipfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from secondsource.grading.classes import Student, take_in_class
from secondsource.grading.classes.identity import owned
from secondsource.grading.classes.mapping import Mapping
from secondsource.grading.classes.platform_names import by_hand, claim_of
from tests.test_intake import EXERCISE, FILE, hand_in

HONEST = {"s1001": "Ada Lovelace", "s1002": "Bob Byron", "s1003": "Cy Cole"}
ROSTER = [Student(id=student, name=name) for student, name in HONEST.items()]
ENDINGS = ["", ".zip", ".py", ".ipynb", ".tar.gz", ".tgz", ".rar", "_1_2_x.py", "_7_assignsubmission_file"]
NAME = st.text(st.characters(exclude_characters="/\0", exclude_categories=["Cs"]), min_size=1, max_size=20)
BYTE_NAME = st.binary(min_size=1, max_size=12).filter(lambda name: not {0, 47} & set(name)).map(os.fsdecode)
MEMBER = st.one_of(NAME, st.sampled_from([FILE, f"../{FILE}", f"Ada Lovelace/{FILE}", f"s1002/{FILE}", "\\\\x\\y.py", ".venv/x.py", f"{EXERCISE.name} ({'9' * 4301}).py"]))  # fmt: skip


def zip_of(files):
    said = io.BytesIO()
    with zipfile.ZipFile(said, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return said.getvalue()


def damaged(data, places):
    broken = bytearray(data)
    for place, value in places:
        if broken:
            broken[place % len(broken)] = value
    return bytes(broken)


PLAIN = st.binary(max_size=60)
ZIPS = st.recursive(
    st.dictionaries(MEMBER, PLAIN, max_size=4).map(zip_of),
    lambda inner: st.dictionaries(st.sampled_from(["in.zip", "more.ZIP", FILE]), inner, min_size=1).map(
        zip_of
    ),
    max_leaves=3,
)
BROKEN = st.builds(damaged, ZIPS, st.lists(st.tuples(st.integers(0, 5_000), st.integers(0, 255)), max_size=6))


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    name=st.one_of(NAME, BYTE_NAME, st.sampled_from(["s1001 Bob Byron", "Lovelace", "A L"])),
    ending=st.sampled_from(ENDINGS),
    data=st.one_of(PLAIN, ZIPS, BROKEN),
)
def test_one_odd_hand_in_costs_nobody_else_anything(name, ending, data):
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder, "class")
        for student, text in HONEST.items():
            hand_in(place, text, student)
        odd = place / f"{name}{ending}"
        if odd.name in {".", ".."} or len(os.fsencode(odd.name)) > 250 or odd.exists():
            return
        odd.write_bytes(data)
        claim = claim_of(odd.name) or claim_of(name)
        if owned([claim[0] if claim else by_hand(name, name)], ROSTER, {})[0].students:
            return  # it bears an honest student's name: then it is theirs, as far as anybody can know
        intake = take_in_class(place, Path(folder, "stage"), ROSTER, Mapping())
        honest = [one for one in intake.submissions if one.standing == "handed in"]

        assert {one.student.id: (one.folder / EXERCISE.lesson / FILE).read_text() for one in honest} == dict(
            zip(HONEST, HONEST, strict=True)
        )
        assert [one.notes for one in honest] == [[]] * 3
        assert [len(one.labels) for one in honest] == [1] * 3
        for one in intake.submissions:
            " ".join([one.student.id, one.student.name, *one.files.values(), *one.notes]).encode("utf-8")
