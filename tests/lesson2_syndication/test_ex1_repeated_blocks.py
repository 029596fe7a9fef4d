"""Exercise 1, visible checks: what stands twice on a page."""

from typing import Literal, Protocol

from secondsource.forms import Mentions, Passage, RepeatedBlock
from secondsource.grading import award, expect, hints, points
from secondsource.models import Record
from secondsource.seeds import load_text


class Addition(Record):
    """Whether a second paragraph adds anything, and the words that do."""

    adds: Literal["something", "nothing"] | None
    passage: Passage | None


class Answer(Protocol):
    """What the exercise asks for."""

    ADDS: dict[str, Addition]

    def normalised(self, paragraph: str) -> str: ...
    def without_repeats(self, paragraphs: list[str]) -> list[str]: ...
    def longest_block(self, paragraphs: list[str]) -> RepeatedBlock | None: ...
    def mentions(self, paragraphs: list[str], word: str) -> Mentions: ...


PAIRS = {
    "column": ("brighter_kashmir", 1, "brighter_kashmir", 38),
    "appeal": ("theprint", 4, "theprint", 25),
    "headline": ("newsup", 2, "newsup", 5),
    "statement": ("statement_courier", 5, "statement_post", 6),
    "morning": ("updated_figures", 4, "updated_figures", 5),
    "noon": ("updated_figures", 5, "updated_figures", 6),
    "pistol": ("newsup", 8, "newsup", 18),
    "reporters": ("statement_courier", 7, "statement_post", 7),
}
STRAIT = [
    "Menu",
    "The ferry left at noon.",
    "Nobody was hurt.",
    "Menu",
    "The  ferry left at noon.",
    "Nobody was hurt.",
]


def paragraph(slug, number):
    return load_text(slug).split("\n\n")[number - 1]


@points(2)
@hints(
    "Try each of the three steps alone: print what it makes of “It’s   LATE.”",
    "text.translate(STRAIGHT) does the marks, .lower() the letters.",
    "' '.join(text.split()) leaves one space wherever there was any white space.",
)
def test_what_does_not_count(answer: Answer):
    """Set aside capitals, spaces and the shape of quotation marks."""
    for given, right in (
        ("“It’s   LATE.” ", '"it\'s late."'),
        ("\tNo\u00a0fuel\nwas  lost", "no fuel was lost"),
    ):
        came = answer.normalised(given)
        expect(came == right, f"{given!r} came back as {came!r}.", ask="Which of the three steps is missing?")


@points(2)
@hints("Which marks may change a meaning? Leave those alone.", "Do not take out digits, full stops or words.")
def test_what_counts(answer: Answer):
    """Leave figures, words and other marks as they are."""
    for first, second in (
        ("30 were killed.", "Over 30 were killed."),
        ("Seven died.", "Nine died."),
        ("The boat sank?", "The boat sank."),
        ("Paragraph 4", "Paragraph 5"),
    ):
        equal = answer.normalised(first) == answer.normalised(second)
        expect(not equal, f"{first!r} and {second!r} came out equal.", belief="alike_is_repeat")
    same = answer.normalised("It  left.") == answer.normalised("it left.")
    expect(same, "Two spaces and a capital letter still make a difference.", ask="What would a reader see?")


@points(3)
@hints(
    "Go through the page once and remember what you have seen.",
    "Remember the normalised form; keep the paragraph itself.",
    "if normalised(paragraph) not in seen: seen.add(…) and kept.append(paragraph)",
)
def test_repeats_are_dropped(answer: Answer):
    """Keep the first of equal paragraphs, and keep it as it stands."""
    came = answer.without_repeats(STRAIT)
    expect(
        came != STRAIT,
        "Every paragraph came back, those that stand twice included.",
        belief="repeats_are_evidence",
    )
    expect(
        came == STRAIT[:3],
        f"Of {STRAIT} these came back: {came}.",
        ask="Is the order that of the page, and is each paragraph as it stood?",
    )


@points(3)
@hints(
    "Does your function compare whole paragraphs?",
    "Two paragraphs that differ in one figure are two paragraphs.",
)
def test_what_only_looks_alike_stays(answer: Answer):
    """Keep paragraphs that differ in a single word or figure."""
    page = [
        "At 09:10 the police put the dead at four.",
        "At 11:30 the police put the dead at seven.",
        "Menu",
        "menu",
    ]
    came = answer.without_repeats(page)
    expect(
        page[1] in came,
        "An update went missing: the sentence is the same and the figure is not.",
        belief="alike_is_repeat",
    )
    expect(
        came == page[:3],
        f"Of {page} these came back: {came}.",
        ask="Which of them are equal once they are normalised?",
    )


@points(4)
@hints(
    "Begin with two loops: every place the block could begin, and every later place.",
    "From such a pair of places, walk on as long as the paragraphs are equal, and count.",
    "Stop walking where the first copy would run into the second: first + length < second.",
    "Keep the longest so far; replace it only by a longer one, and ties come out right.",
)
def test_a_block_is_found(answer: Answer):
    """Find the longest block that comes again, and none where there is none."""
    cases = [
        (STRAIT, RepeatedBlock(first=1, second=4, length=3)),
        (["a", "x", "b", "c", "d", "b", "C ", "e"], RepeatedBlock(first=3, second=6, length=2)),
        (["a", "a", "a"], RepeatedBlock(first=1, second=2, length=1)),
        (["a", "a", "a", "a"], RepeatedBlock(first=1, second=3, length=2)),
        (["a", "b", "c"], None),
    ]
    for page, right in cases:
        came = answer.longest_block(page)
        expect(
            came == right,
            f"For {page} came back: {came}.",
            ask="Where does the block begin, where does it begin again, and how long is it?",
        )


@points(2)
@hints("Two numbers: which list of paragraphs does each one count on?", "Use count_word twice.")
def test_words_are_counted_twice_over(answer: Answer):
    """Count a word as captured, and with repeats taken once."""
    came = answer.mentions(STRAIT, "ferry")
    expect(
        came.as_captured == 2,
        f"“ferry” stands twice on the page; as_captured came back as {came.as_captured}.",
    )
    expect(
        came.once == 1,
        f"One of the two stands in a repeated paragraph; once came back as {came.once}.",
        belief="repeats_are_evidence",
    )


@points(2)
@hints(
    "Print both paragraphs of a pair, one under the other.",
    "A passage is needed only where something is added.",
)
def test_every_pair_is_judged(answer: Answer):
    """Judge all eight pairs, and show what is new."""
    open_pairs = [name for name in PAIRS if not getattr(answer.ADDS.get(name), "adds", None)]
    award(
        1 - len(open_pairs) / len(PAIRS),
        f"Still open: {', '.join(open_pairs)}.",
        ask="What does the second one tell?",
    )
    for name, (slug, number, other, second) in PAIRS.items():
        one = answer.ADDS[name]
        if one.adds == "something":
            stands = one.passage and one.passage in paragraph(other, second)
            expect(
                stands,
                f"{name}: the passage does not stand in the second paragraph.",
                ask="Did you copy it exactly?",
            )
            expect(
                one.passage not in paragraph(slug, number),
                f"{name}: the words you copied stand in the first paragraph, too.",
                ask="Which words are only in the second?",
            )


@points(2)
@hints(
    "Compare letter by letter: what is different?",
    "Who put the text there a second time, the writer or a program?",
)
def test_the_same_again_is_nothing_new(answer: Answer):
    """See when a paragraph only stands there again."""
    expect(
        answer.ADDS["column"].adds == "nothing",
        "You found something new in paragraph 38 of the column.",
        belief="repeats_are_evidence",
    )
    expect(
        answer.ADDS["morning"].adds == "something",
        "You found nothing new in an update with another figure.",
        belief="alike_is_repeat",
    )
