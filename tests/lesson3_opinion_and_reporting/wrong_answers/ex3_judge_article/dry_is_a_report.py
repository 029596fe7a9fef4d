"""Earns: tone_is_genre.  A text without hot words is taken for a report."""

TYPES = {**TYPES, "cold_argument": {**TYPES["cold_argument"], "inferred": "ReportageNewsArticle"}}  # noqa: F821
