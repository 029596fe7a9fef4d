# %% [markdown]
# # Exercise 3: classify a source
#
# In exercise 1 you judged sources by hand. Now write your judgement down as code, so that it can
# be applied to hundreds of pages and argued with.
#
# You write two functions. Both get the phrase by which a page calls a source: "sources",
# "a senior officer of the coast guard", "Mara Ilves, the harbour master".
#
# * `source_type(phrase)` gives back the kind of source, one of the words in `SourceType`.
# * `rung(phrase)` gives back the step on the specificity ladder, 0 to 5, for unnamed people and
#   for nobody; `None` for every other kind.
#
# **Our scope.** The phrase is all your code sees. It cannot know whether the person exists, or
# is right. It says how much the page lets a reader know, and nothing else.

# %%
import re

from secondsource.models import SourceType

# %% [markdown]
# ## The ladder, once more
#
# | rung | what the page gives | for example |
# |---|---|---|
# | 0 | nobody: no source at all | *(an empty phrase)* |
# | 1 | a bare word | "sources", "a source" |
# | 2 | and the sector they work in | "shipping sources", "a source in the port industry" |
# | 3 | and a rank or an agency | "a senior officer", "an official of the customs service" |
# | 4 | and how they know | "an officer who read the log", "two clerks briefed on the deal" |
# | 5 | and why they are not named, or what they stand to gain | "an aide who feared for her post" |
#
# A phrase stands on the **highest** rung it reaches.
#
# "Official" and "officer" by themselves say that somebody works for a state, and no more: treat
# them as a sector, rung 2. With an agency or a rank beside them they reach rung 3. "Highly placed"
# names neither.
#
# ## A worked case
#
# "Two clerks briefed on the deal": no name, so the people are unnamed. "Two clerks" is more than
# one person: `unnamed_group`. "Briefed on the deal" says how they know: rung 4.
#
# ## Your turn
#
# The words your code needs stand below, so that you can think about the order of the questions
# and not about vocabulary. Held-out checks use these words in new combinations, with names
# you have not seen. Add words whenever you like.
#
# `has(phrase, words)` is given: it says whether any of these words stands in the phrase as a
# whole word, in small or capital letters.

# %%
PEOPLE = "source official officer analyst expert aide clerk diplomat adviser investigator person".split()
SEVERAL = "two three four several some many both".split()
DOCUMENTS = "dossier report document documents file memo filing minutes".split()
SHOWN = "reproduced published printed attached".split()
MEDIA = "daily newspaper broadcaster magazine channel".split()
SECTORS = "intelligence security defence shipping port diplomatic official officials officer officers".split()
RANKS = "senior deputy chief director commander inspector".split()
AGENCIES = "service ministry guard bureau navy".split()
BASIS = ["briefed", "who read", "who saw", "who drafted", "present at"]
REASON = ["feared", "because", "not authorised", "anonymity", "not to be named", "stands to", "stand to"]


def has(phrase: str, words: list[str]) -> bool:
    """Return whether any of these words stands in the phrase as a whole word."""
    return any(re.search(rf"\b{re.escape(word)}\b", phrase.lower()) for word in words)


# %%


def source_type(phrase: str) -> SourceType:
    """Return the kind of source this phrase stands for."""
    raise NotImplementedError("Write your answer here.")


def rung(phrase: str) -> int | None:
    """Return the step on the specificity ladder, 0 to 5; None where the source is named or is no person."""
    raise NotImplementedError("Write your answer here.")


# %% [markdown]
# ## Try it
#
# Run this cell, change a phrase, run it again. Then: `secondsource check lesson1/ex3`

# %%
if __name__ == "__main__":
    for phrase in ["sources", "a source in the port industry", "Mara Ilves, the harbour master"]:
        print(f"{phrase!r}: {source_type(phrase)}, rung {rung(phrase)}")
