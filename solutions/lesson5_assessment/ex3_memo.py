# %% [markdown]
# # Exercise 3: the memo
#
# Somebody has to decide what to do with the story, and has two minutes. You write them half a page: what the **sourcing**
# of the five pages is like, what it allows and what it does not. Not whether the event happened.
#
# The form is fixed, so that a reader knows where to look. What a program can check is checked; how well you argue is for
# your instructor to say, by the rubric in the lesson.

# %%
from secondsource.seeds import load_text

# %% [markdown]
# ## First the passages
#
# At least five passages that your memo relies on, from at least three of the five pages. For each: the `page`, the number of
# the `paragraph`, a few words of it as they stand there (`quote`, two words at the least), and what it `shows` of the sourcing:
# `"strength"` or `"weakness"`. Have at least two of each: no page is all bad, and none of them is all good.
#
# * A **strength** is something a reader could follow up or check: a name, a post, a place where it was published, a date, a
#   number; or a page saying what it does not know.
# * A **weakness** is something that stops the reader: an unnamed source, a paper that nobody shows, a cue with nobody behind
#   it, a hedge, a flat statement with no source, two passages that do not go together.
#
# An entry on an invented page would look like this:
#
# `{"page": "depot", "paragraph": 4, "quote": "clerks familiar with the matter", "shows": "weakness"}`

# %%


def paragraph(page: str, number: int) -> str:
    """Return one paragraph of a page, counted from 1."""
    return load_text(page).split("\n\n")[number - 1]


# --8<-- [start:answer]
PASSAGES: list[dict] = [
    {"page": "theprint", "paragraph": 3, "quote": "October 7, 2025", "shows": "strength"},
    {"page": "brighter_kashmir", "paragraph": 15, "quote": "Government of Canada", "shows": "strength"},
    {"page": "short_brief", "paragraph": 6, "quote": "stated Arun Gupta", "shows": "strength"},
    {"page": "theprint", "paragraph": 11, "quote": "sources in the Indian defence", "shows": "weakness"},
    {"page": "newsup", "paragraph": 6, "quote": "A confidential intelligence dossier", "shows": "weakness"},
    {
        "page": "ndtv_rewrite",
        "paragraph": 1,
        "quote": "classified Indian intelligence dossier",
        "shows": "weakness",
    },
    {"page": "newsup", "paragraph": 8, "quote": "is being seen as confirmation", "shows": "weakness"},
]
# --8<-- [end:answer]

# %% [markdown]
# ## Then the origins
#
# What do the pages themselves give as the place their story comes from? List at least three things: a `name` of your own, the
# `page`, and the page's words for it (`quote`). Where an origin may be one and the same as another in your list, put that
# one's `name` into `may_be`; otherwise `""`. The five pages are carriers. They do not belong here.
#
# Then count your list: `at_most` with everything kept apart, `at_least` with everything taken as one that may be one. If A may
# be B and B may be C, that is one.

# %%
# --8<-- [start:answer]
ORIGINS: list[dict] = [
    {"name": "dossier", "page": "newsup", "quote": "A confidential intelligence dossier", "may_be": ""},
    {
        "name": "NDTV papers",
        "page": "ndtv_rewrite",
        "quote": "The documents, accessed by NDTV",
        "may_be": "dossier",
    },
    {"name": "new report", "page": "short_brief", "quote": "A new intelligence report", "may_be": "dossier"},
    {"name": "officials", "page": "theprint", "quote": "sources in the Indian defence", "may_be": "dossier"},
    {"name": "photograph", "page": "brighter_kashmir", "quote": "a photograph circulating", "may_be": ""},
]
COUNT: dict[str, int] = {"at_least": 2, "at_most": 5}
# --8<-- [end:answer]

# %% [markdown]
# ## Then the text
#
# Eleven parts, one to three sentences each, 180 to 400 words in all. Where you say something of a page, name it with the
# paragraph: `theprint 11`.
#
# | part | what belongs there |
# |---|---|
# | `question` | what you were asked |
# | `answer` | what the sourcing allows, in a sentence or two; the number of origins belongs here |
# | `strengths` … `missing` | the source summary statement of lesson 1, about all five pages |
# | `likelihood` | how likely the event is, as far as **these pages** allow: a term of the likelihood scale, or why you give none |
# | `confidence` | low, moderate or high confidence in **your reading of the sourcing**, and because of what |
# | `next_step` | one thing that could be looked up or asked, and what it would change |
#
# Likelihood and confidence never share a sentence.

# %%
# --8<-- [start:answer]
MEMO: dict[str, str] = {
    "question": "How well is the story of an alliance between the two groups sourced on the five pages?",
    "answer": "Five outlets carry it, and between two and five origins stand behind them. None of these is shown, so a "
    "reader cannot get from the claim to anything that could be examined.",
    "strengths": "theprint 3 and theprint 10 give a day and a place of filing. brighter_kashmir 15 names a published report "
    "that can be looked up.",
    "weaknesses": "Nobody reproduces the dossier of newsup 6. The sources of theprint 11 have a sector and no way of knowing.",
    "leans_on": "The main claim leans on unnamed officials in theprint 11 and on papers described in ndtv_rewrite 1.",
    "agrees": "All five pages tell of a pistol handed over, newsup 8 and theprint 14 among them. They may all have it from one place.",
    "conflicts": "The dead of March are over 30 in newsup 12, 30 in ndtv_rewrite 3 and around 30 in theprint 15. If all mean "
    "one count, the first two cannot both be right.",
    "missing": "No page prints an answer by Pakistan’s government to this account. ndtv_rewrite 5 speaks of denials in general.",
    "likelihood": "These pages give no basis for a term of the scale. Words such as reportedly in newsup 9 are none.",
    "confidence": "Confidence in this reading is moderate, because all five pages were read whole, and nobody behind them could be asked.",
    "next_step": "Look for an issue of the magazine that theprint 12 names. Its words would be the "
    "first part of the main claim that anybody could read.",
}
# --8<-- [end:answer]

# %% [markdown]
# ## Try it
#
# Read your memo aloud. Would the reader know what you know, and what you do not? Then: `secondsource check lesson5/ex3`

# %%
if __name__ == "__main__":
    print(paragraph("theprint", 11))
    print(sum(len(part.split()) for part in MEMO.values()), "words")
