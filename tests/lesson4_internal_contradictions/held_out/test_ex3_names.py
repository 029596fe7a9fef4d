"""Exercise 3, held-out checks: fresh names of every kind, and the twelve places."""

from itertools import product

from secondsource.grading import agreement_above_chance, award, informedness, points

GIVEN = ["Tarin", "Ilva", "Joren", "Sade", "Mikael", "Oona", "Rufus", "Delia"]
MIDDLE = ["Mohammad", "Muhammad", "Mohammed"]
FAMILY = ["Voss", "Calder", "Orlow", "Brandt", "Nyman", "Quill", "Thackam", "Zeller"]
RANKS = ["Captain", "Inspector", "General", "Judge", "Dr"]
BODIES = [
    ["Harbour", "Union", "of", "Verrin"], ["Shore", "League"], ["Coastal", "Watch", "and", "Rescue"],
    ["Front", "for", "the", "Free", "Strait"], ["Lenholt", "Port", "Authority"],
]  # fmt: skip
SMALL = {"of", "and", "for", "the"}
ANY = {"page", "outside"}
ACCEPTED = {
    "pistol_taker": ({"same"}, ANY),
    "june_visitor": ({"same"}, {"page"}),
    "column_group": ({"same"}, {"page"}),
    "column_pair": ({"conflict"}, {"page"}),
    "camp_district": ({"same", "cannot tell"}, ANY),
    "squad_leader": ({"same"}, {"page"}),
    "report_meant": ({"same", "cannot tell"}, ANY),
    "report_title": ({"conflict", "cannot tell"}, ANY),
    "ashfaq_post": ({"conflict", "cannot tell"}, ANY),
    "raid_leader": ({"same"}, {"page"}),
    "order": ({"cannot tell"}, {"page"}),
    "bridge": ({"conflict"}, {"page"}),
}


def letters(words):
    return "".join(word[0] for word in words).upper()


def slipped(name):
    """The name with two letters inside it changed round."""
    return name[0] + name[2] + name[1] + name[3:]


def two_people(fresh):
    (one, other), (first, second) = fresh.sample(GIVEN, 2), fresh.sample(FAMILY, 2)
    return f"{one} {first}", f"{other} {second}", first


def places(fresh):
    """One pair of every kind with its answer."""
    one, other, family = two_people(fresh)
    given = one.split()[0]
    middles, rank = fresh.sample(MIDDLE, 2), fresh.choice(RANKS)
    long, short = f"{given} {middles[0]} {family}", f"{given} {middles[1]} {family}"
    sister, body = f"{other.split()[0]} {family}", fresh.choice(BODIES)
    main = letters([word for word in body if word not in SMALL])
    return [
        (long, short, [long, short], "same"),
        (f"{rank} {one}", one, [one, other], "same"),
        (family, f"{rank} {one}", [one, other], "same"),
        (f"{given} {family}", long, [long, short, other], "same"),
        (main, " ".join(body), [], "same"),
        (family, one, [one, sister], "cannot tell"),
        (one, family, [one, sister, other], "cannot tell"),
        (slipped(one), one, [one], "cannot tell"),
        (one, other, [one, other], "conflict"),
        (main, " ".join(BODIES[(BODIES.index(body) + 1) % 5]), [], "conflict"),
    ]


@points(5)
def test_fresh_places(answer, fresh):
    """Compare fresh names."""
    made = {f"{number}": one for number, one in enumerate(one for _ in range(5) for one in places(fresh))}
    given = dict(zip(made, answer.compare_names.starmap(one[:3] for one in made.values()), strict=True))
    right = {number: {one[3]} for number, one in made.items()}
    missed = [made[number] for number in made if given[number] not in right[number]]
    example = f", among them {missed[0][0]!r} and {missed[0][1]!r}" if missed else ""
    award(agreement_above_chance(given, right), f"{len(missed)} of {len(made)} fresh pairs came back otherwise{example}.",
          ask="Which line of the table is the first that fits?")  # fmt: skip


@points(3)
def test_fresh_abbreviations(answer, fresh):
    """Know every body by its letters and no other body."""
    pairs = [(one, other) for one, other in product(BODIES, BODIES)]
    fresh.shuffle(pairs)
    shorts = {" ".join(body): letters([word for word in body if word not in SMALL]) for body in BODIES}
    came = list(answer.abbreviates.starmap((shorts[" ".join(one)], " ".join(other)) for one, other in pairs))
    hits = sum(one is other and known for (one, other), known in zip(pairs, came, strict=True))
    alarms = sum(one is not other and known for (one, other), known in zip(pairs, came, strict=True))
    award(informedness(hits, 5, alarms, 20), f"Of 5 abbreviations {hits} were known, and {alarms} were given to another body.",
          ask="Which words give no letter?")  # fmt: skip


@points(5)
def test_the_twelve_places(answer):
    """Judge the twelve places as careful readers do."""
    right = {
        name: {f"{one}/{needs}" for one in answers for needs in ways}
        for name, (answers, ways) in ACCEPTED.items()
    }
    given = {name: f"{one.answer}/{one.needs}" for name, one in answer.PLACES.items()}
    missed = [name for name in right if given.get(name) not in right[name]]
    award(agreement_above_chance(given, right), f"{len(missed)} of {len(right)} judgements cannot be defended from the "
          f"pages, among them {', '.join(missed[:2])}.", ask="What else do the pages say about whoever is meant?")  # fmt: skip
