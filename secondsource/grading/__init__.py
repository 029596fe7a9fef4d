"""Grading: what checks are written with.  The rest is imported from its own module."""

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
