"""Earns: everything_is_suspect.  Even what several saw for themselves is doubted."""

ANSWERS = {
    **ANSWERS,  # noqa: F821 - the solution stands above
    "set_4": {"confidence": 2, "sentence": 1},
    "set_8": {"confidence": 2, "sentence": 1},
}
