# %% [markdown]
# # Exit check: eight sets of reports
#
# The course is over: how do you read reports now? This takes ten minutes and asks what the entry check
# asked, of eight other sets. It **does not count** either. What is of interest is the difference between
# the two.
#
# Do it without looking back at the entry check or the lessons.
#
# ## What you are asked
#
# Each set is about one claim. How sure are you that the claim has been **confirmed independently**: that at
# least two people or things speak for it, and neither has it from the other? Write a `confidence` from 1 to
# 6:
#
# | 1 | 2 | 3 | 4 | 5 | 6 |
# |:-:|:-:|:-:|:-:|:-:|:-:|
# | surely not | hardly | rather not | rather yes | nearly sure | surely |
#
# And which `sentence` decided it for you? Write its number. Where several did, take the one without which
# you would have judged otherwise. More than one answer may count.
#
# Read each set once, at your usual speed. The papers and places are invented; nobody will find anything
# about them elsewhere.
#
# ## The eight sets
#
# ### Set 1
#
# **Claim:** The railway knew of the cracked bridge a week before it said so.
#
# * *Brenn Tribune:* [1] The railway knew of the crack a week earlier, said a signalman who wrote the
#   warning into the shift book on the 7th. [2] Like everybody we spoke to, the signalman asked us to leave
#   out all names. [3] A welder hired from another town, who has never met the signalman, said the railway
#   sent for him on the 8th to look at the girder. [4] The bridge is ninety years old. [5] The railway says
#   that it learnt of the crack on the 14th.
#
# ### Set 2
#
# **Claim:** Medicine has been sold out of the camp at Osk.
#
# * *Osk Star:* [1] Medicine has been sold out of the camp since spring, according to a letter to the
#   ministry. [2] The letter puts the loss at 900 boxes.
# * *Farran Weekly:* [3] Somebody sells what the camp is sent, a doctor said. [4] She knows only what the
#   letter says, a copy of which she gave to the Star.
# * *The Dorle Letter:* [5] Two newspapers have now confirmed the sale, so the governor must act.
#
# ### Set 3
#
# **Claim:** A lorry with covered plates left the barracks at Wint on Sunday night.
#
# * *Wint Chronicle:* [1] A lorry with covered plates left the barracks on Sunday night, said Ansa Torvel,
#   who bakes across the road. [2] She gave the time as twenty past two and counted four men. [3] Torvel has
#   had her bakery for fifteen years and is liked by everybody in the street. [4] The mayor said he had
#   heard of it from her. [5] We found nobody else who was awake.
#
# ### Set 4
#
# **Claim:** A survey plane came down by Lake Sorrel on Thursday.
#
# * *Sorrel Mercury:* [1] A survey plane came down by the lake on Thursday, said the ferryman, who watched
#   it from his deck.
# * *Skell Post:* [2] The plane lies in the reeds, as our photographer saw on Friday. [3] The shore there is
#   marked on every map.
# * *Radio Brenn:* [4] A surgeon of the district hospital said he had treated two men who were pulled from
#   the plane. [5] The survey office has six planes.
#
# ### Set 5
#
# **Claim:** The grain store at Tirrel was set on fire on Saturday night.
#
# * *Tirrel Herald:* [1] The grain store was set on fire on Saturday night, says a note that was pinned to
#   the church door. [2] Nobody has signed it.
# * *Radio Mosk:* [3] The fire at Tirrel was laid, the Herald reports. [4] Farmers who called us are angry.
# * *Pell Gazette:* [5] A deputy confirmed on Monday that the fire was laid: she had read it in the Herald,
#   she told us.
#
# ### Set 6
#
# **Claim:** The new engines of the patrol boats overheat.
#
# * *Vonnich Observer:* [1] The new engines have overheated since May, the mechanic Tor Aldray told us. [2]
#   Aldray fitted two of them and left the yard in August. [3] Our naval editor finds what he says
#   convincing. [4] The yard would not comment. [5] Nobody whom we asked in the fleet could, or would, speak
#   of it.
#
# ### Set 7
#
# **Claim:** The ministry has closed its office in the south.
#
# * *Harrin Courier:* [1] The ministry has closed its office in the south, two people said who asked not to
#   be named. [2] One of them packed the last of the files; the other, who works for the post, was told to
#   send its letters back. [3] Both fear for their posts. [4] They do not know each other, and were asked on
#   different days. [5] The ministry did not answer our questions.
#
# ### Set 8
#
# **Claim:** The bishop and the rebel leader met at the monastery in June.
#
# * *Brunnow Daily:* [1] The gate book of the monastery, printed below, has both names on 4 June.
# * *Tavik Times:* [2] The bishop’s cook said that she set a table for the two that evening and saw them sit
#   down. [3] She has since left his service.
# * *Radio Skell:* [4] The rebels’ office confirmed the meeting and would not say what it was about. [5] The
#   bishop turns seventy in autumn.
#
# ## Your turn

# %%
# --8<-- [start:answer]
ANSWERS: dict[str, dict] = {
    "set_1": {"confidence": 5, "sentence": 3},
    "set_2": {"confidence": 1, "sentence": 5},
    "set_3": {"confidence": 2, "sentence": 5},
    "set_4": {"confidence": 6, "sentence": 4},
    "set_5": {"confidence": 2, "sentence": 5},
    "set_6": {"confidence": 1, "sentence": 5},
    "set_7": {"confidence": 4, "sentence": 4},
    "set_8": {"confidence": 5, "sentence": 4},
}
# --8<-- [end:answer]

# %% [markdown]
# ## When you are done
#
# The check says whether the form is complete: **Check** in the page, `secondsource check lesson6` on your machine. It
# does not say how you did, so that nobody can try until it fits: your instructor’s grading does.

# %%
if __name__ == "__main__":
    done = [name for name, one in ANSWERS.items() if one["confidence"] and one["sentence"]]
    print(len(done), "of", len(ANSWERS), "sets have both numbers.")
