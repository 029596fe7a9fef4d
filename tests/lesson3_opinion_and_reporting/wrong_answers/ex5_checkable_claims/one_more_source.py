"""Earns: column_is_a_source.  The column is counted as a source."""

ADDS = "a"
