"""Earns: hedge_is_contradiction.  Hedged here and flat there is taken for a contradiction."""

PAIRS = {**PAIRS, "newsup_design": {"verdict": "contradiction", "words": ""}}  # noqa: F821 - solution above
