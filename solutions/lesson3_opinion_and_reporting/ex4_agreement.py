# %% [markdown]
# # Exercise 4: do two readers agree?
#
# You labelled passages in exercise 1. Somebody else did, too. How far do you agree, and what does that
# number say? You write the three measures that everybody who labels texts has to know.
#
# Labels come as lists of words, one for each passage, in the same order for both readers.

# %%
from secondsource.forms import Scores

# %% [markdown]
# ## A worked case
#
# Two invented readers have labelled the same twenty sentences, cut out of reports and columns:

# %%
FIRST = (
    "opinion opinion opinion opinion opinion opinion fact fact fact fact "
    "fact fact fact fact fact fact fact fact fact opinion"
).split()
SECOND = (
    "opinion opinion opinion opinion fact fact fact fact fact fact "
    "fact fact fact fact fact fact fact fact opinion opinion"
).split()

# %% [markdown]
# | Labels | the second says opinion | the second says fact |
# |---|--:|--:|
# | **the first says opinion** | 5 | 2 |
# | **the first says fact** | 1 | 12 |
#
# Such a table is a **confusion matrix**. They agree on 5 + 12 = 17 of 20: 85 per cent.
#
# ## Your turn: the matrix
#
# `confusion(first, second)` gives back the table as a dictionary of dictionaries: `table["opinion"]["fact"]`
# is how often the first reader said opinion and the second fact. Every label that occurs in either list
# has a row and a column, with 0 where there is nothing. Two empty lists give an empty dictionary.

# %%


def confusion(first: list[str], second: list[str]) -> dict[str, dict[str, int]]:
    """Return how often each label of the first reader meets each label of the second."""
    # --8<-- [start:answer]
    labels = sorted({*first, *second})
    table = {row: dict.fromkeys(labels, 0) for row in labels}
    for mine, yours in zip(first, second, strict=True):
        table[mine][yours] += 1
    return table
    # --8<-- [end:answer]


# %% [markdown]
# ## Your turn: precision and recall
#
# Now `key` holds labels we trust, and `found` those of a program. For one `label`:
#
# * **precision**: of the passages that the program gave this label, what share has it in the key?
# * **recall**: of the passages that have this label in the key, what share did the program find?
#
# Where there is nothing to divide by, the share is `None`: no basis. A program that finds nothing has not
# been precise, and it has not been imprecise.

# %%


def scores(key: list[str], found: list[str], label: str) -> Scores:
    """Return precision and recall of one label; None where there is no basis."""
    # --8<-- [start:answer]
    right = sum(is_so == given == label for is_so, given in zip(key, found, strict=True))
    return Scores(precision=share(right, found.count(label)), recall=share(right, key.count(label)))
    # --8<-- [end:answer]


# --8<-- [start:answer]
def share(part: int, whole: int) -> float | None:
    """Return a part of a whole, or None where there is no whole."""
    return part / whole if whole else None


# --8<-- [end:answer]

# %% [markdown]
# ## Your turn: agreement beyond chance
#
# Suppose both readers had thrown their labels about blindly, keeping only their numbers: the first 7
# times opinion and 13 times fact, the second 6 and 14. They would still agree now and then: on opinion in
# 7/20 × 6/20 of the cases, on fact in 13/20 × 14/20. Together that is 0.105 + 0.455 = 0.56. This is the
# agreement **expected** by chance.
#
# **Cohen's kappa** says how much of the room above chance they filled:
#
# kappa = (observed − expected) / (1 − expected) = (0.85 − 0.56) / (1 − 0.56) = 0.66
#
# 1 is full agreement, 0 is what chance would do, below 0 is worse than chance.
#
# `kappa(first, second)` gives it back. Where the expected agreement is 1, or there is nothing to compare,
# there is no room above chance: give back `None`.

# %%


def kappa(first: list[str], second: list[str]) -> float | None:
    """Return Cohen's kappa of two readers; None where there is no basis for it."""
    # --8<-- [start:answer]
    if len({*first, *second}) < 2:
        return None
    size = len(first)
    observed = sum(mine == yours for mine, yours in zip(first, second, strict=True)) / size
    expected = sum(first.count(label) * second.count(label) for label in {*first, *second}) / size**2
    return (observed - expected) / (1 - expected)
    # --8<-- [end:answer]


# %% [markdown]
# ## Your turn: what follows?
#
# Trained experts who label single sentences as opinion or not agree only moderately. On whole articles
# the same distinction is much easier. What follows for the work on our five pages? Write the letter.
#
# * **a** The experts were badly chosen. Find better ones, who agree.
# * **b** Nobody can tell opinion from reporting, so there is no point in trying.
# * **c** 85 per cent is a high number, so sentence labels can be taken as they are.
# * **d** A single sentence often lacks what decides: who speaks, and what it is there for. So judge the
#   article, ask which words a label rests on, and let “both” be an answer.

# %%
# --8<-- [start:answer]
WHAT_FOLLOWS: str = "d"
# --8<-- [end:answer]

# %% [markdown]
# ## Try it
#
# Exchange labels with somebody for exercise 1, and put both lists in here.
# Then: `secondsource check lesson3/ex4`

# %%
if __name__ == "__main__":
    print(confusion(FIRST, SECOND))
    print(scores(FIRST, SECOND, "opinion"))
    print(kappa(FIRST, SECOND))
