"""Exercise 1, visible checks: assess an article."""

from typing import Literal, Protocol

import pytest

from secondsource.forms import OriginCount, Parts, SourcedClaim
from secondsource.grading import award, expect, hints, points, wrong
from secondsource.models import ArticleType, Assessment, Credibility, Gap, SourceType
from secondsource.workbench import reference_parts


class Answer(Protocol):
    """What the exercise asks for."""

    WHAT_IT_SAYS: Literal["a", "b", "c", "d"]

    def bare_share(self, parts: Parts) -> float: ...
    def article_type(self, parts: Parts) -> ArticleType: ...
    def credibility_of(self, parts: Parts) -> Credibility: ...
    def not_known(self, parts: Parts) -> list[Gap]: ...
    def assess(self, parts: Parts) -> Assessment: ...


NAMED, GROUP, NOBODY = SourceType.NAMED_INDIVIDUAL, SourceType.UNNAMED_GROUP, SourceType.NONE


def page(*kinds, origins=(1, 1), **more):
    """Parts of a page whose premises have these kinds of source, with one claim beside the point."""
    claims = [SourcedClaim(text="A premise.", source_type=kind, premise=True) for kind in kinds]
    claims.append(SourcedClaim(text="The town has a river.", source_type=NOBODY))
    count = OriginCount(at_least=origins[0], at_most=origins[1])
    return Parts(**({"page": "a_page", "claims": claims, "origins": count} | more))


def expect_digit(answer, parts, right, says, *, ask="", belief=None):
    came = answer.credibility_of(parts)
    expect(came == right, f"{says}: the digit came back as {came}.", ask=ask, belief=belief)


@points(2)
@hints(
    "Make a list of the premises first: the claims with premise set.",
    "How many of these have SourceType.NONE? Divide by how many there are; what if there are none?",
)
def test_bare_premises(answer: Answer):
    """Give the share of premises that stand bare."""
    came = answer.bare_share(page(NAMED, NOBODY, GROUP, NOBODY))
    expect(came == pytest.approx(0.5), f"Two of four premises have no source; {came} came back.",
           ask="Do you divide by the premises, or by all claims?")  # fmt: skip
    expect(answer.bare_share(page(GROUP)) == 0, "A premise from unnamed people was counted as one with no source.",
           ask="Is somebody without a name nobody?", belief="everything_is_suspect")  # fmt: skip
    expect(answer.bare_share(page()) == 0, "A page without premises has no bare ones.")


@points(2)
@hints(
    "Three lines, in the order of the table: opinion, reportage, news.",
    "For the second you need three things at once: kind, bare_share, unnamed_alone.",
)
def test_types(answer: Answer):
    """Give the type that what was found supports."""
    for parts, right, says, belief in (
        (page(NAMED, kind="opinion"), ArticleType.OPINION, "Its signals say opinion", None),
        (page(NAMED, NOBODY, kind="report"), ArticleType.REPORTAGE, "A report, half of its premises bare", None),
        (page(GROUP, kind="report", unnamed_alone=True), ArticleType.NEWS, "A report on unnamed sources alone", "everything_is_fine"),
        (page(NAMED, kind="cannot tell"), ArticleType.NEWS, "Its signals do not tell", None),
        (page(NAMED, NOBODY, NOBODY, kind="report"), ArticleType.NEWS, "A report, most premises bare", "everything_is_fine"),
    ):  # fmt: skip
        came = answer.article_type(parts)
        expect(
            came is right,
            f"{says}: {came} came back.",
            ask="Which line of the table fits first?",
            belief=belief,
        )


@points(3)
@hints(
    "Go down the table. Which two numbers does it look at first?",
    "If there is something against: 4 or 5. If at_least is 2 or more: 1. Then the fit.",
    "A dictionary from fit to digit, with .get(parts.fit, '6'), saves three ifs.",
)
def test_digits(answer: Answer):
    """Give the digit by origins, and by nothing else."""
    expect_digit(answer, page(NAMED, origins=(2, 3)), "1", "Two origins, none against",
                 ask="Which line of the table is this, and does it ask for more?")  # fmt: skip
    expect_digit(answer, page(GROUP, origins=(1, 5)), "6", "At least one origin and at most five, fit unknown",
                 ask="How many of the five has the page set apart?", belief="plural_means_two")  # fmt: skip
    expect_digit(answer, page(GROUP, fit="well", unnamed_alone=True), "2", "One origin without a name, and it fits well",
                 ask="Does the table ask for a name?", belief="unnamed_means_false")  # fmt: skip
    expect_digit(answer, page(NAMED, origins=(2, 2), contradictions=[("k1", "k2")]), "1",
                 "Two origins, and one sentence that needs mending", belief="contradiction_disproves")  # fmt: skip
    expect_digit(answer, page(NAMED, fit="partly"), "3", "One origin, and it fits partly")
    expect_digit(answer, page(NAMED, origins=(2, 2), against=1), "4", "Two origins, and one against",
                 ask="Which line of the table is this?")  # fmt: skip
    expect_digit(answer, page(origins=(0, 0), against=1), "5", "No origin, and one against")
    expect_digit(
        answer, page(origins=(0, 0), fit="well"), "6", "No origin at all", belief="no_basis_is_worst"
    )


@points(3)
@hints(
    "One question a line; add its word to a list where the answer is yes.",
    "Keep the order of the table: six ifs, one below the other, each with an append.",
)
def test_gaps(answer: Answer):
    """Say what is not known, and nothing more."""
    everything = page(NOBODY, GROUP, origins=(1, 2), unnamed_alone=True, contradictions=[("k1", "k2")])
    six = ["who speaks", "who says it", "how many origins", "track record", "how it fits", "which is right"]
    came = answer.not_known(everything)
    expect(came == six, f"On a page that leaves all six open, {came or 'nothing'} came back.",
           ask="Which question of the table is missing, or in another place?")  # fmt: skip
    came = answer.not_known(page(NAMED, letter="B", fit="well"))
    expect(came == [], f"On a page that leaves none of the six open, {came} came back.",
           ask="Which words of the page make you ask?", belief="everything_is_suspect")  # fmt: skip
    came = answer.not_known(page(NAMED, letter="E", fit="well"))
    expect("track record" not in came, "A bad record was taken for an unknown one.",
           ask="What does E say about the source, and what does F say?", belief="no_basis_is_worst")  # fmt: skip


@points(2)
@hints(
    "Assessment(page=parts.page, shares=parts.shares, …): every field by its name.",
    "at_least and at_most come from parts.origins; four fields come from your own functions.",
)
def test_an_assessment(answer: Answer):
    """Put a page's assessment together."""
    parts = page(
        GROUP, NAMED, origins=(1, 2), kind="report", letter="C", fit="partly", shares={GROUP: 0.5, NAMED: 0.5}
    )
    came = answer.assess(parts)
    pairs = {
        "page": (came.page, "a_page"), "shares": (came.shares, parts.shares), "at_least": (came.at_least, 1),
        "at_most": (came.at_most, 2), "type": (came.type, ArticleType.REPORTAGE), "reliability": (came.reliability, "C"),
        "credibility": (came.credibility, "3"), "contradictions": (came.contradictions, []),
        "not_known": (came.not_known, ["how many origins"]),
    }  # fmt: skip
    off = [name for name, (given, right) in pairs.items() if given != right]
    award(1 - len(off) / len(pairs), f"These fields hold something else than the parts say: {', '.join(off)}.",
          ask="Where in the parts does each of them come from?")  # fmt: skip


@points(2)
@hints(
    "Assess two pages side by side: theprint and sound_unnamed_officials. Both rest on unnamed people.",
    "What do the two differ in that your rules can see? Print reference results with parts_of.",
)
def test_two_pages_with_unnamed_people(answer: Answer):
    """Tell two pages apart that both rest on people without names."""
    careful = answer.assess(reference_parts("sound_unnamed_officials"))
    desk = answer.assess(reference_parts("theprint"))
    expect(careful.credibility == "1" and "who speaks" not in careful.not_known,
           f"The listening post came back with {careful.reliability}{careful.credibility}.",
           ask="A printed tender, and people whom the page sets apart: what more should it show?",
           belief="everything_is_suspect")  # fmt: skip
    belief = {"1": "plural_means_two", "4": "unnamed_means_false", "5": "unnamed_means_false"}.get(
        desk.credibility
    )
    expect(desk.credibility == "6" and "who speaks" in desk.not_known,
           f"The desk report came back with {desk.reliability}{desk.credibility}.",
           ask="Which of its sources could you tell from the others, and does any fit it to what is known?",
           belief=belief)  # fmt: skip


@points(2)
@hints(
    "What do F and 6 mean? Lesson 1 has a box for them.",
    "Is an assessment about the page, or about what the page tells of?",
)
def test_what_it_says(answer: Answer):
    """Say what the assessment of the desk report says."""
    chosen = answer.WHAT_IT_SAYS
    if chosen == "a":
        wrong("You read F and 6 as the lowest marks.", belief="no_basis_is_worst")
    if chosen == "b":
        wrong("You counted wordings as sources.", belief="plural_means_two")
    if chosen == "d":
        wrong("You put the page away.", belief="everything_is_suspect")
