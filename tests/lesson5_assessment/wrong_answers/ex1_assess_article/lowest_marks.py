"""Earns: no_basis_is_worst.  F and 6 are read as the worst marks."""

WHAT_IT_SAYS = "a"
