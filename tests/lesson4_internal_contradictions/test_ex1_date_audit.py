"""Exercise 1, visible checks: dates of the text against dates of the furniture."""

from datetime import date
from typing import Literal, Protocol

from secondsource.forms import DateFinding, Days, PageDate
from secondsource.grading import award, expect, hints, points
from secondsource.models import Needs, Record, Strength


class Finding(Record):
    """What follows from a pair of dates, and what one needs to see it."""

    verdict: Strength | None
    needs: Needs | None


class Answer(Protocol):
    """What the exercise asks for."""

    FINDINGS: dict[str, Finding]

    def days_of(self, value: str) -> Days: ...
    def order(self, first: str, second: str) -> Literal["before", "after", "cannot tell"]: ...
    def audit(self, dates: list[PageDate]) -> list[DateFinding]: ...


ITEMS = 10


@points(2)
@hints(
    "Cut the value at its hyphens first: value.split('-'). How many parts are there?",
    "One part: from 1 January to 31 December. Two parts: monthrange tells you the last day.",
    "With a T in it, only what stands before the T matters: value.partition('T')[0].",
)
def test_days_a_date_can_mean(answer: Answer):
    """Say which days a date can mean."""
    spans = {
        "2019": Days(first=date(2019, 1, 1), last=date(2019, 12, 31)),
        "2024-02": Days(first=date(2024, 2, 1), last=date(2024, 2, 29)),
        "2024-05-06": Days(first=date(2024, 5, 6), last=date(2024, 5, 6)),
        "2024-05-06T08:45": Days(first=date(2024, 5, 6), last=date(2024, 5, 6)),
    }
    came = {value: answer.days_of(value) for value in spans}
    missed = [
        f"{value} came back as {came[value].first} to {came[value].last}."
        for value in spans
        if came[value] != spans[value]
    ]
    award(
        1 - len(missed) / len(spans),
        " ".join(missed[:1]),
        ask="How exact is this date, and how many days does it leave open?",
    )


@points(2)
@hints(
    "Compare the last day of the one with the first day of the other.",
    "March 2025 and 29 March 2025 share a day. What can you be certain of?",
)
def test_order_only_where_it_is_certain(answer: Answer):
    """Put two dates in order, where that is certain."""
    expect(
        answer.order("2018", "2025-03") == "before",
        "2018 lies before March 2025.",
        ask="Which days can 2018 mean?",
    )
    expect(answer.order("2024-06", "2024-05-06") == "after", "June 2024 lies after 6 May 2024.",
           ask="Which days can June mean?")  # fmt: skip
    for pair in (("2025-03", "2025-03-29"), ("2025-03-29", "2025"), ("2025", "2025")):
        came = answer.order(*pair)
        expect(came == "cannot tell", f"{pair[0]} against {pair[1]} came back as {came!r}.",
               ask="Could the one be a day before the other, and could it be a day after it?")  # fmt: skip


STAMP = PageDate(words="Monday, 6 May 2024", value="2024-05-06", place="stamp", weekday="Monday")
JUNE = PageDate(words="in June 2024", value="2024-06", place="text", told="past")
FOOTER = PageDate(words="© 2019", value="2019", place="footer")


def found(answer, *dates):
    return sorted((one.kind, *one.words) for one in answer.audit(list(dates)))


@points(3)
@hints(
    "First the weekdays: one loop over all dates that have one.",
    "Then two loops, one inside the other: furniture outside, past dates of the text inside.",
    "The kind depends on the furniture only: a stamp gives order, a masthead or a footer gives frame.",
)
def test_the_audit_finds(answer: Answer):
    """Find wrong weekdays and impossible orders."""
    late = ("order", "Monday, 6 May 2024", "in June 2024")
    expect(late in found(answer, STAMP, JUNE), "A page stamped 6 May 2024 told of June as past, and nothing was found.",
           ask="What does the page say has already happened?")  # fmt: skip
    friday = STAMP.model_copy(update={"weekday": "Friday", "words": "Friday, 6 May 2024"})
    expect(("weekday", "Friday, 6 May 2024") in found(answer, friday), "6 May 2024 was a Monday, the stamp says Friday.",
           ask="What does date.weekday() give for that day?")  # fmt: skip
    framed = found(answer, FOOTER, JUNE)
    expect(framed != [("order", "© 2019", "in June 2024")], "An old year in a footer was reported like an old stamp.",
           belief="furniture_dates_text")  # fmt: skip
    expect(framed == [("frame", "© 2019", "in June 2024")], "A footer of 2019 under a text on June 2024 was not noted.",
           ask="Which kind goes with a footer?")  # fmt: skip


@points(3)
@hints(
    "What is planned may lie after the stamp.",
    "Two dates of the text are never compared here, and two of the furniture neither.",
    "A month that has begun is not a month that lies after today: ask order().",
)
def test_the_audit_leaves_alone(answer: Answer):
    """Leave alone what only looks impossible, and still find what is."""
    expect(
        found(answer, STAMP, JUNE),
        "Your audit finds nothing at all.",
        ask="Which date of the text lies after the stamp?",
    )
    for told in (
        PageDate(words="on 1 July", value="2024-07-01", place="text", told="ahead"),
        PageDate(words="in May", value="2024-05", place="text", told="past"),
        PageDate(words="in 2024", value="2024", place="text", told="past"),
        PageDate(words="since 2018", value="2018", place="text", told="past"),
    ):
        came = found(answer, STAMP, told)
        expect(not came, f"On a page stamped 6 May 2024, “{told.words}” (told as {told.told}) was reported.",
               ask="Is there a way for both dates to be right?", belief="different_is_contradiction")  # fmt: skip


NEWSUP = [
    PageDate(words="Saturday, March 29, 2025", value="2025-03-29", place="masthead", weekday="Saturday"),
    PageDate(words="October 8, 2025 8:45 AM", value="2025-10-08T08:45", place="stamp"),
    PageDate(words="since 2018", value="2018", place="text", told="past"),
    PageDate(words="in March 2025", value="2025-03", place="text", told="past"),
    PageDate(words="in June", value="2025-06", place="text", told="past"),
]
THEPRINT = [
    PageDate(words="Tuesday, October 7, 2025", value="2025-10-07", place="masthead", weekday="Tuesday"),
    PageDate(words="In March", value="2025-03", place="text", told="past"),
    PageDate(words="in 2021", value="2021", place="text", told="past"),
    PageDate(words="in 2023", value="2023", place="text", told="past"),
]


@points(2)
@hints(
    "The records of the stamped report stand at the end of the exercise: print(audit(NEWSUP)).",
    "The attack of March may have been before the 29th. The visit of June cannot have been.",
)
def test_on_two_of_the_pages(answer: Answer):
    """Audit the stamped report and the desk report."""
    frame = ("frame", "Saturday, March 29, 2025", "in June")
    came = found(answer, *NEWSUP)
    expect(
        ("order", *frame[1:]) not in came,
        "The masthead of the stamped report was reported like a stamp.",
        belief="furniture_dates_text",
    )
    expect(frame in came, "The masthead of the stamped report and the visit in June were not noted.",
           ask="Which of its dates does the text run past?")  # fmt: skip
    expect(came == [frame], f"On the stamped report {len(came)} findings came back; one is certain.",
           ask="For each of them: can both dates be right after all?", belief="different_is_contradiction")  # fmt: skip
    expect(not found(answer, *THEPRINT), "On the desk report something was found; its dates go together.",
           ask="Which weekday was it, and what lies after the stamp?", belief="different_is_contradiction")  # fmt: skip


@points(3)
@hints(
    "Take one pair, read both passages, and ask: is there any way for both to be right?",
    "A fact that you had to know, and that the page does not give, means outside.",
    "Begin with fire_basin and ferry_update: what does each say about time?",
)
def test_every_pair_is_judged(answer: Answer):
    """Judge all ten pairs."""
    done = [one for one in answer.FINDINGS.values() if one.verdict and one.needs]
    award(len(done) / ITEMS, f"{len(done)} of {ITEMS} pairs have a verdict and what it needs.",
          ask="Which pair have you not read yet?")  # fmt: skip


@points(2)
@hints("“Will open”: is that past or still ahead?", "What does the stamp tell you about the trial?")
def test_plain_cases(answer: Answer):
    """Tell a real conflict of dates from one that only looks like it."""
    plain = ("quarry_trial", "fire_basin", "ferry_update", "column_footer")
    trial, basin, ferry, footer = (answer.FINDINGS[name].verdict for name in plain)
    still_open = [name for name in plain if not answer.FINDINGS[name].verdict]
    expect(
        not still_open,
        f"Still open: {', '.join(still_open)}.",
        ask="Is there any way for both passages to be right?",
    )
    expect(trial in {"contradiction", "tension"}, f"You gave quarry_trial the verdict {trial}.",
           ask="When was the page stamped, and what does it say has happened?", belief="smooth_page_agrees")  # fmt: skip
    for name, verdict in (("fire_basin", basin), ("ferry_update", ferry)):
        expect(verdict == "look_alike", f"You gave {name} the verdict {verdict}.",
               ask="Are the two passages about the same moment?", belief="different_is_contradiction")  # fmt: skip
    expect(
        footer != "contradiction",
        "You called the footer of the column a contradiction.",
        belief="furniture_dates_text",
    )
