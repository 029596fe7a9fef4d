"""Earns: topic_confirms_claim.  A named person anywhere on the page carries the story."""


def rests_on_unnamed_alone(claims):
    """Look at all claims instead of the premises."""
    return bool(claims) and all(claim.source_type.unnamed for claim in claims)
