"""Earns: similarity_shows_direction.  A high containment is read as descent."""

FOLLOWS = {**FOLLOWS, "direction": "follows"}  # noqa: F821 - the solution stands above
