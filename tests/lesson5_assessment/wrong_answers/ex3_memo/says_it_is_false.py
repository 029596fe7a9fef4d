"""Earns: unnamed_means_false.  The answer is about the event."""

MEMO = {
    **MEMO,  # noqa: F821 - the solution stands above
    "answer": "Between two and five origins stand behind it, all of them hidden, and so the story is false.",
}
