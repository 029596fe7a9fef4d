# %% [markdown]
# # Exercise 2: pages you have not seen
#
# Four findings, and a rule for each. You try your rules on twelve pages you know. Then the instructor's grading runs
# them on three invented articles that nobody has shown you, and on some that are made up while it runs.
#
# One of the three is sound, one is derived, one contradicts itself. Calling all of them bad finds both bad ones and
# earns nothing all the same, because it also accuses the good one: what counts is how well you **tell them apart**.

# %%
from secondsource.forms import Findings, OriginCount, Parts, SourcedClaim
from secondsource.models import SourceType

# %% [markdown]
# ## The four findings
#
# `findings(parts)` gets a `Parts`, as in exercise 1, and gives back a `Findings` with four answers, each true or false.
# This time you are told what a finding **means**, and you decide what to look at.
#
# * `derived`: the page shows its parent, **and** adds no origin of its own. It shows its parent where it credits it
#   (`credited`), or where it shares readings with it that are hard to make twice (`shared`: a shared spelling counts 1,
#   a shared wrong rank 9; one or two points happen by themselves). What it adds is in `adds`.
# * `contradictory`: it says things that cannot both be right (`contradictions`).
# * `unnamed_alone`: its main point rests on sources that a reader could not go to (`unnamed_alone`).
# * `sound`: a reader could follow the main point to where it comes from, and nothing on the page stands in the way.
#   So
#     * at most half of its premises stand bare, with no source at all;
#     * it does not contradict itself;
#     * if it is derived, it says so;
#     * and if it rests on unnamed sources alone, it sets at least two of them apart, so that each can be asked how
#       they know. In `origins.at_least` only sources count that the page sets apart.
#
# Nothing else makes a page unsound: not a missing name, not strong words, not an opinion, not a credit line, not figures
# that were updated. And **unsound is not false**.
#
# ## A worked case
#
# A page with one premise, from a court's printed judgment. It shares 1 point with the page beside it, a spelling:

# %%
COURT = Parts(
    page="court",
    claims=[SourcedClaim(text="He was paid.", source_type=SourceType.DOCUMENT_SHOWN, premise=True)],
    origins=OriginCount(at_least=1, at_most=1),
    beside="another_page",
    shared=1,
    adds=0,
)

# %% [markdown]
# It adds no origin that the other page has not got, but it does not show a parent either: two papers may read one
# judgment. So `derived` is false. And `sound` is true.
#
# ## Your turn

# %%


def findings(parts: Parts) -> Findings:
    """Return what can be said about how the page is sourced."""
    raise NotImplementedError("Write your answer here.")


# %% [markdown]
# ## Sensitivity and bias
#
# Two numbers say how well somebody tells two things apart. `rates(said, right)` gives back the first step to both. `said`
# and `right` map a page's name to true or false.
#
# * The **hit rate**: of the pages for which yes is right, the share for which yes was said.
# * The **false alarm rate**: of the pages for which no is right, the share for which yes was said.
#
# Both are corrected, so that neither is ever exactly 0 or 1: add 0.5 to the count and 1 to the number of pages. With
# 3 hits of 4 that is (3 + 0.5) / (4 + 1) = 0.7. Every page in `right` is in `said`.

# %%


def rates(said: dict[str, bool], right: dict[str, bool]) -> tuple[float, float]:
    """Return the corrected hit rate and false alarm rate."""
    raise NotImplementedError("Write your answer here.")


# %% [markdown]
# The rest is given. **d′** (say: d prime) is the distance between the two rates on the scale of the normal distribution: 0
# where they are the same. So it is 0 for whoever says the same of every page, as long as there are as many pages of one
# sort as of the other; otherwise the correction leaves a little. **c** says which way somebody leans: above 0 towards no,
# below 0 towards yes.

# %%


def sensitivity_and_bias(said: dict[str, bool], right: dict[str, bool]) -> tuple[float, float]:
    """Return d′ and c."""
    from statistics import NormalDist

    hits, alarms = (NormalDist().inv_cdf(rate) for rate in rates(said, right))
    return hits - alarms, -(hits + alarms) / 2


# %% [markdown]
# ## Your turn: what follows?
#
# A reader calls all three unseen articles unsound. Two of them are. What do you tell them? Write the letter.
#
# * **a** Two of three is a good result; and better safe than sorry.
# * **b** They found every unsound page and cannot tell one from a sound one: their hit rate is as high as it can be, and
#   so is their false alarm rate. Ask what a page would need for them to call it sound.
# * **c** They should have called all three sound, as most news is.
# * **d** Nothing: with three pages there is no right and wrong.

# %%
WHAT_FOLLOWS: str = None

# %% [markdown]
# ## Try it
#
# Then: `secondsource check lesson5/ex2`

# %%
if __name__ == "__main__":
    from secondsource.workbench import parts_of

    print(findings(COURT))
    for page in ("credited_wire", "quiet_rewrite", "statement_post"):
        print(page, findings(parts_of(page)))
    severe = {"north": False, "south": False, "east": False, "west": False}
    print(
        "d′ and c:",
        sensitivity_and_bias(severe, {"north": True, "south": True, "east": False, "west": False}),
    )
