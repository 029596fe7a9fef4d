"""Earns: tone_is_genre.  What asks for something in a calm voice passes for a statement of fact."""

LABELS = {**LABELS, "cold_argument_8": {"opinion": "nobody", "words": ""}}  # noqa: F821 - the solution stands above
