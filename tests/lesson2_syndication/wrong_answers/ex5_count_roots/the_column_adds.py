"""Earns: column_is_a_source.  A column counts as an origin."""

NEW_VOICES = {**NEW_VOICES, "column": "adds"}  # noqa: F821 - the solution stands above
