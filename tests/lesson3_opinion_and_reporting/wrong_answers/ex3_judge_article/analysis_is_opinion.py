"""Earns: analysis_is_opinion.  Whoever concludes is taken to urge."""

TYPES = {**TYPES, "labelled_analysis": {**TYPES["labelled_analysis"], "inferred": "OpinionNewsArticle"}}  # noqa: F821
