"""Exercise 3, visible checks: who says what the others also say."""

from typing import Literal, Protocol

import pytest

from secondsource.forms import Passage
from secondsource.grading import expect, hints, points, wrong
from secondsource.seeds import load_text


class Answer(Protocol):
    """What the exercise asks for."""

    FOUND: dict[str, Passage | None]
    WHAT_IT_SHOWS: Literal["a", "b", "c", "d"]

    def matrix(self, said: dict[str, list[str]]) -> dict[str, list[str]]: ...
    def only_on(self, said: dict[str, list[str]], page: str) -> list[str]: ...
    def share_covered(self, said: dict[str, list[str]], part: str, whole: str) -> float: ...


PAGES = {
    "jirga_newsup": "newsup",
    "jirga_theprint": "theprint",
    "report_2015_ndtv": "ndtv_rewrite",
    "report_2015_newsup": "newsup",
    "al_qaeda_brief": "short_brief",
    "al_qaeda_ndtv": "ndtv_rewrite",
    "killed_theprint": "theprint",
    "killed_column": "brighter_kashmir",
    "photo_column": "brighter_kashmir",
    "video_newsup": "newsup",
    "moved_brief": "short_brief",
    "since_brief": "short_brief",
}
SAID = {
    "dawn": ["fire", "two_dead", "fire"],
    "noon": ["fire", "cause_open"],
    "dusk": ["cause_open", "fire", "two_dead", "arrest"],
    "night": [],
}


@points(2)
@hints(
    "Search the page for a word that must stand there: a year, a name, jirga, video.",
    "Copy with the mouse; the quotation marks on the page are curly.",
)
def test_passages_stand_on_their_page(answer: Answer):
    """Copy each passage from its own page."""
    copied = {name: passage for name, passage in answer.FOUND.items() if passage}
    expect(copied, "No passage is copied yet.", ask="Which of the twelve would you like to begin with?")
    for name, passage in copied.items():
        expect(name in PAGES, f"The form has no entry {name}.", ask="Was a name changed?")
        expect(
            len(passage.split()) in range(2, 41) and passage in load_text(PAGES[name]),
            f"{name}: no passage of 2 to 40 words that stands on {PAGES[name]}.",
            ask="Did you copy it letter for letter, and from this page?",
        )


@points(2)
@hints(
    "Whom did the thirty-one killed belong to, and when was it?",
    "Not every video is that video. Does the page speak of one at all?",
)
def test_silence_is_an_answer(answer: Answer):
    """Leave an entry empty where the page does not say it."""
    expect(
        answer.FOUND["video_newsup"] == "",
        "You found a video of the two men on newsup.",
        ask="Does your passage speak of a film or of a picture?",
    )
    expect(
        answer.FOUND["killed_column"] == "",
        "You found a number of dead of that attack in the column.",
        ask="Which attack is your passage about, and who was killed in it?",
        belief="alike_is_repeat",
    )
    expect(
        answer.FOUND["photo_column"],
        "You found no picture in the column.",
        ask="What is said to go round the internet?",
        belief="everything_is_suspect",
    )


@points(3)
@hints(
    "Begin with an empty dictionary, and go through the pages in sorted order.",
    "pages.setdefault(claim, []).append(page) begins a list where there is none.",
    "A claim that a page makes twice: set(said[page]) has it once.",
)
def test_the_table_is_turned_round(answer: Answer):
    """List the pages that make each claim."""
    came = answer.matrix(SAID)
    right = {
        "fire": ["dawn", "dusk", "noon"],
        "two_dead": ["dawn", "dusk"],
        "cause_open": ["dusk", "noon"],
        "arrest": ["dusk"],
    }
    expect(
        "dawn" in came.get("fire", []),
        "The claim “fire” is on the page “dawn”, and the matrix does not say so.",
    )
    expect(
        came["fire"].count("dawn") == 1,
        "A claim that stands twice on a page was entered twice.",
        belief="repeats_are_evidence",
    )
    expect(
        came == right,
        f"This came back: {came}.",
        ask="Are the pages of each claim sorted, and is none missing?",
    )


@points(3)
@hints("Which claims have a list with one page in it?", "Is that page the one you were asked about?")
def test_what_stands_on_one_page_alone(answer: Answer):
    """List what a page alone says."""
    expect(
        answer.only_on(SAID, "dusk") == ["arrest"],
        f"Only “arrest” is on “dusk” alone; {answer.only_on(SAID, 'dusk')} came back.",
        ask="Which other page makes each of these?",
    )
    expect(
        answer.only_on(SAID, "dawn") == [],
        "“dawn” says nothing that no other page says.",
        ask="Does repeating oneself make a claim one’s own?",
    )


@points(3)
@hints(
    "Sets again: what is in both?",
    "Divide by the claims of the part, each counted once.",
    "What about a page without claims?",
)
def test_claims_covered(answer: Answer):
    """Say how many of one page's claims another makes too."""
    for part, whole, right in (
        ("dawn", "dusk", 1.0),
        ("dusk", "dawn", 0.5),
        ("noon", "dawn", 0.5),
        ("night", "dawn", 0.0),
    ):
        came = answer.share_covered(SAID, part, whole)
        expect(
            came == pytest.approx(right),
            f"share_covered(SAID, {part!r}, {whole!r}) came back as {came}.",
            ask="How many different claims has the part, and how many of them has the whole?",
        )


@points(3)
@hints(
    "What did the second page observe?",
    "Could two reporters at one press conference produce this table? Could a copyist?",
)
def test_what_it_shows(answer: Answer):
    """Say what shared claims show, and what they do not."""
    chosen = answer.WHAT_IT_SHOWS
    if chosen == "a":
        wrong("You counted the second page as a confirmation.", belief="agreement_is_corroboration")
    if chosen == "c":
        wrong("You took other words for other work.", belief="wording_shows_independence")
    if chosen == "d":
        wrong("You read a direction out of an overlap.", belief="similarity_shows_direction")
