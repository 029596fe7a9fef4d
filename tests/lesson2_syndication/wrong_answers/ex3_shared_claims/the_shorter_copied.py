"""Earns: similarity_shows_direction.  The shorter page is taken for the copy."""

WHAT_IT_SHOWS = "d"
