"""Earns: denial_is_proof.  Speaking of the hills counts as a confession."""

DENIAL_IS_PROOF = {**DENIAL_IS_PROOF, "camps": False}  # noqa: F821 - the solution stands above
