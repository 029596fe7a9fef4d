"""Earns: similarity_shows_direction.  An easy change is taken to lead back as well."""


def could_give(slot, parent, child):
    """Let the change run both ways."""
    before, after = slot.readings.get(parent, ""), slot.readings.get(child, "")
    return after in ("", before) or [before, after] in slot.easy or [after, before] in slot.easy
