# %% [markdown]
# # Exercise 2: overlap
#
# How much of one text stands in another? You cut both into **shingles**, runs of a few words, and
# compare the two sets. Then you find out what the numbers cannot tell you.
#
# Three invented reports of one night are the test case: `statement_courier`, `statement_post` and
# `quiet_rewrite`. Read all three before you write code: `print(body("quiet_rewrite"))`.

# %%
import re

from secondsource.models import words
from secondsource.seeds import load_text


def body(slug: str) -> str:
    """Return a page's text without its first paragraph, which in invented pieces says that they are."""
    return load_text(slug).partition("\n\n")[2]


# %% [markdown]
# ## A worked case
#
# `words(text)` gives the words of a text, small letters and digits only:

# %%
WORDS = words("The boat’s two engines stopped.")  # the, boat, s, two, engines, stopped

# %% [markdown]
# Its shingles of four words are "the boat s two", "boat s two engines" and "s two engines stopped".
#
# ## Your turn: shingles
#
# `shingles(text, size)` gives back the set of all runs of `size` words, each as one string with
# single spaces. A text with fewer words than that has none.

# %%


def shingles(text: str, size: int) -> set[str]:
    """Return every run of `size` words in the text."""
    # --8<-- [start:answer]
    found = words(text)
    return {" ".join(found[start : start + size]) for start in range(len(found) - size + 1)}
    # --8<-- [end:answer]


# %% [markdown]
# ## Your turn: two measures
#
# * **Jaccard similarity**: shingles in *both* texts, divided by shingles in *either*.
# * **Containment** of a part in a whole: shingles in *both*, divided by those of the *part*.
#
# Both go from 0 to 1. Where you would divide by nothing, give back 0.

# %%


def jaccard(first: str, second: str, size: int) -> float:
    """Return the shared part of all shingles of two texts, 0 to 1."""
    # --8<-- [start:answer]
    one, other = shingles(first, size), shingles(second, size)
    either = one | other
    return len(one & other) / len(either) if either else 0.0
    # --8<-- [end:answer]


def containment(part: str, whole: str, size: int) -> float:
    """Return how much of the part's shingles stand in the whole too, 0 to 1."""
    # --8<-- [start:answer]
    one, other = shingles(part, size), shingles(whole, size)
    return len(one & other) / len(one) if one else 0.0
    # --8<-- [end:answer]


# %% [markdown]
# ## Your turn: take the quotations out
#
# Two papers that quote one statement share its words, and neither has copied the other.
# `without_quotations(text)` takes out everything between “ and ”, with the marks. Where “ has no
# partner, leave it and what follows as it is.

# %%


def without_quotations(text: str) -> str:
    """Return the text without what stands between curly double quotation marks."""
    # --8<-- [start:answer]
    return re.sub(r"“[^”]*”", " ", text)
    # --8<-- [end:answer]


# %% [markdown]
# Now compare the three reports, with quotations and without. Which pair do the numbers call close?
#
# ## Your turn: show it
#
# Copy a few words, exactly, for each of these. Any words of the right passage will do.
#
# * `shared_not_copied`: words that `statement_courier` and `statement_post` have in common although
#   neither took them from the other;
# * `taken_over`: words of `quiet_rewrite` that show it leans on `statement_courier`;
# * `own_work`: words of `statement_post` that show it did reporting of its own.

# %%
# --8<-- [start:answer]
SHOWN: dict[str, str] = {
    "shared_not_copied": "struck the fuel pier and burned",
    "taken_over": "Superintendent Mosk",
    "own_work": "The log of the harbour office",
}
# --8<-- [end:answer]

# %% [markdown]
# ## Your turn: what follows?
#
# Text A has 120 words, text B has 900. All measures use shingles of five words. For each statement
# write `"follows"` or `"does not follow"`. Some follow: a number you trust too little misleads you
# as well.
#
# | entry | what was found | does it follow that … |
# |---|---|---|
# | `forty` | the Jaccard similarity of two texts is 0.4 | … 40 per cent of one was copied? |
# | `nearly_all` | the containment of A in B is 0.97 | … nearly every run of five words in A stands in B too? |
# | `direction` | the containment of A in B is 0.97 | … A was made from B? |
# | `low_jaccard` | the containment of A in B is 0.97, no shingle is repeated | … their Jaccard similarity is below 0.2? |
# | `nothing_shared` | two texts share no shingle at all | … they were written independently? |
# | `no_close_copy` | two texts share no shingle at all | … neither is a word-for-word copy of the other? |
# | `statement` | two reports share forty words, all in one quoted statement | … one report copied the other? |
# | `only_quotes` | without quotations the two share no shingle | … what they shared lay in the quotations? |

# %%
# --8<-- [start:answer]
FOLLOWS: dict[str, str] = {
    "forty": "does not follow",
    "nearly_all": "follows",
    "direction": "does not follow",
    "low_jaccard": "follows",
    "nothing_shared": "does not follow",
    "no_close_copy": "follows",
    "statement": "does not follow",
    "only_quotes": "follows",
}
# --8<-- [end:answer]

# %% [markdown]
# ## Try it
#
# Then: `secondsource check lesson2/ex2`

# %%
if __name__ == "__main__":
    print(WORDS)
    for other in ("statement_post", "quiet_rewrite"):
        ours, theirs = body("statement_courier"), body(other)
        print(other, round(jaccard(ours, theirs, 5), 3), round(containment(theirs, ours, 5), 3), end=" ")
        print(
            "without quotations:", round(jaccard(without_quotations(ours), without_quotations(theirs), 5), 3)
        )
