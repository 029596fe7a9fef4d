"""Exercise 3, held-out checks: fresh counts, every pair of types, the eight texts and more."""

from itertools import product

from secondsource import seeds
from secondsource.forms import SignalCounts
from secondsource.grading import agreement_above_chance, award, points
from secondsource.models import ArticleType, Voice

ARGUING = ("questions", "first_person", "deontic", "certainty")
TEXTS = (
    "theprint newsup ndtv_rewrite brighter_kashmir hot_words_report cold_argument labelled_analysis honest_editorial"
).split()
REPORTS = {ArticleType.NEWS, ArticleType.REPORTAGE}
CONCLUDES = {ArticleType.ANALYSIS}


def judged(counts):
    """The table of the exercise, read a second time: kind, then what it relied on."""
    per_word = 1 / max(counts.words, 1)
    arguing = {name: getattr(counts, name) for name in ARGUING if getattr(counts, name)}
    total = sum(arguing.values())
    if total > 2 and total * per_word >= 0.005:
        return f"opinion {' '.join(sorted(arguing))}"
    if counts.attributions > 2 and counts.attributions * per_word >= 0.01:
        return "report attributions"
    return "cannot tell "


def fresh_counts(fresh, number):
    """Counts that argue, report, or do neither, in turn."""
    words = fresh.randint(120, 500)
    if number % 3 == 0:
        some = {name: fresh.randint(1, 3) for name in fresh.sample(ARGUING, k=fresh.randint(2, 4))}
        return SignalCounts(
            words=words, attributions=fresh.randint(0, 9), deontic=some.pop("deontic", 1), **some
        )
    if number % 3 == 1:
        return SignalCounts(words=words, attributions=fresh.randint(6, 20), evaluative=fresh.randint(0, 9),
                            questions=fresh.randint(0, 2))  # fmt: skip
    return SignalCounts(words=words * 4, evaluative=fresh.randint(0, 9), attributions=fresh.randint(0, 4))


@points(5)
def test_fresh_counts(answer, fresh):
    """Judge fresh texts by their counts, and say by which."""
    counted = [fresh_counts(fresh, number) for number in range(30)]
    came = list(answer.judge.map(counted))
    given = {str(number): f"{one.kind} {' '.join(sorted(one.relied_on))}" for number, one in enumerate(came)}
    right = {str(number): {judged(one)} for number, one in enumerate(counted)}
    missed = [one for number, one in enumerate(counted) if given[str(number)] not in right[str(number)]]
    award(agreement_above_chance(given, right), f"{len(missed)} of {len(counted)} counts were judged another way"
          f"{', for example ' + str(missed[0]) if missed else ''}.", ask="Which line of the table fits first?")  # fmt: skip


@points(3)
def test_every_pair_of_types(answer):
    """Compare every pair of types."""
    pairs = list(product([None, *ArticleType], ArticleType))
    given = {f"{declared}/{inferred}": answer.compare(declared, inferred) for declared, inferred in pairs}
    right = {f"{declared}/{inferred}": {compared(declared, inferred)} for declared, inferred in pairs}
    award(agreement_above_chance(given, right), "Some pairs of types were compared another way.",
          ask="Is one a kind of the other, going by PARENT, and which?")  # fmt: skip


def compared(declared, inferred):
    if declared in {None, inferred}:
        return "same" if declared else "nothing declared"
    if ArticleType.ADVERTISER in {declared, inferred} or ArticleType.NEWS not in {declared, inferred}:
        return "different"
    return "broader" if declared is ArticleType.NEWS else "narrower"


@points(5)
def test_the_eight_types(answer):
    """Infer a type for each text that its words support."""
    infos = {page: seeds.load_article(page).info for page in TEXTS}
    right = {page: {info.inferred_type, *info.also_types} for page, info in infos.items()}
    given = {page: getattr(answer.TYPES.get(page), "inferred", None) or "" for page in TEXTS}
    missed = [page for page in right if given[page] not in right[page]]
    award(agreement_above_chance(given, right), f"{len(missed)} of {len(right)} types cannot be defended from the text, "
          f"among them that of {', '.join(missed[:1])}.", ask="Does its author report, conclude, or urge?")  # fmt: skip


@points(4)
def test_what_the_types_rest_on(answer):
    """Rely on words that show the type."""
    shown = [page for page in TEXTS if page in answer.TYPES and rests(page, answer.TYPES[page])]
    missed = [page for page in TEXTS if page not in shown]
    share = (len(shown) - 2) / (len(TEXTS) - 2)  # two may be hit by luck
    award(share, f"For {len(shown)} of {len(TEXTS)} texts the passage shows the type; not for "
          f"{', '.join(missed[:2])}.", ask="Do these words report, conclude or urge, and whose are they?")  # fmt: skip


def rests(page, one):
    """Whether a defensible type rests on a passage that shows it."""
    article = seeds.load_article(page)
    if one.inferred not in {article.info.inferred_type, *article.info.also_types}:
        return False
    opinions = [note.anchor for note in article.notes.opinions if note.voice is Voice.AUTHOR]
    reports = [note.anchor for note in article.notes.attributions]
    anchors = (opinions if one.inferred not in REPORTS else []) + (
        reports if one.inferred in REPORTS | CONCLUDES else []
    )
    return any(overlaps(one.passage or "", anchor, article) for anchor in anchors)


def overlaps(passage, anchor, article):
    """Whether the passage, where it stands in the anchor's paragraph, shares a character with the anchor."""
    start, end = anchor.locate(article.paragraphs)
    place = article.paragraphs[anchor.paragraph - 1].find(passage or "\0")
    return place >= 0 and place < end and start < place + len(passage)
