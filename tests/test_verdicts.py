"""Free text on sourcing: verdicts on the event are seen, and sentences about the sourcing pass."""

import pytest

from secondsource.grading.verdicts import mixes_scales, sentences, verdict_in


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
    assert verdict_in(sentence)


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
    assert verdict_in(sentence) == ""


def test_a_likelihood_and_a_confidence_in_one_sentence_are_seen_and_a_confidential_dossier_is_neither():
    assert mixes_scales("It is likely, and I hold that with high confidence.")
    assert not mixes_scales("A confidential dossier is the likely root.")
    assert not any(mixes_scales(one) for one in sentences("It is unlikely. Our confidence in this is low."))
