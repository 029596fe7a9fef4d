# %% [markdown]
# # Exercise 5: describe, rate, sum up
#
# You have read who speaks on the desk report (`theprint`). Now write down what a reader who must
# act on it needs to know: a **source descriptor**, an **Admiralty rating**, a **source summary
# statement**. Two of the steps are code, because code does not get tired of applying a rule.

# %%
from secondsource.forms import Credibility, Reliability, Report, TrackRecord
from secondsource.seeds import load_text

# %% [markdown]
# ## The descriptor
#
# Take the unnamed sources of the desk report together. For each question say what the page tells
# you: `"stated"`, `"partly stated"` or `"not stated"`. Where it tells you something, copy the words
# that do, exactly, from `load_text("theprint")`; any few words of the right passage will do. Where
# it tells you nothing, leave the passage as `""`.
#
# | question | what is asked |
# |---|---|
# | `position` | where do the sources work? |
# | `access` | how do they know what they say? |
# | `interest` | what could they gain if it is believed? |
# | `anonymity` | why are they not named? |
# | `currency` | when did what they describe happen? |
# | `validation` | did the outlet check it with somebody else? |

# %%
DESCRIPTOR: dict[str, dict[str, str]] = {
    "position": {
        "finding": None,
        "passage": None,
    },
    "access": {"finding": None, "passage": None},
    "interest": {"finding": None, "passage": None},
    "anonymity": {"finding": None, "passage": None},
    "currency": {"finding": None, "passage": None},
    "validation": {"finding": None, "passage": None},
}

# %% [markdown]
# ## Reliability, from a track record
#
# The Admiralty code rates the **source** with a letter and the **information** with a digit. It
# gives words, no numbers. For this exercise we make the words countable; these limits are ours:
#
# | borne out | letter | the code's word |
# |---|---|---|
# | at least 95 % | A | completely reliable |
# | at least 80 % | B | usually reliable |
# | at least 60 % | C | fairly reliable |
# | at least 30 % | D | not usually reliable |
# | less | E | unreliable |
#
# Fewer than five reports that somebody could check are no track record: **F**, reliability cannot
# be judged.

# %%


def reliability(track_record: TrackRecord) -> Reliability:
    """Return the Admiralty letter for a source with this track record."""
    raise NotImplementedError("Write your answer here.")


# %% [markdown]
# ## Credibility, from reports
#
# Now the digit. `credibility(reports, fit)` gets every text that speaks to one claim, each with its
# `carrier`, its `origin`, and whether it `supports` the claim. `fit` says how the claim fits what is
# already established: `"well"`, `"partly"`, `"badly"` or `"unknown"`. Count **origins**, not carriers.
# An origin `""` is one nobody has shown. It may be any of the others, so it supports a claim, and is
# never a second origin. The lines of the table are ours, too.
#
# | what there is | digit |
# |---|---|
# | two or more known origins support it, none contradicts | 1 |
# | some support it and some contradict it | 4 |
# | only contradicted | 5 |
# | one known origin or unseen ones support it, none contradicts, and it fits well / partly / badly | 2 / 3 / 4 |
# | the same, with the fit unknown; or no reports at all | 6 |

# %%


def credibility(reports: list[Report], fit: str) -> Credibility:
    """Return the Admiralty digit for a claim with these reports and this fit."""
    raise NotImplementedError("Write your answer here.")


# %% [markdown]
# ## Comparing letters
#
# `comparable(first, second)` says which of two letters stands for the more reliable source:
# `"first"`, `"second"`, `"same"`, or `"no basis"` where the comparison cannot be made.

# %%


def comparable(first: Reliability, second: Reliability) -> str:
    """Return which letter stands for the more reliable source, or that there is no basis to say."""
    raise NotImplementedError("Write your answer here.")


# %% [markdown]
# ## Your rating
#
# Rate the main claim of the desk report, that the two groups work together under the agency. Letter
# for its unnamed sources, digit for the claim, as far as **this page alone** allows.

# %%
RATING: dict[str, str] = {"reliability": None, "credibility": None}

# %% [markdown]
# ## The source summary statement
#
# One or two sentences for each part, about all five pages. Name pages by their slugs (`theprint`,
# `newsup`, …). Say what the source base is like, not whether the event happened. And keep two things
# in different sentences: how *likely* something is, and how *confident* you are in your evidence.

# %%
SUMMARY: dict[str, str] = {
    "strengths": None,
    "weaknesses": None,
    "leans_on": None,
    "agrees": None,
    "conflicts": None,
    "missing": None,
}

# %% [markdown]
# ## Try it
#
# Then: `secondsource check lesson1/ex5`

# %%
if __name__ == "__main__":
    print(DESCRIPTOR["position"]["passage"] in load_text("theprint"), RATING)
