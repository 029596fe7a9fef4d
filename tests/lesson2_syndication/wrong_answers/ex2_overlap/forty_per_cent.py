"""Earns: jaccard_is_share.  0.4 is read as 40 per cent."""

FOLLOWS = {**FOLLOWS, "forty": "follows"}  # noqa: F821 - the solution stands above
