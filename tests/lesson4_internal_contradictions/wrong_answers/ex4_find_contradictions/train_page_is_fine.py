"""Earns: smooth_page_agrees.  Named speakers and a denial pass for a page that has been checked."""

FOUND = {**FOUND, "night_train": []}  # noqa: F821 - the solution stands above
