"""Fresh phrases and reports for lesson 1, made from the seed: nobody can know them beforehand."""

from dataclasses import dataclass

import pytest

from secondsource.models import SourceType

GIVEN = ["Tarin", "Ilva", "Joren", "Sade", "Mikael", "Oona", "Rufus", "Delia", "Anselm", "Petra"]
FAMILY = ["Voss", "Maren", "Calder", "Orlow", "Brandt", "Sorrel", "Hale", "Nyman", "Tolland", "Reeve"]
NOUNS = ["source", "analyst", "aide", "clerk", "adviser", "investigator"]
SECTORS = ["intelligence", "security", "defence", "shipping", "port", "diplomatic"]
RANKS = ["senior", "deputy", "chief"]
AGENCIES = ["the customs service", "the fisheries ministry", "the coast guard", "the audit bureau"]
BASES = ["briefed on the plan", "who read the file", "who saw the letter", "present at the meeting"]
REASONS = ["who feared for a post", "not authorised to speak", "who asked not to be named"]
TOWNS = ["Verrin", "Sandholm", "Karst", "Ostwick", "Dunmere"]
HAPPENED = [
    "two boats had left {town} before dawn",
    "the depot in {town} was empty",
    "the road to {town} had been closed for a week",
    "the guard post at {town} had asked for more men",
    "money had changed hands in {town}",
    "the fire in {town} began in a store room",
]
DECOYS = [
    "The sources of the river Sand lie above {town}.",
    "It goes without saying that winter closes the pass.",
    "The officials’ canteen in {town} reopened on Monday.",
    "A report card was left on the table in {town}.",
    "Sources of income are few along the coast.",
    "The telling detail is the colour of the sails.",
    "In {town} the market opened as usual.",
    "According to plan, the ferry left {town} at noon.",
    "It is said that the pass above {town} closes early.",
    "The sources said to feed the river near {town} are dry.",
]


@dataclass(frozen=True)
class Phrase:
    """A source phrase with its kind and rung."""

    text: str
    type: SourceType
    rung: int | None


@dataclass(frozen=True)
class FreshReport:
    """A made-up report: its text, the attributions in it, and the sentences that hold none."""

    text: str
    attributions: list[tuple[str, str, str]]  # head of the source, cue, whole sentence
    decoys: list[str]


def a_name(fresh):
    return f"{fresh.choice(GIVEN)} {fresh.choice(FAMILY)}"


def unnamed(fresh):
    """Unnamed people on every rung, one and several."""
    one, noun = fresh.random() < 0.5, fresh.choice(NOUNS)
    kind = SourceType.UNNAMED_INDIVIDUAL if one else SourceType.UNNAMED_GROUP
    number = "a" if one else fresh.choice(["two", "several"])
    who = noun if one else f"{noun}s"
    sector, rank = fresh.choice(SECTORS), fresh.choice(RANKS)
    wordings = {
        1: f"{number} {who}",
        2: f"{number} {sector} {who}",
        3: fresh.choice([f"{number} {rank} {sector} {who}", f"{number} {who} of {fresh.choice(AGENCIES)}"]),
        4: f"{number} {who} {fresh.choice(BASES)}",
        5: f"{number} {rank} {who} {fresh.choice(REASONS)}",
    }
    return [
        Phrase(text.replace("a i", "an i").replace("a a", "an a"), kind, step)
        for step, text in wordings.items()
    ]


def the_rest(fresh):
    """Names, groups, papers, media, nobody."""
    name, agency = a_name(fresh), fresh.choice(AGENCIES)
    return [
        Phrase(name, SourceType.NAMED_INDIVIDUAL, None),
        Phrase(f"{name}, a {fresh.choice(RANKS)} {fresh.choice(NOUNS)} of {agency}", SourceType.NAMED_INDIVIDUAL, None),
        Phrase(agency, SourceType.NAMED_GROUP, None),
        Phrase(f"a {fresh.choice(['secret', 'confidential', 'leaked'])} {fresh.choice(['dossier', 'memo'])}",
               SourceType.DOCUMENT_DESCRIBED, None),
        Phrase(f"the {fresh.choice(['minutes', 'filing'])}, {fresh.choice(['attached', 'printed below'])}",
               SourceType.DOCUMENT_SHOWN, None),
        Phrase(f"the {fresh.choice(['daily', 'broadcaster'])} {fresh.choice(TOWNS)} Courier",
               SourceType.OTHER_MEDIA, None),
        Phrase("", SourceType.NONE, 0),
    ]  # fmt: skip


@pytest.fixture
def phrases(fresh):
    """Thirty-odd phrases of every kind and rung."""
    made = [phrase for _ in range(3) for phrase in unnamed(fresh)] + the_rest(fresh) + the_rest(fresh)
    fresh.shuffle(made)
    return made


def attributed(fresh):
    """One sentence with an attribution in a shape the five pages use."""
    event = fresh.choice(HAPPENED).format(town=fresh.choice(TOWNS))
    name, noun, sector = a_name(fresh), fresh.choice(NOUNS), fresh.choice(SECTORS)
    cue = fresh.choice(["said", "stated", "warned", "explained", "emphasised", "suggested"])
    shapes = [
        (name, cue, f"{name}, a former harbour master, {cue} that {event}."),
        (f"{sector} {noun}s", cue, f"{sector.capitalize()} {noun}s {cue} that {event}."),
        (f"{noun}s", cue, f"{event[0].upper()}{event[1:]}, {cue} {noun}s in the {sector} establishment."),
        (noun, "told", f"“It is late,” another {noun} told the Verrin Courier, adding that {event}."),
        (f"{noun}s", "according to", f"According to {sector} {noun}s, {event}."),
        ("dossier", "shows", f"A confidential dossier shows that {event}."),
        (f"{noun}s", "pointed out", f"{event[0].upper()}{event[1:]}, the {noun}s pointed out."),
    ]
    return fresh.choice(shapes)


@pytest.fixture
def report(fresh):
    """A report of twelve attributed sentences among ten that hold none."""
    found = [attributed(fresh) for _ in range(12)]
    decoys = [decoy.format(town=fresh.choice(TOWNS)) for decoy in DECOYS]
    sentences = [sentence for _, _, sentence in found] + decoys
    fresh.shuffle(sentences)
    return FreshReport(" ".join(sentences), found, decoys)
