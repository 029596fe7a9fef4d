"""Lesson 2, worked example: two reports of one closed bridge, their readings found by hand."""
# ruff: noqa: T201 - an example prints

# --8<-- [start:example]
from pathlib import Path

from secondsource.models import words


def report(paper: str) -> str:
    """Return the text of one of the three papers."""
    file = Path(__file__).with_name(f"lesson2_{paper}.txt")
    return file.read_text(encoding="utf-8")


signal, lantern = report("signal"), report("lantern")
by_hand = [
    ("who she is", "Professor Ruta Sand", "Professor Sand"),
    ("what she found", "three cracks", "A trio of fissures"),
    ("where", "eastern pier", "side of the rising sun"),
    ("who heard it", "Jon Amsel, who bakes", "the name of Amsel"),
    ("how deep", "until we know how deep", ""),
]
for slot, there, here in by_hand:
    stands = there in signal and here in lantern
    common = sorted(set(words(there)) & set(words(here)))
    print(f"{slot:15} {stands!s:5} {' '.join(common) or '-'}")
# --8<-- [end:example]
