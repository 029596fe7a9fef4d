"""How names from outside may be shown."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from secondsource.grading.classes.people import shown


def test_bytes_that_are_no_text_and_marks_nobody_sees():
    assert shown("Ren\udce9e") == "Ren\\xe9e"
    assert shown(" a\u200b\n\tb\u202ec\x1b[2J ") == "a b\ufffdc\ufffd[2J"
    assert shown("x\ud800") == "x\ufffd"


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(alphabet=st.characters(exclude_categories=()), max_size=400))
def test_whatever_a_name_is_it_is_one_line_that_can_be_written(name):
    text = shown(name)
    text.encode("utf-8")
    assert len(text.splitlines()) <= 1
    assert "\x1b" not in text
    assert len(text) <= 122
