"""Earns: opinion_has_no_facts.  In the column nothing is underlined."""

UNDERLINED = {**UNDERLINED, "brighter_kashmir": []}  # noqa: F821 - the solution stands above
