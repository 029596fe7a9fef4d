# %% [markdown]
# # Exercise 2: signals of opinion
#
# An author who opines leaves traces: questions nobody is meant to answer, “we”, “must”, “clearly”,
# “shameful”. An author who reports leaves others: “said”, “according to”. You write code that counts
# them, and you learn what a count can see.
#
# You write three functions:
#
# * `outside_quotes(text)` gives back the text without everything that stands between “ and ”. What a
#   speaker said is the speaker's. What stands between ‘ and ’ is the page's own wording: it stays.
# * `count_signals(text)` gives back a `SignalCounts`: how often each signal stands **outside** quotation
#   marks, and how many words stand there.
# * `per_hundred(counts)` gives back each signal's number per hundred words, because a long text has more
#   of everything.

# %%
import re

from secondsource.forms import SignalCounts
from secondsource.seeds import load_text

# %% [markdown]
# ## What is counted
#
# | field of `SignalCounts` | what |
# |---|---|
# | `words` | pieces that `split()` gives for the text outside quotation marks |
# | `questions` | question marks |
# | `first_person` | the words in `FIRST_PERSON`, written like that or with a capital at the start: “we”, “We”. “US” is a country |
# | `deontic` | the words in `DEONTIC`: words of duty |
# | `certainty` | the words in `CERTAINTY` |
# | `evaluative` | the words in `EVALUATIVE` |
# | `attributions` | the words in `CUES` |
#
# Small or capital letters make no difference, except for the first person. Only **whole** words count.
#
# Leave the lists as they are: the checks count with them. You will find words that are missing. Note
# them; no list is ever complete, and your note is half of what there is to learn here.

# %%
FIRST_PERSON = "I me my we us our ours".split()
DEONTIC = ["must", "should", "ought", "need to", "needs to", "has to", "have to"]
CERTAINTY = (
    "undoubtedly clearly certainly surely obviously evident evidently absolutely inevitable invariably".split()
    + ["no doubt", "no secret", "no room for doubt", "of course"]
)
EVALUATIVE = (
    "startling shocking brazen humongous heinous puerile wily barefaced serious surprising shameful ghastly savage "
    "butchered cruel brutal dangerous concerning alarming reckless outrageous disgraceful"
).split()
CUES = (
    "said says say told tell stated warned warn cautioned caution suggested suggest suggests indicate explained "
    "emphasised emphasize reported denied described disclosed revealed found finds writes counted added confirmed"
).split() + ["according to", "pointed out", "point out"]

# %% [markdown]
# ## A worked case
#
# A small loop is enough to look for one list in one sentence. See what it gets wrong:

# %%
SENTENCE = "The mustard shed must go."
FOUND = [word for word in DEONTIC if word in SENTENCE]
TIMES = SENTENCE.count("must")  # 2, though “must” stands there once

# %% [markdown]
# `re.findall(r"\bmust\b", SENTENCE)` finds it once: `\b` is the edge of a word. With several words in one
# pattern, put the `|` between them inside a group that is not kept: `r"\b(?:must|should)\b"`.
#
# ## Your turn

# %%


def outside_quotes(text: str) -> str:
    """Return the text without what stands between “ and ”, the marks included."""
    raise NotImplementedError("Write your answer here.")


def count_signals(text: str) -> SignalCounts:
    """Return how often each signal stands in the text outside quotation marks."""
    raise NotImplementedError("Write your answer here.")


# %% [markdown]
# ## Your turn: per hundred words
#
# `per_hundred(counts)` gives back a dictionary from the name of each of the six signals (not `words`) to
# its number per hundred words. A text without words has 0 of everything.

# %%


def per_hundred(counts: SignalCounts) -> dict[str, float]:
    """Return each signal's number per hundred words; 0 for a text without words."""
    raise NotImplementedError("Write your answer here.")


# %% [markdown]
# ## Try it
#
# Two texts, one with hot words and one without any. Which of them argues?
# Then: `secondsource check lesson3/ex2`

# %%
if __name__ == "__main__":
    for page in ["hot_words_report", "cold_argument"]:
        print(page, per_hundred(count_signals(load_text(page))))
