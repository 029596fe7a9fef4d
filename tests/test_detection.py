"""Sensitivity and bias, and the two matched checks that are scored by them."""

import re
import runpy

import pytest

from secondsource import catalogue
from secondsource.grading.detection import Detection, detect
from secondsource.grading.matched import belief_shown, share_of_yes, told_apart

ENTRY, EXIT = (catalogue.find(name)[0] for name in ("lesson0", "lesson6"))
KINDS = runpy.run_path(str(ENTRY.held_out))["KINDS"]


def of(hits, alarms, positives=4, negatives=4):
    return Detection(hits=hits, positives=positives, false_alarms=alarms, negatives=negatives)


@pytest.mark.parametrize(("hits", "alarms"), [(4, 4), (0, 0), (2, 2)])
def test_whoever_says_the_same_of_both_sorts_has_no_sensitivity(hits, alarms):
    assert of(hits, alarms).d_prime == pytest.approx(0)
    assert of(hits, alarms).share == pytest.approx(0)


def test_whoever_gets_all_right_has_the_best_and_leans_to_neither_side():
    assert of(4, 0).d_prime == of(4, 0).best == pytest.approx(2.563, abs=0.001)
    assert of(4, 0).share == 1
    assert of(4, 0).bias == pytest.approx(0)


def test_whoever_has_it_backwards_is_below_nothing_and_earns_nothing():
    assert of(0, 4).d_prime < 0
    assert of(0, 4).share == 0


def test_the_rates_are_corrected_as_hautus_does():
    """Worked by hand: (3 + 0.5) / 5 = 0.7 and (1 + 0.5) / 5 = 0.3, and z(0.7) = 0.5244."""
    assert of(3, 1).d_prime == pytest.approx(2 * 0.5244, abs=0.0001)


@pytest.mark.parametrize(
    ("hits", "alarms", "leaning"), [(4, 4, "leaning to yes"), (0, 0, "leaning to no"), (4, 0, "neither side")]
)
def test_the_leaning_is_told(hits, alarms, leaning):
    assert leaning in str(of(hits, alarms))
    assert "-0.0" not in str(of(hits, alarms))


def test_cases_are_counted_by_sort_and_what_is_not_answered_is_no():
    came = detect({"a": True, "c": True}, {"a": True, "b": True, "c": False, "d": False})

    assert came == of(1, 1, 2, 2)


def test_cases_of_one_sort_only_cannot_be_told_apart():
    with pytest.raises(ValueError, match="both kinds"):
        detect({"a": True}, {"a": True})


# --- the two checks ------------------------------------------------------------------------


def confidence(**by_kind):
    """The same confidence for every set of a kind; 5 and 2 as is right where none is given."""
    right = {"true_consensus": 5, "sound_anonymous_report": 5, "false_consensus": 2, "single_report": 2}
    return {name: (right | by_kind)[kind.replace(" ", "_")] for name, kind in KINDS.items()}


@pytest.mark.parametrize(
    ("given", "belief"),
    [
        (confidence(), None),
        (dict.fromkeys(KINDS, 1), "everything_is_suspect"),
        (dict.fromkeys(KINDS, 6), "everything_is_fine"),
        (confidence(false_consensus=6), "agreement_is_corroboration"),
        (confidence(sound_anonymous_report=1), "unnamed_means_false"),
        (confidence(true_consensus=3), "everything_is_suspect"),
    ],
)
def test_judgements_show_the_belief_behind_them(given, belief):
    assert belief_shown(given, KINDS) == belief


def test_from_four_on_it_is_a_yes():
    assert told_apart(dict.fromkeys(KINDS, 4), KINDS) == of(4, 4)
    assert share_of_yes(dict.fromkeys(KINDS, 3), KINDS, "true consensus") == 0


def sets_in(exercise):
    """Each set of a check: how many reports, sentences and words it has."""
    text = re.sub(r"\n# ?", " ", exercise.solution.read_text("utf-8"))
    parts = re.split(r"### Set \d+ ", text)[1:]
    return [
        (part.count("*: ["), len(re.findall(r"\[\d\]", part)), len(part.partition("## ")[0].split()))
        for part in parts
    ]


@pytest.mark.parametrize("exercise", [ENTRY, EXIT], ids=["entry", "exit"])
def test_a_check_has_two_sets_of_each_kind(exercise):
    held_out = runpy.run_path(str(exercise.held_out))
    kinds = list(held_out["KINDS"].values())

    assert sorted(kinds) == sorted(2 * [*set(kinds)])
    assert len(set(kinds)) == 4
    assert held_out["DECIDE"].keys() == held_out["KINDS"].keys()
    assert len(sets_in(exercise)) == 8


def test_the_two_checks_are_built_alike():
    """Each kind has the same reports, sentences and, within a few words, the same length in both."""
    built = []
    for exercise in (ENTRY, EXIT):
        held_out = runpy.run_path(str(exercise.held_out))
        rows = zip(held_out["KINDS"].values(), held_out["DECIDE"].values(), sets_in(exercise), strict=True)
        built.append(sorted((kind, sorted(decide), *size) for kind, decide, size in rows))
    for entry, exit_ in zip(*built, strict=True):
        assert entry[:4] == exit_[:4]
        assert abs(entry[4] - exit_[4]) <= 10


def test_the_two_checks_are_not_in_one_order():
    first, second = (list(runpy.run_path(str(one.held_out))["KINDS"].values()) for one in (ENTRY, EXIT))

    assert first != second
