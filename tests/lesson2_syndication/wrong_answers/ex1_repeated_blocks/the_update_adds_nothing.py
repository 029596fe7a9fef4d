"""Earns: alike_is_repeat.  An update with another figure is taken for a repeat."""

ADDS = {**ADDS, "morning": {"adds": "nothing", "passage": ""}}  # noqa: F821 - the solution stands above
