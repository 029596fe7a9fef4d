# %% [markdown]
# # Exercise 1: assess an article
#
# In four lessons you wrote functions that each see one thing. Now you put what they see together, into an
# **assessment** of a page: what its sourcing is like, and what it leaves open. It does not say whether
# the event happened. No count on a page can.
#
# Your code gets a `Parts`: all that the earlier functions found on one page. You write four small rules,
# and then `assess`, which fills in an `Assessment` with their help.

# %%
from secondsource.forms import OriginCount, Parts, SourcedClaim
from secondsource.models import ArticleType, Assessment, Credibility, Gap, SourceType

# %% [markdown]
# ## What is in a `Parts`
#
# | field | what | who found it |
# |---|---|---|
# | `page` | the page's name | |
# | `claims` | `SourcedClaim`s, each with `source_type` and `premise` | people |
# | `shares` | share of the claims for each kind of source | lesson 1, exercise 4 |
# | `unnamed_alone` | whether its premises have sources, none of which a reader could go to | lesson 1, exercise 4 |
# | `letter` | the Admiralty letter for its origin | lesson 1, exercise 5 |
# | `origins` | origins behind the main point: `origins.at_least`, `origins.at_most` | lesson 2, exercise 5 |
# | `kind` | `"opinion"`, `"report"` or `"cannot tell"` | lesson 3, exercises 2 and 3 |
# | `contradictions` | pairs of claims that cannot both be right | lesson 4, exercise 4 |
# | `fit` | how the main point fits what is established: `"well"`, `"partly"`, `"badly"`, `"unknown"` | people |
# | `against` | how many origins contradict it and have something to show; a bare denial is none | people |
#
# There is more in it (`sources`, `repeated`, `beside`, `shared`, `adds`, `credited`), which you need in exercise 2.
#
# ## A worked case
#
# An invented page: two premises from unnamed clerks who may be one and the same, one that nobody is
# given for.

# %%
DEPOT = Parts(
    page="depot",
    claims=[
        SourcedClaim(text="The depot is empty.", source_type=SourceType.UNNAMED_GROUP, premise=True),
        SourcedClaim(text="The guards left in May.", source_type=SourceType.UNNAMED_INDIVIDUAL, premise=True),
        SourcedClaim(text="The guards were paid off.", source_type=SourceType.NONE, premise=True),
        SourcedClaim(text="The town has 4,000 people.", source_type=SourceType.NONE),
    ],
    shares={SourceType.UNNAMED_GROUP: 0.25, SourceType.UNNAMED_INDIVIDUAL: 0.25, SourceType.NONE: 0.5},
    unnamed_alone=True,
    origins=OriginCount(at_least=1, at_most=2),
    kind="report",
    contradictions=[("k2", "k9")],
)

# %% [markdown]
# What can be said of it? Most premises have a source, but none a reader could go to: so news, and no more
# can be told about its type. One origin at least, two at most. Letter F, as nobody knows the clerks' record. Digit
# 6: one origin, and nobody has said how the claim fits. Six things stay unknown. And the pair that cannot both be
# right lowers **no** grade: one sentence needs mending, and the page does not say which.
#
# ## Your turn: how many premises stand bare?
#
# `bare_share(parts)` is the share of the premises that have no source at all (`SourceType.NONE`), 0 to 1. No
# premises: 0. For `DEPOT` it is 1/3.

# %%


def bare_share(parts: Parts) -> float:
    """Return the share of premises with no source at all; 0 where there is no premise."""
    # --8<-- [start:answer]
    premises = [claim for claim in parts.claims if claim.premise]
    bare = [claim for claim in premises if claim.source_type is SourceType.NONE]
    return len(bare) / len(premises) if premises else 0.0
    # --8<-- [end:answer]


# %% [markdown]
# ## Your turn: the type
#
# `article_type(parts)` gives back a schema.org type. The first line that fits decides:
#
# | ask | type |
# |---|---|
# | Is the `kind` opinion? | `ArticleType.OPINION` |
# | Is it a report, at most half of whose premises stand bare, and which does not rest on unnamed sources alone? | `ArticleType.REPORTAGE` |
# | otherwise | `ArticleType.NEWS` |
#
# `NEWS` is no bad mark. It says: news, and this page does not let you tell more exactly.

# %%


def article_type(parts: Parts) -> ArticleType:
    """Return the type that what was found supports."""
    # --8<-- [start:answer]
    if parts.kind == "opinion":
        return ArticleType.OPINION
    traceable = bare_share(parts) <= 0.5 and not parts.unnamed_alone
    return ArticleType.REPORTAGE if parts.kind == "report" and traceable else ArticleType.NEWS
    # --8<-- [end:answer]


# %% [markdown]
# ## Your turn: the digit
#
# In lesson 1 you counted the origins in a list of reports. Now lesson 2 has done the counting, and done it with
# care: take `origins.at_least`. Nothing else may change the digit, not even a missing name or a contradiction.
#
# | what there is | digit |
# |---|---|
# | at least two origins, none against | 1 |
# | at least one origin, and some against | 4 |
# | no origin, and some against | 5 |
# | one origin, none against, and it fits well / partly / badly | 2 / 3 / 4 |
# | anything else | 6 |

# %%


def credibility_of(parts: Parts) -> Credibility:
    """Return the Admiralty digit for the page's main point."""
    # --8<-- [start:answer]
    origins = parts.origins.at_least
    if parts.against:
        return "4" if origins else "5"
    if origins >= 2:
        return "1"
    by_fit: dict[str, Credibility] = {"well": "2", "partly": "3", "badly": "4"}
    return by_fit.get(parts.fit, "6") if origins else "6"
    # --8<-- [end:answer]


# %% [markdown]
# ## Your turn: what is not known?
#
# The most useful part of an assessment. `not_known(parts)` gives back a list of these words, in this order,
# each where its question gets a yes:
#
# | write | ask |
# |---|---|
# | `"who speaks"` | Does the main point rest on sources that a reader could not go to, and on no other? |
# | `"who says it"` | Is there a premise with no source at all? |
# | `"how many origins"` | Do `at_least` and `at_most` differ? |
# | `"track record"` | Is the letter F? |
# | `"how it fits"` | Is the fit unknown? |
# | `"which is right"` | Are there contradictions? |
#
# For `DEPOT` it is all six. A page can be well sourced and still leave two or three open.

# %%


def not_known(parts: Parts) -> list[Gap]:
    """Return what the page leaves its reader not knowing about its sourcing."""
    # --8<-- [start:answer]
    asked: list[tuple[Gap, bool]] = [
        ("who speaks", parts.unnamed_alone),
        ("who says it", bare_share(parts) > 0),
        ("how many origins", parts.origins.at_least < parts.origins.at_most),
        ("track record", parts.letter == "F"),
        ("how it fits", parts.fit == "unknown"),
        ("which is right", bool(parts.contradictions)),
    ]
    return [gap for gap, is_so in asked if is_so]
    # --8<-- [end:answer]


# %% [markdown]
# ## Your turn: the assessment
#
# `assess(parts)` puts it together. An `Assessment` has these fields, all by name: `page`, `shares`, `at_least`,
# `at_most`, `type`, `contradictions`, `reliability` (the letter), `credibility` (the digit), `not_known`.

# %%


def assess(parts: Parts) -> Assessment:
    """Return the assessment of a page."""
    # --8<-- [start:answer]
    return Assessment(
        page=parts.page,
        shares=parts.shares,
        at_least=parts.origins.at_least,
        at_most=parts.origins.at_most,
        type=article_type(parts),
        contradictions=parts.contradictions,
        reliability=parts.letter,
        credibility=credibility_of(parts),
        not_known=not_known(parts),
    )
    # --8<-- [end:answer]


# %% [markdown]
# ## Your turn: what does it say?
#
# The assessment of the desk report (`theprint`) has F, 6 and five open questions. What follows? Write the letter.
#
# * **a** The alliance it tells of does not exist: F and 6 are the lowest marks there are.
# * **b** Its five sources confirm each other, so F and 6 are too strict.
# * **c** On this page a reader cannot get from the main point to anybody or anything that could be asked or
#   looked up. Whether the alliance exists is another question, and the page does not settle it.
# * **d** Pages like this one can be left unread: nothing that unnamed people say is of use.

# %%
# --8<-- [start:answer]
WHAT_IT_SAYS: str = "c"
# --8<-- [end:answer]

# %% [markdown]
# ## Try it
#
# `parts_of(page)` runs **your own** functions from lessons 1 to 4 on a page. Where one is not written yet, fails, or
# gives back something else than it should, it says so in one line and uses the course's own result instead.
# Then: `secondsource check lesson5/ex1`

# %%
if __name__ == "__main__":
    from secondsource.workbench import parts_of

    print(assess(DEPOT))
    for page in ("theprint", "sound_unnamed_officials"):
        print(assess(parts_of(page)))
