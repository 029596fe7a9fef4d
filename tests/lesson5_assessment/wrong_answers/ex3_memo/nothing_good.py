"""Earns: everything_is_suspect.  No passage shows a strength."""

PASSAGES = [one for one in PASSAGES if one["shows"] == "weakness"] + [  # noqa: F821 - the solution stands above
    {"page": "theprint", "paragraph": 14, "quote": "officials emphasised", "shows": "weakness"}
]
