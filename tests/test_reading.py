"""The plain methods, on sentences that show what each of them sees, and what it must leave alone."""

import pytest

from secondsource import seeds
from secondsource.reading import clashes, copies, voices, wording
from secondsource.reading.text import read, spoken

OFFICIALS = "sound_unnamed_officials"


def found(method, pasted):
    """What a method finds, as kind and words."""
    text = read(pasted)
    return [(one.kind, *map(text.words_of, one.places)) for one in method(text)]


# --- cutting up ------------------------------------------------------------------------------


def test_a_blank_line_parts_paragraphs_and_without_one_every_line_does():
    assert read("One\r\nstill one.\r\n\r\n Two. \n\n\n").paragraphs == ["One still one.", "Two."]
    assert read("One.\nTwo.").paragraphs == ["One.", "Two."]
    assert read(" \n ").paragraphs == []
    assert read("One.\n\nTwo.").whole == "One.\n\nTwo."


def test_sentences_end_at_their_stops_and_not_behind_an_abbreviation():
    text = read("Mr. Ilves met Lt. Rask. “Who came?” Nobody said. At 5.30 it rained!")

    assert [text.words_of(one.place(one.start, one.end)) for one in text.sentences] == [
        "Mr. Ilves met Lt. Rask.",
        "“Who came?”",
        "Nobody said.",
        "At 5.30 it rained!",
    ]


def test_a_quotation_left_open_runs_to_the_end_of_its_paragraph():
    assert spoken("He said “no” and “maybe") == [(8, 12), (17, 23)]
    assert spoken('"No," he said.') == [(0, 5)]


@pytest.mark.parametrize(
    ("pasted", "english"),
    [
        (seeds.load_text(OFFICIALS), True),
        ("Too few words.", True),
        ("Die Fähre lief am Mittag aus, und niemand an Bord ahnte, dass im Maschinenraum Feuer war.", False),
    ],
)
def test_another_language_is_noticed(pasted, english):
    assert read(pasted).seems_english is english


# --- who is said to speak ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pasted", "kind", "words"),
    [
        ("Mara Ilves said it burned.", "person", "Mara Ilves said"),
        ("Wint said it burned.", "person", "Wint said"),
        ("“It burned,” said Mara Ilves.", "person", "said Mara Ilves"),
        ("Its spokesman, Dael Harrin, said it burned.", "person", "Its spokesman, Dael Harrin, said"),
        ("Dael Harrin, its spokesman, said it burned.", "person", "Dael Harrin, its spokesman, said"),
        ("A lawyer, who knew, a clerk, said so.", "unnamed", "clerk, said"),
        ("In Port Asker on Monday two officials warned of fire.", "unnamed", "two officials warned"),
        ("Sources in the Indian army said so.", "unnamed", "Sources in the Indian army said"),
        ("It burned, warned analysts.", "unnamed", "warned analysts"),
        ("It burned, according to two aides.", "unnamed", "according to two aides"),
        ("The harbour police later said so.", "body", "harbour police later said"),
        ("The Balochistan Post has reported it.", "body", "Balochistan Post has reported"),
        ("A leaked memo shows the plan.", "document", "leaked memo shows"),
        ("They said it burned.", "pronoun", "They said"),
        ("It is learnt that it burned.", "nobody", "is learnt"),
        ("The men are believed to be armed.", "nobody", "are believed"),
    ],
)
def test_a_cue_and_its_source_are_found(pasted, kind, words):
    first = found(voices.voices, pasted)[0]

    assert first[0] == kind
    assert first[1].startswith(words)


@pytest.mark.parametrize(
    "pasted",
    [
        "According to plan it burned.",
        "According",
        "The stated objective of this army is peace.",
        "That was said by nobody.",
        "Said and done.",
        "The fire shows how dry it was.",
        "No group has claimed the attack.",
        "The picture, he thought, was taken, said.",
        "It was reported by the police.",
        "The boat, of wood, said little.",
        "Said were the words.",
    ],
)
def test_what_only_looks_like_an_attribution_is_left_alone(pasted):
    assert found(voices.voices, pasted) == []


def test_a_passage_is_found_once():
    assert len(found(voices.voices, "Officials said, and added, that it burned.")) == 1


@pytest.mark.parametrize(
    ("phrase", "kind"),
    [
        ("Mara Ilves", "person"),
        ("senior officials", "unnamed"),
        ("Officials", "unnamed"),
        ("the Ministry of Defence", "body"),
        ("the report", "document"),
        ("something", "unnamed"),
    ],
)
def test_a_phrase_stands_for_a_kind_of_source(phrase, kind):
    assert voices.kind_of(phrase) == kind


# --- words ---------------------------------------------------------------------------------------


def test_hedges_and_insistence_are_told_apart_and_so_is_who_speaks():
    text = read("Clearly about 30 boats may burn in May. “It could end,” he said. He could not say when.")
    finds = wording.weighed(text)

    assert [(one.kind, text.words_of(one.places[0])) for one in finds] == [
        ("insisting", "Clearly"),
        ("hedge", "about"),
        ("hedge", "may"),
        ("hedge", "could"),
    ]
    assert [wording.IN_QUOTES in one.says for one in finds] == [False, False, False, True]


def test_the_longer_of_two_hedges_that_overlap_counts_once():
    assert found(wording.weighed, "It may not burn.") == [("hedge", "may not")]


def test_opinion_is_looked_for_outside_double_quotation_marks_only():
    pasted = (
        "“We must act. Shameful! Why?” he said. What now? We should act, and it is ‘shameful’. Follow the US."
    )

    assert found(wording.opinions, pasted) == [
        ("question", "What now?"),
        ("first_person", "We"),
        ("duty", "should"),
        ("value", "shameful"),
    ]


# --- quantities and dates --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pasted", "clash"),
    [
        ("Four boats burned. Later 9 boats burned.", True),
        ("Two thousand boats burned. Then 2,000 boats burned.", False),
        ("At least four people died. Nine people were killed.", False),
        ("At least nine people died. Four people were killed.", True),
        ("Up to nine people died. Four people were killed.", False),
        ("No more than four people died. Nine men were killed.", True),
        ("No fewer than four people died. Nine men were killed.", False),
        ("About four people died. Nine people were killed.", False),
        ("Around 30 of its fighters were killed. Later 40 fighters had died.", False),
        ("Just 30 of its fighters were killed. Later 40 fighters had died.", True),
        ("Four people died. Nine people were injured.", False),
        ("Four men came. Nine passengers came.", False),
        ("It took four hours. It took nine hours.", False),
        ("In 2019 boats burned. In 2021 boats burned.", False),
        ("Four, boats. Nine, boats.", False),
        ("Four 9 of the men. Nine 8.", False),
        ("There were 23 injured. Later 21 injured came.", True),
    ],
)
def test_numbers_of_one_thing_are_held_against_each_other(pasted, clash):
    assert [one.kind for one in clashes.differing(read(pasted))] == ["numbers"] * clash


def test_both_wordings_are_told():
    (find,) = clashes.differing(read("Four boats burned.\n\nMore than nine boats burned."))

    assert "“Four boats burned” here, “More than nine boats burned” there" in find.says
    assert [place.paragraph for place in find.places] == [1, 2]


def test_a_number_in_words_is_also_given_in_digits():
    text = read("At least four boats burned, then two thousand boats, then 1.5 million boats.")

    assert [one.in_digits for one in clashes.amounts(text)] == [
        "At least 4 boats burned",
        "2,000 boats",
        "1,500,000 boats",
    ]


def test_one_thing_with_many_numbers_does_not_drown_the_rest():
    pasted = " ".join(f"Then {number} boats." for number in range(21, 41))

    assert len(clashes.differing(read(pasted))) == clashes.MOST


@pytest.mark.parametrize(
    ("pasted", "says"),
    [
        ("On Tuesday, 7 October 2025 it rained.", None),
        ("On Monday, 7 October 2025 it rained.", "That day was a Tuesday."),
        ("Monday, October 7th, 2025", "That day was a Tuesday."),
        (
            "On 3 Sept. 2024 it rained. On Monday 4 September it did.",
            "That day was a Wednesday, if the year is",
        ),
        ("On Monday, 7 October it rained.", None),
        ("On 31 April it rained.", "April has no day 31."),
        ("On 29 February 2023 it rained.", "February has no day 29."),
        ("On Monday, 29 February it rained. It was 2 March 2023.", None),
        ("On 29 February it rained, and on 1 May 2024 and 2 June 2025.", None),
    ],
)
def test_dates_are_held_against_the_calendar(pasted, says):
    finds = clashes.impossible_dates(read(pasted))

    assert len(finds) == (says is not None)
    assert all(one.says.startswith(says) for one in finds)


def test_a_date_is_read_once():
    assert [one.words for one in clashes.dates(read("7 October 12, and 8 May 2024"))] == [
        "7 October",
        "8 May 2024",
    ]


# --- copies -----------------------------------------------------------------------------------------


def test_repeats_in_one_row_are_told_together_and_labels_are_passed_over():
    body = ["The boat struck the pier.", "Menu", "It burned for two whole hours."]
    text = read("\n\n".join(["Menu", *body, "It burned for two whole hours!", *body]))

    assert [one.says for one in copies.repeats(text)] == [
        "Paragraph 5 says word for word what paragraph 4 says.",
        "Paragraphs 6 to 8 say word for word what paragraphs 2 to 4 say.",
    ]


def test_a_row_breaks_where_another_paragraph_comes():
    one, two = "The boat struck the pier.", "It burned for two whole hours."
    text = read("\n\n".join([one, two, two, one]))

    assert len(copies.repeats(text)) == 2


def test_words_shared_with_a_page_are_joined_and_counted():
    text = read("Yesterday the boat struck the pier and burned. It was late.")
    shared = copies.shared(text, "the log", ["Noon.", "The boat struck the pier and sank."])

    assert (shared.runs, shared.of) == (2, 7)
    assert [text.words_of(one.places[0]) for one in shared.finds] == ["the boat struck the pier and"]
    assert "the log as well, in paragraph 2" in shared.finds[0].says


def test_runs_that_do_not_touch_stay_apart():
    page = ["The boat struck the pier. The crew swam to the shore."]
    text = read("The boat struck the pier; later the crew swam to the shore.")

    assert len(copies.shared(text, "the log", page).finds) == 2
