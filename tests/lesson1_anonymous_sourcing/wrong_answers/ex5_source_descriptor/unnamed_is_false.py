"""Earns: unnamed_means_false.  No name, so improbable."""

RATING = {"reliability": "F", "credibility": "5"}
