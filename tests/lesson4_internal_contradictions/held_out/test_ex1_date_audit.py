"""Exercise 1, held-out checks: fresh pages with and without faults, and the verdicts against the records."""

from calendar import monthrange
from datetime import date, timedelta

from secondsource.forms import PageDate
from secondsource.grading import agreement_above_chance, award, informedness, points

WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
RECORDS = {
    "quarry_weekday": ("quarry_raid", "x1"), "quarry_trial": ("quarry_raid", "x3"), "fire_basin": ("warehouse_fire", "x8"),
    "newsup_masthead": ("newsup", "x2"), "newsup_long": ("newsup", "x15"), "ndtv_bases": ("ndtv_rewrite", "x12"),
    "theprint_decades": ("theprint", "x6"), "theprint_mengal": ("theprint", "x15"),
    "column_footer": ("brighter_kashmir", "x16"), "ferry_update": ("updated_figures", "x1"),
}  # fmt: skip
A_CALENDAR_WILL_DO = {"quarry_weekday": {"page", "outside"}}


def spans(value):
    """First and last day of a value, written another way than in the solution."""
    if len(value) == 4:
        return date.fromisoformat(f"{value}-01-01"), date.fromisoformat(f"{value}-12-31")
    if len(value) == 7:
        days = monthrange(int(value[:4]), int(value[5:]))[1]
        return date.fromisoformat(f"{value}-01"), date.fromisoformat(f"{value}-{days}")
    return (date.fromisoformat(value[:10]),) * 2


def a_day(fresh):
    return date(2018, 1, 1) + timedelta(days=fresh.randrange(2500))


def as_exact_as(fresh, day):
    return day.isoformat()[: fresh.choice([4, 7, 10])]


def a_page(fresh):
    """Furniture with right and wrong weekdays, and text dates on both sides of it."""
    stamp = a_day(fresh)
    weekday = WEEKDAYS[(stamp.weekday() + fresh.choice([0, 0, 0, 1, 3])) % 7]
    furniture = [
        PageDate(words="the stamp", value=stamp.isoformat(), place="stamp", weekday=weekday),
        PageDate(words="the footer", value=str(stamp.year - fresh.randrange(3)), place="footer"),
        PageDate(words="the masthead", value=as_exact_as(fresh, a_day(fresh)), place="masthead"),
    ]
    text = [
        PageDate(words=f"text {number}", value=as_exact_as(fresh, stamp + timedelta(days=fresh.randrange(-700, 500))),
                 place="text", told=fresh.choice(["past", "past", "ahead"]))
        for number in range(4)
    ]  # fmt: skip
    page = furniture + text
    fresh.shuffle(page)
    return page


def faults(page):
    """What is wrong with a page, read off the table a second time."""
    wrong_day = {
        ("weekday", one.words)
        for one in page
        if one.weekday and WEEKDAYS[spans(one.value)[0].weekday()] != one.weekday
    }
    late = {
        ("order" if frame.place == "stamp" else "frame", frame.words, told.words)
        for frame in page
        for told in page
        if frame.place != "text" and told.told == "past" and spans(told.value)[0] > spans(frame.value)[1]
    }
    return wrong_day | late


@points(4)
def test_fresh_dates_in_order(answer, fresh):
    """Put fresh dates of every exactness in order."""
    pairs = [(as_exact_as(fresh, a_day(fresh)), as_exact_as(fresh, a_day(fresh))) for _ in range(20)]
    for exactness in (4, 7, 10) * 4:
        day = a_day(fresh).isoformat()
        pairs.append((day, day[:exactness]))
    right = {f"{first} {second}": {in_order(first, second)} for first, second in pairs}
    given = dict(
        zip((f"{first} {second}" for first, second in pairs), answer.order.starmap(pairs), strict=True)
    )
    award(agreement_above_chance(given, right), "Some fresh pairs of dates came back in another order.",
          ask="What about pairs that share a month or a year?")  # fmt: skip


def in_order(first, second):
    if spans(first)[1] < spans(second)[0]:
        return "before"
    return "after" if spans(first)[0] > spans(second)[1] else "cannot tell"


@points(6)
def test_fresh_pages(answer, fresh):
    """Audit fresh pages: find what is wrong and leave the rest alone."""
    hits = positives = alarms = negatives = 0
    pages = [a_page(fresh) for _ in range(25)]
    for page, findings in zip(pages, answer.audit.map(pages), strict=True):
        wrong, came = faults(page), {(one.kind, *one.words) for one in findings}
        possible = 1 + 3 * 4  # one weekday, and four dates of the text under three of the furniture
        hits, positives = hits + len(wrong & came), positives + len(wrong)
        alarms, negatives = (
            alarms + min(len(came - wrong), possible - len(wrong)),
            negatives + possible - len(wrong),
        )
    award(informedness(hits, positives, alarms, negatives),
          f"Of {positives} faults on fresh pages your audit found {hits}, and reported {alarms} that are none.",
          ask="Is it planned or past, is it certain, and what does the furniture date?")  # fmt: skip


@points(6)
def test_verdicts_on_the_pages(answer, record, strengths):
    """Judge the ten pairs as careful readers do."""
    right = {
        name: {
            f"{verdict}/{needs}"
            for verdict in strengths(slug, number)
            for needs in A_CALENDAR_WILL_DO.get(name, {record(slug, number).needs.value})
        }
        for name, (slug, number) in RECORDS.items()
    }
    given = {name: f"{one.verdict}/{one.needs}" for name, one in answer.FINDINGS.items()}
    missed = [name for name in right if given.get(name) not in right[name]]
    award(agreement_above_chance(given, right), f"{len(missed)} of {len(right)} judgements cannot be defended from the "
          f"page, among them {', '.join(missed[:2])}.", ask="What would have to be so for both passages to be right?")  # fmt: skip
