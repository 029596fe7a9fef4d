"""Exercise 2, held-out checks: fresh wordings and figures, and the ten pairs."""

from secondsource.forms import Figure, Interval
from secondsource.grading import agreement_above_chance, award, points

UNITS = ["boats", "men", "houses", "lorries", "crates"]
ACCEPTED = {
    "march_over": {"conflict", "cannot tell"},  # no page says that it gives the same count
    "march_around": {"compatible"},
    "march_thirty": {"compatible"},
    "ferry_injured": {"compatible"},
    "wire_boats": {"compatible"},
    "fire_people": {"compatible"},
    "quarry_homes": {"conflict"},
    "quarry_hurt": {"conflict"},
    "flood": {"cannot tell"},
    "gate": {"conflict"},
}


def margin(number):
    """Half a step, counted by dividing."""
    step = 1
    while number % (step * 10) == 0:
        step *= 10
    return step / 2


def wordings(fresh):
    """One phrase of every kind with the interval it stands for."""
    number, unit = fresh.choice([7, 12, 30, 45, 60, 200, 350, 1200, 4000]), fresh.choice(UNITS)
    shown, more = f"{number:,}", number + fresh.randrange(10, 90)
    rough = fresh.choice(["around", "about", "some", "roughly"])
    return [
        (f"{fresh.choice(['over', 'more than', 'More than'])} {shown} {unit}", number + 1, None),
        (f"{fresh.choice(['at least', 'At least'])} {shown} {unit}", number, None),
        (f"{fresh.choice(['under', 'fewer than'])} {shown} {unit}", 0, number - 1),
        (f"{fresh.choice(['up to', 'at most'])} {shown} {unit}", 0, number),
        (f"{rough} {shown} {unit}", number - margin(number), number + margin(number)),
        (f"between {shown} and {more:,} {unit}", number, more),
        (f"{shown} {unit}", number, number),
        (f"{fresh.choice(['several', 'many', 'a few'])} {unit}", None, None),
    ]


@points(4)
def test_fresh_wordings(answer, fresh):
    """Read fresh wordings."""
    made = [one for _ in range(4) for one in wordings(fresh)]
    phrases = [phrase for phrase, _, _ in made]
    given = dict(zip(phrases, map(str, answer.interval.map(phrases)), strict=True))
    right = {phrase: {str(Interval(low=low, high=high))} for phrase, low, high in made}
    missed = [phrase for phrase in right if given[phrase] not in right[phrase]]
    award(agreement_above_chance(given, right), f"Read otherwise: {'; '.join(missed[:3])}.",
          ask="Which line of the table does the wording belong to?")  # fmt: skip


def figures(fresh):
    """A pair of figures with what comparing them should say."""
    (one, low, high), (other, least, most) = fresh.choice(wordings(fresh)), fresh.choice(wordings(fresh))
    first = Figure(phrase=one, of="boats", when=fresh.choice(["noon", "noon", "dusk", None]))
    second = Figure(
        phrase=other, of=fresh.choice(["boats"] * 4 + ["crews"]), when=fresh.choice(["noon", "noon", None])
    )
    apart = (high is not None and least is not None and high < least) or (
        most is not None and low is not None and most < low
    )
    if first.of != second.of or not apart:
        return first, second, "compatible"
    if None in (first.when, second.when):
        return first, second, "cannot tell"
    return first, second, "conflict" if first.when == second.when else "compatible"


@points(4)
def test_fresh_figures(answer, fresh):
    """Compare fresh figures."""
    by_kind = {"compatible": [], "conflict": [], "cannot tell": []}
    while min(len(pairs) for pairs in by_kind.values()) < 8:
        first, second, right = figures(fresh)
        by_kind[right] = [*by_kind[right], (first, second)][:8]
    pairs = [pair for pairs in by_kind.values() for pair in pairs]
    given = dict(enumerate(answer.compare.starmap(pairs)))
    accepted = dict(enumerate({right} for right, pairs in by_kind.items() for _ in pairs))
    award(agreement_above_chance(given, accepted), "Some fresh figures were compared another way.",
          ask="Thing first, then numbers, then the moment: where did the order change?")  # fmt: skip


@points(5)
def test_the_ten_pairs(answer):
    """Judge the ten pairs as careful readers do."""
    given = {name: one or "" for name, one in answer.PAIRS.items()}
    missed = [name for name in ACCEPTED if given.get(name) not in ACCEPTED[name]]
    award(agreement_above_chance(given, ACCEPTED), f"{len(missed)} of {len(ACCEPTED)} judgements cannot be defended.",
          ask="Same thing, same moment: what makes you sure of either?")  # fmt: skip
