"""Earns: likelihood_is_confidence.  Likelihood and confidence share a sentence."""

MEMO = {
    **MEMO,  # noqa: F821 - the solution stands above
    "likelihood": "It is likely, with moderate confidence, because newsup 9 says reportedly.",
}
