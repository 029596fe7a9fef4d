"""Exercise 3, visible checks: judge whole articles, and hold labels against them."""

from typing import Protocol

from secondsource.forms import Judgement, SignalCounts, TypeEntry
from secondsource.grading import award, expect, hints, points, wrong
from secondsource.models import ArticleType
from secondsource.seeds import load_text


class Answer(Protocol):
    """What the exercise asks for."""

    TYPES: dict[str, TypeEntry]

    def judge(self, counts: SignalCounts) -> Judgement: ...
    def compare(self, declared: ArticleType | None, inferred: ArticleType) -> str: ...


TEXTS = 8
LABELS = {
    "theprint": None,
    "newsup": None,
    "ndtv_rewrite": None,
    "brighter_kashmir": None,
    "hot_words_report": ArticleType.NEWS,
    "cold_argument": ArticleType.REPORTAGE,
    "labelled_analysis": ArticleType.ANALYSIS,
    "honest_editorial": ArticleType.OPINION,
}


def inferred(answer, page):
    """The type inferred for a text, where there is one yet."""
    kind = getattr(answer.TYPES.get(page), "inferred", None)
    expect(kind, f"{page} has no inferred type yet.", ask="What is this text there for?")
    return kind


@points(3)
@hints(
    "Add up the four arguing signals first.",
    "Two conditions, joined by and: how many, and how many per hundred words.",
    "relied_on holds only the names of those of the four that occur: [name for name in ARGUING if …].",
)
def test_an_argument(answer: Answer):
    """See when a text argues, and by which signals."""
    came = answer.judge(SignalCounts(words=200, questions=2, deontic=1, attributions=1))
    expect(came.kind == "opinion", f"Three arguing signals in 200 words came back as “{came.kind}”.",
           ask="Which line of the table is reached first?")  # fmt: skip
    expect(
        set(came.relied_on) == {"questions", "deontic"},
        f"It relied on {came.relied_on}.",
        ask="Which of the four occur?",
    )
    came = answer.judge(SignalCounts(words=100, deontic=2))
    expect(came.kind == "cannot tell", f"Two words of duty, and nothing else, came back as “{came.kind}”.",
           ask="How many does the first line ask for?", belief="contains_opinion_is_opinion")  # fmt: skip


@points(2)
@hints(
    "The second line of the table needs two conditions as well.", "What does a text show that shows neither?"
)
def test_a_report_and_an_open_case(answer: Answer):
    """See when a text reports, and when the numbers do not tell."""
    came = answer.judge(SignalCounts(words=300, attributions=6))
    expect(came == Judgement(kind="report", relied_on=["attributions"]),
           f"Six attributions in 300 words came back as “{came.kind}”, relying on {came.relied_on}.",
           ask="Which line is it?")  # fmt: skip
    came = answer.judge(SignalCounts(words=300, attributions=1))
    expect(came == Judgement(kind="cannot tell", relied_on=[]),
           f"One attribution in 300 words came back as “{came.kind}”, relying on {came.relied_on}.",
           ask="Does the absence of argument make a report?", belief="everything_is_fine")  # fmt: skip


@points(2)
@hints("Which field of SignalCounts is missing from ARGUING, and why?")
def test_hot_words_decide_nothing(answer: Answer):
    """Leave tone out of the judgement."""
    came = answer.judge(SignalCounts(words=200, evaluative=9, attributions=8))
    expect(came.kind == "report", f"Eight attributions and nine evaluative words came back as “{came.kind}”.",
           belief="tone_is_genre")  # fmt: skip
    came = answer.judge(SignalCounts(words=200, evaluative=9))
    expect(came.kind == "cannot tell", f"Nine evaluative words, and nothing else, came back as “{came.kind}”.",
           belief="tone_is_genre")  # fmt: skip


@points(2)
@hints(
    "Deal with None first, then with the same type twice.",
    "PARENT.get(inferred) gives what the inferred type is a kind of.",
)
def test_declared_against_inferred(answer: Answer):
    """Hold a label against a judgement."""
    news, opinion, analysis = ArticleType.NEWS, ArticleType.OPINION, ArticleType.ANALYSIS
    for declared, right in ((None, "nothing declared"), (opinion, "same"), (news, "broader")):
        came = answer.compare(declared, opinion)
        expect(came == right, f"{declared} against {opinion} came back as “{came}”.",
               ask="Is one of the two a kind of the other?")  # fmt: skip
    came = answer.compare(analysis, news)
    expect(
        came == "narrower",
        f"{analysis} against {news} came back as “{came}”.",
        ask="Which of the two says more?",
    )
    came = answer.compare(analysis, opinion)
    expect(
        came == "different",
        f"{analysis} against {opinion} came back as “{came}”.",
        belief="analysis_is_opinion",
    )
    came = answer.compare(news, ArticleType.ADVERTISER)
    expect(came == "different", f"{news} against {ArticleType.ADVERTISER} came back as “{came}”.",
           ask="What is paid content a kind of, going by PARENT?")  # fmt: skip


@points(2)
@hints("Look at the line with the outlet and the date: does a word stand before them?", "No label: None.")
def test_what_the_texts_call_themselves(answer: Answer):
    """Read the labels that are there, and no others."""
    expect(
        any(one.inferred for one in answer.TYPES.values()),
        "No text has a type yet.",
        ask="Which one will you open first?",
    )
    missed = [
        page for page, right in LABELS.items() if getattr(answer.TYPES.get(page), "declared", "") != right
    ]
    award(1 - len(missed) / 4, f"{len(missed)} labels read otherwise, among them that of {', '.join(missed[:1])}.",
          ask="Which word above the text says what it is, and did you infer one where there is none?")  # fmt: skip


@points(2)
@hints("Copy from what print(load_text('cold_argument')) shows.", "Two words are the least; ten are plenty.")
def test_passages_stand_in_the_texts(answer: Answer):
    """Show the words you went by."""
    done = [
        page
        for page, one in answer.TYPES.items()
        if page in LABELS and one.passage and len(one.passage.split()) >= 2
    ]
    standing = [page for page in done if answer.TYPES[page].passage in load_text(page)]
    award(len(standing) / TEXTS, f"{len(standing)} of {TEXTS} texts have a passage of two words or more that stands there.",
          ask="Which words would you read out to somebody who doubts your type?")  # fmt: skip


@points(3)
@hints(
    "Take away the hot words: is an argument left? Take away the figures: is one left now?",
    "To conclude is to say what follows. To urge is to say what somebody should do.",
)
def test_four_that_mislead(answer: Answer):
    """Judge four texts that are not what they sound like."""
    report, news = ArticleType.REPORTAGE, ArticleType.NEWS
    kind = inferred(answer, "hot_words_report")
    expect(kind in {report, news}, f"You inferred {kind} for hot_words_report.", belief="tone_is_genre")
    kind = inferred(answer, "cold_argument")
    expect(kind is ArticleType.OPINION, f"You inferred {kind} for cold_argument.", belief="tone_is_genre",
           ask="If you take the figures away, what is this text asking for?")  # fmt: skip
    if inferred(answer, "labelled_analysis") is ArticleType.OPINION:
        wrong("You inferred OpinionNewsArticle for labelled_analysis.", belief="analysis_is_opinion")
    kind = inferred(answer, "theprint")
    expect(kind in {report, news}, f"You inferred {kind} for theprint.", belief="contains_opinion_is_opinion")
