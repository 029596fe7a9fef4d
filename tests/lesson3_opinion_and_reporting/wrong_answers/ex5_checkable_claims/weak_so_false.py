"""Earns: everything_is_suspect.  From a weak argument to a false conclusion."""

ADDS = "c"
