"""Exercise 4, held-out checks: fresh pages, the five pages and the controls."""

from collections import Counter

import pytest

from secondsource import seeds
from secondsource.forms import SourcedClaim
from secondsource.grading import award, expect, informedness, points
from secondsource.models import SourceType

OPEN = [
    SourceType.NAMED_INDIVIDUAL,
    SourceType.NAMED_GROUP,
    SourceType.DOCUMENT_SHOWN,
    SourceType.OTHER_MEDIA,
]
HIDDEN = [SourceType.UNNAMED_INDIVIDUAL, SourceType.UNNAMED_GROUP, SourceType.DOCUMENT_DESCRIBED]


def sourced(article):
    """An article's claims as the exercise gets them."""
    return [
        SourcedClaim(text=claim.text, source_type=article.source_type(claim), premise=claim.premise)
        for claim in article.notes.claims
    ]


def claims(fresh, kinds, premise):
    return [
        SourcedClaim(
            text=f"Fresh claim {fresh.randrange(10**6)}.", source_type=fresh.choice(kinds), premise=premise
        )
        for _ in range(fresh.randint(1, 4))
    ]


def hidden_page(fresh):
    """A page whose premises rest on unnamed sources alone, with named people beside the point."""
    return claims(fresh, HIDDEN, True) + claims(fresh, [*OPEN, SourceType.NONE], False)


def open_page(fresh):
    """A page with at least one premise a reader can check, or with none that has a source."""
    premises = claims(fresh, OPEN, True) if fresh.random() < 0.6 else claims(fresh, [SourceType.NONE], True)
    unnamed = claims(fresh, HIDDEN, any(one.source_type is not SourceType.NONE for one in premises))
    return premises + unnamed


@points(4)
def test_fresh_pages(answer, fresh):
    """Tell fresh pages that rest on unnamed sources alone from those that do not."""
    hidden, others = [hidden_page(fresh) for _ in range(12)], [open_page(fresh) for _ in range(12)]
    seen, seen_in_others = (
        answer.rests_on_unnamed_alone.map(hidden),
        answer.rests_on_unnamed_alone.map(others),
    )
    hits, alarms = sum(seen), sum(seen_in_others)
    award(informedness(hits, 12, alarms, 12),
          f"Of 12 pages that rest on unnamed sources alone you saw {hits}; of 12 that do not you said so of {alarms}.",
          ask="Which of the two mistakes do you make more often?")  # fmt: skip


@points(3)
def test_the_five_pages(answer):
    """Count the five pages right."""
    for article in seeds.load_articles():
        counted = Counter(one.source_type for one in sourced(article))
        right = {kind: number / counted.total() for kind, number in counted.items()}
        expect(answer.share_by_type(sourced(article)) == pytest.approx(right),
               f"The shares of {article.slug} do not add up as they should.",
               ask="Does your function count every claim exactly once?")  # fmt: skip


@points(3)
def test_stories_beside_the_base_rate(answer, fresh):
    """Count fresh stories that cite unnamed people."""
    unnamed = [SourceType.UNNAMED_GROUP, SourceType.UNNAMED_INDIVIDUAL]
    solely = [claims(fresh, unnamed, True) for _ in range(fresh.randint(1, 5))]
    citing = [claims(fresh, unnamed, True) + claims(fresh, OPEN, False) for _ in range(fresh.randint(1, 5))]
    neither = [claims(fresh, [*OPEN, SourceType.NONE], True) for _ in range(fresh.randint(1, 5))]
    stories = solely + citing + neither
    fresh.shuffle(stories)
    shares = answer.story_shares(stories)
    expect(
        shares.citing == pytest.approx((len(solely) + len(citing)) / len(stories)),
        "The share of citing stories is another.",
    )
    expect(
        shares.solely == pytest.approx(len(solely) / len(stories)),
        "The share of stories with no other source is another.",
    )
