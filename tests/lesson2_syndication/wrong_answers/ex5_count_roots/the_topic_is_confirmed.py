"""Earns: topic_confirms_claim.  Whoever speaks of it confirms it."""

NEW_VOICES = {**NEW_VOICES, "official": "adds"}  # noqa: F821 - the solution stands above
