"""Nothing is good, nothing has an origin, and all of it is a fake."""

PASSAGES = [{**one, "shows": "weakness"} for one in PASSAGES]  # noqa: F821 - the solution stands above
ORIGINS = []
COUNT = {"at_least": 0, "at_most": 0}
MEMO = {part: "This is a fake and nobody should believe one word of it." for part in MEMO}  # noqa: F821
