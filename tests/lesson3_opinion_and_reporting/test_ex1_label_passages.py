"""Exercise 1, visible checks: whose opinion stands in a paragraph."""

from typing import Protocol

from secondsource.forms import PassageLabel
from secondsource.grading import award, expect, hints, points, wrong
from secondsource.seeds import load_text


class Answer(Protocol):
    """What the exercise asks for."""

    LABELS: dict[str, PassageLabel]


PASSAGES = (
    "theprint_13 theprint_15 theprint_21 theprint_26 newsup_8 newsup_11 newsup_15 ndtv_rewrite_5 short_brief_5 "
    "short_brief_6 brighter_kashmir_14 brighter_kashmir_23 brighter_kashmir_32 strong_words_report_5 "
    "smooth_unsourced_5 cold_argument_8"
).split()


def paragraph(name):
    page, _, number = name.rpartition("_")
    return load_text(page).split("\n\n")[int(number) - 1]


def labelled(answer, name):
    """The label of a passage, where there is one yet."""
    label = getattr(answer.LABELS.get(name), "opinion", None)
    expect(label, f"{name} has no label yet.", ask="Does anybody judge, urge, guess or mock there?")
    return label


@points(2)
@hints(
    "Take one passage: print(paragraph('theprint_13')). Does anybody judge, urge, guess or mock in it?",
    "If somebody does: does the paragraph hand it to a speaker, or is the author left holding it?",
)
def test_every_passage_has_a_label(answer: Answer):
    """Say for every passage who opines."""
    done = sum(bool(getattr(answer.LABELS.get(name), "opinion", None)) for name in PASSAGES)
    award(
        done / len(PASSAGES),
        f"{done} of {len(PASSAGES)} passages have a label.",
        ask="Which page have you not opened yet?",
    )


@points(2)
@hints(
    "Copy the words from what print(paragraph(…)) shows, marks and all.",
    "Two words are enough, the right ones. Where nobody opines, leave the words as an empty string.",
)
def test_the_words_stand_there(answer: Answer):
    """Show the words that made you say so."""
    opining = {
        name: one
        for name, one in answer.LABELS.items()
        if name in PASSAGES and one.opinion not in {None, "nobody"}
    }
    if not opining:
        wrong("In none of the sixteen passages did you find anybody who opines.", belief="everything_is_fine",
              ask="Who says so, where a passage calls something dangerous, exceptional or urgent?")  # fmt: skip
    for name, one in opining.items():
        stands = one.words and len(one.words.split()) >= 2 and one.words in paragraph(name)
        expect(stands, f"{name}: no words, two or more, that stand in this paragraph.",
               ask="Exactly which words show that somebody opines?")  # fmt: skip


@points(2)
@hints(
    "Is there a “said”, a “told”, a pair of quotation marks around the judgement?",
    "If you wrote out everybody's name beside every judgement: would the writer of the page be among them?",
)
def test_a_quoted_opinion(answer: Answer):
    """Tell a quoted opinion from the author's own."""
    label = labelled(answer, "theprint_13")
    expect(label != "nobody", "You heard nobody opine in theprint_13.", belief="everything_is_fine",
           ask="Which words there judge, or say what is meant by something?")  # fmt: skip
    expect(label == "speaker", f"You gave theprint_13 to “{label}”.", belief="contains_opinion_is_opinion")
    label = labelled(answer, "strong_words_report_5")
    expect(label == "speaker", f"You gave strong_words_report_5, a judge's angry words, to “{label}”.",
           belief="tone_is_genre")  # fmt: skip


@points(2)
@hints(
    "Not to know where a statement comes from is one thing. That somebody judges is another.",
    "Go through the paragraph sentence by sentence: could evidence settle this one?",
)
def test_a_statement_nobody_stands_behind(answer: Answer):
    """See that a claim without a source is not an opinion."""
    for name in ("newsup_11", "smooth_unsourced_5"):
        label = labelled(answer, name)
        expect(
            label == "nobody", f"You heard an opinion of “{label}” in {name}.", belief="opinion_is_unproven"
        )


@points(1)
@hints("Forget for a moment which page it comes from. What does each of the two sentences say that was said?")
def test_a_plain_paragraph_of_a_column(answer: Answer):
    """Read a column's paragraph for what stands in it."""
    label = labelled(answer, "brighter_kashmir_14")
    expect(label == "nobody", f"You heard an opinion of “{label}” in brighter_kashmir_14.",
           belief="opinion_has_no_facts")  # fmt: skip


@points(2)
@hints(
    "No adjective is needed to tell somebody what to do. Which words ask for something?",
    "Praise is an opinion too, also an outlet's praise of itself.",
)
def test_an_opinion_without_hot_words(answer: Answer):
    """Hear the author who never raises the voice."""
    label = labelled(answer, "cold_argument_8")
    expect(label == "author", f"You gave cold_argument_8 to “{label}”.", belief="tone_is_genre",
           ask="Who wants the assembly to act, going by the page?")  # fmt: skip
    label = labelled(answer, "theprint_26")
    expect(label == "author", f"You gave theprint_26 to “{label}”.", belief="everything_is_fine",
           ask="Who calls whom exceptional here?")  # fmt: skip
