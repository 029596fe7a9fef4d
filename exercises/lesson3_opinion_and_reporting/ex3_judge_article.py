# %% [markdown]
# # Exercise 3: judge the article
#
# Opinion is easier to see in a whole article than in one sentence. So here you judge whole texts: once
# in code, from counted signals, and once yourself, with the words you relied on. Then you hold what a
# text **declares** against what you **inferred**.

# %%
from secondsource.forms import Judgement, SignalCounts
from secondsource.models import ArticleType
from secondsource.seeds import load_text

# %% [markdown]
# ## In code: a rule that says what it relied on
#
# `judge(counts)` gets the `SignalCounts` of a text (exercise 2) and gives back a `Judgement`: a `kind`,
# and in `relied_on` the names of the signals it went by.
#
# Four signals show that an author **argues**: `questions`, `first_person`, `deontic`, `certainty`.
# The first line that fits decides:
#
# | what was counted | `kind` | `relied_on` |
# |---|---|---|
# | three arguing signals or more, all four together, **and** at least 0.5 per hundred words | `"opinion"` | those of the four that occur |
# | three attributions or more, **and** at least 1 per hundred words | `"report"` | `["attributions"]` |
# | anything else | `"cannot tell"` | `[]` |
#
# Evaluative words decide nothing. Think about why before you read on: would a report on a massacre that
# called it brutal be a column? The limits are ours. One “should” is an accident, three are a habit.
#
# **A worked case.** 200 words, two questions, one “must”, one “said”: three arguing signals, 1.5 per
# hundred words. So `Judgement(kind="opinion", relied_on=["questions", "deontic"])`.

# %%
ARGUING = ["questions", "first_person", "deontic", "certainty"]


def judge(counts: SignalCounts) -> Judgement:
    """Return what a text with these counts is taken for, and by which signals."""
    raise NotImplementedError("Write your answer here.")


# %% [markdown]
# ## In code: declared against inferred
#
# schema.org, the vocabulary with which pages tell machines what they are, keeps its types in a tree.
# `PARENT` says what each type is a kind of.

# %%
PARENT = {
    "ReportageNewsArticle": "NewsArticle",
    "AnalysisNewsArticle": "NewsArticle",
    "BackgroundNewsArticle": "NewsArticle",
    "OpinionNewsArticle": "NewsArticle",
    "ReviewNewsArticle": "NewsArticle",
    "NewsArticle": "Article",
    "AdvertiserContentArticle": "Article",
}

# %% [markdown]
# `compare(declared, inferred)` says how the two fit together:
#
# | what | gives back |
# |---|---|
# | `declared` is `None` | `"nothing declared"` |
# | both are the same | `"same"` |
# | the inferred type is a kind of the declared one: true, and says less | `"broader"` |
# | the declared type is a kind of the inferred one: says more than the text shows | `"narrower"` |
# | anything else | `"different"` |
#
# So a column that declares itself a `NewsArticle` has not lied, and has not told you much either.

# %%


def compare(declared: ArticleType | None, inferred: ArticleType) -> str:
    """Return how a declared type fits the inferred one."""
    raise NotImplementedError("Write your answer here.")


# %% [markdown]
# ## Yourself: eight texts
#
# For each text write the type it `declared`, the type you `inferred`, and a `passage`: a few words of the
# text that show it, two at the least, copied from `print(load_text(…))`.
#
# A text declares a type by a label above it. Read the labels so: *News* `"NewsArticle"`, *Report*
# `"ReportageNewsArticle"`, *Analysis* `"AnalysisNewsArticle"`, *Editorial* or *Opinion*
# `"OpinionNewsArticle"`. Where there is no label, write `None`.
#
# | type | for short |
# |---|---|
# | `ReportageNewsArticle` | reports what was seen, or what sources said and somebody verified; the author's opinion stays in the background |
# | `AnalysisNewsArticle` | sets facts in order and concludes |
# | `OpinionNewsArticle` | mainly puts forward a view, and often urges |
# | `NewsArticle` | news, and you cannot tell more exactly |
#
# What shows it:
#
# * for an opinion piece, words in which the **author** opines;
# * for an analysis, words in which the author concludes, or an attribution it builds on;
# * for a report, or for news, an **attribution**: words for a source, or words that hand something to one.

# %%
TYPES: dict[str, dict] = {
    "theprint": {
        "declared": None,
        "inferred": None,
        "passage": None,
    },
    "newsup": {"declared": None, "inferred": None, "passage": None},
    "ndtv_rewrite": {"declared": None, "inferred": None, "passage": None},
    "brighter_kashmir": {
        "declared": None,
        "inferred": None,
        "passage": None,
    },
    "hot_words_report": {
        "declared": None,
        "inferred": None,
        "passage": None,
    },
    "cold_argument": {
        "declared": None,
        "inferred": None,
        "passage": None,
    },
    "labelled_analysis": {
        "declared": None,
        "inferred": None,
        "passage": None,
    },
    "honest_editorial": {
        "declared": None,
        "inferred": None,
        "passage": None,
    },
}

# %% [markdown]
# ## Try it
#
# Which of the eight would your rule get wrong, or leave open? What did you see that it does not count?
# Then: `secondsource check lesson3/ex3`

# %%
if __name__ == "__main__":
    print(judge(SignalCounts(words=200, questions=2, deontic=1, attributions=1)))
    print(compare(ArticleType.NEWS, ArticleType.OPINION))
    print(load_text("cold_argument"))
