"""Exercise 5, held-out checks: fresh graphs, the graph of the five pages, and two controls."""

from collections import deque

from secondsource import seeds
from secondsource.forms import Arrow
from secondsource.grading import agreement_above_chance, award, expect, informedness, points
from secondsource.models import Relation

ADDING = ["witness", "court", "confession", "recording"]
CARRYING = ["fifth_paper", "official", "column", "agency"]
MANY_MOUTHS = [
    ("northern_ledger", "kesterholm_post"),
    ("northern_ledger", "radio_verrin"),
    ("northern_ledger", "police_officer"),
    ("northern_ledger", "solling"),
    ("northern_ledger", "terrane"),
    ("kesterholm_post", "leaflet"),
    ("radio_verrin", "kesterholm_post"),
    ("police_officer", "colleagues"),
    ("colleagues", "leaflet"),
    ("solling", "leaflet"),
    ("terrane", "kesterholm_post"),
]
LISTENING_POST = [
    ("harbour_courier", "tender"),
    ("harbour_courier", "official"),
    ("harbour_courier", "auditor"),
    ("harbour_courier", "officer"),
    ("auditor", "payment_file"),
]


def arrows(pairs):
    return [Arrow(derived=later, relation=Relation.DERIVED_FROM, origin=earlier) for later, earlier in pairs]


def ends(graph, name):
    """The ends behind a thing, found breadth first."""
    onward = {}
    for arrow in graph:
        onward.setdefault(arrow.derived, []).append(arrow.origin)
    reached, queue = {name}, deque([name])
    while queue:
        for origin in onward.get(queue.popleft(), []):
            if origin not in reached:
                reached.add(origin)
                queue.append(origin)
    return {one for one in reached if one not in onward}


def fresh_graph(fresh):
    """Carriers in two layers over a few origins, some in a circle; and groups of origins that may be one."""
    roots = [f"origin_{number}" for number in range(fresh.randint(2, 6))]
    early = [f"early_{number}" for number in range(fresh.randint(2, 4))]
    late = [f"late_{number}" for number in range(fresh.randint(3, 6))]
    pairs = [(one, root) for one in early for root in fresh.sample(roots, k=fresh.randint(1, 2))]
    pairs += [
        (one, earlier)
        for one in late
        for earlier in fresh.sample(early + late, k=fresh.randint(1, 2))
        if earlier != one
    ]
    pairs += [("round_a", "round_b"), ("round_b", "round_a")]
    fresh.shuffle(roots)
    return arrows(pairs), early + late + ["round_a"], [roots[:2], roots[2:4]]


@points(5)
def test_fresh_ends(answer, fresh):
    """Follow arrows to the end in fresh graphs."""
    given, right = {}, {}
    graphs = [fresh_graph(fresh) for _ in range(6)]
    rows = [(graph, name) for graph, carriers, _ in graphs for name in carriers]
    for number, ((graph, name), came) in enumerate(zip(rows, answer.origins.starmap(rows), strict=True)):
        given[f"{number}/{name}"] = " ".join(came)
        right[f"{number}/{name}"] = {" ".join(sorted(ends(graph, name)))}
    award(
        agreement_above_chance(given, right),
        "Some ends of fresh graphs are missing, or are no ends.",
        ask="What do you do at a fork, and what in a circle?",
    )


@points(4)
def test_fresh_counts(answer, fresh):
    """Count origins in fresh graphs, at least and at most."""
    given, right, rows = {}, {}, []
    for _ in range(16):
        graph, carriers, groups = fresh_graph(fresh)
        rows.append((graph, fresh.sample(carriers, k=fresh.randint(1, len(carriers))), groups))
    for number, (row, came) in enumerate(zip(rows, answer.count_origins.starmap(rows), strict=True)):
        graph, some, groups = row
        reached = {end for name in some for end in ends(graph, name)}
        spared = sum(max(0, len(reached & set(group)) - 1) for group in groups)
        given[str(number)] = f"{came.at_least}-{came.at_most}"
        right[str(number)] = {f"{len(reached) - spared}-{len(reached)}"}
    award(
        agreement_above_chance(given, right),
        "Some fresh counts came out otherwise.",
        belief="outlets_are_sources",
        ask="Is the number you count one of carriers or of ends?",
    )


@points(4)
def test_fresh_newcomers(answer, fresh):
    """Tell a newcomer that brings an origin from one that does not."""
    graphs = []
    for _ in range(12):
        graph, carriers, _ = fresh_graph(fresh)
        before = {end for name in carriers for end in ends(graph, name)}
        expect("witness" not in before, "The check mixed up its own names.")
        graph += arrows([("rewrite", carriers[0]), ("reporter", carriers[0]), ("reporter", "witness")])
        graphs.append((graph, carriers))
    brought = answer.adds.starmap((*one, "reporter") for one in graphs)
    repeated = answer.adds.starmap((*one, "rewrite") for one in graphs)
    pairs = [(came == ["witness"], added != []) for came, added in zip(brought, repeated, strict=True)]
    hits, alarms = (sum(column) for column in zip(*pairs, strict=True))
    award(
        informedness(hits, 12, alarms, 12),
        f"Of 12 who bring a witness you saw {hits}; of 12 rewrites you let {alarms} add something.",
        belief="agreement_is_corroboration",
    )


@points(3)
def test_controls(answer):
    """Count one origin behind many mouths, and several behind one careful report."""
    came = answer.count_origins(arrows(MANY_MOUTHS), ["northern_ledger"], [])
    expect(
        came.at_most == 1,
        "Five accounts that all lead to one leaflet came back as more than one.",
        belief="outlets_are_sources",
    )
    came = answer.count_origins(arrows(LISTENING_POST), ["harbour_courier"], [])
    expect(
        came.at_least == 4,
        "A tender, two officials and a payment file came back as fewer than four.",
        ask="Does one carrier mean one origin?",
        belief="everything_is_suspect",
    )


@points(4)
def test_the_five_pages(answer):
    """Follow the arrows of the five pages."""
    graph = [
        Arrow(derived=one.derived, relation=one.relation, origin=one.origin)
        for one in seeds.load_derivations().derivations
    ]
    names = sorted({arrow.derived for arrow in graph})
    given = {name: " ".join(answer.origins(graph, name)) for name in names}
    right = {name: {" ".join(sorted(ends(graph, name)))} for name in names}
    award(
        agreement_above_chance(given, right),
        "Some ends behind the five pages are missing.",
        ask="Did you follow every arrow to its end?",
    )


@points(4)
def test_passages_point_somewhere(answer, overlaps):
    """Show passages that name or show an origin."""
    pages = [article.slug for article in seeds.load_articles()]
    good = [slug for slug in pages if overlaps(answer.POINTS_TO.get(slug) or "", slug, pointers(slug))]
    missed = [slug for slug in pages if slug not in good]
    award(
        len(good) / len(pages),
        f"The passage names nothing the page has its story from: {', '.join(missed)}.",
        ask="Whom or what does your passage name?",
    )


def pointers(slug):
    """Every place where a page names a source, by the records."""
    article = seeds.load_article(slug)
    named = [one.anchor for one in article.notes.attributions if one.source is not None]
    shown = [
        evidence.anchor
        for one in seeds.load_derivations().derivations
        for evidence in one.evidence
        if one.derived == evidence.page == slug and one.origin not in {"common_text", "common_origin"}
    ]
    return named + shown


@points(4)
def test_new_origins(answer):
    """Tell new origins from new carriers."""
    hits = sum(answer.NEW_VOICES.get(name) == "adds" for name in ADDING)
    alarms = sum(answer.NEW_VOICES.get(name) == "adds" for name in CARRYING)
    award(
        informedness(hits, len(ADDING), alarms, len(CARRYING)),
        f"Of four that bring an origin you saw {hits}; of four that carry one you counted {alarms}.",
        ask="Does it lead back to the leaflet?",
    )
