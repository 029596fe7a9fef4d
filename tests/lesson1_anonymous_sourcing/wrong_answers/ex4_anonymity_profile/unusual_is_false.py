"""Earns: unnamed_means_false.  Unusual is read as wrong."""

WHAT_FOLLOWS = "a"
