"""Earns: percent_is_agreement.  The share of equal labels is given out as kappa."""


def kappa(first, second):
    """Give back the observed agreement."""
    return (
        sum(mine == yours for mine, yours in zip(first, second, strict=True)) / len(first) if first else None
    )
