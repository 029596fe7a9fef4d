"""Lesson 4, worked example: pairs that differ, and the first question that explains each."""
# ruff: noqa: T201 - an example prints

# --8<-- [start:example]
from secondsource.seeds import load_text

page = load_text("strong_words_report")
by_hand = {
    ("Eleven men died", "her brother Pellan died"): "same thing?",
    ("from 4 to 29 January", "died on 27 January"): "same thing?",
    ("refused nine", "a filthy lie"): "same speaker?",
    ("forbidden him", "denied giving"): "same speaker?",
}
for pair, question in by_hand.items():
    print(" | ".join(pair))
    stand = all(passage in page for passage in pair)
    print("    both stand on the page:", stand)
    print("   ", question, "No.")
# --8<-- [end:example]
