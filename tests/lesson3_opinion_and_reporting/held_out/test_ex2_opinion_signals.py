"""Exercise 2, held-out checks: fresh sentences, fresh texts, and the pages."""

from secondsource import seeds
from secondsource.forms import SignalCounts
from secondsource.grading import agreement_above_chance, award, expect, points
from secondsource.models import OpinionSignal, ParagraphRole, Voice

NAMES = sorted(set(SignalCounts.model_fields) - {"words"})
COLUMN_ONCE = 36
"""The column's paragraphs before its body stands there again."""


def body(article):
    """A page's paragraphs without its furniture, which asks for comments, each once."""
    numbered = enumerate(article.paragraphs[:COLUMN_ONCE], start=1)
    return [text for number, text in numbered if article.role(number) is ParagraphRole.BODY]


def seen(counts):
    """The signals that were counted, with their numbers, as one word."""
    found = counts.model_dump(include=set(NAMES))
    return " ".join(f"{name}:{number}" for name, number in sorted(found.items()) if number)


@points(6)
def test_fresh_sentences(answer, sentences):
    """Find the one signal of each fresh sentence, and none where there is none."""
    came = answer.count_signals.map(one.text for one in sentences)
    given = {str(number): seen(counts) for number, counts in enumerate(came)}
    right = {str(number): {f"{one.signal}:1" if one.signal else ""} for number, one in enumerate(sentences)}
    missed = [
        one.text for number, one in enumerate(sentences) if given[str(number)] not in right[str(number)]
    ]
    award(agreement_above_chance(given, right), f"{len(missed)} of {len(sentences)} sentences were counted another way, "
          f"for example {missed[0] if missed else ''}", ask="Does the word stand there whole, and outside “ and ”?")  # fmt: skip


@points(4)
def test_fresh_texts(answer, texts):
    """Count fresh texts right, words and all."""
    came = answer.count_signals.map(text for text, _ in texts)
    pairs = [(counts, right) for counts, (_, right) in zip(came, texts, strict=True)]
    good = sum(came == right for came, right in pairs)
    wrong_words = sum(came.words != right.words for came, right in pairs)
    award(good / len(texts), f"{good} of {len(texts)} texts were counted right; in {wrong_words} the words differ.",
          ask="Does your code count all of a text, and take out every quotation in it?")  # fmt: skip


@points(3)
def test_questions_on_the_pages(answer):
    """Find the column's own questions, and none where no author asks."""
    for article in seeds.load_articles():
        text = "\n\n".join(body(article))
        asked = [one for one in article.notes.opinions
                 if one.voice is Voice.AUTHOR and OpinionSignal.RHETORICAL_QUESTION in one.signals]  # fmt: skip
        came = answer.count_signals(text).questions
        expect(came == len(asked), f"On {article.slug} your code counted {came} questions.",
               ask="Which question marks stand inside quotation marks?")  # fmt: skip


@points(2)
def test_fresh_densities(answer, fresh):
    """Make fresh counts comparable."""
    made = [
        SignalCounts(words=fresh.randint(50, 900), **{name: fresh.randint(0, 20) for name in NAMES})
        for _ in range(10)
    ]
    for counts, came in zip(made, answer.per_hundred.map(made), strict=True):
        back = {name: came.get(name, -1) * counts.words / 100 for name in NAMES}
        expect(
            all(abs(back[name] - getattr(counts, name)) < 0.1 for name in NAMES),
            f"The densities for {counts.words} words do not lead back to the counts.",
            ask="Per how many words?",
        )
