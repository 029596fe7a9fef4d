"""Lesson 2, worked example: two reports of one night, their readings found by hand."""
# ruff: noqa: T201 - an example prints

# --8<-- [start:example]
from secondsource.models import words
from secondsource.seeds import load_text

courier, ledger = load_text("statement_courier"), load_text("quiet_rewrite")
by_hand = [
    ("rank", "Superintendent Ledra Mosk", "Superintendent Mosk"),
    ("who heard it", "Odo Pell, the night watchman", "A watchman by the name of Pell"),
    ("what he heard", "two engines, and then only one", "a pair of motors"),
    ("what was lifted", "a crane lifting an engine", "An engine has since been hoisted"),
    ("whose boat", "We do not know whose boat it was", ""),
]
for slot, there, here in by_hand:
    stands = there in courier and here in ledger
    common = sorted(set(words(there)) & set(words(here)))
    print(f"{slot:16} {stands!s:6} {' '.join(common) or '-'}")
# --8<-- [end:example]
