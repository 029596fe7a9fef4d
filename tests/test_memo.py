"""The memo's check on verdicts stops those about the event, and no sentence about the sourcing."""

import runpy

import pytest

from secondsource import catalogue

CHECKS = runpy.run_path(str(catalogue.find("lesson5/ex3")[0].visible))


@pytest.mark.parametrize(
    "sentence",
    [
        "The story is a hoax.",
        "This proves that they met.",
        "The sourcing is weak, so the alliance does not exist.",
        "The gift was made up by somebody.",
        "It surely happened, and nobody says otherwise.",
        "The officials lied.",
    ],
)
def test_a_verdict_on_the_event_is_seen(sentence):
    assert CHECKS["verdict_in"](sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Nothing on these pages shows that the alliance exists.",
        "That does not mean that the report is false.",
        "The strengths lie in a date and an editor’s name.",
        "The base of sources is made up of officials without names.",
        "No page proves that the two met.",
        "The pages cannot settle whether it really happened.",
    ],
)
def test_a_sentence_about_the_sourcing_passes(sentence):
    assert CHECKS["verdict_in"](sentence) == ""


def test_a_confidential_dossier_is_no_confidence():
    assert not CHECKS["CONFIDENCE"].search("A confidential dossier is the likely root.")
    assert CHECKS["CONFIDENCE"].search("I hold that with high confidence.")
