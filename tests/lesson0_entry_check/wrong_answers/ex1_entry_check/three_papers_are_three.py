"""Earns: agreement_is_corroboration.  Several outlets are taken for several origins."""

ANSWERS = {
    **ANSWERS,  # noqa: F821 - the solution stands above
    "set_1": {"confidence": 6, "sentence": 1},
    "set_6": {"confidence": 6, "sentence": 1},
}
