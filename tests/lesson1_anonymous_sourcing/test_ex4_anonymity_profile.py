"""Exercise 4, visible checks: what a page rests on."""

from typing import Literal, Protocol

import pytest

from secondsource.forms import SourcedClaim, StoryShares
from secondsource.grading import expect, hints, points, wrong
from secondsource.models import SourceType


class Answer(Protocol):
    """What the exercise asks for."""

    WHAT_FOLLOWS: Literal["a", "b", "c", "d"]

    def share_by_type(self, claims: list[SourcedClaim]) -> dict[SourceType, float]: ...
    def rests_on_unnamed_alone(self, claims: list[SourcedClaim]) -> bool: ...
    def story_shares(self, stories: list[list[SourcedClaim]]) -> StoryShares: ...


def page(*kinds, premises=0):
    """Claims with these kinds of source, the first few of them premises."""
    return [
        SourcedClaim(text=f"Claim {number}.", source_type=kind, premise=number <= premises)
        for number, kind in enumerate(kinds, start=1)
    ]


PERSON, GROUP, NAMED = SourceType.UNNAMED_INDIVIDUAL, SourceType.UNNAMED_GROUP, SourceType.NAMED_INDIVIDUAL
DESCRIBED, SHOWN, NOBODY = SourceType.DOCUMENT_DESCRIBED, SourceType.DOCUMENT_SHOWN, SourceType.NONE


@points(3)
@hints(
    "How many claims are there in all, and how many of each kind?",
    "collections.Counter counts the kinds for you: Counter(claim.source_type for claim in claims).",
    "A share is a count divided by len(claims). What if that is 0?",
)
def test_shares(answer: Answer):
    """Give each kind of source its share of the claims."""
    shares = answer.share_by_type(page(GROUP, GROUP, NAMED, NOBODY))
    expect(shares == pytest.approx({GROUP: 0.5, NAMED: 0.25, NOBODY: 0.25}),
           "For two claims from a group, one from a named person and one from nobody the shares are others.",
           ask="Do your shares add up to 1, and does every kind that occurs have one?")  # fmt: skip
    expect(
        answer.share_by_type([]) == {},
        "A page without claims still got shares.",
        ask="What can be shared out of nothing?",
    )


@points(2)
@hints(
    "Look at the premises only: which claims have premise set?",
    "Collect the kinds of source of the premises in a set, then take NONE out of it.",
    "Which kinds can a reader not go to? Is your set made of these alone?",
)
def test_premises_from_unnamed_people(answer: Answer):
    """See when the main point rests on unnamed people alone."""
    expect(answer.rests_on_unnamed_alone(page(GROUP, PERSON, NAMED, premises=2)),
           "Both premises come from unnamed people, and a named person says something beside the point.",
           ask="Exactly which claims does the named person vouch for?", belief="topic_confirms_claim")  # fmt: skip
    expect(answer.rests_on_unnamed_alone(page(GROUP, DESCRIBED, premises=2)),
           "One premise comes from unnamed people, one from a paper that nobody shows.",
           ask="Could a reader open that paper?", belief="described_is_primary")  # fmt: skip


@points(2)
@hints(
    "What if one premise comes from somebody a reader can go to?", "And what if no premise has any source?"
)
def test_premises_a_reader_can_check(answer: Answer):
    """See when it does not."""
    expect(not answer.rests_on_unnamed_alone(page(GROUP, SHOWN, premises=2)),
           "One premise rests on a document that is shown.",
           ask="What would make a page good enough for you?", belief="everything_is_suspect")  # fmt: skip
    expect(not answer.rests_on_unnamed_alone(page(NOBODY, GROUP, premises=1)),
           "The only premise has no source at all; unnamed people say something beside it.",
           ask="Is saying it yourself the same as having an unnamed source?")  # fmt: skip
    expect(not answer.rests_on_unnamed_alone([]), "There is no claim, so nothing rests on anybody.")


@points(3)
@hints(
    "Make the set of kinds of source for each story first.",
    "SourceType has a property for this: kind.unnamed is true for unnamed people and groups.",
    "any(...) for citing, all(...) for solely; leave NONE out before you ask.",
)
def test_shares_of_stories(answer: Answer):
    """Count stories that cite unnamed people, and stories with no other source."""
    stories = [page(GROUP, NOBODY), page(GROUP, NAMED), page(NAMED), page(NOBODY)]
    shares = answer.story_shares(stories)
    expect(shares.citing == 0.5, f"Two of these four stories cite unnamed people; citing came back as {shares.citing}.",
           ask="Is one unnamed source in a story enough to count it?")  # fmt: skip
    expect(shares.solely == 0.25, f"In one of the four every source is unnamed; solely came back as {shares.solely}.",
           ask="Does a story without any source rest on unnamed ones?")  # fmt: skip
    expect(answer.story_shares([]).citing == 0, "For no stories at all the share is 0.")


@points(2)
@hints(
    "What does a base rate compare, and what was it measured on?",
    "Does “unusual” say anything about true or false?",
)
def test_what_follows(answer: Answer):
    """Say what follows from being far above the base rate."""
    chosen = answer.WHAT_FOLLOWS
    if chosen == "a":
        wrong("You read “unusual” as “probably wrong”.", belief="unnamed_means_false")
    if chosen == "b":
        wrong("You set the comparison aside altogether.", belief="everything_is_fine")
    if chosen == "c":
        wrong("You noticed that it is unusual, and went on to what the officials did.",
              ask="Which passage on the five pages shows that anything was invented?", belief="everything_is_suspect")  # fmt: skip
