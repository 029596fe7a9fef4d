# %% [markdown]
# # Entry check: eight sets of reports
#
# Before you begin the course: how do you read reports now? This takes ten minutes. It **does not count**:
# it is there to be compared with the exit check, which asks the same of eight other sets, so that you and
# your instructor see what the course changed.
#
# The check gives points, as every exercise does. Nobody expects them yet, and a low number here says
# nothing about how you will do.
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
# **Claim:** The pumping station at Ostwick was shelled on Friday night.
#
# * *Ostwick Herald:* [1] The pumping station was shelled on Friday night, says a leaflet that was handed
#   out in the market. [2] Nobody has signed it.
# * *Radio Dunmere:* [3] The station at Ostwick came under fire, the Herald reports. [4] Listeners who
#   called us are worried.
# * *Karst Gazette:* [5] A councillor confirmed on Sunday that Ostwick was shelled: he had read it in the
#   Herald, he told us.
#
# ### Set 2
#
# **Claim:** The army has emptied its store at Lisk Bridge.
#
# * *Tolland Courier:* [1] The army has emptied its store at Lisk Bridge, two people said who asked not to
#   be named. [2] One of them drove three of the lorries; the other, who works for the railway, booked the
#   waggons. [3] Both fear for their posts. [4] They do not know each other, and were asked on different
#   days. [5] The army did not answer our questions.
#
# ### Set 3
#
# **Claim:** A customs launch ran aground off Sade Point on Tuesday.
#
# * *Sade Mercury:* [1] A customs launch ran aground off the point on Tuesday, said the keeper of the light,
#   who watched it from the lamp room.
# * *Verrin Post:* [2] The launch lies on the rocks, as our photographer saw on Wednesday. [3] The rocks
#   there are marked on every chart.
# * *Radio Ilva:* [4] A nurse of the district hospital said she had treated two men who were pulled from the
#   launch. [5] The customs service has eleven launches.
#
# ### Set 4
#
# **Claim:** Men with rifles crossed the Tarin bridge at dawn on Monday.
#
# * *Tarin Chronicle:* [1] Men with rifles crossed the bridge at dawn on Monday, said Delia Brandt, who
#   sells tea at its east end. [2] She gave the time as a quarter to five and counted nine men. [3] Brandt
#   has had her stall for twenty years and is liked by everybody in the street. [4] The police said they had
#   heard of it from her. [5] We found nobody else who was there.
#
# ### Set 5
#
# **Claim:** The mayor of Anselm and the general met at the Hotel Rufus in May.
#
# * *Anselm Daily:* [1] The guest book of the hotel, printed below, has both names on 12 May.
# * *Orlow Times:* [2] The mayor’s driver said that he took her to the hotel that evening and saw the two
#   sit down. [3] He has since left her service.
# * *Radio Hale:* [4] The general’s office confirmed the meeting and would not say what it was about. [5]
#   The mayor turns sixty in autumn.
#
# ### Set 6
#
# **Claim:** Fuel has been stolen from the air base at Calder.
#
# * *Calder Star:* [1] Fuel has been stolen from the base since winter, according to a letter to the
#   ministry. [2] The letter puts the loss at 40,000 litres.
# * *Nyman Weekly:* [3] Somebody takes fuel from the base by night, an officer said. [4] He knows only what
#   the letter says, a copy of which he gave to the Star.
# * *The Reeve Letter:* [5] Two newspapers have now confirmed the theft, so the minister must act.
#
# ### Set 7
#
# **Claim:** The new radar at Petra Hill does not work.
#
# * *Hale Observer:* [1] The new radar has not worked since March, the engineer Joren Maren told us. [2]
#   Maren built its power supply and left the firm in June. [3] Our military editor finds what he says
#   convincing. [4] The firm would not comment. [5] Nobody whom we asked at the base could, or would, speak
#   of it.
#
# ### Set 8
#
# **Claim:** The coast guard knew of the leak a week before it said so.
#
# * *Maren Tribune:* [1] The coast guard knew of the leak a week earlier, said a clerk who wrote the alarm
#   into the log on the 3rd. [2] Like everybody we spoke to, the clerk asked us to leave out all names. [3]
#   A diver hired from another town, who has never met the clerk, said the coast guard sent for him on the
#   4th to look at the crack. [4] The harbour is sixty years old. [5] The coast guard says that it learnt of
#   the leak on the 10th.
#
# ## Your turn

# %%
# --8<-- [start:answer]
ANSWERS: dict[str, dict] = {
    "set_1": {"confidence": 1, "sentence": 5},
    "set_2": {"confidence": 5, "sentence": 4},
    "set_3": {"confidence": 6, "sentence": 4},
    "set_4": {"confidence": 2, "sentence": 5},
    "set_5": {"confidence": 5, "sentence": 4},
    "set_6": {"confidence": 2, "sentence": 5},
    "set_7": {"confidence": 1, "sentence": 5},
    "set_8": {"confidence": 4, "sentence": 3},
}
# --8<-- [end:answer]

# %% [markdown]
# ## When you are done
#
# The check says whether the form is complete: **Check** in the page, `secondsource check lesson0` on your machine. It
# does not say how you did, so that nobody can try until it fits: your instructor’s grading does.

# %%
if __name__ == "__main__":
    done = [name for name, one in ANSWERS.items() if one["confidence"] and one["sentence"]]
    print(len(done), "of", len(ANSWERS), "sets have both numbers.")
