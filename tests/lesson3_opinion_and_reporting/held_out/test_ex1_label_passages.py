"""Exercise 1, held-out checks: labels and words against the records of opinions."""

from secondsource import seeds
from secondsource.grading import agreement_above_chance, award, informedness, points
from secondsource.models import Voice

PASSAGES = (
    "theprint_13 theprint_15 theprint_21 theprint_26 newsup_8 newsup_11 newsup_15 ndtv_rewrite_5 short_brief_5 "
    "short_brief_6 brighter_kashmir_14 brighter_kashmir_23 brighter_kashmir_32 strong_words_report_5 "
    "smooth_unsourced_5 cold_argument_8"
).split()
BY_VOICES = {
    frozenset(): "nobody",
    frozenset({Voice.AUTHOR}): "author",
    frozenset({Voice.SPEAKER}): "speaker",
    frozenset(Voice): "both",
}
ALSO = {
    # A passive hides who sees it so: the author alone, or people besides whom the page does not name.
    "newsup_8": {"both"},
}
"""Other answers that can be defended, with the reason; the page of the lesson names them too."""


def opinion_of(answer, name):
    """The label given to a passage; empty where there is none, or where the entry is gone."""
    return getattr(answer.LABELS.get(name), "opinion", None) or ""


def opinions_in(name):
    """The opinions recorded for a passage, with the page's paragraphs."""
    page, _, number = name.rpartition("_")
    article = seeds.load_article(page)
    return article, [one for one in article.notes.opinions if one.anchor.paragraph == int(number)]


def accepted(name):
    voices = frozenset(one.voice for one in opinions_in(name)[1])
    return {BY_VOICES[voices], *ALSO.get(name, ())}


def shows(name, label):
    """Whether the words overlap, where they stand, with an opinion of the voice they should show."""
    article, recorded = opinions_in(name)
    voice = Voice.SPEAKER if label.opinion == "speaker" else Voice.AUTHOR
    for one in recorded:
        text = article.paragraphs[one.anchor.paragraph - 1]
        start, end = one.anchor.locate(article.paragraphs)
        place = text.find(label.words or "\0")
        if one.voice is voice and place >= 0 and place < end and start < place + len(label.words):
            return True
    return False


@points(8)
def test_whose_opinion(answer):
    """Label the sixteen passages as careful readers do."""
    given = {name: opinion_of(answer, name) for name in PASSAGES}
    right = {name: accepted(name) for name in PASSAGES}
    missed = [name for name in right if given[name] not in right[name]]
    award(agreement_above_chance(given, right), f"{len(missed)} of {len(right)} labels cannot be defended from the "
          f"passage, among them {', '.join(missed[:2])}.", ask="Whose opinion is it there, the speaker's or the author's?")  # fmt: skip


@points(4)
def test_words_that_show_it(answer):
    """Point to words in which somebody opines."""
    opining = [
        name for name in PASSAGES if accepted(name) & {"author", "speaker", "both"} and opinions_in(name)[1]
    ]
    shown = [name for name in opining
             if opinion_of(answer, name) in accepted(name) and shows(name, answer.LABELS[name])]  # fmt: skip
    missed = [name for name in opining if name not in shown]
    award(len(shown) / len(opining), f"For {len(shown)} of {len(opining)} passages the words show the opinion; not for "
          f"{', '.join(missed[:2])}.", ask="If you read out these words alone, who would be heard opining?")  # fmt: skip


@points(3)
def test_the_authors_voice(answer):
    """Hear the author, and only where the author opines."""
    speaks = [name for name in PASSAGES if accepted(name) <= {"author", "both"}]
    silent = [name for name in PASSAGES if not accepted(name) & {"author", "both"}]
    hits = sum(opinion_of(answer, name) in {"author", "both"} for name in speaks)
    alarms = sum(opinion_of(answer, name) in {"author", "both"} for name in silent)
    award(informedness(hits, len(speaks), alarms, len(silent)),
          f"Of {len(speaks)} passages in which the author opines you heard {hits}; of {len(silent)} in which the author "
          f"does not you heard {alarms}.", ask="Which mistake do you make more often?")  # fmt: skip
