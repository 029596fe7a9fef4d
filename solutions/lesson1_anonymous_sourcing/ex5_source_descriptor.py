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
# --8<-- [start:answer]
DESCRIPTOR: dict[str, dict[str, str]] = {
    "position": {
        "finding": "partly stated",
        "passage": "sources in the Indian defence and security establishment",
    },
    "access": {"finding": "not stated", "passage": ""},
    "interest": {"finding": "not stated", "passage": ""},
    "anonymity": {"finding": "not stated", "passage": ""},
    "currency": {"finding": "partly stated", "passage": "Months later"},
    "validation": {"finding": "not stated", "passage": ""},
}
# --8<-- [end:answer]

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
    # --8<-- [start:answer]
    if track_record.checked < 5:
        return "F"
    share = track_record.borne_out / track_record.checked
    limits: list[tuple[float, Reliability]] = [(0.95, "A"), (0.8, "B"), (0.6, "C"), (0.3, "D")]
    return next((letter for least, letter in limits if share >= least), "E")
    # --8<-- [end:answer]


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
    # --8<-- [start:answer]
    supporting = {report.origin for report in reports if report.supports}
    contradicting = {report.origin for report in reports if not report.supports}
    if contradicting:
        return "4" if supporting else "5"
    if len(supporting - {""}) >= 2:
        return "1"
    by_fit: dict[str, Credibility] = {"well": "2", "partly": "3", "badly": "4"}
    return by_fit.get(fit, "6") if supporting else "6"
    # --8<-- [end:answer]


# %% [markdown]
# ## Comparing letters
#
# `comparable(first, second)` says which of two letters stands for the more reliable source:
# `"first"`, `"second"`, `"same"`, or `"no basis"` where the comparison cannot be made.

# %%


def comparable(first: Reliability, second: Reliability) -> str:
    """Return which letter stands for the more reliable source, or that there is no basis to say."""
    # --8<-- [start:answer]
    if "F" in (first, second):
        return "no basis"
    if first == second:
        return "same"
    return "first" if first < second else "second"
    # --8<-- [end:answer]


# %% [markdown]
# ## Your rating
#
# Rate the main claim of the desk report, that the two groups work together under the agency. Letter
# for its unnamed sources, digit for the claim, as far as **this page alone** allows.

# %%
# --8<-- [start:answer]
RATING: dict[str, str] = {"reliability": "F", "credibility": "6"}
# --8<-- [end:answer]

# %% [markdown]
# ## The source summary statement
#
# One or two sentences for each part, about all five pages. Name pages by their slugs (`theprint`,
# `newsup`, …). Say what the source base is like, not whether the event happened. And keep two things
# in different sentences: how *likely* something is, and how *confident* you are in your evidence.

# %%
# --8<-- [start:answer]
SUMMARY: dict[str, str] = {
    "strengths": "theprint says which sector its sources work in and gives dates and places that somebody could check.",
    "weaknesses": "No page gives the name of anybody who vouches for the alliance, and none reproduces the dossier or an issue of the magazine.",
    "leans_on": "The main claim leans on unnamed officials in theprint and on a dossier that newsup and ndtv_rewrite describe.",
    "agrees": "All five pages mention a photograph of a pistol being handed over, and they may all have it from one place.",
    "conflicts": "The number killed in March is over 30 in newsup, 30 in ndtv_rewrite and around 30 in theprint.",
    "missing": "No page gives an answer from Pakistan's government to this claim, and most leave out how sources know.",
}
# --8<-- [end:answer]

# %% [markdown]
# ## Try it
#
# Then: `secondsource check lesson1/ex5`

# %%
if __name__ == "__main__":
    print(DESCRIPTOR["position"]["passage"] in load_text("theprint"), RATING)
