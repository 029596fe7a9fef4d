"""How large a value may be before a check sees it.  Runs where answers run, and again where checks do.

The largest value that any exercise asks for holds 13 kB, 150 items, texts of 1,100 characters and numbers
of 21 digits; the longest page has 31,000 characters.  What stays within these bounds, every check
can look through in a moment.
"""

from __future__ import annotations

import math
from typing import Any

BYTES = 200_000
"""Of JSON."""
CHARACTERS = 40_000
"""Of one text."""
ITEMS = 2_000
"""In lists and dictionaries, all together."""
DEPTH = 20
"""Of lists within lists."""
DIGITS = 40
"""Of one whole number."""


def beyond(value: Any) -> str:
    """Return what makes a value from JSON more than a check should see; empty where nothing does."""
    waiting, items = [(value, 0)], 0
    while waiting:
        one, depth = waiting.pop()
        if depth > DEPTH:
            return f"lists more than {DEPTH} deep"
        inside = _inside(one)
        items += len(inside)
        if items > ITEMS:
            return f"more than {ITEMS:,} items"
        if fault := _beyond(one):
            return fault
        waiting += [(item, depth + 1) for item in inside]
    return ""


def _inside(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return [*value, *value.values()]
    return value if isinstance(value, list) else []


def _beyond(value: Any) -> str:
    if isinstance(value, str) and len(value) > CHARACTERS:
        return f"a text of more than {CHARACTERS:,} characters"
    if isinstance(value, int) and abs(value) >= 10**DIGITS:
        return f"a number of more than {DIGITS} digits"
    if isinstance(value, float) and not math.isfinite(value):
        return "a number that is not finite (nan, inf)"
    return ""
