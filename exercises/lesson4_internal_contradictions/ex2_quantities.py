# %% [markdown]
# # Exercise 2: quantities as intervals
#
# “Over 30”, “around 30” and “30” are not three numbers. They are three **intervals**: sets of numbers
# that the words allow. Two wordings can both be right when their intervals share a number. You write
# that down as code, compare figures with it, and then judge ten pairs yourself.

# %%
import re

from secondsource.forms import Figure, Interval
from secondsource.seeds import load_text

# %% [markdown]
# ## A worked case
#
# “At least 40 houses” allows 40, 41 and so on, with no upper end: `Interval(low=40, high=None)`.
# “Up to 60” allows 0 to 60. They share 40 to 60, so both can be right. “Fewer than 40” allows 0 to 39,
# and shares nothing with “at least 40”.
#
# “Around 40” needs a decision. Ours: somebody who rounds means every number that rounds there, so half
# a step either way, and the step is that of the last digit that is not 0. “Around 40” is 35 to 45,
# “around 200” is 150 to 250. Another margin is as good, as long as it is said. This is given:

# %%


def numbers_in(phrase: str) -> list[int]:
    """Return the numbers a phrase gives in digits: 1,200 is one number."""
    return [int(number.replace(",", "")) for number in re.findall(r"\d[\d,]*", phrase)]


def half_step(number: int) -> float:
    """Return half the step of the last digit that is not 0: 5 for 40, 50 for 200."""
    zeros = len(str(number)) - len(str(number).rstrip("0"))
    return 10**zeros / 2


# %% [markdown]
# ## Your turn: from words to an interval
#
# `interval(phrase)` reads these wordings. The words may stand anywhere in the phrase, in capitals or not.
#
# | wording | low | high |
# |---|---|---|
# | over, more than | n + 1 | open |
# | at least | n | open |
# | under, fewer than | 0 | n − 1 |
# | up to, at most | 0 | n |
# | around, about, some, roughly | n − half a step | n + half a step |
# | between n and m | n | m |
# | just n | n | n |
# | no number in digits (“several”, “many”) | open | open |
#
# We count whole things. “Open” is `None`.

# %%


def interval(phrase: str) -> Interval:
    """Return the numbers a wording allows; None for an open end."""
    raise NotImplementedError("Write your answer here.")


# %% [markdown]
# ## Your turn: can both hold?
#
# `can_both_hold(first, second)` is true where the intervals share at least one number.

# %%


def can_both_hold(first: Interval, second: Interval) -> bool:
    """Return whether some number lies in both intervals."""
    raise NotImplementedError("Write your answer here.")


# %% [markdown]
# ## Your turn: compare two figures
#
# Most figures that differ do not conflict. `compare(first, second)` gets two `Figure` records, each with
# its `phrase`, `of` (what is counted) and `when` (the moment, or `None` where the page gives none). The
# first line that fits gives the answer.
#
# | ask | answer |
# |---|---|
# | Is something else counted? | `"compatible"` |
# | Can both hold? | `"compatible"` |
# | Is a moment missing? | `"cannot tell"` |
# | Are the moments different? | `"compatible"` |
# | otherwise | `"conflict"` |

# %%


def compare(first: Figure, second: Figure) -> str:
    """Return whether two figures are compatible, in conflict, or cannot be compared."""
    raise NotImplementedError("Write your answer here.")


# %% [markdown]
# ## Your turn: ten pairs
#
# `"compatible"`, `"conflict"` or `"cannot tell"`? The pages are there to be read; two pairs are made up here
# and stand for themselves.
#
# | entry | page | one figure | the other |
# |---|---|---|---|
# | `march_over` | `newsup` 12, `ndtv_rewrite` 3 | ‘over 30’ killed in the attack of March | 30 killed |
# | `march_around` | `newsup` 12, `theprint` 15 | ‘over 30’ killed | ‘around 30’ killed |
# | `march_thirty` | `ndtv_rewrite` 3, `theprint` 15 | 30 killed | ‘around 30’ killed |
# | `ferry_injured` | `updated_figures` 6, 7 | 14:05: 23 injured | 18:45: 21 injured |
# | `wire_boats` | `credited_wire` 4, 7 | three boats seized, the navy said | two boats at the quay, seen by the reporter |
# | `fire_people` | `warehouse_fire` 4 | about 200 left their homes | 213 counted in the shelters |
# | `quarry_homes` | `quarry_raid` 5 | 17 arrested | eleven live in one town, eight in another, none in both |
# | `quarry_hurt` | `quarry_raid` 7, 9 | nobody was hurt | two officers were burnt |
# | `flood` | made up | “Forty houses were under water.” | “Sixty houses were under water.” Neither page says when. |
# | `gate` | made up | “At noon 40 people stood at the gate.” | “At noon there were 60.” The same gate, the same day. |

# %%
PAIRS: dict[str, str] = {
    "march_over": None,
    "march_around": None,
    "march_thirty": None,
    "ferry_injured": None,
    "wire_boats": None,
    "fire_people": None,
    "quarry_homes": None,
    "quarry_hurt": None,
    "flood": None,
    "gate": None,
}

# %% [markdown]
# ## Your turn: what follows?
#
# Three pages give the dead of one attack as “over 30”, “30” and “around 30”. What follows? Write the letter.
#
# * **a** The pages contradict each other, so there was no such attack.
# * **b** 30 is right: two of the three pages allow it.
# * **c** None of the three pages can be relied on for anything.
# * **d** If they mean one count, “over 30” and “30” cannot both be right. Nothing else on the pages is touched by
#   that, and no page says who counted.

# %%
WHAT_FOLLOWS: str = None

# %% [markdown]
# ## Try it
#
# Then: `secondsource check lesson4/ex2`

# %%
if __name__ == "__main__":
    for wording in ("over 30", "30", "around 30"):
        print(wording, interval(wording))
    print(load_text("credited_wire"))
