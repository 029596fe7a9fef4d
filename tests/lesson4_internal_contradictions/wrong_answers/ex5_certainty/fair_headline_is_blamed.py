"""Earns: everything_is_suspect.  A headline that keeps its speaker is blamed all the same."""

PAIRS = {**PAIRS, "wire_title": {"verdict": "overreach", "words": "Osmere navy says"}}  # noqa: F821 - solution above
