"""Earns: agreement_is_corroboration.  Every shared reading counts, the right ones included."""


def telling(slots, first, second):
    """Count every agreement."""
    return [
        slot.name
        for slot in slots
        if first in slot.readings and slot.readings[first] == slot.readings.get(second)
    ]
