# %% [markdown]
# # Exercise 1: audit the dates
#
# A page carries two kinds of date: those its text tells of, and those of its **furniture**, such as
# a masthead, a stamp or a footer. You write three functions that hold them against each other, and
# then you judge ten pairs yourself, because no function can tell what a date is *of*.

# %%
from calendar import monthrange
from datetime import date

from secondsource.forms import DateFinding, Days, PageDate
from secondsource.seeds import load_text

# %% [markdown]
# ## A worked case
#
# An invented page. Its stamp says “Monday, 6 May 2024”, its text says “the bridge was closed in June
# 2024”, its footer says “© 2019”. As records:

# %%
STAMP = PageDate(words="Monday, 6 May 2024", value="2024-05-06", place="stamp", weekday="Monday")
CLOSED = PageDate(words="in June 2024", value="2024-06", place="text", told="past")
FOOTER = PageDate(words="© 2019", value="2019", place="footer")
PAGE = [STAMP, CLOSED, FOOTER]

# %% [markdown]
# 6 May 2024 was a Monday: nothing to note. But a page of 6 May cannot tell of June as past. That is a
# finding. The footer is older than everything in the text; it may simply be the year the site was
# built, so it is a finding of a weaker kind.
#
# ## Your turn: which days can a date mean?
#
# A date may be as exact as a day (`"2024-05-06"`), or a minute (`"2024-05-06T08:45"`), a month
# (`"2024-06"`) or a year (`"2019"`). `days_of(value)` gives back a `Days` with the `first` and the
# `last` day it can mean. `monthrange(2024, 6)[1]` is the number of days in June 2024, and
# `date(2024, 6, 1)` is a day that can be compared with `<`. So `days_of("2024-06")` gives back
# `Days(first=date(2024, 6, 1), last=date(2024, 6, 30))`.

# %%


def days_of(value: str) -> Days:
    """Return the first and the last day that a date of this exactness can mean."""
    # --8<-- [start:answer]
    numbers = [int(part) for part in value.partition("T")[0].split("-")]
    if len(numbers) == 1:
        return Days(first=date(numbers[0], 1, 1), last=date(numbers[0], 12, 31))
    year, month = numbers[:2]
    if len(numbers) == 2:
        return Days(first=date(year, month, 1), last=date(year, month, monthrange(year, month)[1]))
    return Days(first=date(*numbers), last=date(*numbers))
    # --8<-- [end:answer]


# %% [markdown]
# ## Your turn: which one is earlier?
#
# `order(first, second)` compares two such values and says `"before"` or `"after"` only where it is
# certain: every day the one can mean lies before every day the other can mean. Where the two share a
# day, it says `"cannot tell"`.

# %%


def order(first: str, second: str) -> str:
    """Return whether the first date lies before or after the second, or that it cannot be told."""
    # --8<-- [start:answer]
    one, other = days_of(first), days_of(second)
    if one.last < other.first:
        return "before"
    return "after" if one.first > other.last else "cannot tell"
    # --8<-- [end:answer]


# %% [markdown]
# ## Your turn: the audit
#
# `audit(dates)` gives back a list with a `DateFinding` for each of these:
#
# | what is found | `kind` | `words` |
# |---|---|---|
# | a weekday that does not fit its date | `"weekday"` | the words of that date |
# | a text date told as past that lies after the **stamp** | `"order"` | words of the stamp, words of the text date |
# | a text date told as past that lies after the **masthead** or the **footer** | `"frame"` | words of the furniture, words of the text date |
#
# For the page above that is `DateFinding(kind="order", words=["Monday, 6 May 2024", "in June 2024"])` and
# `DateFinding(kind="frame", words=["© 2019", "in June 2024"])`, in any order.
#
# Nothing else is a finding. What is told as still ahead may lie after the stamp. `WEEKDAYS` is in the
# order of `date.weekday()`, where Monday is 0; a weekday stands only beside dates that are exact to
# the day.

# %%
WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


def audit(dates: list[PageDate]) -> list[DateFinding]:
    """Return what does not go together among the dates of one page."""
    # --8<-- [start:answer]
    found = []
    for one in dates:
        if one.weekday and WEEKDAYS[days_of(one.value).first.weekday()] != one.weekday:
            found.append(DateFinding(kind="weekday", words=[one.words]))
    for furniture in [one for one in dates if one.place != "text"]:
        kind = "order" if furniture.place == "stamp" else "frame"
        for told in [one for one in dates if one.place == "text" and one.told == "past"]:
            if order(told.value, furniture.value) == "after":
                found.append(DateFinding(kind=kind, words=[furniture.words, told.words]))
    return found
    # --8<-- [end:answer]


# %% [markdown]
# ## Your turn: what follows from it?
#
# Ten pairs, from the five pages and from invented ones. Read each where it stands (`load_text("newsup")`
# prints a page), then give two answers.
#
# * `verdict`: `"contradiction"`, where both cannot be right; `"tension"`, where both can be right only if
#   something is added that the page does not say; `"look_alike"`, where they only seem to disagree.
# * `needs`: `"page"`, where somebody sees it who knows nothing but the page; `"outside"`, where one must
#   bring a fact that the page does not hold.
#
# | entry | page | one passage | the other |
# |---|---|---|---|
# | `quarry_weekday` | `quarry_raid` 3 | Thursday | 12 March 2024 |
# | `quarry_trial` | `quarry_raid` 3, 11 | stamp: 12 March 2024 | the trial opened on 2 April |
# | `fire_basin` | `warehouse_fire` 3, 9 | stamp: 21 June 2024 | the basin will open again on 1 July |
# | `newsup_masthead` | `newsup` 1, 11 | March 29, 2025 | since Operation Sindoor |
# | `newsup_long` | `newsup` 14 | ‘has long’ seen LeT at work | a centre from 2002 until 2009 |
# | `ndtv_bases` | `ndtv_rewrite` 3 | bases set up since 2015 | a network overhauled after 2021 |
# | `theprint_decades` | `theprint` 20 | ‘in the 1970s and 1980s’ | al-Qaeda and Lashkar |
# | `theprint_mengal` | `theprint` 17, 18 | supervising, since the revamp after 2021 | “for more than a decade” |
# | `column_footer` | `brighter_kashmir` 75, 24 | Copyright 2023 | a CIA Director’s words to Fox News |
# | `ferry_update` | `updated_figures` 4, 5 | 09:10: at least four dead | 11:30: seven dead |
#
# Careful readers differ about some of them. Where they do, every answer that can be defended counts.

# %%
# --8<-- [start:answer]
FINDINGS: dict[str, dict] = {
    "quarry_weekday": {"verdict": "contradiction", "needs": "outside"},
    "quarry_trial": {"verdict": "contradiction", "needs": "page"},
    "fire_basin": {"verdict": "look_alike", "needs": "page"},
    "newsup_masthead": {"verdict": "tension", "needs": "outside"},
    "newsup_long": {"verdict": "look_alike", "needs": "page"},
    "ndtv_bases": {"verdict": "look_alike", "needs": "page"},
    "theprint_decades": {"verdict": "contradiction", "needs": "outside"},
    "theprint_mengal": {"verdict": "look_alike", "needs": "page"},
    "column_footer": {"verdict": "look_alike", "needs": "outside"},
    "ferry_update": {"verdict": "look_alike", "needs": "page"},
}
# --8<-- [end:answer]

# %% [markdown]
# ## Try it
#
# Here are dates of the stamped report (`newsup`), as records. What does your audit find, and what
# would you say about it? Then: `secondsource check lesson4/ex1`

# %%
NEWSUP = [
    PageDate(words="Saturday, March 29, 2025", value="2025-03-29", place="masthead", weekday="Saturday"),
    PageDate(words="October 8, 2025 8:45 AM", value="2025-10-08T08:45", place="stamp"),
    PageDate(words="since 2018", value="2018", place="text", told="past"),
    PageDate(words="in March 2025", value="2025-03", place="text", told="past"),
    PageDate(words="in June", value="2025-06", place="text", told="past"),
]

if __name__ == "__main__":
    print(audit(PAGE))
    print(audit(NEWSUP))
    print(load_text("quarry_raid"))
