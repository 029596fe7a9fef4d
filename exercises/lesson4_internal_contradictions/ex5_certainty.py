# %% [markdown]
# # Exercise 5: how certain is it?
#
# The same claim can stand hedged in one place and flat in another. That is no contradiction: both can be right.
# It is a difference of **strength**, and worth noting as what it is. Where the stronger version is the headline, it has a
# name of its own: **headline overreach**. You write three functions that see such differences, judge twelve
# pairs, and say what a news word such as “reportedly” can and cannot tell you.

# %%
import re

from secondsource.forms import Interval
from secondsource.seeds import load_text

# %% [markdown]
# ## A worked case
#
# Headline: “Depot empty”. Body: “The depot may be empty, two clerks said.” The body holds back twice: by a **hedge**
# (“may”) and by an **attribution** (“two clerks said”). The headline has lost both. A headline can keep both in four
# words: “Depot may be empty: clerks”.
#
# These lists hold what the checks use:

# %%
HEDGES = (
    "reportedly allegedly alleged apparently possibly potentially potential suspected may might could".split()
) + [
    "is believed to",
    "are believed to",
    "is said to",
    "are said to",
    "appears to",
    "appear to",
    "a distinct possibility",
]
CUES = "said says say told warned warn warns stated suggest suggests indicate indicated confirmed".split() + [
    "according to", "pointed out"
]  # fmt: skip

# %% [markdown]
# ## Your turn: flat or hedged?
#
# `certainty(statement)` gives back `"hedged"` when one of `HEDGES` stands in the statement as whole words, else `"flat"`.
# A hedge may open the statement with a capital. Anywhere else a capital makes it another word: the month of May hedges
# nothing. And an attribution is no hedge: “Clerks said the depot is empty” is flat; it only has a speaker.

# %%


def certainty(statement: str) -> str:
    """Return whether a statement is hedged or flat."""
    raise NotImplementedError("Write your answer here.")


# %% [markdown]
# ## Your turn: what did the headline lose?
#
# `lost(headline, body)` gives back a list of what holds the body back and is missing in the headline: `"hedge"`,
# `"attribution"`, both, or nothing. An attribution is there when one of `CUES` stands as whole words, in capitals or
# not; in a headline a colon does as well.

# %%


def lost(headline: str, body: str) -> list[str]:
    """Return what the body has to hold it back and the headline has not."""
    raise NotImplementedError("Write your answer here.")


# %% [markdown]
# ## Your turn: a term of the likelihood scale
#
# ICD 203, a US directive for intelligence analysts, fixes seven terms of likelihood, in two sets of words, in per cent:

# %%
TERMS = {
    "almost no chance": (1, 5), "very unlikely": (5, 20), "unlikely": (20, 45), "roughly even chance": (45, 55),
    "likely": (55, 80), "very likely": (80, 95), "almost certain": (95, 99), "almost certainly": (95, 99),
    "remote": (1, 5), "highly improbable": (5, 20), "improbable": (20, 45), "roughly even odds": (45, 55),
    "probable": (55, 80), "highly probable": (80, 95), "nearly certain": (95, 99),
}  # fmt: skip

# %% [markdown]
# `likelihood(statement)` gives back the `Interval` of the term that stands in the statement, or `None` where none does.
# “Unlikely” holds the letters of “likely”, and “very likely” holds the whole word: the longest term that stands there
# as whole words counts. Capitals do not matter. No hedge of the news is a term: for “reportedly” the answer is `None`.

# %%


def likelihood(statement: str) -> Interval | None:
    """Return the per cent that a term of the scale stands for; None where there is no term."""
    raise NotImplementedError("Write your answer here.")


# %% [markdown]
# ## Your turn: twelve pairs
#
# All of these can be seen on the page alone. Give a `verdict`:
#
# * `"strength"`: both can be right; the page holds back more in one place than in the other;
# * `"overreach"`: the same, and the stronger one is the headline;
# * `"none"`: nothing that holds the claim back has been lost;
# * `"contradiction"`: both cannot be right.
#
# For `"strength"` and `"overreach"` copy into `words` the few words that hold the weaker passage back, exactly as they
# stand. For the other two write `""`.
#
# | entry | page, paragraphs | one passage | the other |
# |---|---|---|---|
# | `newsup_design` | `newsup` 6, 15 | the alliance and ‘a wider design of Pakistan’s’ | a renewed attempt by Pakistan |
# | `newsup_picture` | `newsup` 8, 18 | the act and what it is seen as | ‘it confirms’ an operational alliance |
# | `newsup_title` | `newsup` 2, 8 | a sign of fresh danger to India | what the act is seen as |
# | `ndtv_hand` | `ndtv_rewrite` 1, 2 | who engineered and funded it | ‘under ISI guidance’ it is being rebuilt |
# | `brief_title` | `short_brief` 1, 6 | Threatens India | the threats of the last paragraph |
# | `theprint_title` | `theprint` 6, 10 | the two drawing together | what the agencies picked up |
# | `column_proxy` | `brighter_kashmir` 33, 35 | a proxy is exactly what ISKP is | what the group may be doing |
# | `arms_title` | `named_but_empty` 2, 5 | Defence ministry confirms | the ministry’s own words |
# | `mast_title` | `sound_unnamed_officials` 2, 4 | Tallmark plans listening post, officials say | an official who helped to write the tender |
# | `wire_title` | `credited_wire` 2, 4 | Osmere navy says it seized three boats | the navy of Osmere said it had |
# | `quarry_hurt` | `quarry_raid` 7, 9 | nobody was hurt | two officers with burns |
# | `quarry_idle` | `quarry_raid` 8, 10 | idle since 2019 | stone every working day |

# %%
PAIRS: dict[str, dict] = {
    "newsup_design": {"verdict": None, "words": None},
    "newsup_picture": {"verdict": None, "words": None},
    "newsup_title": {"verdict": None, "words": None},
    "ndtv_hand": {"verdict": None, "words": None},
    "brief_title": {"verdict": None, "words": None},
    "theprint_title": {"verdict": None, "words": None},
    "column_proxy": {"verdict": None, "words": None},
    "arms_title": {"verdict": None, "words": None},
    "mast_title": {"verdict": None, "words": None},
    "wire_title": {"verdict": None, "words": None},
    "quarry_hurt": {"verdict": None, "words": None},
    "quarry_idle": {"verdict": None, "words": None},
}

# %% [markdown]
# ## Your turn: three questions
#
# Write the letter.
#
# **`reportedly`** A page says that somebody “reportedly” oversees operations. How likely is it, on the scale?
#
# * **a** Likely, 55 to 80 per cent: something must be behind it.
# * **b** Unlikely, 20 to 45 per cent: otherwise the page would say it flat.
# * **c** No term fits. The word says that somebody else has it so, and gives neither likelihood nor confidence.
# * **d** Low confidence, which comes to the same as a low likelihood.
#
# **`focal_point`** The stamped report ends on “a likely focal point” (`newsup` 18), said by unnamed sources. Is that 55 to
# 80 per cent?
#
# * **a** Yes: the word stands in the table.
# * **b** The word is in the table, but nothing shows that whoever said it uses the table.
# * **c** No: unnamed sources cannot give likelihoods, so it means nothing.
# * **d** Yes, if the other pages say likely too.
#
# **`hedge_lost`** A claim is hedged in a page’s first paragraph and flat in its last. What follows?
#
# * **a** The page contradicts itself there.
# * **b** The flat version is the outcome of the page’s checks.
# * **c** The claim is false; that is why it was hedged.
# * **d** The page holds itself to more at the end than at the start. Ask what it gives in between that could carry that.

# %%
LETTERS: dict[str, str] = {
    "reportedly": None,
    "focal_point": None,
    "hedge_lost": None,
}

# %% [markdown]
# ## Try it
#
# Then: `secondsource check lesson4/ex5`

# %%
if __name__ == "__main__":
    print(lost("Depot empty", "The depot may be empty, two clerks said."))
    print(likelihood("It is very unlikely that the depot is empty."))
    print(load_text("short_brief"))
