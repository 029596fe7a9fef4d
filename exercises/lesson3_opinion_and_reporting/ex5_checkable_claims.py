# %% [markdown]
# # Exercise 5: what evidence could settle
#
# An argument stands on statements of fact. You find them in texts that argue, you tell them from
# judgements, and you spot one kind of reasoning that no evidence can reach.

# %%
from secondsource.seeds import load_text

# %% [markdown]
# ## Could evidence settle it?
#
# The question is not whether a statement is true, and not whether *you* could get the evidence. It is
# whether there could be evidence that settles it, one way or the other. “The depot held 40 rifles” is
# such a statement even if the depot has burned down and even if it held four. “Forty rifles are too
# many” is not: two people with the same evidence may still differ.
#
# Write `"evidence"` or `"judgement"` for each.
#
# | entry | statement |
# |---|---|
# | `width` | The Verrin strait is 4 kilometres wide at Port Asker. |
# | `narrow` | The strait is too narrow for two navies. |
# | `boiling` | Water boils at 40 degrees at sea level. |
# | `closing` | The prison should be closed before the winter. |
# | `called_cruel` | The doctor called the attack cruel. |
# | `cruel` | The attack was cruel. |
# | `dossier` | The agency holds a dossier on the two groups. |
# | `overdue` | A dossier like that was long overdue. |
# | `unsourced` | The last of three payments was made on 19 September. |
# | `bravest` | The guards at the post were the bravest in the province. |

# %%
SETTLED_BY: dict[str, str] = {
    "width": None,
    "narrow": None,
    "boiling": None,
    "closing": None,
    "called_cruel": None,
    "cruel": None,
    "dossier": None,
    "overdue": None,
    "unsourced": None,
    "bravest": None,
}

# %% [markdown]
# ## Underline three in each
#
# Three texts that argue. From each copy three passages with a statement that evidence could settle: at
# least three words and at most thirty, exactly as they stand. Choose three different statements. For the
# column take paragraphs 1 to 36; after that the capture begins again.

# %%
UNDERLINED: dict[str, list] = {
    "brighter_kashmir": [],
    "honest_editorial": [],
    "cold_argument": [],
}

# %% [markdown]
# ## When a denial counts as proof
#
# “He denies it, so he did it.” Had he admitted it, that would have counted too. Whatever he says, the
# belief wins: then his words did no work, and the belief stood there before.
#
# This is not the same as **weighing** a denial. “He denies it, but his signature stands in the book” sets
# evidence against his words. And it is not the same as **doubting** it: whoever denies something often
# has a reason to.
#
# For each argument: does it count a denial, or silence, as proof? `True` or `False`.
#
# | entry | argument |
# |---|---|
# | `video` | The column, paragraph 33: what it makes of a video's denials |
# | `colonel` | The leading article (`honest_editorial`), paragraph 7: what it makes of a colonel's denial |
# | `camps` | “We have no camps in the hills,” the spokesman said. That he speaks of the hills at all shows where the camps are. |
# | `statements` | The ministry denied the payment. The bank statements printed below show it. |
# | `shift_book` | He denied having been at the pier. The shift book has his signature at 22:00 that night. |
# | `silence` | The League has not denied the report, which says enough. A denial would have told us the same. |
# | `open_case` | The group denied the attack. Nobody has yet shown who made it. |
# | `of_course` | Officials call the story false. Of course they do, and so we know that it is true. |

# %%
DENIAL_IS_PROOF: dict[str, bool] = {
    "video": None,
    "colonel": None,
    "camps": None,
    "statements": None,
    "shift_book": None,
    "silence": None,
    "open_case": None,
    "of_course": None,
}

# %% [markdown]
# A test for it, in code. `outcomes` says how an author would count each thing that might have happened:
# `"for"` the claim, `"against"` it, or `"neither"`. For example `{"denies": "for", "admits": "for"}`.
#
# `could_lose(outcomes)` is true when at least one of them would count against the claim. Where none
# could, the claim ran no risk, and nothing that happened supports it.

# %%


def could_lose(outcomes: dict[str, str]) -> bool:
    """Return whether anything that might have happened would count against the claim."""
    raise NotImplementedError("Write your answer here.")


# %% [markdown]
# ## What does the column add?
#
# Four other pages tell of the alliance, and the column argues about it. What does it add as evidence
# that the alliance exists? Write the letter.
#
# * **a** One more source: now five pages say it.
# * **b** Nothing whatever: it is opinion, so there is nothing in it to check.
# * **c** It shows that the alliance is invented, because one of its arguments cannot lose.
# * **d** No observation of the alliance by its author. But some of what it says can be followed up, with
#   names, dates and a published report.

# %%
ADDS: str = None

# %% [markdown]
# ## Try it
#
# Then: `secondsource check lesson3/ex5`

# %%
if __name__ == "__main__":
    print(load_text("brighter_kashmir").split("\n\n")[32])
    print(could_lose({"denies": "for", "admits": "for"}))
