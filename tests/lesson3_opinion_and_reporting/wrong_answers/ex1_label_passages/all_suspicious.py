"""The author opines everywhere."""

LABELS = {name: {"opinion": "author", "words": " ".join(paragraph(name).split()[:3])} for name in LABELS}  # noqa: F821
