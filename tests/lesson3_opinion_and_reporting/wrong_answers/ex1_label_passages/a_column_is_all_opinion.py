"""Earns: opinion_has_no_facts.  Whatever stands in a column is opinion."""

LABELS = {**LABELS, "brighter_kashmir_14": {"opinion": "author", "words": "had also raised this issue"}}  # noqa: F821 - the solution stands above
