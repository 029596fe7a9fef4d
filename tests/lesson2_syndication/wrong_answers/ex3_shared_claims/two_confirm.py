"""Earns: agreement_is_corroboration.  Two pages that say the same confirm each other."""

WHAT_IT_SHOWS = "a"
