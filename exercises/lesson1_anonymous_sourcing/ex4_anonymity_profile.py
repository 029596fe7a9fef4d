# %% [markdown]
# # Exercise 4: the anonymity profile of a page
#
# One unnamed source says little about a page. The question is what the page **rests on**. You
# write three functions that answer it with numbers, and then you say what the numbers mean.
#
# A page comes as a list of `SourcedClaim`. Each has a `text`, a `source_type`, and `premise`: true
# where the page's main point rests on that claim.

# %%
from collections import Counter

from secondsource.forms import SourcedClaim, StoryShares
from secondsource.models import SourceType

# %% [markdown]
# ## A worked case
#
# An invented page makes four claims:

# %%
PAGE = [
    SourcedClaim(text="The depot is empty.", source_type=SourceType.UNNAMED_GROUP, premise=True),
    SourcedClaim(text="The guards left in May.", source_type=SourceType.UNNAMED_GROUP, premise=True),
    SourcedClaim(text="The minister denies it.", source_type=SourceType.NAMED_INDIVIDUAL),
    SourcedClaim(text="The town has 4,000 people.", source_type=SourceType.NONE),
]

# %% [markdown]
# Half of its claims come from unnamed people, a quarter from a named person, a quarter from nobody:
# the page says them itself. And both premises come from unnamed people.
#
# ## Your turn: the shares
#
# `share_by_type(claims)` gives back the share of the claims for every kind of source that occurs,
# 0 to 1. A page without claims has no shares: give back an empty dictionary.

# %%


def share_by_type(claims: list[SourcedClaim]) -> dict[SourceType, float]:
    """Return the share of claims for each kind of source that occurs; empty for no claims."""
    raise NotImplementedError("Write your answer here.")


# %% [markdown]
# ## Your turn: what the main point rests on
#
# `rests_on_unnamed_alone(claims)` is true when the premises have at least one source, and none of
# their sources is one a reader could go to.
#
# * A reader **could go to** a named person, a named group, a document that is shown, another outlet.
# * A reader **could not go to** unnamed people, or a document that is only described.
# * `none` is no source: it neither helps nor harms. A page whose premises have no source at all
#   rests on nobody, not on unnamed people.
#
# Only premises count. A named critic in the last paragraph does not carry the story.

# %%


def rests_on_unnamed_alone(claims: list[SourcedClaim]) -> bool:
    """Return whether the premises have sources, none of which a reader could go to."""
    raise NotImplementedError("Write your answer here.")


# %% [markdown]
# ## Your turn: beside the base rate
#
# A **base rate** is how often something happens at all. Pew Research Center looked at US coverage
# of one subject in early 2021: about one story in ten cited an unnamed source, and fewer than one
# in a hundred relied on unnamed sources alone.
#
# `story_shares(stories)` gets a list of pages, each a list of claims, and gives back a `StoryShares`:
#
# * `citing`: the share of stories with at least one claim from an unnamed person or group;
# * `solely`: the share of stories that have sources, and every one of them is an unnamed person or
#   group. Claims with no source (`none`) are left aside. Documents are not people.
#
# No stories at all: both shares are 0.

# %%


def story_shares(stories: list[list[SourcedClaim]]) -> StoryShares:
    """Return the share of stories that cite unnamed people, and that have no other source."""
    raise NotImplementedError("Write your answer here.")


# %% [markdown]
# ## Your turn: what follows?
#
# Our five pages lean on unnamed sources far more than the base rate. What follows? Write the letter.
#
# * **a** The pages are probably wrong: good stories do not look like this.
# * **b** Nothing: security stories always rest on unnamed sources, so the base rate does not apply.
# * **c** This is unusual, and it shows that the officials invented their story.
# * **d** This is unusual, so there is less here that a reader can check. Whether it is true is another
#   question; and five pages picked because they tell one story are no sample of anything.

# %%
WHAT_FOLLOWS: str = None

# %% [markdown]
# ## Try it
#
# Then: `secondsource check lesson1/ex4`

# %%
if __name__ == "__main__":
    print(share_by_type(PAGE), rests_on_unnamed_alone(PAGE), story_shares([PAGE]), WHAT_FOLLOWS)
