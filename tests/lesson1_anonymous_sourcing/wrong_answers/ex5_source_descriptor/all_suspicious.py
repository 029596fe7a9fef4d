"""Nothing is stated, everybody is unreliable, every claim is improbable."""

DESCRIPTOR = {name: {"finding": "not stated", "passage": ""} for name in DESCRIPTOR}  # noqa: F821 - solution above
RATING = {"reliability": "E", "credibility": "5"}
SUMMARY = {part: "This is a fake and nobody should believe one word of it." for part in SUMMARY}  # noqa: F821


def reliability(track_record):
    """Trust nobody."""
    return "E"


def credibility(reports, fit):
    """Believe nothing."""
    return "5"


def comparable(first, second):
    """Find none better."""
    return "same"
