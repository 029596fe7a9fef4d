# %% [markdown]
# # Exercise 3: shared claims
#
# The five pages share hardly any words. They share **claims**: things they say are so. Who says what
# the others also say? You make the table, read it with code, and say what it shows.

# %%
from secondsource.seeds import load_text

# %% [markdown]
# ## A worked case
#
# What three invented pages claim, each claim under a short name:

# %%
SAID = {
    "north": ["boat_burned", "two_rescued", "second_boat"],
    "east": ["boat_burned", "two_rescued", "doctor_treats_both"],
    "south": ["boat_burned"],
}

# %% [markdown]
# `boat_burned` is on all three pages, `second_boat` on one alone.
#
# ## Your turn: find it on the page
#
# First by hand. For each entry, find where the page says something on the matter and copy a few of
# its words, exactly. Where the page does not say it, write `""`. Beware of passages about some *other*
# event, person or year.
#
# | entry | page | what to look for |
# |---|---|---|
# | `jirga_newsup` | `newsup` | a jirga in Balochistan, and who called it |
# | `jirga_theprint` | `theprint` | the same |
# | `report_2015_ndtv` | `ndtv_rewrite` | a Pakistani report of 2015 on Mengal |
# | `report_2015_newsup` | `newsup` | the same |
# | `al_qaeda_brief` | `short_brief` | a comparison with earlier ties to al-Qaeda |
# | `al_qaeda_ndtv` | `ndtv_rewrite` | the same |
# | `killed_theprint` | `theprint` | how many ISKP fighters died in the attack of March |
# | `killed_column` | `brighter_kashmir` | the same |
# | `photo_column` | `brighter_kashmir` | a picture of Mengal giving Ashfaq a pistol |
# | `video_newsup` | `newsup` | a video of Ashfaq training with Mengal |
# | `moved_brief` | `short_brief` | where LeT has gone since Operation Sindoor |
# | `since_brief` | `short_brief` | since when the bases in Mastung and Khuzdar exist |
#
# `print(load_text("newsup"))` prints a page; the reader on the course site numbers its paragraphs.

# %%
# --8<-- [start:answer]
FOUND: dict[str, str] = {
    "jirga_newsup": "called in a jirgah (tribal council)",
    "jirga_theprint": "",
    "report_2015_ndtv": "Joint Investigation Team report on terror financing",
    "report_2015_newsup": "",
    "al_qaeda_brief": "the ties LeT had with al-Qaeda",
    "al_qaeda_ndtv": "",
    "killed_theprint": "around 30 of its fighters",
    "killed_column": "",
    "photo_column": "is presenting a pistol to Rana Mohammad Ashfaq",
    "video_newsup": "",
    "moved_brief": "nearer the Afghanistan border",
    "since_brief": "",
}
# --8<-- [end:answer]

# %% [markdown]
# ## Your turn: the matrix
#
# `matrix(said)` turns the table round. It gives back, for every claim, the pages that make it, sorted.
# For `SAID`, `matrix(SAID)["two_rescued"]` is `["east", "north"]`.

# %%


def matrix(said: dict[str, list[str]]) -> dict[str, list[str]]:
    """Return the pages that make each claim, sorted."""
    # --8<-- [start:answer]
    pages: dict[str, list[str]] = {}
    for page in sorted(said):
        for claim in dict.fromkeys(said[page]):
            pages.setdefault(claim, []).append(page)
    return pages
    # --8<-- [end:answer]


# %% [markdown]
# A page may make one claim in several places. It still stands once in the matrix.
#
# ## Your turn: alone with it
#
# `only_on(said, page)` gives back the claims that no other page makes, sorted. For `SAID` and
# `"north"` that is `["second_boat"]`.

# %%


def only_on(said: dict[str, list[str]], page: str) -> list[str]:
    """Return the claims that this page alone makes, sorted."""
    # --8<-- [start:answer]
    return sorted(claim for claim, pages in matrix(said).items() if pages == [page])
    # --8<-- [end:answer]


# %% [markdown]
# ## Your turn: containment, of claims
#
# In exercise 2 containment was about words. Here it is about claims: `share_covered(said, part, whole)`
# is the share of the part's claims that the whole makes too, 0 to 1. For `SAID`, all of `south` is
# covered by `north` (1.0), and a third of `north` by `south`. A page without claims: 0.

# %%


def share_covered(said: dict[str, list[str]], part: str, whole: str) -> float:
    """Return the share of one page's claims that another makes too, 0 to 1."""
    # --8<-- [start:answer]
    claims = set(said[part])
    return len(claims & set(said[whole])) / len(claims) if claims else 0.0
    # --8<-- [end:answer]


# %% [markdown]
# ## Your turn: what does it show?
#
# Two pages share hardly any words and nine claims in ten. Neither credits the other. Write the letter.
#
# * **a** Two outlets have confirmed each other: nine claims in ten now stand on two sources.
# * **b** They tell the same story. Whether it reached them by one road or by two, this table cannot
#   say; for that you need what it leaves out, such as credit lines, slips and details of their own.
# * **c** They are independent. Nobody who copies finds other words for everything.
# * **d** One has copied the other, and the shorter one is the copy.

# %%
# --8<-- [start:answer]
WHAT_IT_SHOWS: str = "b"
# --8<-- [end:answer]

# %% [markdown]
# ## Try it
#
# Then: `secondsource check lesson2/ex3`

# %%
if __name__ == "__main__":
    print(matrix(SAID), only_on(SAID, "north"), share_covered(SAID, "south", "north"))
    print(FOUND["killed_theprint"] in load_text("theprint"), WHAT_IT_SHOWS)
