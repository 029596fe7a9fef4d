"""Grading: what checks are written with.  The rest is imported from its own module.

The names come from `marks` when they are asked for: whoever imports another module of this package need
not load pytest first.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from secondsource.grading.marks import (
        Wrong,
        agreement_above_chance,
        award,
        expect,
        hints,
        informedness,
        points,
        wrong,
    )

__all__ = ["Wrong", "agreement_above_chance", "award", "expect", "hints", "informedness", "points", "wrong"]


def __getattr__(name: str) -> Any:
    """Return one of these names.  Raises AttributeError for any other."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from secondsource.grading import marks

    return getattr(marks, name)
