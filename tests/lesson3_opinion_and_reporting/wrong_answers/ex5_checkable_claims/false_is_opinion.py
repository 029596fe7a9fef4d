"""Earns: opinion_is_unproven.  What is false or secret is called a judgement."""

SETTLED_BY = {**SETTLED_BY, "boiling": "judgement", "dossier": "judgement"}  # noqa: F821 - the solution stands above
