"""Earns: wording_shows_independence.  A paper with words of its own counts as an origin."""

NEW_VOICES = {**NEW_VOICES, "fifth_paper": "adds"}  # noqa: F821 - the solution stands above
