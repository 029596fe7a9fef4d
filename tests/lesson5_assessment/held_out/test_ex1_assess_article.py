"""Exercise 1, held-out checks: fresh pages, the workbench, and articles nobody has seen."""

import pytest

from secondsource.grading import agreement_above_chance, award, expect, informedness, points
from secondsource.models import ArticleType, SourceType
from secondsource.workbench import benches

GAPS = ["who speaks", "who says it", "how many origins", "track record", "how it fits", "which is right"]


def bare(parts):
    kinds = [one.source_type for one in parts.claims if one.premise]
    return kinds.count(SourceType.NONE), len(kinds)


def type_of(parts):
    """The table of the exercise, read a second time."""
    nobody, premises = bare(parts)
    if parts.kind == "report" and 2 * nobody <= premises and not parts.unnamed_alone:
        return ArticleType.REPORTAGE
    return ArticleType.OPINION if parts.kind == "opinion" else ArticleType.NEWS


def digit_of(parts):
    """The same for the digit, written another way round."""
    known = min(parts.origins.at_least, 2)
    if parts.against > 0:
        return "5" if known == 0 else "4"
    alone = {"well": "2", "partly": "3", "badly": "4", "unknown": "6"}[parts.fit]
    return {0: "6", 1: alone, 2: "1"}[known]


def gaps_of(parts):
    nobody, _ = bare(parts)
    spread = parts.origins.at_most - parts.origins.at_least
    open_ones = [
        parts.unnamed_alone,
        nobody,
        spread,
        parts.letter == "F",
        parts.fit == "unknown",
        parts.contradictions,
    ]
    return {gap for gap, is_open in zip(GAPS, open_ones, strict=True) if is_open}


@points(3)
def test_fresh_types(answer, fresh_pages):
    """Give types to fresh pages."""
    types = answer.article_type.map(fresh_pages)
    given = {one.page: str(came) for one, came in zip(fresh_pages, types, strict=True)}
    right = {one.page: {str(type_of(one))} for one in fresh_pages}
    award(agreement_above_chance(given, right), "Some fresh pages got another type.",
          ask="What about a page exactly half of whose premises stand bare?")  # fmt: skip


@points(4)
def test_fresh_digits(answer, fresh_pages):
    """Give digits to fresh pages."""
    digits = answer.credibility_of.map(fresh_pages)
    given = {one.page: came for one, came in zip(fresh_pages, digits, strict=True)}
    right = {one.page: {digit_of(one)} for one in fresh_pages}
    award(agreement_above_chance(given, right), "Some fresh pages got another digit.",
          ask="Does anything change your digit that the table does not name?")  # fmt: skip


@points(4)
def test_fresh_gaps(answer, fresh_pages):
    """See what fresh pages leave open, and what they do not."""
    gaps = answer.not_known.map(fresh_pages)
    said = [(one.page, gap) for one, came in zip(fresh_pages, gaps, strict=True) for gap in set(came)]
    right = {(one.page, gap) for one in fresh_pages for gap in gaps_of(one)}
    every = len(fresh_pages) * len(GAPS)
    hits = sum(one in right for one in said)
    award(informedness(hits, len(right), len(said) - hits, every - len(right)),
          f"Of {len(right)} open questions you saw {hits}; and you asked {len(said) - hits} that the pages answer.",
          ask="Which of the two mistakes do you make more often?")  # fmt: skip


@points(3)
def test_whole_assessments(answer, unseen):
    """Assess the pages of the workbench, and three that nobody has seen."""
    pages = {**{page: bench.parts for page, bench in benches().items()}, **unseen}
    for (page, parts), came in zip(pages.items(), answer.assess.map(pages.values()), strict=True):
        graded = (came.type, came.reliability, came.credibility, set(came.not_known))
        expect(graded == (type_of(parts), parts.letter, digit_of(parts), gaps_of(parts)),
               f"The assessment of {page} says something else than its parts.",
               ask="Does it pass on what your own functions found, without changing it?")  # fmt: skip
        expect((came.at_least, came.at_most) == (parts.origins.at_least, parts.origins.at_most),
               f"The origins of {page} changed on the way.", belief="outlets_are_sources")  # fmt: skip
        expect(came.shares == pytest.approx(parts.shares) and came.contradictions == parts.contradictions,
               f"The shares or the contradictions of {page} changed on the way.")  # fmt: skip
