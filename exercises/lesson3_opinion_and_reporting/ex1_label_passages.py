# %% [markdown]
# # Exercise 1: label the passages
#
# Sixteen paragraphs: thirteen from the five pages, three from pieces invented for this course. For each
# one, say **whose opinion** stands there, and copy a few words that show it.
#
# | what stands in the paragraph | write |
# |---|---|
# | the author opines | `"author"` |
# | somebody else opines, and the author only reports it | `"speaker"` |
# | both | `"both"` |
# | nobody opines: it states things that evidence could settle, rightly or wrongly | `"nobody"` |
#
# **Somebody opines** where they judge (“a disaster”), urge (“must act”), speculate (“may be planning”),
# mock, or ask a question in order to push you to an answer.
#
# **It is a speaker's opinion** when the paragraph hands it to somebody: in quotation marks “…”, or with
# words such as “analysts say”. It need not be a person with a name. Where a judgement has nobody behind
# it, there is only one person left who can be holding it.
#
# A statement of fact with no source is still a statement of fact. It may be wrong, and you may have no
# way of knowing where it comes from: that was lesson 1. The question here is another.

# %%
from secondsource.seeds import load_text


def paragraph(name: str) -> str:
    """Return the paragraph an entry is about: `theprint_13` is paragraph 13 of `theprint`."""
    page, _, number = name.rpartition("_")
    return load_text(page).split("\n\n")[int(number) - 1]


# %% [markdown]
# ## A worked case
#
# “The bridge was closed on Monday. ‘A scandal,’ the mayor called it. She has only herself to blame.”
#
# The mayor's judgement is reported, and the last sentence blames her with nobody else to say so. Both
# opine: `{"opinion": "both", "words": "only herself to blame"}`.
#
# * Where both opine, copy words of the **author's**.
# * Where nobody does, leave the words as `""`.
# * Any few words of the right place will do, two at the least, as they stand.
#
# ## The passages
#
# `print(paragraph("theprint_13"))` shows you a passage. `print(load_text("theprint"))` shows what stands
# around it. Marks of two kinds: “…” are words that the page itself quotes from somebody; ‘…’ are the
# page's own wording, kept letter for letter in our retelling.
#
# Careful people differ about some of these. Where they do, every answer that can be defended counts.
#
# ## Your turn

# %%
LABELS: dict[str, dict] = {
    "theprint_13": {"opinion": None, "words": None},
    "theprint_15": {"opinion": None, "words": None},
    "theprint_21": {"opinion": None, "words": None},
    "theprint_26": {"opinion": None, "words": None},
    "newsup_8": {"opinion": None, "words": None},
    "newsup_11": {"opinion": None, "words": None},
    "newsup_15": {"opinion": None, "words": None},
    "ndtv_rewrite_5": {"opinion": None, "words": None},
    "short_brief_5": {"opinion": None, "words": None},
    "short_brief_6": {"opinion": None, "words": None},
    "brighter_kashmir_14": {"opinion": None, "words": None},
    "brighter_kashmir_23": {"opinion": None, "words": None},
    "brighter_kashmir_32": {"opinion": None, "words": None},
    "strong_words_report_5": {"opinion": None, "words": None},
    "smooth_unsourced_5": {"opinion": None, "words": None},
    "cold_argument_8": {"opinion": None, "words": None},
}

# %% [markdown]
# ## Try it
#
# Then: `secondsource check lesson3/ex1`

# %%
if __name__ == "__main__":
    print(paragraph("theprint_13"))
