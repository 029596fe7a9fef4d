"""Earns: described_is_primary.  A paper nobody shows counts as one a reader can open."""


def rests_on_unnamed_alone(claims):
    """Count only people as hidden."""
    kinds = {claim.source_type for claim in claims if claim.premise}
    return bool(kinds) and all(kind.unnamed for kind in kinds)
