"""Exercise 2, held-out checks: fresh reports with decoys, and no inventions on the pages."""

from secondsource.grading import award, informedness, points
from secondsource.models import words
from secondsource.seeds import load_article


def holds(found, source, cue):
    """Whether this source with this cue is among what was found."""
    return any(source.lower() in one.source.lower() and cue in one.cue.lower() for one in found)


@points(8)
def test_fresh_reports(answer, report):
    """Find the attributions of a fresh report, and leave the rest alone."""
    found = answer.find_attributions.map([sentence for _, _, sentence in report.attributions])
    found_in_decoys = answer.find_attributions.map(report.decoys)
    hits = sum(
        holds(came, source, cue) for came, (source, cue, _) in zip(found, report.attributions, strict=True)
    )
    alarms = [sentence for came, sentence in zip(found_in_decoys, report.decoys, strict=True) if came]
    award(
        informedness(hits, len(report.attributions), len(alarms), len(report.decoys)),
        f"Found {hits} of {len(report.attributions)}; and {len(alarms)} of {len(report.decoys)} sentences in which "
        f"nobody speaks were taken for attributions{': “' + alarms[0] + '”' if alarms else ''}.",
        ask="Which is the more frequent mistake here: missing somebody, or finding a speaker where nobody speaks?",
    )


@points(4)
def test_what_is_found_on_the_pages_is_there(answer):
    """Find nothing on the pages that is not an attribution."""
    page = load_article("theprint")
    found = answer.find_attributions(page.text)
    marked = [set(words(one.anchor.exact)) for one in page.notes.attributions]
    real = [
        one
        for one in found
        if any({*words(one.cue)} <= spot and {*words(one.source)} & spot for spot in marked)
    ]
    share = len(real) / max(len(found), len(marked) / 3)  # finding hardly anything is no precision
    award(min(1.0, share / 0.8), f"{len(real)} of the {len(found)} you found on the desk report are attributions there.",
          ask="Read three that are not. What in the text led your code to them?")  # fmt: skip
