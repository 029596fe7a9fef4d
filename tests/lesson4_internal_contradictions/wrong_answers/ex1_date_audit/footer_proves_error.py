"""Earns: furniture_dates_text.  An old copyright year is taken for the day of writing."""

FINDINGS = {**FINDINGS, "column_footer": {"verdict": "contradiction", "needs": "page"}}  # noqa: F821 - solution above
