"""Earns: denial_is_disproof.  Whoever sets a signature against a denial is taken to count the denial."""

DENIAL_IS_PROOF = {**DENIAL_IS_PROOF, "shift_book": True}  # noqa: F821 - the solution stands above
