"""Everything is good, five pages are five origins, and all of it is true."""

PASSAGES = [{**one, "shows": "strength"} for one in PASSAGES]  # noqa: F821 - the solution stands above
ORIGINS = [
    {"name": one["page"], "page": one["page"], "quote": one["quote"], "may_be": ""} for one in PASSAGES
]
COUNT = {"at_least": 5, "at_most": 5}
MEMO = {part: "Five pages report it, and that proves that the alliance is true." for part in MEMO}  # noqa: F821
