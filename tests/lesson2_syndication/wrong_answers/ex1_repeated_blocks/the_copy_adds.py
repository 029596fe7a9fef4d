"""Earns: repeats_are_evidence.  The second copy of the column is taken for something new."""

ADDS = {**ADDS, "column": {"adds": "something", "passage": "deserves the credit"}}  # noqa: F821 - solution above
