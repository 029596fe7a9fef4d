"""Earns: contains_opinion_is_opinion.  A report that quotes opinions is taken for an opinion piece."""

TYPES = {**TYPES, "theprint": {**TYPES["theprint"], "inferred": "OpinionNewsArticle"}}  # noqa: F821
