"""Earns: described_is_primary.  A dossier counts as a document at hand."""

LABELS = {**LABELS, "newsup_a1": {"type": "document_shown", "rung": None}}  # noqa: F821 - the solution stands above
