"""Lesson 1, worked example: labels made by hand, checked against the text."""
# ruff: noqa: T201 - an example prints

# --8<-- [start:example]
from secondsource.seeds import load_text

paragraph = load_text("credited_wire").split("\n\n")[4]
by_hand = [
    ("Commander Ilen Torvath", "told reporters", "The boats carried no flag"),
    ("Photographs that he passed round", "show", "rifles"),
    ("they", "give no place or time", None),
]
for source, cue, content in by_hand:
    parts = [part for part in (source, cue, content) if part]
    stands = all(part in paragraph for part in parts)
    print("attribution:" if content else "no attribution:", " + ".join(parts))
    print("    every part stands in the text:", stands)
print("the word said stands in the paragraph", paragraph.count("said"), "times")
# --8<-- [end:example]
