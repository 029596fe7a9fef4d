"""Earns: everything_is_suspect.  A text with any difference is no parent."""


def could_give(slot, parent, child):
    """Ask for the very same reading."""
    return slot.readings.get(parent) == slot.readings.get(child)
