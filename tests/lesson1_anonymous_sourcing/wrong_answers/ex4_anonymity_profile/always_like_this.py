"""Earns: everything_is_fine.  Security news is always like this."""

WHAT_FOLLOWS = "b"
