"""Earns: wording_shows_independence.  No shared words, so no link."""

FOLLOWS = {**FOLLOWS, "nothing_shared": "follows"}  # noqa: F821 - the solution stands above
