"""Earns: headline_is_only_short.  A headline is forgiven whatever it leaves out."""


def lost(headline, body):
    """Report no loss."""
    return []
