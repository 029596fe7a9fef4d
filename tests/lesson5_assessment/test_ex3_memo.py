"""Exercise 3, visible checks: half a page on how a story is sourced."""

import re
from typing import Protocol

from secondsource.forms import MemoPassage, NamedOrigin
from secondsource.grading import award, expect, hints, points
from secondsource.grading.verdicts import mixes_scales, sentences, verdict_in
from secondsource.seeds import load_text


class Answer(Protocol):
    """What the exercise asks for."""

    PASSAGES: list[MemoPassage]
    ORIGINS: list[NamedOrigin]
    COUNT: dict[str, int | None]
    MEMO: dict[str, str | None]


PARTS = [
    "question", "answer", "strengths", "weaknesses", "leans_on", "agrees", "conflicts", "missing",
    "likelihood", "confidence", "next_step",
]  # fmt: skip
SLUGS = ["newsup", "ndtv_rewrite", "short_brief", "theprint", "brighter_kashmir"]
NAMED = re.compile(rf"\b({'|'.join(SLUGS)})\b(?:,? (?:paragraph )?(\d+))?")
NUMBERS = dict(
    zip("no one two three four five six seven eight nine ten eleven twelve".split(), range(13), strict=True)
)
AGAINST = re.compile(r"fake|hoax|lie|lying|made up|invented|propaganda|false|not", re.I)


def written(answer):
    """The memo's parts as text, empty where nothing is written."""
    return {part: answer.MEMO.get(part) or "" for part in PARTS}


def stands(page, quote, paragraph=None):
    """Whether these words, at least two, stand on the page, in this paragraph where one is given."""
    if page not in SLUGS or len(quote.split()) < 2:
        return False
    paragraphs = load_text(page).split("\n\n")
    if paragraph is not None:
        paragraphs = paragraphs[paragraph - 1 : paragraph]
    return any(quote in text for text in paragraphs)


@points(3)
@hints(
    "paragraph('theprint', 11) prints a paragraph; copy from there.",
    "The number counts every paragraph of the page, headlines and stamps too.",
)
def test_passages_stand_there(answer: Answer):
    """Rely on five passages that stand where you say."""
    passages = answer.PASSAGES
    expect(
        len(passages) >= 5,
        f"Passages so far: {len(passages)}. Five or more should be there.",
        ask="On what does your memo rely?",
    )
    lost = [one for one in passages if not stands(one.page, one.quote, one.paragraph)]
    shown = f", first “{lost[0].quote}” ({lost[0].page} {lost[0].paragraph})" if lost else ""
    award(1 - len(lost) / len(passages), f"{len(lost)} of {len(passages)} do not stand there in two words or more{shown}.",
          ask="Is it the right paragraph, and copied letter for letter?")  # fmt: skip
    pages = {one.page for one in passages}
    award(
        len(pages) / 3,
        f"They are from {len(pages)} of the five pages; three or more should be used.",
        ask="Which page have you not used yet?",
    )


@points(2)
@hints(
    "What on these pages could you look up tomorrow?",
    "A name with a post, the title of a published report, a day, a place: which pages give one?",
)
def test_both_kinds(answer: Answer):
    """Show strengths and weaknesses."""
    kinds = [one.shows for one in answer.PASSAGES]
    strengths, weaknesses = kinds.count("strength"), kinds.count("weakness")
    expect(strengths >= 2, f"Passages given as a strength: {strengths}. Two or more should be.", belief="everything_is_suspect",
           ask="What on the five pages could a reader look up?")  # fmt: skip
    expect(
        weaknesses >= 2,
        f"Passages given as a weakness: {weaknesses}. Two or more should be.",
        belief="everything_is_fine",
    )


@points(3)
@hints(
    "An origin is something a page points to: a paper, a person, a picture, another outlet.",
    "The quote is the page's words for that thing.",
)
def test_origins(answer: Answer):
    """List what the pages point to, and no carrier."""
    origins = answer.ORIGINS
    expect(
        len(origins) >= 3,
        f"Origins so far: {len(origins)}. Three or more should be there.",
        ask="What does each page say it has its story from?",
    )
    carriers = [one.name for one in origins if one.name.lower() in SLUGS]
    expect(
        not carriers,
        f"Pages of the five stand among your origins: {', '.join(carriers)}.",
        belief="outlets_are_sources",
    )
    names = [one.name for one in origins]
    expect(
        len(set(names)) == len(names), "Two of your origins have one name.", ask="Are they one thing or two?"
    )
    lost = [one for one in origins if not stands(one.page, one.quote)]
    award(1 - len(lost) / len(origins), f"{len(lost)} of {len(origins)} quotes do not stand on their page.",
          ask="Exactly which words does the page use?")  # fmt: skip
    loose = [one.may_be for one in origins if one.may_be and one.may_be not in names]
    expect(not loose, f"may_be names something that is not in your list: {', '.join(loose)}.",
           ask="Is the name spelt the same in both places?")  # fmt: skip


def groups(origins):
    """How many groups remain when everything is taken as one that may be one."""
    group = {one.name: {one.name} for one in origins}
    for one in origins:
        if one.may_be in group:
            merged = group[one.name] | group[one.may_be]
            group |= dict.fromkeys(merged, merged)
    return len({frozenset(names) for names in group.values()})


@points(3)
@hints(
    "at_most is how many there are in your list.",
    "For at_least, put all that are tied by may_be into one heap, then count the heaps.",
)
def test_the_count(answer: Answer):
    """Count the origins in your list."""
    least, most = answer.COUNT.get("at_least"), answer.COUNT.get("at_most")
    heaps, listed = groups(answer.ORIGINS), len(answer.ORIGINS)
    if most == len(SLUGS) != listed:
        expect(
            False,
            f"Your list has {listed} origins, and you count {most} at most.",
            belief="outlets_are_sources",
        )
    expect(most == listed, f"Your list has {listed} origins, and you count {most} at most.",
           ask="Is your count one of this list?")  # fmt: skip
    expect(least == heaps, f"You count {least} at least; your may_be entries say something else.",
           ask="Which of your origins may be one and the same?", belief="agreement_is_corroboration")  # fmt: skip


@points(2)
@hints("A sentence or two for each part is enough.", "Half a page is 180 to 400 words.")
def test_half_a_page(answer: Answer):
    """Fill half a page, every part of it."""
    memo = written(answer)
    thin = [part for part, text in memo.items() if len(text.split()) < 6]
    award(
        1 - len(thin) / len(PARTS),
        f"Hardly anything in: {', '.join(thin)}.",
        ask="What would a reader ask you there?",
    )
    length = sum(len(text.split()) for text in memo.values())
    expect(
        180 <= length <= 400,
        f"The memo has {length} words; it should have 180 to 400.",
        ask="What could go, or what is missing?",
    )


@points(3)
@hints(
    "Write a page and its paragraph like this: theprint 11.",
    "What agrees or conflicts stands in two places: name both.",
)
def test_pages_and_paragraphs(answer: Answer):
    """Say on which page, and in which paragraph."""
    memo = written(answer)
    named = [(page, int(number)) for text in memo.values() for page, number in NAMED.findall(text) if number]
    pages = {page for page, _ in named}
    expect(len(named) >= 6 and len(pages) >= 3, f"{len(named)} paragraphs on {len(pages)} pages are named; six on three "
           "or more should be.", ask="Where does a reader find it?")  # fmt: skip
    lost = [
        f"{page} {number}" for page, number in named if not 1 <= number <= len(load_text(page).split("\n\n"))
    ]
    expect(
        not lost, f"There is no such paragraph: {', '.join(lost)}.", ask="How many paragraphs has the page?"
    )
    for part in ("agrees", "conflicts"):
        places = {page for page, _ in NAMED.findall(memo[part])}
        expect(
            len(places) >= 2,
            f"In {part}, pages named: {len(places)}. Two or more should be.",
            ask="What agrees with what, and where?",
        )


@points(2)
@hints("Write it out: “between two and five origins”.", "Are these the numbers in your COUNT?")
def test_the_answer_counts_origins(answer: Answer):
    """Give the number of origins in your answer."""
    text = " ".join(one for one in sentences(written(answer)["answer"]) if "origin" in one.lower()).lower()
    expect(text, "Your answer does not speak of origins.", ask="What stands behind the five carriers?",
           belief="outlets_are_sources")  # fmt: skip
    found = {int(one) for one in re.findall(r"\d+", text)}
    found |= {number for word, number in NUMBERS.items() if re.search(rf"\b{word}\b", text)}
    wanted = {answer.COUNT.get("at_least"), answer.COUNT.get("at_most")}
    expect(wanted <= found, "The numbers in your answer are not those of your COUNT.",
           ask="How many at least, and how many at most?", belief="outlets_are_sources")  # fmt: skip


@points(3)
@hints(
    "Likelihood is about the event, confidence about your evidence: two sentences at least.",
    "“Confidence in this reading is …, because …”",
)
def test_two_scales(answer: Answer):
    """Keep likelihood and confidence apart."""
    memo = written(answer)
    for sentence in sentences(" ".join(memo.values())):
        expect(not mixes_scales(sentence), "One sentence holds both a likelihood and a confidence.",
               ask="Which words are about the event, and which about your evidence?", belief="likelihood_is_confidence")  # fmt: skip
    given = re.search(r"\b(low|moderate|high)\b", memo["confidence"], re.I)
    expect(given and re.search(r"\bbecause\b", memo["confidence"], re.I),
           "The confidence is not low, moderate or high because of something.", ask="What is it based on?")  # fmt: skip


@points(3)
@hints("Describe the sourcing, not the event.", "Which sentence could you only write if you had been there?")
def test_no_verdict(answer: Answer):
    """Give no verdict on the event."""
    memo = written(answer)
    expect(all(memo.values()), "Some parts are still empty.", ask="Which parts has the table?")
    for sentence in sentences(" ".join(memo.values())):
        says = verdict_in(sentence)
        belief = "unnamed_means_false" if AGAINST.search(says) else "agreement_is_corroboration"
        expect(not says, f"One sentence gives a verdict (“{says}”).",
               ask="What does the sourcing allow you to say, and what not?", belief=belief)  # fmt: skip
