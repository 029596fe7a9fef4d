"""Earns: different_is_contradiction.  A rounded figure beside an exact one is called a contradiction."""

FOUND = {
    **FOUND,  # noqa: F821 - the solution stands above
    "warehouse_fire": [
        {"first": "About 200", "second": "counted 213", "verdict": "contradiction", "needs": "page"}
    ],
}
