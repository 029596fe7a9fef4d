# %% [markdown]
# # Exercise 4: find contradictions
#
# Two passages of a page contradict each other when they speak of the same thing, at the same time, in the
# same voice, and cannot both be right. Each of these words does work. You write them down as a function, run
# it on claims that somebody has taken apart, and then look for contradictions in four texts yourself.

# %%
from secondsource.forms import Interval, TimedClaim
from secondsource.seeds import load_text

# %% [markdown]
# ## A worked case
#
# A page writes “At 09:10 the police said four were dead” and “At 11:30 the police said seven were dead”.
# Taken apart:

# %%
FOUR = TimedClaim(
    id="k1", about="fire: dead", scope="all", when="09:10", speaker="police", says=Interval(low=4, high=4)
)
SEVEN = TimedClaim(
    id="k2", about="fire: dead", scope="all", when="11:30", speaker="police", says=Interval(low=7, high=7)
)

# %% [markdown]
# Same event, same thing counted, same scope, same speaker. Four is not seven. But the moments differ: the count
# was updated. No contradiction.
#
# A claim `says` either an `Interval` of numbers or a few words, such as `"locked"`. `speaker` is `"page"` where the
# page says it itself. `taken_back` is true where the page corrects it later.
#
# ## Your turn: can both hold?
#
# `both_hold(first, second)` is true when both say the same words, or when their intervals share a number (`None`
# is an open end). The checks never mix words and numbers.

# %%


def both_hold(first: TimedClaim, second: TimedClaim) -> bool:
    """Return whether what the two claims say can be right together."""
    raise NotImplementedError("Write your answer here.")


# %% [markdown]
# ## Your turn: judge a pair
#
# `judge(first, second)` goes down this table. The first line that fits gives the answer.
#
# | ask | answer |
# |---|---|
# | Is it about something else, or another scope? | `"other thing"` |
# | Is one of them taken back? | `"taken back"` |
# | Can both hold? | `"agree"` |
# | Do two different speakers say it? | `"dispute"` |
# | Is the moment given for exactly one of them? | `"cannot tell"` |
# | Are the moments different? | `"other moment"` |
# | otherwise | `"contradiction"` |
#
# Where neither has a moment, the page gives both for the event as such: that is the same moment.

# %%


def judge(first: TimedClaim, second: TimedClaim) -> str:
    """Return why two claims do not contradict each other, or that they do."""
    raise NotImplementedError("Write your answer here.")


# %% [markdown]
# ## Your turn: all pairs of a page
#
# `find_contradictions(claims)` gives back a list with one tuple for each pair that `judge` calls a contradiction: the
# two `id`s, in the order of the page.

# %%


def find_contradictions(claims: list[TimedClaim]) -> list[tuple[str, str]]:
    """Return the ids of every pair of claims that contradict each other."""
    raise NotImplementedError("Write your answer here.")


# %% [markdown]
# ## Your turn: read four texts
#
# Somebody had to take the claims apart before your function could do anything. Now you do that in your head. Read
# `night_train`, `warehouse_fire`, `theprint` and `brighter_kashmir`, and note what you find. For each finding:
#
# * `first` and `second`: a few words of each passage, at least two, copied exactly as they stand (overlap with
#   the passage is enough; no exact borders are asked for);
# * `verdict`: `"contradiction"`, where both cannot be right; `"tension"`, where both can be right only if something is
#   added that the page does not say; `"look_alike"`, where they only seem to disagree;
# * `needs`: `"page"` or `"outside"`, where a fact is needed that the page does not hold.
#
# Write findings like this, as many to a text as you find:
#
# `{"first": "eleven days", "second": "for two weeks", "verdict": "contradiction", "needs": "page"}`
#
# How many are there? One of the two invented texts has several contradictions, the other is a different matter. On each
# of the two pages two well-chosen findings are enough, three are better; let at least one on these two pages need
# an outside fact. You may leave a text's list empty if you find nothing there.

# %%
FOUND: dict[str, list] = {
    "night_train": [],
    "warehouse_fire": [],
    "theprint": [],
    "brighter_kashmir": [],
}

# %% [markdown]
# ## Try it
#
# Then: `secondsource check lesson4/ex4`

# %%
if __name__ == "__main__":
    print(judge(FOUR, SEVEN))
    print(load_text("night_train"))
