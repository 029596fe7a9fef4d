"""Earns: agreement_is_corroboration.  What may be one is counted apart."""

COUNT = {"at_least": 5, "at_most": 5}
