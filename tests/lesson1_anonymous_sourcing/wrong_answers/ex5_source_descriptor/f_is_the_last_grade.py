"""Earns: no_basis_is_worst.  The letters are sorted from A to F."""


def comparable(first, second):
    """Sort by the alphabet."""
    return "same" if first == second else "first" if first < second else "second"
