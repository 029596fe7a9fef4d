# %% [markdown]
# # Exercise 4: variant readings
#
# Who used whom, when all wording has been changed? Scholars of handwritten books ask the same, and
# their answer is: look where texts **differ**. That two witnesses agree in what is right proves
# nothing, for both may report one world. That they share a slip which is hard to make twice ties them
# together.

# %%
from secondsource.forms import VariantSlot

# %% [markdown]
# ## A worked case
#
# A **slot** is a place where texts may differ; a **reading** is what a text has there. These slots
# are from the three invented reports of exercise 2. `expected` is what everybody writes who has it
# right, where that is known. `easy` lists changes that a rewriter can make without knowing more, each
# as `[before, after]`; `""` stands for nothing at all.

# %%
PIER = [
    VariantSlot(
        name="rank of Mosk",
        weight="strong",
        readings={"courier": "superintendent", "post": "inspector", "ledger": "superintendent"},
        expected="inspector",
    ),
    VariantSlot(
        name="engines heard",
        weight="moderate",
        readings={"courier": "two, then one", "ledger": "two, then one"},
    ),
    VariantSlot(
        name="time",
        weight="moderate",
        readings={"courier": "03:40", "post": "03:40", "ledger": "03:40"},
        expected="03:40",
    ),
    VariantSlot(
        name="whose boat",
        weight="weak",
        readings={"courier": "not known", "post": "not known"},
    ),
    VariantSlot(
        name="where the two were",
        weight="weak",
        readings={"courier": "in the water", "post": "in the water", "ledger": "aboard"},
        easy=[["in the water", "aboard"]],
    ),
    VariantSlot(
        name="second boat",
        weight="moderate",
        readings={"ledger": "escaped"},
        easy=[["", "escaped"]],
    ),
    VariantSlot(
        name="doctor",
        weight="strong",
        readings={"post": "Varnay"},
    ),
]

# %% [markdown]
# ## Your turn: agreements that tell
#
# `telling(slots, first, second)` gives back the names of the slots, in their order, in which two
# texts agree *tellingly*:
#
# * both have the same reading there,
# * it is not the `expected` one, and
# * not every text of the table has it. (The texts of the table are all that stand in any slot.)
#
# For `PIER`, courier and ledger agree tellingly in `"rank of Mosk"` and `"engines heard"`; courier and
# post in `"whose boat"` and `"where the two were"`, both of which stand in the statement they quote.

# %%


def telling(slots: list[VariantSlot], first: str, second: str) -> list[str]:
    """Return the names of the slots in which two texts share a reading that tells something."""
    raise NotImplementedError("Write your answer here.")


# %% [markdown]
# ## Your turn: weigh
#
# A spelling arises twice by itself; a wrong rank hardly does. `evidence(slots, first, second)` adds up
# the points of the slots in which two texts agree tellingly. The points are ours: the order of the
# four words matters, not the exact numbers. For `PIER`, courier and ledger get 12.

# %%
POINTS = {"none": 0, "weak": 1, "moderate": 3, "strong": 9}


def evidence(slots: list[VariantSlot], first: str, second: str) -> int:
    """Return the points of all telling agreements of two texts."""
    raise NotImplementedError("Write your answer here.")


# %% [markdown]
# ## Your turn: who could be the parent?
#
# Similarity works both ways round. Loss and error do not. `possible_parents(slots, child)` gives back,
# sorted, the texts from which the child could have *everything* it has, without another source. For
# every slot in which the child has a reading, such a parent has
#
# * the same reading, or
# * one from which `easy` leads to the child's (`""` where the parent has nothing there).
#
# What the child left out does not matter: leaving out is the easiest of changes. For `PIER` the ledger
# could have had the courier alone, while neither the courier nor the post has a possible parent here.

# %%


def possible_parents(slots: list[VariantSlot], child: str) -> list[str]:
    """Return the texts that could be the child's only source, sorted."""
    raise NotImplementedError("Write your answer here.")


# %% [markdown]
# ## Your turn: how hard to make twice?
#
# Now the five pages. Suppose that two of them shared the reading below, which only one of them may
# really have. What would that prove about descent? Write `"none"`, `"weak"`, `"moderate"` or
# `"strong"`. What counts is your order, not the exact word.
#
# | entry | the reading two pages would share |
# |---|---|
# | `spelling` | Rana *Muhammad* Ashfaq, where others write Mohammad |
# | `rank` | Ashfaq as *supreme leader*, where others have commander or operative |
# | `report_name` | *Joint Interrogation Report* for the paper of 2015 |
# | `since_2018` | bases that exist *since 2018*, where others have other years |
# | `deniability` | the phrase *plausible deniability* |
# | `coordinator` | Mengal as *coordinator*, as nearly every page has it |
# | `caretaker` | a *chief minister*, where another page has a caretaker chief minister |
# | `reignite` | the verb *reignite*, of militancy in Kashmir |

# %%
WEIGHTS: dict[str, str] = {
    "spelling": None,
    "rank": None,
    "report_name": None,
    "since_2018": None,
    "deniability": None,
    "coordinator": None,
    "caretaker": None,
    "reignite": None,
}

# %% [markdown]
# ## Your turn: what stays open?
#
# Read the claims matrix on the course site. Do the readings on the pages **support** the statement, or
# does it stay **open**? Write `"supported"` or `"open"`. For a supported one, name a page and copy a
# few of its words that speak for it; for an open one leave both as `""`.
#
# | entry | statement |
# |---|---|
# | `link` | Something ties `theprint` and `ndtv_rewrite` together, beyond the event itself. |
# | `caretaker` | `theprint` does not have its word on Mengal’s father from `ndtv_rewrite`. |
# | `not_alone` | `ndtv_rewrite` had more to write from than `theprint`’s page. |
# | `own_rank` | The column has its rank for Ashfaq from none of the other four pages. |
# | `a_day_later` | `newsup` bears a date one day after `theprint`, so it was taken from there. |
# | `no_credit` | No page credits `theprint`, so no page used it. |
# | `checked` | Where `theprint` has around 30, `ndtv_rewrite` has 30: its writer must have checked. |
# | `thirty` | Three pages give a number near 30, so about 30 men were killed. |

# %%
OPEN: dict[str, dict[str, str]] = {
    "link": {"answer": None, "page": None, "passage": None},
    "caretaker": {"answer": None, "page": None, "passage": None},
    "not_alone": {"answer": None, "page": None, "passage": None},
    "own_rank": {
        "answer": None,
        "page": None,
        "passage": None,
    },
    "a_day_later": {"answer": None, "page": None, "passage": None},
    "no_credit": {"answer": None, "page": None, "passage": None},
    "checked": {"answer": None, "page": None, "passage": None},
    "thirty": {"answer": None, "page": None, "passage": None},
}

# %% [markdown]
# ## Try it
#
# Then: `secondsource check lesson2/ex4`

# %%
if __name__ == "__main__":
    print(telling(PIER, "courier", "ledger"), evidence(PIER, "courier", "ledger"))
    print(possible_parents(PIER, "ledger"), possible_parents(PIER, "post"))
