"""Earns: wording_shows_independence.  Different wording is read as different work."""

WHAT_IT_SHOWS = "c"
