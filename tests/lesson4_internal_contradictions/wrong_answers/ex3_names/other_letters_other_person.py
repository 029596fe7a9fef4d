"""Earns: spelling_is_contradiction.  Names are compared letter for letter."""


def compare_names(first, second, known):
    """Ask for the same letters."""
    return "same" if first == second else "conflict"
