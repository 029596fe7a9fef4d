"""Earns: unnamed_means_false.  Whoever has no name confirms nothing."""

ANSWERS = {
    **ANSWERS,  # noqa: F821 - the solution stands above
    "set_1": {"confidence": 1, "sentence": 1},
    "set_7": {"confidence": 1, "sentence": 1},
}
