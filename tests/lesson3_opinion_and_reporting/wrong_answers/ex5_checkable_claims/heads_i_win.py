"""Earns: denial_is_proof.  A claim for which everything counts is said to run a risk."""


def could_lose(outcomes):
    """Look for anything that would be counted at all."""
    return bool(outcomes)
