# %% [markdown]
# # Exercise 5: count roots, not outlets
#
# Five outlets that report it are five **carriers**. How many **origins** stand behind them? You draw
# arrows from each text to what it was made from, follow them to the end, and count what you find there.

# %%
from secondsource.forms import Arrow, OriginCount
from secondsource.seeds import load_text

# %% [markdown]
# ## A worked case
#
# An `Arrow` starts at the later thing and points to the earlier one, as in the W3C's PROV model. This
# is the fuel pier again, with a radio station and a blog that joined later:

# %%
PIER = [
    Arrow(derived="courier", relation="wasQuotedFrom", origin="police"),
    Arrow(derived="courier", relation="hadPrimarySource", origin="watchman"),
    Arrow(derived="post", relation="wasQuotedFrom", origin="police"),
    Arrow(derived="post", relation="hadPrimarySource", origin="doctor"),
    Arrow(derived="ledger", relation="wasDerivedFrom", origin="courier"),
    Arrow(derived="radio", relation="wasDerivedFrom", origin="ledger"),
    Arrow(derived="blog", relation="wasDerivedFrom", origin="forum"),
    Arrow(derived="forum", relation="wasDerivedFrom", origin="blog"),
]

# %% [markdown]
# The radio leads to the ledger, that to the courier, and that to the police and to the watchman.
# The blog cites a forum, and the forum cites the blog: a circle, with nobody in it who began.
#
# Most origins are **unseen**: a page names a dossier, and nobody shows it. It is an origin all the same,
# for the arrow leads there. But two unseen things may be one thing under two names, so you will count
# twice: at least, and at most.
#
# ## Your turn: follow the arrows
#
# `origins(arrows, name)` gives back, sorted, the ends you reach from `name`: things from which no
# arrow leads on.
#
# * `origins(PIER, "radio")` is `["police", "watchman"]`.
# * A thing without any arrow is its own end, as far as you know: `origins(PIER, "doctor")` is `["doctor"]`.
# * A circle that nothing leads out of has no end: `origins(PIER, "blog")` is `[]`. Keep a set of the
#   things you have seen, or you will go round for ever.

# %%


def origins(arrows: list[Arrow], name: str) -> list[str]:
    """Return the ends of all arrows that can be followed from here, sorted."""
    # --8<-- [start:answer]
    seen: set[str] = set()
    waiting, ends = [name], []
    while waiting:
        here = waiting.pop()
        if here in seen:
            continue
        seen.add(here)
        onward = [arrow.origin for arrow in arrows if arrow.derived == here]
        if not onward:
            ends.append(here)
        waiting += onward
    return sorted(ends)
    # --8<-- [end:answer]


# %% [markdown]
# ## Your turn: count
#
# `count_origins(arrows, carriers, may_be_same)` gives back an `OriginCount` for several carriers:
#
# * `at_most`: all different ends behind the carriers;
# * `at_least`: the same, with those of one group taken as one. `may_be_same` lists groups of things that
#   may be one and the same under several names: a dossier, a report, a briefing. No thing is in two groups.
#
# For courier, ledger and radio both numbers are 2. Three carriers, two origins. If the watchman may be
# the one whom the police statement relies on, `[["police", "watchman"]]`, there is at least 1.

# %%


def count_origins(arrows: list[Arrow], carriers: list[str], may_be_same: list[list[str]]) -> OriginCount:
    """Return how many different origins stand behind the carriers, at least and at most."""
    # --8<-- [start:answer]
    ends = {end for carrier in carriers for end in origins(arrows, carrier)}
    merged = set(ends)
    for group in may_be_same:
        merged -= set(sorted(merged & set(group))[1:])
    return OriginCount(at_least=len(merged), at_most=len(ends))
    # --8<-- [end:answer]


# %% [markdown]
# ## Your turn: what does the newcomer add?
#
# `adds(arrows, carriers, newcomer)` gives back, sorted, the origins behind the newcomer that were not
# behind the carriers before. For the radio after courier and post that is nothing: `[]`. For the post
# after the courier it is `["doctor"]`.

# %%


def adds(arrows: list[Arrow], carriers: list[str], newcomer: str) -> list[str]:
    """Return the origins that a further carrier brings, sorted."""
    # --8<-- [start:answer]
    known = {end for carrier in carriers for end in origins(arrows, carrier)}
    return sorted(set(origins(arrows, newcomer)) - known)
    # --8<-- [end:answer]


# %% [markdown]
# ## Your turn: where each page points
#
# For each of the five pages copy a few words, exactly, in which it names or shows something it has its
# story from: a paper, a person, a picture, another outlet. Any such passage will do.

# %%
# --8<-- [start:answer]
POINTS_TO: dict[str, str] = {
    "newsup": "A confidential intelligence dossier has revealed",
    "ndtv_rewrite": "The documents, accessed by NDTV",
    "short_brief": "A new intelligence report",
    "theprint": "a source in the security establishment told ThePrint",
    "brighter_kashmir": "a photograph circulating on the internet",
}
# --8<-- [end:answer]

# %% [markdown]
# ## Your turn: does it add an origin?
#
# Four papers have told of a leaflet that nobody shows. Now something more comes in. Does it bring a new
# **origin** for the claim the leaflet makes, an attack planned for May? Write `"adds"` or `"adds nothing"`.
#
# | entry | what comes in |
# |---|---|
# | `fifth_paper` | A fifth paper tells of the leaflet in words of its own. |
# | `official` | An official says that he, too, has read of the leaflet. |
# | `column` | A columnist argues from the four reports that the attack is certain. |
# | `agency` | A news agency carries the first paper’s report and says so. |
# | `witness` | A woman with a name says she stood by when the attack was discussed. |
# | `court` | A court reads out, in another case, a letter in which the same attack is ordered. |
# | `confession` | A man who never saw the leaflet tells a judge that he was to take part; the record is printed. |
# | `recording` | A radio station plays its own recording of the group’s leader announcing the attack. |

# %%
# --8<-- [start:answer]
NEW_VOICES: dict[str, str] = {
    "fifth_paper": "adds nothing",
    "official": "adds nothing",
    "column": "adds nothing",
    "agency": "adds nothing",
    "witness": "adds",
    "court": "adds",
    "confession": "adds",
    "recording": "adds",
}
# --8<-- [end:answer]

# %% [markdown]
# To add an origin is not to settle the matter. The woman may be wrong, the letter forged. But there is
# now something that does not hang on the leaflet.
#
# ## Try it
#
# Then: `secondsource check lesson2/ex5`

# %%
if __name__ == "__main__":
    print(
        origins(PIER, "radio"),
        count_origins(PIER, ["courier", "ledger", "radio"], []),
        adds(PIER, ["courier"], "post"),
    )
    print(POINTS_TO["newsup"] in load_text("newsup"), NEW_VOICES["column"])
