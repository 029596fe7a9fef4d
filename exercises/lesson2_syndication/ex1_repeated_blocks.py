# %% [markdown]
# # Exercise 1: repeated blocks
#
# A captured page is what a program saved, not what a writer wrote. Menus come along, a headline is
# saved twice, and sometimes the whole text is. Whoever counts on such a page counts double.
#
# You write four short functions: compare paragraphs, drop the repeats, find a block that stands
# twice, count a word. Then you look at paragraphs that only seem to repeat.

# %%
import re

from secondsource.forms import Mentions, RepeatedBlock
from secondsource.seeds import load_text

# %% [markdown]
# ## A worked case
#
# A page comes as a list of paragraphs. This one is invented:

# %%
PAGE = [
    "The Daily Strait",
    "The ferry left at noon.",
    "“It was empty,” the pilot said.",
    "The Daily Strait",
    "The  ferry left at noon. ",
    '"It was empty," the pilot said.',
    "The ferry left at one.",
]

# %% [markdown]
# Paragraphs 1 to 3 stand again as 4 to 6. Paragraph 5 has other spaces than 2, and 6 has other
# quotation marks than 3: a reader would not call that a difference. Paragraph 7 is **no** repeat,
# however like paragraph 2 it looks. One word differs, and that word may be the news.
#
# ## Your turn: compare
#
# `normalised(paragraph)` gives back the paragraph in the form you compare:
#
# * all letters small;
# * curly quotation marks and apostrophes made straight (`STRAIGHT` does it: `text.translate(STRAIGHT)`);
# * every run of spaces, tabs and line breaks made one space, none at the ends.
#
# Words, digits and all other marks stay.

# %%
STRAIGHT = str.maketrans("“”‘’", "\"\"''")


def normalised(paragraph: str) -> str:
    """Return the paragraph with small letters, straight quotation marks and single spaces."""
    raise NotImplementedError("Write your answer here.")


# %% [markdown]
# ## Your turn: drop the repeats
#
# `without_repeats(paragraphs)` keeps the first of every set of equal paragraphs, as it stands, in
# the order of the page. For `PAGE` it keeps paragraphs 1, 2, 3 and 7.

# %%


def without_repeats(paragraphs: list[str]) -> list[str]:
    """Return the paragraphs, of equal ones the first only."""
    raise NotImplementedError("Write your answer here.")


# %% [markdown]
# ## Your turn: find the block
#
# One repeated line may be a menu. A long **block** of paragraphs that comes again in the same order
# is something else. `longest_block(paragraphs)` gives back the longest one as a `RepeatedBlock`:
# where it begins, where it begins again (both counted from 1), and how many paragraphs it has.
#
# * For `PAGE` that is `RepeatedBlock(first=1, second=4, length=3)`.
# * The two copies do not overlap: the second begins after the first has ended.
# * Of several blocks with the greatest length, give the one that begins first; if two begin there,
#   the one that begins again first.
# * Where nothing repeats, give back `None`.

# %%


def longest_block(paragraphs: list[str]) -> RepeatedBlock | None:
    """Return the longest run of paragraphs that comes a second time, or None."""
    raise NotImplementedError("Write your answer here.")



# %% [markdown]
# ## Your turn: count
#
# `mentions(paragraphs, word)` counts a word twice over: on the page as captured, and with every
# repeated paragraph taken once. `count_word` does the counting.

# %%


def count_word(paragraphs: list[str], word: str) -> int:
    """Return how often the word stands in the paragraphs, in small or capital letters."""
    whole_word = rf"\b{re.escape(word)}\b"
    return sum(len(re.findall(whole_word, paragraph, re.IGNORECASE)) for paragraph in paragraphs)


def mentions(paragraphs: list[str], word: str) -> Mentions:
    """Return how often a word stands on the page as captured, and with repeats taken once."""
    raise NotImplementedError("Write your answer here.")


# %% [markdown]
# ## Your turn: does it add anything?
#
# Here are eight pairs of paragraphs. Does the second tell a reader anything that the first does not?
# Write `"something"` or `"nothing"`. Where it is something, copy a few words of the **second**
# paragraph that tell it; where it is nothing, leave the passage as `""`.
#
# | entry | first | second |
# |---|---|---|
# | `column` | `brighter_kashmir` 1 | `brighter_kashmir` 38 |
# | `appeal` | `theprint` 4 | `theprint` 25 |
# | `headline` | `newsup` 2 | `newsup` 5 |
# | `statement` | `statement_courier` 5 | `statement_post` 6 |
# | `morning` | `updated_figures` 4 | `updated_figures` 5 |
# | `noon` | `updated_figures` 5 | `updated_figures` 6 |
# | `pistol` | `newsup` 8 | `newsup` 18 |
# | `reporters` | `statement_courier` 7 | `statement_post` 7 |
#
# `print(paragraph("newsup", 8))` prints a paragraph.

# %%


def paragraph(slug: str, number: int) -> str:
    """Return one paragraph of a page, counted from 1."""
    return load_text(slug).split("\n\n")[number - 1]


ADDS: dict[str, dict[str, str]] = {
    "column": {"adds": None, "passage": None},
    "appeal": {"adds": None, "passage": None},
    "headline": {"adds": None, "passage": None},
    "statement": {"adds": None, "passage": None},
    "morning": {"adds": None, "passage": None},
    "noon": {"adds": None, "passage": None},
    "pistol": {"adds": None, "passage": None},
    "reporters": {"adds": None, "passage": None},
}

# %% [markdown]
# ## Try it
#
# Then: `secondsource check lesson2/ex1`

# %%
if __name__ == "__main__":
    captured = load_text("brighter_kashmir").split("\n\n")
    print(
        len(captured), len(without_repeats(captured)), longest_block(captured), mentions(captured, "Pakistan")
    )
    print(paragraph("newsup", 18))
