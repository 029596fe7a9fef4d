"""Exercise 4, held-out checks: fresh pages of claims, and findings against the records."""

from secondsource.forms import Interval, TimedClaim
from secondsource.grading import agreement_above_chance, award, informedness, points
from secondsource.models import ContradictionKind, Needs, Strength
from secondsource.seeds import load_article

KINDS = ["other thing", "taken back", "agree", "dispute", "cannot tell", "other moment", "contradiction"]
SPEAKERS = ["page", "police", "harbour master", "owner"]


def changed(claim, **what):
    return claim.model_copy(update={"id": "k2", **what})


def a_claim(fresh, says):
    when, speaker = fresh.choice([None, "noon"]), fresh.choice(SPEAKERS)
    return TimedClaim(id="k1", about="fire", scope="all", when=when, speaker=speaker, says=says)


def a_pair(fresh, kind):
    """Two claims that the table gives this answer for."""
    number, words = fresh.randrange(2, 60), fresh.random() < 0.4
    says = fresh.choice(["open", "locked"]) if words else Interval(low=number, high=number)
    not_so = (
        {"open": "locked", "locked": "open"}[says]
        if words
        else Interval(low=number + fresh.randrange(1, 9), high=None)
    )
    first = a_claim(fresh, says)
    other = fresh.choice([speaker for speaker in SPEAKERS if speaker != first.speaker])
    timed = first.model_copy(update={"when": "noon"})
    return {
        "other thing": (first, changed(first, says=not_so, **fresh.choice([{"about": "drill"}, {"scope": "crew"}]))),
        "taken back": fresh.choice([
            (first, changed(first, says=not_so, taken_back=True)),
            (first.model_copy(update={"taken_back": True}), changed(first, says=not_so)),
        ]),
        "agree": (first, changed(first, says=says if words else Interval(low=None, high=number + 3), speaker=other)),
        "dispute": (first, changed(first, says=not_so, speaker=other)),
        "cannot tell": (timed, changed(timed, says=not_so, when=None)),
        "other moment": (timed, changed(timed, says=not_so, when="dusk")),
        "contradiction": (first, changed(first, says=not_so)),
    }[kind]  # fmt: skip


@points(5)
def test_fresh_pairs(answer, fresh):
    """Judge fresh pairs of every kind, either way round."""
    pairs = {f"{kind} {number}": a_pair(fresh, kind) for kind in KINDS for number in range(6)}
    turned = [fresh.choice([(first, second), (second, first)]) for first, second in pairs.values()]
    given = dict(zip(pairs, answer.judge.starmap(turned), strict=True))
    right = {name: {name.rpartition(" ")[0]} for name in pairs}
    missed = sorted({name.rpartition(" ")[0] for name in pairs if given[name] not in right[name]})
    award(agreement_above_chance(given, right), f"Judged otherwise: pairs of the kind {', '.join(missed[:3])}.",
          ask="Which line of the table fits them first?")  # fmt: skip


@points(4)
def test_fresh_pages(answer, fresh):
    """Find the contradictions of fresh pages, and nothing else."""
    hits = positives = alarms = negatives = 0
    pages = []
    for _ in range(12):
        kinds = [fresh.choice(KINDS) for _ in range(3)] + ["contradiction", "dispute"]
        page, real = [], set()
        for number, kind in enumerate(kinds):
            names = (f"k{2 * number}", f"k{2 * number + 1}")
            pair = a_pair(fresh, kind)
            page += [one.model_copy(update={"id": name, "about": f"{one.about} {number}"})
                     for one, name in zip(pair, names, strict=True)]  # fmt: skip
            real |= {names} if kind == "contradiction" else set()
        pages.append((page, real))
    found = answer.find_contradictions.map(page for page, _ in pages)
    for (_, real), pairs in zip(pages, found, strict=True):
        came = {tuple(pair) for pair in pairs}
        hits, positives = hits + len(real & came), positives + len(real)
        alarms, negatives = alarms + min(len(came - real), 5 - len(real)), negatives + 5 - len(real)
    award(informedness(hits, positives, alarms, negatives),
          f"Of {positives} contradictions on fresh pages {hits} were found, and {alarms} pairs reported that are none.",
          ask="Which kind of look-alike slips through?")  # fmt: skip


@points(6)
def test_the_two_invented_texts(answer, matches):
    """Find the five contradictions of the train report, and leave the look-alikes of both texts alone."""
    hits, alarms = set(), 0
    for slug in ("night_train", "warehouse_fire"):
        for finding in answer.FOUND.get(slug, []):
            found = matches(slug, finding)
            hits |= {
                one.id
                for one in found
                if finding.verdict in {one.strength, *one.also} - {Strength.LOOK_ALIKE}
            }
            flagged = finding.verdict is not Strength.LOOK_ALIKE and (found or slug == "warehouse_fire")
            alarms += bool(flagged) and all(one.strength is Strength.LOOK_ALIKE for one in found)
    alike = sum(one.strength is Strength.LOOK_ALIKE for slug in ("night_train", "warehouse_fire")
                for one in load_article(slug).notes.contradictions)  # fmt: skip
    award(informedness(len(hits), 5, min(alarms, alike), alike),
          f"Of five contradictions in the two texts you found {len(hits)}; {alarms} of the pairs you flagged are none.",
          ask="Numbers that should add up, the page's own voice early and late, its dates: which did you not compare?")  # fmt: skip


def judged(answer, matches):
    """Every finding of the two pages that meets a record, with that record."""
    for slug in ("theprint", "brighter_kashmir"):
        for finding in answer.FOUND.get(slug, []):
            for one in matches(slug, finding)[:1]:
                yield slug, finding, one


@points(6)
def test_the_two_pages(answer, matches):
    """Find what pulls apart on two of the pages, and say how far."""
    sound, unsound = set(), 0
    for slug, finding, one in judged(answer, matches):
        if finding.verdict in {one.strength, *one.also}:
            sound.add((slug, one.id))
        else:
            unsound += 1
    pages = {slug for slug, _ in sound}
    share = (min(len(sound), 4) - unsound) / 4 if len(pages) == 2 else min(len(sound), 2) / 4
    award(max(0.0, share), f"On the two pages {len(sound)} of your findings meet a passage in our records with a verdict "
          f"that can be defended, and {unsound} with one that cannot.",
          ask="Who says each of the two, and would something unsaid let both be right?")  # fmt: skip


@points(3)
def test_page_or_outside(answer, matches):
    """Say which findings need a fact the page does not hold."""
    met = [(finding, one) for _, finding, one in judged(answer, matches)]
    met += [
        (finding, one)
        for finding in answer.FOUND.get("night_train", [])
        for one in matches("night_train", finding)[:1]
        if one.kind is not ContradictionKind.DATE or finding.needs is one.needs  # a calendar: page or outside
    ]
    outside = [finding.needs for finding, one in met if one.needs is Needs.OUTSIDE]
    inside = [finding.needs for finding, one in met if one.needs is Needs.PAGE]
    if not outside or not inside:
        award(0, "Among the findings we could check, none needs an outside fact, or all of them do.",
              ask="Which passage is odd only to somebody who knows a date or a place?")  # fmt: skip
    award(informedness(outside.count(Needs.OUTSIDE), len(outside), inside.count(Needs.OUTSIDE), len(inside)),
          "Some findings need a fact that the page does not hold, or do not need one, against what you say.",
          ask="Could somebody see it who knows nothing but this page?")  # fmt: skip
