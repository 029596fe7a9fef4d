"""Earns: passive_has_a_speaker.  A passive is taken for unnamed people."""

LABELS = {**LABELS, "newsup_a7": {"type": "unnamed_group", "rung": 1}}  # noqa: F821 - the solution stands above
