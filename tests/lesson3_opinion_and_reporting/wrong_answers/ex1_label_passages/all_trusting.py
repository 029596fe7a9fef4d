"""Nobody ever opines."""

LABELS = {name: {"opinion": "nobody", "words": ""} for name in LABELS}  # noqa: F821 - the solution stands above
