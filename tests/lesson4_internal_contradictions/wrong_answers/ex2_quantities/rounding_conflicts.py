"""Earns: different_is_contradiction.  A rounded figure conflicts with the exact one."""

PAIRS = {**PAIRS, "fire_people": "conflict"}  # noqa: F821 - the solution stands above
