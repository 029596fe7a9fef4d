"""What platforms' names say: a row a platform, and what is no platform's."""

from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from secondsource.grading.classes.platform_names import PLATFORMS, by_hand, claim_of

AT = datetime(2026, 11, 3, 10, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    ("name", "platform", "said", "file"),
    [
        ("Ada L_11_assignsubmission_file_", "Moodle", {"name": "Ada L", "participant": "11", "label": "Ada L_11"}, ""),
        ("Ada L_11_assignsubmission_file_ex1.py", "Moodle", {"name": "Ada L", "participant": "11"}, "ex1.py"),
        ("Ada L_11_assignsubmission_onlinetext", "Moodle", {"name": "Ada L"}, ""),
        ("Default group_assignsubmission_file", "Moodle", {"name": "Default group", "participant": ""}, ""),
        ("lada_11_91_ex1.py", "Canvas", {"name": "lada", "number": "11", "label": "lada_11"}, "ex1.py"),
        ("lada_LATE_11_91_a_b.py", "Canvas", {"name": "lada", "number": "11", "label": "lada_11"}, "a_b.py"),
        ("o_neil_5_9_x.py", "Canvas", {"name": "o_neil", "number": "5"}, "x.py"),
        ("lada_11_text.html", "Canvas", {"name": "lada", "number": "11"}, ""),
        ("lada_LATE_11_link.html", "Canvas", {"name": "lada", "number": "11"}, ""),
        ("anon_AbC12_91_x.py", "Canvas, anonymous", {"label": "anon_AbC12", "name": ""}, "x.py"),
        ("LATE_anon_AbC12_91_x.py", "Canvas, anonymous", {"label": "anon_AbC12"}, "x.py"),
        ("HW_lada_attempt_2026-11-03-10-15-00_x.py", "Blackboard", {"login": "HW_lada", "when": AT}, "x.py"),
        ("HW_lada_attempt_2026-11-03-10-15-00.txt", "Blackboard", {"login": "HW_lada", "when": AT}, ""),
        ("12-3 - Ada L - Nov 3, 2026 1015 AM", "Brightspace", {"name": "Ada L", "number": "12", "when": AT}, ""),
        ("12-3 - Ada L- Nov 3, 2026 1015 AM - x.py", "Brightspace", {"name": "Ada L", "when": AT}, "x.py"),
        ("12-3 - N0123456 - Ana-Li O - Nov 3, 2026 1015 AM", "Brightspace", {"name": "Ana-Li O", "login": "N0123456"}, ""),
        ("12-3 - Ada L - 3 nov. 2026 1015", "Brightspace", {"name": "Ada L", "when": None}, ""),
        ("submission_77", "Gradescope", {"label": "submission_77", "name": ""}, ""),
    ],
)  # fmt: skip
def test_names_of_platforms(name, platform, said, file):
    claim, found = claim_of(name)
    assert (claim.platform, found) == (platform, file)
    assert {field: getattr(claim, field) for field in said} == said


STAMP = "attempt_2020-01-01-00-00-00"


@pytest.mark.parametrize(
    ("name", "platform", "label", "when"),
    [
        (f"lada_11_91_x_bob_{STAMP}_ex1.py", "Canvas", "lada_11", None),
        ("lada_11_91_Bob B_12_assignsubmission_file_ex1.py", "Canvas", "lada_11", None),
        (f"Ada L_11_assignsubmission_file_bob_{STAMP}_ex1.py", "Moodle", "Ada L_11", None),
        ("Ada L_11_assignsubmission_file_bob_12_13_ex1.py", "Moodle", "Ada L_11", None),
        (f"HW_lada_attempt_2026-11-03-10-15-00_bob_{STAMP}_ex1.py", "Blackboard", "HW_lada", AT),
        ("HW_lada_attempt_2026-11-03-10-15-00_bob_12_13_ex1.py", "Blackboard", "HW_lada", AT),
        ("HW_1_1234567_attempt_2026-11-03-10-15-00_ex1.py", "Blackboard", "HW_1_1234567", AT),
        ("HW_1_2_lada_attempt_2026-11-03-10-15-00_ex1.py", "Blackboard", "HW_1_2_lada", AT),
    ],
)
def test_a_files_own_name_says_neither_whose_it_is_nor_when_it_came(name, platform, label, when):
    claim, _ = claim_of(name)
    assert (claim.platform, claim.label, claim.when) == (platform, label, when)


@pytest.mark.parametrize(
    "name", ["ada", "Ada Lovelace", "ex1_label_sources.py", "a_1_b.py", f"a_{'9' * 4301}_1_x.py", ""]
)
def test_names_of_no_platform(name):
    assert claim_of(name) is None


def test_every_platform_says_where_its_names_can_be_looked_up():
    assert all(platform.source for platform in PLATFORMS)
    assert {platform.name for platform in PLATFORMS} >= {
        "Moodle",
        "Canvas",
        "Blackboard",
        "Brightspace",
        "Gradescope",
    }


def test_what_a_claim_says_is_for_people():
    claim, _ = claim_of("Ada L_11_assignsubmission_file_")
    assert claim.says == "Ada L, participant 11"
    assert by_hand("Ada (2).zip", "Ada (2)").words == "Ada"


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=80))
def test_any_name_can_be_asked_about(name):
    claim_of(name)
    assert not {"\n", "\x1b"} & set(by_hand(name, name).label)
