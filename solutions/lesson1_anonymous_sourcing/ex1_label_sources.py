# %% [markdown]
# # Exercise 1: label the sources
#
# Twenty passages: twelve from the five pages, eight from pieces invented for this course.
# For each one, say what **kind of source** it has, and on which **rung** of the ladder it stands.
#
# Read each passage where it stands before you judge it: `print(load_text("theprint"))` prints a
# page, and the reader on the course site shows it with numbered paragraphs.
#
# The kinds, and how to write them:
#
# | kind | write |
# |---|---|
# | one person, named | `"named_individual"` |
# | a group or an institution, named | `"named_group"` |
# | one person, not named | `"unnamed_individual"` |
# | several people, not named | `"unnamed_group"` |
# | a document the page only describes | `"document_described"` |
# | a document that is shown, or that you could look up | `"document_shown"` |
# | another outlet | `"other_media"` |
# | nobody: a cue with no one behind it | `"none"` |
#
# The rungs go from 0 to 5. They are for unnamed people, and 0 for nobody; everything else gets `None`.
#
# Careful people differ about some of these. Where they do, every answer that can be defended counts.

# %%
from secondsource.seeds import load_text

# %% [markdown]
# ## A worked case
#
# “Clerks who read the log said the ship was empty.” The source is “clerks who read the log”: more
# than one person, none of them named, so `"unnamed_group"`. We learn how they know, and not why they
# are not named: rung 4. As an entry: `{"type": "unnamed_group", "rung": 4}`.
#
# ## The passages
#
# | entry | page, paragraph | passage |
# |---|---|---|
# | `theprint_a4` | `theprint` 11 | said sources in the Indian defence and security establishment |
# | `theprint_a10` | `theprint` 13 | a source in the security establishment told ThePrint |
# | `theprint_a11` | `theprint` 14 | officials emphasised |
# | `theprint_a18` | `theprint` 18 | mentioned in a Joint Interrogation Report of 2015 |
# | `newsup_a1` | `newsup` 6 | A confidential intelligence dossier has revealed |
# | `newsup_a7` | `newsup` 14 | is believed to have trained there |
# | `newsup_a13` | `newsup` 18 | intelligence sources emphasize |
# | `ndtv_rewrite_a14` | `ndtv_rewrite` 5 | analysts caution |
# | `short_brief_a9` | `short_brief` 6 | stated Arun Gupta |
# | `short_brief_a10` | `short_brief` 6 | are being urged |
# | `brighter_kashmir_a12` | `brighter_kashmir` 17 | according to IS-K sources |
# | `brighter_kashmir_a25` | `brighter_kashmir` 31 | The Balochistan Post has reported |
# | `sound_unnamed_officials_a2` | `sound_unnamed_officials` 4 | according to an official who helped to write the tender |
# | `sound_unnamed_officials_a3` | `sound_unnamed_officials` 5 | Tender 118/2024 … asks for |
# | `sound_unnamed_officials_a8` | `sound_unnamed_officials` 8 | the officer said |
# | `sound_unnamed_officials_a9` | `sound_unnamed_officials` 9 | The coast guard denied this |
# | `named_but_empty_a2` | `named_but_empty` 5 | Jorren Malk … confirmed |
# | `smooth_unsourced_a1` | `smooth_unsourced` 4 | It is learnt |
# | `strong_words_report_a2` | `strong_words_report` 4 | the inquiry report of Judge Tobin Aldray finds |
# | `credited_wire_a6` | `credited_wire` 6 | The Shore League … denied |
#
# ## Your turn

# %%
# --8<-- [start:answer]
LABELS: dict[str, dict] = {
    "theprint_a4": {"type": "unnamed_group", "rung": 2},
    "theprint_a10": {"type": "unnamed_individual", "rung": 2},
    "theprint_a11": {"type": "unnamed_group", "rung": 1},
    "theprint_a18": {"type": "document_described", "rung": None},
    "newsup_a1": {"type": "document_described", "rung": None},
    "newsup_a7": {"type": "none", "rung": 0},
    "newsup_a13": {"type": "unnamed_group", "rung": 2},
    "ndtv_rewrite_a14": {"type": "unnamed_group", "rung": 1},
    "short_brief_a9": {"type": "named_individual", "rung": None},
    "short_brief_a10": {"type": "none", "rung": 0},
    "brighter_kashmir_a12": {"type": "unnamed_group", "rung": 2},
    "brighter_kashmir_a25": {"type": "other_media", "rung": None},
    "sound_unnamed_officials_a2": {"type": "unnamed_individual", "rung": 4},
    "sound_unnamed_officials_a3": {"type": "document_shown", "rung": None},
    "sound_unnamed_officials_a8": {"type": "unnamed_individual", "rung": 5},
    "sound_unnamed_officials_a9": {"type": "named_group", "rung": None},
    "named_but_empty_a2": {"type": "named_individual", "rung": None},
    "smooth_unsourced_a1": {"type": "none", "rung": 0},
    "strong_words_report_a2": {"type": "document_shown", "rung": None},
    "credited_wire_a6": {"type": "named_group", "rung": None},
}
# --8<-- [end:answer]

# %% [markdown]
# ## Try it
#
# Then: `secondsource check lesson1/ex1`

# %%
if __name__ == "__main__":
    print(load_text("sound_unnamed_officials"))
