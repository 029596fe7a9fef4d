"""Earns: not_authorised_is_motive.  A wording about place passes for a reason."""

DESCRIPTOR = {
    **DESCRIPTOR,  # noqa: F821 - the solution stands above
    "anonymity": {"finding": "stated", "passage": "security establishment"},
}
