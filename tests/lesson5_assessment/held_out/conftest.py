"""The three unseen articles, and parts of pages made from the seed."""

from functools import cache

import pytest

from secondsource import seeds
from secondsource.forms import Findings, Interval, OriginCount, Parts, SourcedClaim, TimedClaim, VariantSlot
from secondsource.models import SourceType
from secondsource.workbench import ByHand, bench_for

OPEN = [
    SourceType.NAMED_INDIVIDUAL,
    SourceType.NAMED_GROUP,
    SourceType.DOCUMENT_SHOWN,
    SourceType.OTHER_MEDIA,
]
HIDDEN = [SourceType.UNNAMED_INDIVIDUAL, SourceType.UNNAMED_GROUP, SourceType.DOCUMENT_DESCRIBED]


def timed(name, about, speaker, says, **more):
    return TimedClaim(
        id=name, about=about, scope="all", speaker=speaker, says=says, **({"when": None} | more)
    )


def number(low, high):
    return Interval(low=low, high=high)


UNSEEN = {
    "night_patrols": ByHand(
        timed=[
            timed("k1", "patrols a week", "officer", number(4, 4)),
            timed("k2", "patrols a week", "mechanic", number(4, 4)),
            timed("k7", "patrols a week", "coast guard", number(6, 6), taken_back=True),
            timed("k8", "patrols a week", "coast guard", number(5, 5)),
        ]
    ),
    "ferry_retold": ByHand(
        arrows=[("ferry_retold", "courier_before_noon"), ("courier_before_noon", "harbour_police")],
        beside="courier_before_noon",
        slots=[
            VariantSlot(
                name="where the ferry was bound",
                weight="strong",
                readings={
                    "courier_before_noon": "Kesterholm", "ferry_retold": "Kesterholm", "updated_figures": "Lenholt",
                },
                expected="Lenholt",
            )
        ],
        timed=[
            timed("k3", "explosion: dead", "police", number(7, 7), when="midday"),
            timed("k6", "explosion: dead", "police", number(4, None), when="morning"),
        ],
    ),
    "depot_guards": ByHand(
        timed=[
            # “since 1 March” takes in 3 May
            timed("k4", "depot: guards", "page", number(0, 0), when="3 May"),
            timed("k11", "depot: guards", "page", number(2, 2), when="3 May"),
            timed("k8", "the town was told", "captain", "yes"),
            timed("k9", "the town was told", "mayor", "no"),
            timed("k10", "depot: gates", "page", number(1, 1)),
            timed("k12", "depot: gates", "page", number(2, None)),
        ]
    ),
}  # fmt: skip
KEY = {
    "night_patrols": Findings(derived=False, contradictory=False, unnamed_alone=True, sound=True),
    "ferry_retold": Findings(derived=True, contradictory=False, unnamed_alone=False, sound=False),
    "depot_guards": Findings(derived=False, contradictory=True, unnamed_alone=False, sound=False),
}


@pytest.fixture(scope="session")
def unseen():
    """The parts of the three unseen articles, by name."""
    return unseen_parts()


@cache
def unseen_parts():
    """Made once for a whole class: every student is shown the same three."""
    return {page: bench_for(seeds.load_article(page), hand).parts for page, hand in UNSEEN.items()}


@pytest.fixture(scope="session")
def key():
    """What can be said of the three."""
    return KEY


@pytest.fixture
def fresh_pages(fresh):
    """Parts of sixty pages made up from the seed."""
    return [fresh_page(fresh, number) for number in range(60)]


def fresh_page(fresh, number):
    """Parts of one page: claims, origins and everything else drawn apart from each other."""
    hidden = fresh.random() < 0.4
    kinds = [fresh.choice(HIDDEN if hidden else OPEN) for _ in range(fresh.randint(1, 4))]
    if fresh.random() < 0.4:
        kinds += [SourceType.NONE] * fresh.choice([len(kinds), len(kinds) + 1])
    fresh.shuffle(kinds)
    claims = [SourcedClaim(text="A premise.", source_type=kind, premise=True) for kind in kinds]
    claims += [
        SourcedClaim(text="A detail.", source_type=fresh.choice([*OPEN, SourceType.NONE]))
    ] * fresh.randint(0, 3)
    at_least = fresh.choice([1, 1, 2, 3])
    return Parts(
        page=f"page_{number}",
        claims=claims,
        shares={kind: share(claims, kind) for kind in {one.source_type for one in claims}},
        unnamed_alone=hidden,
        letter=fresh.choice("ABCDEFFF"),
        origins=OriginCount(at_least=at_least, at_most=at_least + fresh.choice([0, 0, 1, 4])),
        beside="another_page",
        shared=fresh.choice([0, 1, 2, 9, 12, 21]),
        adds=fresh.choice([0, 0, 1, 2]),
        credited=fresh.random() < 0.3,
        kind=fresh.choice(["opinion", "report", "report", "cannot tell"]),
        contradictions=[("k1", "k2")] if fresh.random() < 0.3 else [],
        fit=fresh.choice(["well", "partly", "badly", "unknown"]),
        against=fresh.choice([0, 0, 0, 1, 2]),
    )


def share(claims, kind):
    return sum(one.source_type is kind for one in claims) / len(claims)
