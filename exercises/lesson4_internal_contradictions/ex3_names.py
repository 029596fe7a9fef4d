# %% [markdown]
# # Exercise 3: names
#
# Two passages fill one place: who gave the pistol, which district, which group. Do they name the same one?
# Names are shortened, abbreviated, carried over from other alphabets and mistyped, so most names that look
# different are the same. And some that look the same are not. There are three answers:
#
# * `"same"`: both stand for one person or thing;
# * `"conflict"`: they cannot both be right in that place;
# * `"cannot tell"`: the names alone do not settle it.

# %%
import re
from difflib import SequenceMatcher

from secondsource.seeds import load_text

# %% [markdown]
# ## A worked case
#
# “Inspector Hald Brevik” and “Brevik” on one page: the second is a short form of the first. Is it the same
# man? Yes, if the page knows no other Brevik. If it also names a Runa Brevik, “Brevik” alone could be either
# of them, and the answer is `"cannot tell"`.
#
# These are given. A transliteration carries a name from one alphabet into another, and can do so in several
# ways; `VARIANTS` brings some of them to one spelling.

# %%
TITLES = "mr mrs dr mir sheikh maulawi general gen colonel captain inspector judge admiral mayor".split()
VARIANTS = {"mohammad": "muhammad", "mohammed": "muhammad", "al": "", "jirgah": "jirga", "qaida": "qaeda"}
SMALL = ["of", "the", "and", "e", "for"]


def similar(first: str, second: str) -> bool:
    """Return whether two names have the same letters in another order, or nearly the same letters."""
    return sorted(first) == sorted(second) or SequenceMatcher(None, first, second).ratio() >= 0.8


# %% [markdown]
# ## Your turn: fold a name
#
# `fold(name)` gives back the words of a name in a form that can be compared: small letters, hyphens read as
# spaces, words from `TITLES` left out, every word of `VARIANTS` replaced. Join what is left with single spaces:
# `fold("Mir Shafiq Mengal")` is `"shafiq mengal"`, `fold("al-Qaida")` is `"qaeda"`.

# %%


def fold(name: str) -> str:
    """Return a name in small letters, without titles, in one spelling."""
    raise NotImplementedError("Write your answer here.")


# %% [markdown]
# ## Your turn: abbreviations
#
# `abbreviates(short, long)` is true when the letters of `short` are the first letters of the words of `long`, in
# that order: “ISI” for “Inter-Services Intelligence”. Words from `SMALL` may count or not: “LeT” needs the e of
# “Lashkar-e-Taiba”, “TTP” goes without the e of “Tehreek-e-Taliban Pakistan”. Hyphens in `short` do not count,
# and capitals do not matter. A single word has no abbreviation.

# %%


def abbreviates(short: str, long: str) -> bool:
    """Return whether the letters of the one are the first letters of the other's words."""
    raise NotImplementedError("Write your answer here.")


# %% [markdown]
# ## Your turn: compare two names
#
# `compare_names(first, second, known)` also gets `known`, the full names that the page gives. The first line that
# fits gives the answer.
#
# | ask | answer |
# |---|---|
# | Are they the same once folded? | `"same"` |
# | Does one abbreviate the other? | `"same"` |
# | Are all folded words of the one among the other's? | `"same"` if exactly one known name has all words of the shorter; else `"cannot tell"` |
# | Are they `similar` once folded? | `"cannot tell"` |
# | otherwise | `"conflict"` |
#
# Known names that are the same once folded are one name.

# %%


def compare_names(first: str, second: str, known: list[str]) -> str:
    """Return whether two names in one place are the same, in conflict, or cannot be told."""
    raise NotImplementedError("Write your answer here.")


# %% [markdown]
# ## Your turn: twelve places
#
# Now judge for yourself, with all that the pages tell you, not with the names alone. Give `answer` (one of
# the three) and `needs`: `"page"`, if the pages named here settle what can be settled, `"outside"`, if one must bring
# a fact. Where careful readers differ, every answer that can be defended counts.
#
# The report of 2015 stands there twice, because a name raises two questions: which thing is **meant**, and what it is
# **called**. They can have two answers.
#
# | entry | page, paragraph | the place | one name | the other |
# |---|---|---|---|---|
# | `pistol_taker` | `newsup` 8, `theprint` 14 | who got the pistol | Rana Muhammad Ashfaq | Rana Mohammad Ashfaq |
# | `june_visitor` | `newsup` 8, 17 | the LeT commander | Rana Muhammad Ashfaq | Rana Ashfaq |
# | `column_group` | `brighter_kashmir` 13 | the group | ISPK | ISKP |
# | `column_pair` | `brighter_kashmir` 1, 11 | whose alliance it is | ISPK and LeT | ISKP-TTP |
# | `camp_district` | `theprint` 15, `brighter_kashmir` 31 | where the camp was | Mastung | Mustang |
# | `squad_leader` | `theprint` 16, 18 | who led a private squad | Mengal, a son of Nasir Mengal | “He (Mengal)” |
# | `report_meant` | `ndtv_rewrite` 3, `theprint` 18 | which report of 2015 is meant | Joint Investigation Team report | Joint Interrogation Report |
# | `report_title` | `ndtv_rewrite` 3, `theprint` 18 | what that report is called | Joint Investigation Team report | Joint Interrogation Report |
# | `ashfaq_post` | `theprint` 14, `brighter_kashmir` 4 | his post in LeT | senior commander | Nazim-e-Ala [supreme leader] |
# | `raid_leader` | `quarry_raid` 6, 7 | who led the raid | Inspector Hald Brevik | Brevik |
# | `order` | made up | who signed the order | “Voss”, on a page that names Ilva Voss and her brother Joren Voss | Ilva Voss |
# | `bridge` | made up | the one captain of a ship that night | Sade Orlow | Petra Hale |

# %%
PLACES: dict[str, dict] = {
    "pistol_taker": {"answer": None, "needs": None},
    "june_visitor": {"answer": None, "needs": None},
    "column_group": {"answer": None, "needs": None},
    "column_pair": {"answer": None, "needs": None},
    "camp_district": {"answer": None, "needs": None},
    "squad_leader": {"answer": None, "needs": None},
    "report_meant": {"answer": None, "needs": None},
    "report_title": {"answer": None, "needs": None},
    "ashfaq_post": {"answer": None, "needs": None},
    "raid_leader": {"answer": None, "needs": None},
    "order": {"answer": None, "needs": None},
    "bridge": {"answer": None, "needs": None},
}

# %% [markdown]
# ## Try it
#
# Where do you and your function disagree? What did you know that it does not?
# Then: `secondsource check lesson4/ex3`

# %%
if __name__ == "__main__":
    print(compare_names("Mastung", "Mustang", ["Mastung"]))
    print(compare_names("ISPK", "ISKP", []))
    print(load_text("theprint"))
