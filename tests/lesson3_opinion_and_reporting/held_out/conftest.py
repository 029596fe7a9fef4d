"""Fresh sentences, counts and labels for lesson 3, made from the seed: nobody can know them beforehand."""

from dataclasses import dataclass

import pytest

from secondsource.forms import SignalCounts

TOWNS = ["Verrin", "Sandholm", "Karst", "Ostwick", "Dunmere", "Lenholt"]
PEOPLE = ["the harbour master", "a ferry pilot", "two clerks", "an auditor", "the mayor", "a deputy"]
SIGNALS = {
    "questions": ["Who gains when {town} is left to itself?", "And what was done in {town}?"],
    "first_person": [
        "We have seen it before in {town}.",
        "It was not {town} that let us down.",
        "In {town} I was there.",
    ],
    "deontic": [
        "The council of {town} should resign.",
        "Somebody must answer for {town}.",
        "{town} has to be heard.",
    ],
    "certainty": [
        "Clearly {town} was next.",
        "That {town} fell is no secret.",
        "There is no room for doubt in {town}.",
    ],
    "evaluative": ["It was a shameful day for {town}.", "A reckless plan brought ruin to {town}."],
    "attributions": [
        "{somebody} said that {town} was empty.",
        "According to {somebody}, the road to {town} was shut.",
        "{somebody} disclosed the price of the pier in {town}.",
    ],
}
PLAIN = [
    "The road from {town} runs along the shore.",
    "The Mustang district lies behind {town}.",
    "A US ship put in at {town} on its way north.",
    "They stood shoulder to shoulder on the quay of {town}.",
    "The mustard fields of {town} are dry.",
    "It was recounted in {town} that the foretold storm stayed away.",
    "The ‘marriage makers’ of {town} have left.",
]
QUOTED = ["“{words}”, runs a line on a wall in {town}.", "On a sheet from {town} stood: “{words}”."]


def some(fresh, sentences):
    """One of the sentences, filled in."""
    somebody = fresh.choice(PEOPLE)
    made = fresh.choice(sentences).format(town=fresh.choice(TOWNS), somebody=somebody)
    return made[0].upper() + made[1:]


def in_quotes(fresh):
    """A sentence in which a signal stands inside quotation marks only."""
    words = some(fresh, SIGNALS[fresh.choice(sorted(SIGNALS))])
    return fresh.choice(QUOTED).format(words=words, town=fresh.choice(TOWNS))


@dataclass(frozen=True)
class Sentence:
    """A made sentence and the one signal in it; None where none stands outside quotation marks."""

    text: str
    signal: str | None


@pytest.fixture
def sentences(fresh):
    """Five sentences for each signal and sixteen with none, in any order."""
    made = [Sentence(some(fresh, SIGNALS[name]), name) for name in sorted(SIGNALS) for _ in range(5)]
    made += [Sentence(some(fresh, PLAIN), None) for _ in range(8)]
    made += [Sentence(in_quotes(fresh), None) for _ in range(8)]
    fresh.shuffle(made)
    return made


@pytest.fixture
def texts(fresh):
    """Eight texts of a dozen sentences, each with its counts as made."""
    return [one_text(fresh) for _ in range(8)]


def one_text(fresh):
    names = fresh.sample(sorted(SIGNALS), k=4)
    wanted = {name: fresh.randint(1, 3) for name in names}
    own = [some(fresh, SIGNALS[name]) for name, number in wanted.items() for _ in range(number)]
    own += [some(fresh, PLAIN) for _ in range(fresh.randint(2, 5))]
    quoted = [in_quotes(fresh) for _ in range(3)]
    kept = [sentence.split("“")[0] + sentence.split("”")[1] for sentence in quoted]
    words = sum(len(sentence.split()) for sentence in own + kept)
    mixed = own + quoted
    fresh.shuffle(mixed)
    return " ".join(mixed), SignalCounts(words=words, **wanted)


@pytest.fixture
def two_readers(fresh):
    """Ten pairs of label lists that agree to all degrees, some of them lopsided."""
    return [readers(fresh, kept, skew) for kept in (0.95, 0.8, 0.6, 0.4, 0.1) for skew in (1, 6)]


def readers(fresh, kept, skew):
    names = ["opinion", "mixed"] + ["fact"] * skew
    first = [fresh.choice(names) for _ in range(fresh.randint(20, 40))]
    second = [label if fresh.random() < kept else fresh.choice(names) for label in first]
    return first, second
