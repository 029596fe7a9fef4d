"""Exercise 2, visible checks: count signals outside quotation marks."""

from typing import Protocol

import pytest

from secondsource.forms import SignalCounts
from secondsource.grading import expect, hints, points
from secondsource.seeds import load_text


class Answer(Protocol):
    """What the exercise asks for."""

    def outside_quotes(self, text: str) -> str: ...
    def count_signals(self, text: str) -> SignalCounts: ...
    def per_hundred(self, counts: SignalCounts) -> dict[str, float]: ...


def expect_count(answer, sentence, signal, right, *, ask, belief=None):
    came = getattr(answer.count_signals(sentence), signal)
    expect(came == right, f"In “{sentence}” your code counted {came} under {signal}.", ask=ask, belief=belief)


def left(answer, text):
    return " ".join(answer.outside_quotes(text).split())


@points(2)
@hints(
    "re.sub(pattern, ' ', text) puts a blank wherever the pattern fits.",
    "“[^”]*” fits an opening mark, then anything that is not a closing mark, then a closing mark.",
)
def test_quoted_words_are_taken_out(answer: Answer):
    """Take out what a speaker said, and leave what the page says."""
    came = left(answer, "He said “we must act” and left. “Why?” she asked.")
    expect(came == "He said and left. she asked.", f"“He said “we must act” and left. “Why?” she asked.” became “{came}”.",
           ask="With two quotations in a text, what stands between the first and the second?")  # fmt: skip
    came = left(answer, "It is ‘no secret’ that he knew.")
    expect(came == "It is ‘no secret’ that he knew.", f"“It is ‘no secret’ that he knew.” became “{came}”.",
           ask="Whose wording stands between ‘ and ’ on these pages?")  # fmt: skip


@points(2)
@hints(
    "Count in the text that outside_quotes gives you, not in the whole.",
    "own = outside_quotes(text) once, at the top; then own everywhere.",
)
def test_a_speaker_does_not_count(answer: Answer):
    """Count the author's words, and not the speaker's."""
    sentence = "“We must act, and clearly this is shameful. Or must we not?” the minister said."
    came = answer.count_signals(sentence)
    found = came.questions + came.first_person + came.deontic + came.certainty + came.evaluative
    expect(found == 0, f"In “{sentence}” your code counted {found} signals of the author's.",
           belief="contains_opinion_is_opinion")  # fmt: skip
    expect(came.attributions == 1, f"In the same sentence it counted {came.attributions} attributions.",
           ask="Which word hands the sentence to the minister, and does it stand inside the marks?")  # fmt: skip
    expect(came.words == 3, f"In the same sentence it counted {came.words} words outside quotation marks.",
           ask="What does split() give for what is left?")  # fmt: skip


@points(3)
@hints(
    r"“must” stands in “Mustang” as well. \b in a pattern is the edge of a word.",
    "One pattern for a whole list: '|'.join(DEONTIC) goes between (?: and ), with an edge on either side.",
)
def test_whole_words(answer: Answer):
    """Count whole words only."""
    ask = "Where does the word begin and end that your code found there?"
    expect_count(answer, "The Mustang district lies on the shoulder of the pass.", "deontic", 0, ask=ask)
    expect_count(answer, "The two men recounted what was unsaid.", "attributions", 0, ask=ask)
    expect_count(answer, "Parliament should act. It must. It has to.", "deontic", 3,
                 ask="Is “has to” in your pattern, and does your code count all matches?")  # fmt: skip
    expect_count(answer, "Undoubtedly there is no room for doubt.", "certainty", 2,
                 ask="Do capital letters make a difference in your code?")  # fmt: skip


@points(2)
@hints(
    "Look for the words as they stand in the list, and with a capital at the start; nothing else.",
    "word.capitalize() makes “We” of “we”. For this list, leave re.IGNORECASE away.",
)
def test_the_first_person_is_no_country(answer: Answer):
    """Tell “us” from “US”."""
    expect_count(answer, "The US embargo hit the US and its allies.", "first_person", 0,
                 ask="Who is meant by these two letters?")  # fmt: skip
    expect_count(answer, "We think so, and I say it for all of us.", "first_person", 3,
                 ask="Which of the three did your code not see, or see twice?")  # fmt: skip


@points(2)
@hints("100 * number / words.", "And what is the share of nothing? Look at the sentence above the function.")
def test_per_hundred_words(answer: Answer):
    """Make texts of different lengths comparable."""
    came = answer.per_hundred(SignalCounts(words=200, questions=1, attributions=5))
    expect(came.get("attributions") == pytest.approx(2.5), f"5 in 200 words came back as {came.get('attributions')}.",
           ask="How many would there be in a hundred?")  # fmt: skip
    expect(set(came) == set(SignalCounts.model_fields) - {"words"}, f"The names that came back are {', '.join(came)}.",
           ask="Which six signals are there?")  # fmt: skip
    came = answer.per_hundred(SignalCounts(words=0))
    expect(
        set(came.values()) == {0.0},
        "A text without words came back with a density.",
        ask="What is there to divide by?",
    )


@points(3)
@hints(
    "Print both counts, and read both texts beside them.",
    "Hot words are one field, words of duty another. Each text is full of one and free of the other.",
)
def test_hot_words_and_cold_argument(answer: Answer):
    """Count a hot report and a cold argument."""
    hot = answer.count_signals(load_text("hot_words_report"))
    cold = answer.count_signals(load_text("cold_argument"))
    expect((hot.evaluative, hot.deontic) == (4, 0),
           f"In hot_words_report your code counted {hot.evaluative} evaluative words and {hot.deontic} words of duty.",
           ask="Which of them stand in quotation marks, and which are parts of other words?")  # fmt: skip
    expect((cold.evaluative, cold.deontic) == (0, 3),
           f"In cold_argument it counted {cold.evaluative} evaluative words and {cold.deontic} words of duty.",
           ask="Which words of that text ask for something?")  # fmt: skip
