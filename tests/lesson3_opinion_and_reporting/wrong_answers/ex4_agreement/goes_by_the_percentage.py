"""Earns: percent_is_agreement.  A high percentage is taken for good agreement."""

WHAT_FOLLOWS = "c"
