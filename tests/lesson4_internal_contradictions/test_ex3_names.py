"""Exercise 3, visible checks: short forms, abbreviations, spellings, and names that do conflict."""

from typing import Literal, Protocol

from secondsource.grading import award, expect, hints, points
from secondsource.models import Needs, Record

Same = Literal["same", "conflict", "cannot tell"]


class Place(Record):
    """Whether two names in one place agree, and what one needs to see it."""

    answer: Same | None
    needs: Needs | None


class Answer(Protocol):
    """What the exercise asks for."""

    PLACES: dict[str, Place]

    def fold(self, name: str) -> str: ...
    def abbreviates(self, short: str, long: str) -> bool: ...
    def compare_names(self, first: str, second: str, known: list[str]) -> Same: ...


ITEMS = 12


@points(2)
@hints(
    "Small letters first, then hyphens into spaces, then split into words.",
    "Leave out the words in TITLES; VARIANTS.get(word, word) gives the one spelling.",
    "A variant may be empty: leave such words out as well before you join.",
)
def test_names_are_folded(answer: Answer):
    """Bring a name into a form that can be compared."""
    forms = {
        "Mir Shafiq Mengal": "shafiq mengal",
        "Inter-Services Intelligence": "inter services intelligence",
        "Rana Mohammad Ashfaq": "rana muhammad ashfaq",
        "al-Qaida": "qaeda",
        "General Mohammed Voss": "muhammad voss",
    }
    came = {name: answer.fold(name) for name in forms}
    missed = [f"{name!r} came back as {came[name]!r}." for name in forms if came[name] != forms[name]]
    award(1 - len(missed) / len(forms), " ".join(missed[:1]), ask="Which step of the four is missing here?")


@points(2)
@hints(
    "Split the long name at spaces and hyphens, and take the first letter of every word.",
    "Make two rows of letters: one of all words, one without the words in SMALL. Either will do.",
)
def test_abbreviations(answer: Answer):
    """Know an abbreviation by its letters."""
    for short, long in [("ISI", "Inter-Services Intelligence"), ("LeT", "Lashkar-e-Taiba"), ("IS-K", "Islamic State-Khorasan"),
                        ("TTP", "Tehreek-e-Taliban Pakistan"), ("ISKP", "Islamic State of Khorasan Province")]:  # fmt: skip
        expect(answer.abbreviates(short, long), f"{short!r} was not taken for {long!r}.",
               ask="Which words give the letters, and which are left out?", belief="spelling_is_contradiction")  # fmt: skip
    for short, long in [
        ("ISPK", "Islamic State of Khorasan Province"),
        ("HM", "Harbour Mission of Karst"),
        ("K", "Karst"),
    ]:
        expect(
            not answer.abbreviates(short, long),
            f"{short!r} was taken for {long!r}.",
            ask="Are these its letters, in this order?",
        )


@points(4)
@hints(
    "Go down the table, one if and one return for each line.",
    "set(fold(first).split()) holds the words; <= asks whether one set lies in another.",
    "For the short form, gather fold(name) of every known name that has all words of the shorter one, in a set.",
)
def test_names_are_compared(answer: Answer):
    """Compare two names: same, conflict, cannot tell."""
    page = ["Rana Muhammad Ashfaq", "Rana Mohammad Ashfaq", "Hald Brevik", "Ilva Voss", "Joren Voss"]
    for first, second in [("Rana Muhammad Ashfaq", "Rana Mohammad Ashfaq"), ("Rana Ashfaq", "Rana Muhammad Ashfaq"),
                          ("LeT", "Lashkar-e-Taiba"), ("Brevik", "Inspector Hald Brevik")]:  # fmt: skip
        came = answer.compare_names(first, second, page)
        expect(came == "same", f"{first!r} and {second!r} came back as {came!r}.",
               ask="Which line of the table is the first that fits?", belief="spelling_is_contradiction")  # fmt: skip
    came = answer.compare_names("Voss", "Ilva Voss", page)
    expect(came == "cannot tell", f"“Voss” on a page with two of that name came back as {came!r}.",
           belief="one_surname_is_one_person")  # fmt: skip
    came = answer.compare_names("Mastung", "Mustang", [])
    expect(came == "cannot tell", f"'Mastung' and 'Mustang' came back as {came!r}.",
           ask="Could it be a slip, and could it be another place?",
           belief="spelling_is_contradiction" if came == "conflict" else None)  # fmt: skip
    came = answer.compare_names("Sade Orlow", "Petra Hale", ["Sade Orlow", "Petra Hale"])
    expect(came == "conflict", f"'Sade Orlow' and 'Petra Hale' came back as {came!r}.",
           ask="What would make these two one person?")  # fmt: skip


@points(2)
@hints(
    "Read both paragraphs, not the names alone.", "Does anything on the pages tie the two, or set them apart?"
)
def test_every_place_is_judged(answer: Answer):
    """Judge all twelve places."""
    done = [one for one in answer.PLACES.values() if one.answer and one.needs]
    award(len(done) / ITEMS, f"{len(done)} of {ITEMS} places have an answer and what it needs.",
          ask="Which place have you not read yet?")  # fmt: skip


@points(2)
@hints(
    "Who, on that page, is the only one who can be meant?",
    "What is the column about, and which pair does it name here?",
)
def test_plain_places(answer: Answer):
    """Tell an alias from a conflict."""
    plain = ("pistol_taker", "column_group", "raid_leader", "order", "bridge", "column_pair")
    still_open = [name for name in plain if not answer.PLACES[name].answer]
    expect(
        not still_open, f"Still open: {', '.join(still_open)}.", ask="Who is meant there, and what tells you?"
    )
    for name in plain[:3]:
        came = answer.PLACES[name].answer
        expect(came == "same", f"You gave {name} the answer {came!r}.",
               ask="What on the page tells you who is meant?", belief="spelling_is_contradiction")  # fmt: skip
    came = answer.PLACES["order"].answer
    expect(came == "cannot tell", f"You gave order the answer {came!r}.", belief="one_surname_is_one_person")
    for name in ("bridge", "column_pair"):
        came = answer.PLACES[name].answer
        expect(came == "conflict", f"You gave {name} the answer {came!r}.",
               ask="Can both stand in that place?",
               belief="smooth_page_agrees" if name == "column_pair" else None)  # fmt: skip


@points(2)
@hints(
    "Write down what each page says of the report besides its name: whose it is, from when, about whom.",
    "For the title, lay the words side by side. Could one report bear both?",
)
def test_what_is_meant_and_what_it_is_called(answer: Answer):
    """Keep apart which report is meant and what it is called."""
    meant, title = answer.PLACES["report_meant"].answer, answer.PLACES["report_title"].answer
    expect(meant and title, "The report of 2015 needs both answers.", ask="Which of the two is still open?")
    expect(meant != "conflict", "You gave report_meant the answer 'conflict'.",
           ask="What on the two pages shows that there are two reports?", belief="different_is_contradiction")  # fmt: skip
    expect(title != "same", "You gave report_title the answer 'same'.",
           ask="Which word of the one title stands for which word of the other?")  # fmt: skip
