# %% [markdown]
# # Exercise 2: find the attributions
#
# An **attribution** has three parts. In "officials said the road was closed" the *source* is
# "officials", the *cue* is "said", the *content* is that the road was closed.
#
# Write `find_attributions(text)`. It gives back a list with one `FoundAttribution` for each
# attribution in the text: its `source` and its `cue`, both as they stand there.
#
# **Our scope.** Only attributions with a source phrase count here. "It is said that …" has a cue
# and nobody behind it: leave it out. Opinions, laws and wishes can be attributed too, in words no
# list will ever hold. So nobody finds everything: you aim high, and you say what you left out.

# %%
import re

from secondsource.forms import FoundAttribution
from secondsource.seeds import load_text

# %% [markdown]
# ## A worked case
#
# The commonest shape is *source, then cue*: "officials said". A regular expression with one group
# for each part finds it:

# %%
EXAMPLE = re.search(r"(officials) (said)", "On Monday officials said the road was closed.")
EXAMPLE_FOUND = [FoundAttribution(source=EXAMPLE[1], cue=EXAMPLE[2])] if EXAMPLE else []

# %% [markdown]
# Other shapes stand in the five pages:
#
# * cue first: "warned analysts", "according to officials"
# * a name instead of a job: "Mara Ilves, the harbour master, stated"
# * a small word between: "the sources also suggested", "a report has revealed"
#
# And some things only look like attributions: "the sources of the river", "according to plan",
# "the sources said to feed the river".
#
# ## Your turn
#
# These lists hold what the checks use. Find out by reading the pages what else a cue can be.

# %%
CUES = (
    "said says told stated states warned warn warns explained explains emphasised emphasise suggested suggest "
    "suggests indicate indicated shows show revealed caution cautioned"
).split() + ["pointed out", "point out"]
PEOPLE = (
    "sources source officials official officers officer analysts analyst experts expert aides aide".split()
    + ("clerks clerk advisers adviser investigators investigator spokesman spokeswoman".split())
)
PAPERS = "dossier report documents document memo video photograph".split()


def sentences(text: str) -> list[str]:
    """Return the text's sentences, without curly quotation marks."""
    plain = re.sub(r"[“”‘]|’(?!\w)", "", text)
    return [sentence for sentence in re.split(r"(?<=[.!?])\s+", plain) if sentence]


# %%


def find_attributions(text: str) -> list[FoundAttribution]:
    """Return the attributions of a text, each with source and cue as they stand there."""
    raise NotImplementedError("Write your answer here.")


# %% [markdown]
# ## Try it
#
# Compare with what you marked by hand. What did your code miss, and why?
# Then: `secondsource check lesson1/ex2`

# %%
if __name__ == "__main__":
    for one in find_attributions(load_text("short_brief")):
        print(f"{one.source!r} {one.cue!r}")
