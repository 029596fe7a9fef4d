"""Lesson 3, worked example: three opinions found by hand, and whose they are."""
# ruff: noqa: T201 - an example prints

# --8<-- [start:example]
from secondsource.seeds import load_text

paragraphs = load_text("named_but_empty").split("\n\n")
by_hand = [
    (6, "We take every report of this kind seriously"),
    (8, "a matter of routine"),
    (9, "will weigh on the talks"),
]
for number, words in by_hand:
    before, _, after = paragraphs[number - 1].partition(words)
    quoted = before.count("“") > before.count("”")
    cues = [cue for cue in ("told", "added") if cue in before + after]
    print(f"paragraph {number}: {words}")
    print("    inside quotation marks:", quoted)
    print("    handed to a speaker by:", cues or "nothing")
# --8<-- [end:example]
