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


PASSAGES: list[dict] = []

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
ORIGINS: list[dict] = []
COUNT: dict[str, int] = {"at_least": None, "at_most": None}

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
MEMO: dict[str, str] = {
    "question": None,
    "answer": None,
    "strengths": None,
    "weaknesses": None,
    "leans_on": None,
    "agrees": None,
    "conflicts": None,
    "missing": None,
    "likelihood": None,
    "confidence": None,
    "next_step": None,
}

# %% [markdown]
# ## Try it
#
# Read your memo aloud. Would the reader know what you know, and what you do not? Then: `secondsource check lesson5/ex3`

# %%
if __name__ == "__main__":
    print(paragraph("theprint", 11))
    print(sum(len(part.split()) for part in MEMO.values()), "words")
