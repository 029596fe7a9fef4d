"""Earns: everything_is_suspect.  Even what several saw for themselves is doubted."""

ANSWERS = {
    **ANSWERS,  # noqa: F821 - the solution stands above
    "set_3": {"confidence": 2, "sentence": 1},
    "set_5": {"confidence": 2, "sentence": 1},
}
