"""Exercise 2, held-out checks: the three unseen articles, and pages made up from the seed."""

import pytest

from secondsource.forms import Findings
from secondsource.grading import award, expect, informedness, points
from secondsource.grading.detection import detect
from secondsource.models import SourceType


def right_for(parts):
    """The definitions of the exercise, written a second time."""
    kinds = [one.source_type for one in parts.claims if one.premise]
    parent = parts.credited or parts.shared > 5
    derived = bool(parent) and not parts.adds
    in_the_way = [
        sum(kind is SourceType.NONE for kind in kinds) * 2 > len(kinds),
        bool(parts.contradictions),
        derived and not parts.credited,
        parts.unnamed_alone and parts.origins.at_least < 2,
    ]
    return Findings(
        derived=derived,
        contradictory=bool(parts.contradictions),
        unnamed_alone=parts.unnamed_alone,
        sound=not any(in_the_way),
    )


@points(8)
def test_three_unseen_articles(answer, unseen, key):
    """Tell three articles apart that you have not seen."""
    findings = dict(zip(unseen, answer.findings.map(unseen.values()), strict=True))
    said = {f"{page}/{name}": is_so for page, found in findings.items() for name, is_so in found}
    right = {f"{page}/{name}": is_so for page, wanted in key.items() for name, is_so in wanted}
    came = detect(said, right)
    sound = {page: found.sound for page, found in findings.items()}
    belief = {0: "everything_is_suspect", 3: "everything_is_fine"}.get(sum(sound.values()))
    award(informedness(came.hits, came.positives, came.false_alarms, came.negatives),
          f"Of {came.positives} findings on the three unseen articles you made {came.hits}, and {came.false_alarms} "
          f"that cannot be made: {came}.", ask="What would tell the sound one from the others?", belief=belief)  # fmt: skip


@points(4)
@pytest.mark.parametrize("name", ["derived", "sound"])
def test_fresh_pages(answer, fresh_pages, name):
    """Tell fresh pages apart."""
    findings = answer.findings.map(fresh_pages)
    said = {one.page: getattr(found, name) for one, found in zip(fresh_pages, findings, strict=True)}
    right = {one.page: getattr(right_for(one), name) for one in fresh_pages}
    came = detect(said, right)
    award(informedness(came.hits, came.positives, came.false_alarms, came.negatives),
          f"Of {came.positives} fresh pages that are {name} you saw {came.hits}; of {came.negatives} that are not you said "
          f"so of {came.false_alarms}: {came}.", ask="Which of the two mistakes do you make more often?")  # fmt: skip


@points(2)
def test_fresh_plain_findings(answer, fresh_pages):
    """Pass on what was found on fresh pages."""
    findings = list(answer.findings.map(fresh_pages))
    for name in ("contradictory", "unnamed_alone"):
        off = [
            one.page
            for one, found in zip(fresh_pages, findings, strict=True)
            if getattr(found, name) != getattr(right_for(one), name)
        ]
        expect(not off, f"{len(off)} fresh pages came back otherwise for {name}.",
               ask="Does anything else than that one field decide?")  # fmt: skip


@points(2)
def test_fresh_rates(answer, fresh):
    """Give rates for fresh answers."""
    rows = []
    for _ in range(12):
        right = {f"page_{number}": fresh.random() < 0.5 for number in range(fresh.randint(2, 20))} | {
            "y": True,
            "n": False,
        }
        rows.append(({page: fresh.random() < 0.5 for page in right}, right))
    for (said, right), rates in zip(rows, answer.rates.starmap(rows), strict=True):
        came = detect(said, right)
        wanted = (came.hits + 0.5) / (came.positives + 1), (came.false_alarms + 0.5) / (came.negatives + 1)
        expect(rates == pytest.approx(wanted), "Some fresh rates came out otherwise.",
               ask="Which pages belong under which line?")  # fmt: skip
