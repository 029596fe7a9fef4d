"""Earns: disagreement_means_worthless.  Because experts differ, the distinction is given up."""

WHAT_FOLLOWS = "b"
