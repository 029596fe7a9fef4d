"""Earns: carrier_is_origin.  The outlet's standing goes to its unnamed sources."""

RATING = {"reliability": "B", "credibility": "3"}
