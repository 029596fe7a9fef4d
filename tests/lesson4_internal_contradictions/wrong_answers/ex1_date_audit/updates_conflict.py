"""Earns: different_is_contradiction.  Two counts of two hours are taken for a conflict."""

FINDINGS = {**FINDINGS, "ferry_update": {"verdict": "contradiction", "needs": "page"}}  # noqa: F821 - solution above
